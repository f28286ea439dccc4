import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import type { TopicKey } from "#db/queries/contacts/contact.ts";
import { findContact, findContactByConsent, type KeptContact, lockContact } from "#db/queries/contacts/for-keepers.ts";
import {
  type ContactFields,
  moveContacts,
  removeContact,
  setConsented,
  storeContact,
  updateContact,
} from "#db/queries/contacts/store.ts";
import { isTopic, listTopicCases } from "#db/queries/contacts/topics.ts";
import { dropJobsNaming } from "#db/queries/outbox.ts";
import { findRecipient } from "#db/queries/people/recipients.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { deleteMailsOf } from "../../mail/post.ts";
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
import { isAmong } from "./topic.ts";

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
  await findTopics(sql, viewer, municipality, fields, []);
  await spendLetter(letters, "contact", { sender: personOf(viewer).id, recipient: fields.email });
  await transaction(sql, async (tx) => {
    const topics = await findTopics(tx, viewer, municipality, fields, []);
    const contact = await storeContact(tx, municipality, { ...fields, topics }, personOf(viewer).demo);
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
  const wanted = await findTopics(sql, viewer, municipality, fields, asIs.topics);
  if (isShownOtherwise(asIs, { ...fields, topics: wanted }))
    await spendLetter(letters, "contact", { sender: personOf(viewer).id, recipient: fields.email });
  await transaction(sql, async (tx) => {
    const before = await keptContact(tx, viewer, municipality, id);
    refuseOtherSide(fields.email, before.demo);
    const topics = await findTopics(tx, viewer, municipality, fields, before.topics);
    const asksAnew = isShownOtherwise(before, { ...fields, topics });
    if (!(await updateContact(tx, id, version, { ...fields, topics }, { asksAnew }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, { action: "contact.changed", municipality, detail: { contact: id } });
    if (asksAnew) await leaveLetter(tx, { kind: "contact-consent", contact: id, by: personOf(viewer).id });
  });
}

/** Whether something is to be shown of a contact person that was not shown before, so that the person is asked anew. */
const isShownOtherwise = (before: KeptContact, fields: ContactFields): boolean =>
  (["name", "title", "email", "phone"] as const).some((one) => before[one] !== fields[one]) ||
  fields.topics.some((topic) => !isAmong(before.topics, topic));

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
 * @returns the id of the entry
 */
export async function answerConsent(sql: Sql, token: string, yes: boolean, version: number): Promise<string> {
  return transaction(sql, async (tx) => {
    const seen = await findContactByConsent(tx, hashToken(token));
    if (seen) await lockContact(tx, seen.id);
    const contact = seen && (await findContactByConsent(tx, hashToken(token)));
    if (!contact) throw goneMeanwhile();
    const { id, municipality, demo, consentedAt } = contact;
    if (yes && contact.version !== version)
      throw new DomainError("Det, der bliver vist om dig, er lige blevet ændret. Se det igen, og svar så.", 409);
    if (yes && consentedAt) return id;
    await (yes ? setConsented(tx, id) : removeContact(tx, id));
    if (!yes) await dropJobsNaming(tx, [id]);
    const action = yes ? "contact.consented" : "contact.declined";
    await recordAudit(tx, null, { action, municipality: municipality.code, detail: { contact: id } }, demo);
    return id;
  });
}

/** The contact person's own no: the entry goes, and the letters that asked. @param mailFolder where mail lies that is not sent */
export async function declineConsent(sql: Sql, mailFolder: string, token: string): Promise<void> {
  const id = await answerConsent(sql, token, false, 0);
  await deleteMailsOf(mailFolder, { id, addresses: [] });
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

/** More than these nobody reads; whoever answers for more answers for the municipality's work as a whole. */
const mostTopics = 20;

/**
 * What a contact person is to be asked about, as the form means it: what is ticked, and cases by their titles or addresses.
 * @param kept what it is now: that may have been withdrawn since, and may stay as it is
 * @throws {DomainError} at `topic`, or at `case`, `case-2` and so on by its place, for what it cannot be; at `topic` for none or too many
 */
async function findTopics(
  tx: Sql,
  viewer: Viewer,
  municipality: string,
  { topic: ticked, case: meant }: Pick<Fields, "topic" | "case">,
  kept: readonly TopicKey[],
): Promise<TopicKey[]> {
  const count = ticked.length + meant.filter(Boolean).length;
  if (count === 0) throw new DomainError("Vælg mindst én ting, som personen kan svare på.", 400, "topic");
  if (count > mostTopics)
    throw new DomainError(
      `Vælg højst ${mostTopics} ting. Kan personen svare på mere, så vælg kommunens arbejde i det hele.`,
      400,
      "topic",
    );
  for (const topic of ticked)
    if (!isAmong(kept, topic) && !(await isTopic(tx, viewer, municipality, topic)))
      throw new DomainError("Vælg noget fra listen.", 400, "topic");
  const topics = [...ticked];
  for (const [place, words] of meant.entries()) {
    if (!words) continue;
    const field = place === 0 ? "case" : `case-${place + 1}`;
    const topic = { kind: "case", id: await findMeantCase(tx, viewer, municipality, { words, field }) } as const;
    if (!isAmong(topics, topic)) topics.push(topic);
  }
  return topics;
}

/** @throws {DomainError} at the field when there is none, or more than one, with those that are like it */
async function findMeantCase(
  tx: Sql,
  viewer: Viewer,
  municipality: string,
  { words, field }: { words: string; field: string },
): Promise<string> {
  const slug = /^(?:\S*\/eksempler\/)?([a-z0-9-]+)\/?(?:[?#]\S*)?$/.exec(words)?.[1] ?? null;
  const alike = await listTopicCases(tx, viewer, municipality, { words, slug, limit: mostSuggestions });
  const [found, another] =
    [
      alike.filter((one) => one.slug === slug),
      alike.filter(({ title }) => title.toLowerCase() === words.toLowerCase()),
    ].find((some) => some.length > 0) ?? [];
  if (found && !another) return found.id;
  const said = found
    ? `Flere eksempler hedder »${words}«. Skriv adressen på det rigtige.${didYouMean(alike.map((one) => `/eksempler/${one.slug}`))}`
    : `Kommunen har ikke et eksempel, der hedder »${words}«.${didYouMean(alike.map(({ title }) => title))}`;
  throw new DomainError(said, 400, field);
}
