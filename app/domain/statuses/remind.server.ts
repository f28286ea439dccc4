import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findKeptPeriod } from "#db/queries/statuses/keep-periods.ts";
import {
  findKeptReminder,
  findReminderStanding,
  insertReminder,
  type ReminderOf,
  type ReminderStanding,
  updateReminderPutOff,
} from "#db/queries/statuses/keep-reminders.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { personOf } from "../accounts/totp.server.ts";
import { danishToday, longDate } from "../dates.ts";
import { DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { isAssociation, mayChange, type Viewer } from "../viewer.ts";
import type { putOffReminderInput, sendRemindersInput } from "./period-input.ts";
import { periodName } from "./period-vocabulary.ts";
import { mayAskInPeriod, mayRunStatuses } from "./policy.ts";

/** So many days go between two reminders of the same. */
export const daysBetweenReminders = 21;

/** The day so many days after another, `YYYY-MM-DD` both. */
const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Why a municipality is not written to now; null: it may be. @param today `YYYY-MM-DD` */
export function whyNoReminder(
  { answered, reachable, sentOn, putOffUntil, putOffBecause }: Omit<ReminderStanding, "name" | "slug">,
  today: string,
): string | null {
  if (answered) return "har svaret";
  if (putOffUntil !== null && putOffUntil > today)
    return `har bedt jer vente til ${longDate(putOffUntil)}: »${putOffBecause ?? ""}«`;
  if (sentOn !== null && daysAfter(sentOn, daysBetweenReminders) > today)
    return `fik en mail ${longDate(sentOn)}, og der går mindst ${daysBetweenReminders} dage imellem`;
  return reachable ? null : "har ingen koordinator at skrive til";
}

/**
 * Sends a friendly word to a municipality's coordinators: an offer of help with the status of a period.
 * @throws {DomainError} 409 when it has answered, has asked to wait, was written to a short while ago, or has nobody to write to
 */
export async function sendReminder(sql: Sql, viewer: Viewer, of: ReminderOf): Promise<void> {
  if (!mayAskInPeriod(viewer, of.demo)) throw isAssociation(viewer) ? demoOnly() : notAllowed();
  await transaction(sql, async (tx) => {
    const period = await findKeptPeriod(tx, of.period);
    if (!period?.openedAt || period.closedAt)
      throw new DomainError(`${periodName(of.period)} er ikke åbent, så der kan ikke skrives om det.`, 409);
    const standing = await findReminderStanding(tx, of);
    if (!standing) throw goneMeanwhile();
    const because = whyNoReminder(standing, danishToday());
    if (because !== null) throw new DomainError(`${standing.name} ${because}.`, 409);
    const reminder = await insertReminder(tx, { ...of, by: personOf(viewer).id });
    await leaveLetter(tx, { kind: "help-offered", reminder });
    await recordAudit(tx, viewer, {
      action: "status.reminded",
      municipality: of.municipality,
      subject: `/kommuner/${standing.slug}/statusser`,
      detail: { period: of.period },
    });
  });
}

/** What has come of writing to several. */
export interface RemindersSent {
  sent: number;
  /** Why not, a sentence for each that was left out. */
  left: string[];
}

/** Reminds several municipalities, each by itself: one that cannot be written to now does not stop the others. */
export async function sendReminders(
  sql: Sql,
  viewer: Viewer,
  { period, demodata, municipality: chosen }: z.output<typeof sendRemindersInput>,
): Promise<RemindersSent> {
  const done: RemindersSent = { sent: 0, left: [] };
  for (const municipality of new Set(chosen)) {
    try {
      await sendReminder(sql, viewer, { municipality, period, demo: demodata === "ja" });
      done.sent += 1;
    } catch (error) {
      if (!(error instanceof DomainError) || error.status !== 409) throw error;
      done.left.push(error.message);
    }
  }
  if (done.sent === 0) throw new DomainError(`Der er ikke skrevet til nogen. ${done.left.join(" ")}`, 409);
  return done;
}

/** The municipality asks KL to wait with its next word until a day, and says why. Its coordinators do. */
export async function putOffReminder(
  sql: Sql,
  viewer: Viewer,
  code: string,
  { reminder: id, until, because, keepWarning }: z.output<typeof putOffReminderInput>,
): Promise<void> {
  if (!mayRunStatuses(viewer, code)) throw notAllowed("Kun kommunens koordinator kan bede KL vente.");
  const today = danishToday();
  if (until <= today) throw new DomainError("Vælg en dag, der kommer.", 400, "until");
  if (until > daysAfter(today, 366)) throw new DomainError("Vælg en dag inden for et år.", 400, "until");
  assertPrivate({ because }, keepWarning);
  await transaction(sql, async (tx) => {
    const kept = await findKeptReminder(tx, id);
    if (kept?.municipality !== code) throw goneMeanwhile();
    if (!mayChange(viewer, kept.demo)) throw demoOnly();
    await updateReminderPutOff(tx, id, { until, because, by: personOf(viewer).id });
    await recordAudit(tx, viewer, {
      action: "status.reminder_put_off",
      municipality: code,
      detail: { period: kept.period },
    });
  });
}
