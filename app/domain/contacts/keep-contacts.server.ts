import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findContact, findContactByConsent, type KeptContact, lockContact } from "#db/queries/contacts/for-keepers.ts";
import { moveContacts, removeContact, setConsented, storeContact, updateContact } from "#db/queries/contacts/store.ts";
import { isTopic, listTopicCases } from "#db/queries/contacts/topics.ts";
import { findRecipient } from "#db/queries/people/recipients.ts";
import { leaveLetter } from "../../mail/letters.ts";
import type { Accounts } from "../accounts/accounts.server.ts";
import { isFitName } from "../accounts/input.ts";
import { type LetterBudget, spendLetter } from "../accounts/letter-budget.server.ts";
import { hashToken } from "../accounts/secrets.server.ts";
import { slowDown } from "../accounts/slow-down.server.ts";
import { personOf } from "../accounts/totp.server.ts";
import { refuseOtherSide } from "../demo-address.ts";
import { didYouMean, mostSuggestions } from "../did-you-mean.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { warnOfPublicMail } from "../mail-domains/warn-of-public-mail.ts";
import { mayChange, type Viewer } from "../viewer.ts";
import type { changeContactInput, contactInput } from "./input.ts";
import { mayKeepContacts } from "./policy.ts";

type Fields = z.output<typeof contactInput>;

/** Enters a contact person, who is asked by mail and shown after a yes. */
export async function createContact(
  sql: Sql,
  letters: LetterBudget,
  viewer: Viewer,
  municipality: string,
  fields: Fields,
): Promise<void> {
  if (!mayKeepContacts(viewer, municipality)) throw notAllowed();
  refuseOtherSide(fields.email, personOf(viewer).demo);
  warnOfPublicMail(fields.email, fields.privateMail);
  // What is not taken spends nothing.
  await findTopic(sql, viewer, municipality, fields, null);
  await spendLetter(letters, "contact", { sender: personOf(viewer).id, recipient: fields.email });
  await transaction(sql, async (tx) => {
    const topic = await findTopic(tx, viewer, municipality, fields, null);
    const contact = await storeContact(tx, municipality, { ...fields, ...topic }, personOf(viewer).demo);
    await recordAudit(tx, viewer, { action: "contact.created", municipality, detail: { contact } });
    await leaveLetter(tx, { kind: "contact-consent", contact, by: personOf(viewer).id });
  });
}

/** Changes a contact person, who is asked anew when what is shown of the person is another. */
export async function changeContact(
  sql: Sql,
  letters: LetterBudget,
  viewer: Viewer,
  municipality: string,
  { contact: id, version, ...fields }: z.output<typeof changeContactInput>,
): Promise<void> {
  const asIs = await keptContact(sql, viewer, municipality, id);
  refuseOtherSide(fields.email, asIs.demo);
  if (fields.email !== asIs.email) warnOfPublicMail(fields.email, fields.privateMail);
  const wanted = await findTopic(sql, viewer, municipality, fields, asIs.topic);
  if (isShownOtherwise(asIs, { ...fields, topic: wanted }))
    await spendLetter(letters, "contact", { sender: personOf(viewer).id, recipient: fields.email });
  await transaction(sql, async (tx) => {
    const before = await keptContact(tx, viewer, municipality, id);
    refuseOtherSide(fields.email, before.demo);
    const topic = await findTopic(tx, viewer, municipality, fields, before.topic);
    if (!(await updateContact(tx, id, version, { ...fields, ...topic }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "contact.changed", municipality, detail: { contact: id } });
    if (isShownOtherwise(before, { ...fields, topic }))
      await leaveLetter(tx, { kind: "contact-consent", contact: id, by: personOf(viewer).id });
  });
}

/** Whether what is shown of a contact person changes, so that the person is asked anew. */
const isShownOtherwise = (before: KeptContact, fields: Omit<Fields, "case" | "privateMail">): boolean =>
  (["name", "title", "email", "phone"] as const).some((one) => before[one] !== fields[one]) ||
  !isKept(fields.topic, before.topic);

/** Takes a contact person away. */
export async function deleteContact(sql: Sql, viewer: Viewer, municipality: string, id: string): Promise<void> {
  await transaction(sql, async (tx) => {
    await keptContact(tx, viewer, municipality, id);
    await removeContact(tx, id);
    await recordAudit(tx, viewer, { action: "contact.deleted", municipality, detail: { contact: id } });
  });
}

/** Asks a contact person once more. @throws {TooManyTries} when that has been done a lot */
export async function askContactAgain(
  sql: Sql,
  { throttle, letters }: Pick<Accounts, "throttle" | "letters">,
  viewer: Viewer,
  municipality: string,
  { contact, network }: { contact: string; network: string },
): Promise<void> {
  const { consentedAt, email } = await keptContact(sql, viewer, municipality, contact);
  if (consentedAt) throw new DomainError("Personen har allerede sagt ja.", 409);
  await slowDown(throttle, "consent", { account: contact, network });
  await spendLetter(letters, "contact", { sender: personOf(viewer).id, recipient: email });
  await leaveLetter(sql, { kind: "contact-consent", contact, by: personOf(viewer).id });
}

/** What the contact person's own link leads to; null when the entry is no more. */
export const lookAtConsent = async (sql: Sql, token: string): Promise<KeptContact | null> =>
  (await findContactByConsent(sql, hashToken(token))) ?? null;

/**
 * The contact person's own answer to what was shown. A no takes the entry away, also after a yes.
 * @param version of the entry that the person has seen; a yes to anything else is none
 */
export async function answerConsent(sql: Sql, token: string, yes: boolean, version: number): Promise<void> {
  await transaction(sql, async (tx) => {
    const seen = await findContactByConsent(tx, hashToken(token));
    if (seen) await lockContact(tx, seen.id);
    const contact = seen && (await findContactByConsent(tx, hashToken(token)));
    if (!contact) throw goneMeanwhile();
    const { id, municipality, demo, consentedAt } = contact;
    if (yes && contact.version !== version)
      throw new DomainError("Det, der bliver vist om dig, er lige blevet ændret. Se det igen, og svar så.", 409);
    if (yes && consentedAt) return;
    await (yes ? setConsented(tx, id) : removeContact(tx, id));
    const action = yes ? "contact.consented" : "contact.declined";
    await recordAudit(tx, null, { action, municipality: municipality.code, detail: { contact: id } }, demo);
  });
}

/** What somebody who leaves was to be asked about goes to a colleague, or goes. @param toPersonId null when nobody takes over */
export async function handOverContacts(
  tx: Sql,
  viewer: Viewer,
  { municipality, fromPersonId, toPersonId }: { municipality: string; fromPersonId: string; toPersonId: string | null },
): Promise<void> {
  const successor = toPersonId === null ? null : await findRecipient(tx, toPersonId);
  if (successor === undefined) throw new DomainError("Vælg en person fra listen.", 400, "successor");
  if (successor && !mayChange(viewer, successor.demo)) throw demoOnly();
  if (successor && !isFitName(successor.name))
    throw new DomainError("Personen skal først rette sit navn; det sker, næste gang der logges ind.", 409, "successor");
  const moved = await moveContacts(tx, municipality, fromPersonId, successor);
  for (const contact of moved) await leaveLetter(tx, { kind: "contact-consent", contact, by: personOf(viewer).id });
  if (moved.length > 0) {
    const detail = { count: moved.length };
    await recordAudit(tx, viewer, { action: "contact.handed_over", municipality, personId: toPersonId, detail });
  }
}

async function keptContact(tx: Sql, viewer: Viewer, municipality: string, id: string): Promise<KeptContact> {
  if (!mayKeepContacts(viewer, municipality)) throw notAllowed();
  const contact = await findContact(tx, id);
  if (!contact || contact.municipality.code !== municipality) throw goneMeanwhile();
  if (!mayChange(viewer, contact.demo)) throw demoOnly();
  return contact;
}

/**
 * What a contact person is to be about, as the form means it: something of the list, or a case by its title or address.
 * @param kept what it is about now: that may have been withdrawn since, and may stay as it is
 * @throws {DomainError} at `topic` or `case` for what it cannot be about
 */
async function findTopic(
  tx: Sql,
  viewer: Viewer,
  municipality: string,
  { topic, case: meant }: Pick<Fields, "topic" | "case">,
  kept: KeptContact["topic"],
): Promise<Fields["topic"]> {
  if (meant === null) {
    if (!isKept(topic, kept) && !(await isTopic(tx, viewer, municipality, topic)))
      throw new DomainError("Vælg noget fra listen.", 400, "topic");
    return topic;
  }
  if (topic.methodId || topic.caseId || topic.commitment)
    throw new DomainError("Vælg enten noget fra listen eller et eksempel, ikke begge dele.", 400, "case");
  const isUnchanged = kept?.kind === "case" && kept.title === meant;
  const caseId = isUnchanged ? kept.id : await findMeantCase(tx, viewer, municipality, meant);
  return { methodId: null, caseId, commitment: null };
}

function isKept({ methodId, caseId, commitment }: Fields["topic"], kept: KeptContact["topic"]): boolean {
  if (kept === null) return methodId === null && caseId === null && commitment === null;
  if (kept.kind === "commitment") return commitment?.year === kept.year && commitment.number === kept.number;
  return kept.id === (kept.kind === "method" ? methodId : caseId);
}

/** @throws {DomainError} at `case` when there is none, or more than one, with those that are like it */
async function findMeantCase(tx: Sql, viewer: Viewer, municipality: string, meant: string): Promise<string> {
  const slug = /^(?:\S*\/eksempler\/)?([a-z0-9-]+)\/?(?:[?#]\S*)?$/.exec(meant)?.[1] ?? null;
  const alike = await listTopicCases(tx, viewer, municipality, { words: meant, slug, limit: mostSuggestions });
  const [found, another] =
    [
      alike.filter((one) => one.slug === slug),
      alike.filter(({ title }) => title.toLowerCase() === meant.toLowerCase()),
    ].find((some) => some.length > 0) ?? [];
  if (found && !another) return found.id;
  if (found)
    throw new DomainError(
      `Flere eksempler hedder sådan. Skriv adressen på det rigtige.${didYouMean(alike.map((one) => `/eksempler/${one.slug}`))}`,
      400,
      "case",
    );
  const titles = didYouMean(alike.map(({ title }) => title));
  throw new DomainError(`Kommunen har ikke et eksempel, der hedder sådan.${titles}`, 400, "case");
}
