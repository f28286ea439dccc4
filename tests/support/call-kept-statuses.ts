import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import * as keptAnswers from "#db/queries/statuses/keep-answers.ts";
import * as begin from "#db/queries/statuses/keep-begin.ts";
import * as editions from "#db/queries/statuses/keep-edition.ts";
import * as evidence from "#db/queries/statuses/keep-evidence.ts";
import * as form from "#db/queries/statuses/keep-form.ts";
import * as handOver from "#db/queries/statuses/keep-hand-over.ts";
import * as letters from "#db/queries/statuses/keep-letters.ts";
import * as publication from "#db/queries/statuses/keep-publication.ts";
import { here, there } from "./callers.ts";
import { createViewer } from "./handing-over.ts";

/** Calls a read, and compares what comes back with what it declares. */
type Call = <A extends unknown[]>(read: (sql: Sql, ...args: A) => Promise<unknown>, ...args: A) => Promise<void>;

const nobody = "51dec21a-b7e2-4406-88fc-8480d1092c18";
const fields = {
  ...{
    change: "naaet",
    stage: "i-gang",
    effect: "dokumenteret",
    judged: "maalt",
    text: "Ro.",
    hard: "Tid",
    help: "Råd",
  },
  ...{ state: "i-gang", because: "Lokalerne er ikke klar.", done: "2026-05", expected: "2027" },
};

/** Reads what those see who keep statuses: with everything that an edition may have, and with nothing of it. */
export async function callKeptStatuses(sql: Sql, call: Call): Promise<void> {
  const municipality = here.code;
  const writer = await createViewer(sql, [{ role: "contributor", municipality }], { name: "Skriver af status" });
  const approver = await createViewer(sql, [{ role: "approver", municipality }], { name: "Godkender af status" });
  await sql`
    insert into period (code, opened_at, closed_at) values
      ('2031H1', now(), null), ('2031H2', now(), null), ('2032H1', now(), now()), ('2032H2', null, null)`;
  const { mandate, parts } = await storeMandate(sql);
  const things = await storeThings(sql);
  const rich = await storeEdition(sql, "2031H1", writer.person.id);
  const bare = await storeEdition(sql, "2031H2", null);
  await sql`
    insert into status_part (edition_id, position, kind, title, section_id, follow_up_id, question_id)
    select ${rich}, position, kind, title, section_id, follow_up_id, question_id
    from jsonb_to_recordset(${sql.json(parts as never)}::jsonb)
      as p (position smallint, kind text, title text, section_id uuid, follow_up_id uuid, question_id uuid)`;
  for (const subject of ["point:2025:1", `initiative:${things.initiative}`, `milestone:${things.milestone}`])
    for (const [field, value] of Object.entries(fields))
      await sql`
        insert into status_answer (edition_id, subject, field, value, changed_by)
        values (${rich}, ${subject}, ${field}, ${subject.startsWith("initiative") && field === "change" ? "aendret" : value}, ${writer.person.id})`;
  for (const edition of [rich, bare])
    await sql`
      insert into status_answer (edition_id, subject, field, value, changed_by) values
        (${edition}, 'people:boern', 'text', 'Elevrådet', ${writer.person.id}), (${edition}, 'point:2025:2', 'hard', 'Tid', ${writer.person.id}),
        (${edition}, 'part:1', 'text', 'Ro.', null)`;
  await sql`insert into status_evidence (edition_id, subject, kind, value_id) select ${rich}, 'point:2025:1', 'value', id
    from indicator_value where id = any(${things.values})`;
  await sql`insert into status_evidence (edition_id, subject, kind, initiative_id) values (${rich}, 'point:2025:1', 'initiative', ${things.initiative})`;
  await sql`insert into status_evidence (edition_id, subject, kind) values (${rich}, 'point:2025:1', 'case')`;
  await sql`insert into status_author (edition_id, person_id) values (${rich}, ${writer.person.id})`;
  await sql`
    insert into status_kept_warning (edition_id, finding_key, reason, kept_by)
    values (${rich}, 'en-noegle', 'Det er et offentligt tal.', ${writer.person.id}), (${rich}, 'to-noegler', 'Det er et offentligt tal.', null)`;
  await sql`
    insert into status_reminder (municipality_code, period_code, put_off_until, put_off_because) values
      (${municipality}, '2031H1', '2031-08-01', 'Udvalget mødes først i august.'), (${municipality}, '2031H2', null, null)`;
  const look = () => callAll(sql, call, { editions: [rich, bare, nobody], viewer: writer, approver });
  await look();
  await sql`
    update status_edition set state = 'approved', submitted_by = ${writer.person.id}, submitted_at = now(), assigned_to = ${approver.person.id},
      answered_by = ${approver.person.id}, answered_at = now(), answer_words = 'Skriv mere.', publish_on = '2031-06-01',
      stopped_because = 'Rollen er væk.', publish_along = true, kind = 'correction', because = 'Et tal var forkert.'
    where id = ${rich}`;
  await sql`update mandate set asked_when = 'i foråret' where id = ${mandate}`;
  await look();
  await sql`update status_edition set state = 'submitted', publish_on = null where id = ${rich}`;
  await look();
  await sql`
    update status_edition set state = 'published', published_at = now(), blocks = '[]', outcome = 'godkendt', outcome_on = '2031-06-10',
      agenda_item = 'Punkt 7', met_on = '2031-06-10', body = 'Udvalget'
    where id = ${rich}`;
  await sql`update status s set published_edition_id = e.id from status_edition e where e.id = ${rich} and s.id = e.status_id`;
  await look();
  await sql`
    insert into status (municipality_code, period_code, removed_at) values (${municipality}, '2032H1', now())`;
  await look();
}

async function callAll(
  sql: Sql,
  call: Call,
  { editions: ids, viewer, approver }: { editions: readonly string[]; viewer: Viewer; approver: Viewer },
): Promise<void> {
  const subjects = ["point:2025:1", "people:boern", "part:1"];
  for (const id of ids) {
    await call(editions.findEditionSubject, id);
    await call(editions.findStatusDraft, viewer, id);
    await call(editions.listStatusApprovers, id, null);
    await call(evidence.listEvidenceStanding, id);
    await call(evidence.listEvidenceFigures, id);
    await call(keptAnswers.listAnswersOn, id, subjects);
    await call(keptAnswers.listKnownSubjects, id, subjects);
    await call(begin.findEditionBefore, id);
    await call(handOver.listKeptWarningKeys, id);
    await call(letters.findEditionForLetter, id);
    await call(letters.listAskedAboutEdition, id);
    await call(letters.listToldOfEdition, id, approver.person?.id ?? null);
    await call(publication.listInitiativesNotPublic, id);
    await call(publication.listSaidOfLines, id);
    await call(form.listChosenEvidence, viewer, id);
    await call(form.listWritingNow, approver, id);
    await call(form.findPaperFrame, viewer, id);
    await call(form.listUnpublishedInitiatives, viewer, id);
  }
  const statuses = await sql<{ id: string }[]>`select id from status where municipality_code = ${here.code}`;
  for (const { id } of [...statuses, { id: nobody }]) {
    await call(editions.findStatusSubject, id);
    await call(begin.findEditionUnderWay, id);
  }
  for (const code of ["2031H1", "2032H1", "2032H2", "2039H1"]) await call(begin.findHeldPeriod, code);
  for (const { code } of [here, there]) {
    await call(editions.listKeptStatuses, viewer, code);
    await call(form.listEditionHolders, viewer, code);
    await call(form.listRemindersSeen, viewer, code);
    await call(evidence.listEvidenceChoices, viewer, code, { demo: false });
  }
  await call(handOver.listDueEditions, "2040-01-01");
  const person = viewer.person?.id ?? nobody;
  await call(handOver.holdsRoleForAll, { person, municipality: here.code, roles: ["contributor"] });
  await call(handOver.holdsAssociationRole, person);
}

/** An edition that is a draft. @param by null: by nobody who is known */
async function storeEdition(sql: Sql, period: string, by: string | null): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    with s as (
      insert into status (municipality_code, period_code) values (${here.code}, ${period}) returning id
    )
    insert into status_edition (status_id, demo, number, kind, cut_off, met_on, body, begun_by)
    select id, false, 1, 'meeting', '2031-05-31', ${by && "2031-06-10"}, ${by && "Udvalget"}, ${by} from s returning id`;
  return row?.id ?? "";
}

/** A follow-up with all that its parts may have. @returns its id, and parts of an edition */
async function storeMandate(sql: Sql) {
  const one = async (query: Promise<{ id: string }[]>) => (await query)[0]?.id ?? "";
  const mandate = await one(sql<{ id: string }[]>`
    insert into mandate (slug, municipality_code, title, asked_by, visibility, published_at)
    values ('status-opdrag', ${here.code}, 'Opdrag', 'Byrådet', 'public', now()) returning id`);
  await sql`insert into mandate_point (mandate_id, position, text) values (${mandate}, 1, 'Følg børnene')`;
  const section = await one(sql<{ id: string }[]>`
    insert into follow_up_section (mandate_id, position, title, due_printed) values (${mandate}, 1, 'Trivsel', 'indgår i juni') returning id`);
  const theme = await one(sql<{ id: string }[]>`
    insert into thematic_follow_up (mandate_id, position, period_printed, numeral, period_from, period_to, theme, focus_kind, note)
    values (${mandate}, 1, 'Juni 2031', 'II', '2031-06', '2031-06', 'Sommer', 'spoergsmaal', 'Med forældre') returning id`);
  await sql`
    insert into focus_item (follow_up_id, position, under, text)
    values (${theme}, 1, null, 'Hvad ser I?'), (${theme}, 2, 1, 'Og hvor?')`;
  await sql`insert into follow_up_data (follow_up_id, position, kind, printed) values (${theme}, 1, 'interview', 'Interviews')`;
  const question = await one(sql<{ id: string }[]>`
    insert into period_question (period_code, theme, question) values ('2031H1', 'Fravær', 'Hvad gør I?') returning id`);
  const [passage] = await sql<{ document: string; anchor: string }[]>`
    select document_id as document, anchor from document_anchor order by document_id, position limit 1`;
  for (const [position, seen] of [
    [1, "Flere trives"],
    [2, null],
  ] as const) {
    const indicator = await one(sql<{ id: string }[]>`
      insert into indicator (slug, title, definition, unit, change_seen_by, published_at)
      values (${`status-maal-${position}`}, 'Mål', 'Det, der måles.', 'pct.', ${seen}, now()) returning id`);
    await sql`insert into indicator_section (section_id, position, indicator_id) values (${section}, ${position}, ${indicator})`;
    if (seen === null)
      await sql`
        insert into indicator_chart (indicator_id, municipality_code, document_id, anchor)
        values (${indicator}, ${here.code}, ${passage?.document ?? ""}, ${passage?.anchor ?? ""})`;
  }
  const none = { section_id: null, follow_up_id: null, question_id: null };
  const parts = [
    { position: 1, kind: "section", title: "Trivsel", ...none, section_id: section },
    { position: 2, kind: "theme", title: "Sommer", ...none, follow_up_id: theme },
    { position: 3, kind: "question", title: "Fravær", ...none, question_id: question },
    { position: 4, kind: "section", title: "Økonomi", ...none },
  ];
  return { mandate, parts };
}

/** Initiatives with and without what they may have, and numbers. @returns ids */
async function storeThings(sql: Sql) {
  const [initiative] = await sql<{ id: string }[]>`
    insert into initiative (slug, municipality_code, title, state) values ('status-indsats', ${here.code}, 'Indsats', 'i-gang') returning id`;
  await sql`insert into initiative (slug, municipality_code, title) values ('status-indsats-2', ${here.code}, 'Indsats uden tilstand')`;
  const id = initiative?.id ?? "";
  await sql`
    insert into initiative_commitment (initiative_id, declaration_year, number, linked_by, why) values (${id}, 2025, 1, 'source', '')`;
  const [milestone] = await sql<{ id: string }[]>`
    insert into milestone (initiative_id, position, title, planned, planned_by, expected_by, done_on)
    values (${id}, 1, 'Nået', 'foråret', '2031-05', '2031-06', '2031-05') returning id`;
  await sql`insert into milestone (initiative_id, position, title) values (${id}, 2, 'Åben')`;
  const values: string[] = [];
  for (const unit of ["børn", null]) {
    const [indicator] = await sql<{ id: string }[]>`
      insert into indicator (slug, title, definition, unit, document_id, anchor, published_at)
      select ${`status-tal-${unit ?? "uden"}`.replace("ø", "oe")}, 'Tal', 'Det, der tælles.', ${unit}, document_id, anchor, now()
      from document_anchor order by document_id, position limit 1 returning id`;
    const [value] = await sql<{ id: string }[]>`
      insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number, printed, qualifier, denominator,
        visibility, published_at)
      values (${indicator?.id ?? ""}, ${here.code}, 'aar', '2030-01-01', '2030-12-31', 12, ${unit && "12"}, ${unit && "cirka"}, ${unit && 100},
        'public', now()) returning id`;
    values.push(value?.id ?? "");
  }
  return { initiative: id, milestone: milestone?.id ?? "", values };
}
