import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { daysDevicesAreKnown } from "#app/domain/accounts/known-device.server.ts";
import { daysLettersAreCounted } from "#app/domain/accounts/letter-budget.server.ts";
import { minutesOf } from "#app/domain/accounts/tokens.server.ts";
import { daysCopiesAreKept } from "#app/editor/offline/copies.ts";
import { readEnv } from "#app/env.server.ts";
import { registry } from "#app/jobs/registry.ts";
import { daysMailsAreKept } from "#app/mail/post.ts";
import { daysInBin } from "#db/queries/cases/bin.ts";
import { hoursExportsAreKept } from "#db/queries/exports/keeping.ts";
import { invitationDays } from "#db/queries/invitations.ts";
import { daysFailedJobsAreKept } from "#db/queries/outbox.ts";
import { daysReportsAreKept } from "#db/queries/problem-reports.ts";
import { daysEndedSessionsAreKept, sessionDays } from "#db/queries/sessions.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const doc = read("docs/data-protection.md");
/** The row of the table of what is stored that names a place. */
const rowOf = (place: string) => doc.split("\n").find((line) => line.startsWith("|") && line.includes(place)) ?? "";

it.each([
  ["`session`", `${sessionDays.unused} days unused, or ${sessionDays.most} days in all`],
  ["`ended_session`", `${daysEndedSessionsAreKept} days`],
  ["`invitation`", `${invitationDays} days`],
  ["`one_time_token`", `${minutesOf("invitation") / 60 / 24} days at most`],
  ["`shared_text`", `${daysInBin} days in the bin`],
  ["`municipality_export`", `${hoursExportsAreKept} hours`],
  ["`problem_report`", `${daysReportsAreKept} days`],
  ["`audit_log`", `${readEnv({}).auditDays} unless set`],
  ["`rate_limit`", `${daysLettersAreCounted} days`],
  ["`graphile_worker`", `${daysFailedJobsAreKept} days after they have failed`],
  ["`DATA_DIR/mails`", `${daysMailsAreKept} days`],
  ["`mine-tekster`", `stored and closed, or signed out; what is not stored ${daysCopiesAreKept} days at most`],
  ["cookie", `${daysDevicesAreKnown} days`],
])("docs/data-protection.md says of %s what the code does: %s", (place, time) => {
  expect(rowOf(place)).toMatch(new RegExp(`(?<!\\d)${time}`));
});

it("docs/data-protection.md says when that is cleared away", () => {
  expect(registry["clear-away"].cron?.match).toBe("15 3 * * *");
  expect(doc).toContain("at 3:15 UTC each night");
});

it("docs/data-protection.md names every table that holds something of people", () => {
  const withoutPeople = [
    ...["case_citation", "case_commitment", "case_method", "case_revision", "case_story", "commitment", "declaration"],
    ...[
      "document",
      "document_anchor",
      "law",
      "mail_domain",
      "method",
      "method_citation",
      "method_commitment",
      "method_grade",
      "method_relation",
    ],
    ...[
      "method_revision",
      "municipality",
      "municipality_region",
      "reference",
      "region",
      "retired_case_slug",
      "revision_picture",
    ],
    ...["retired_method_slug", "search_entry", "search_word", "seeded", "unit"],
    ...["agreement", "aim", "aim_indicator", "aim_initiative", "budget_difference", "budget_table", "focus_item"],
    ...[
      "follow_up_data",
      "follow_up_paper",
      "follow_up_section",
      "indicator_break",
      "indicator_chart",
      "indicator_choice",
    ],
    ...["indicator_commitment", "indicator_section", "initiative_case", "initiative_commitment", "initiative_method"],
    ...["initiative_municipality", "initiative_unit", "mandate_point", "milestone", "retired_indicator_slug"],
    ...["retired_initiative_slug", "thematic_follow_up", "period", "period_question", "status", "status_part"],
  ];
  const tables = [...read("db/row-types.ts").matchAll(/^export interface (\w+)Table\b/gm)].map(([, name = ""]) =>
    name.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase(),
  );
  expect(tables.length).toBeGreaterThan(30);
  expect(tables.filter((table) => !withoutPeople.includes(table) && !doc.includes(`\`${table}\``))).toEqual([]);
});
