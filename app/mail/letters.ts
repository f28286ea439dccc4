import { z } from "zod";
import type { Sql } from "#db/client.ts";
import { leaveJob } from "#db/queries/outbox.ts";

const id = z.guid();
const code = z.string().regex(/^\d{4}$/);

/**
 * Every letter that the site writes, by what it needs to be written: keys, so that it tells how things are when it is sent. Links are made
 * then too, so that nothing that opens anything ever lies in the outbox.
 */
export const letter = z.discriminatedUnion("kind", [
  /** To whoever typed the address: confirm it and choose a password. */
  z.object({ kind: z.literal("registration"), email: z.string(), name: z.string(), municipality: code }),
  /** To one who has an account and tried to make another. */
  z.object({ kind: z.literal("already-registered"), person: id }),
  /** To the coordinators, or KL's administrators where there are none: somebody asks for access. */
  z.object({ kind: z.literal("request-waiting"), person: id, municipality: code }),
  z.object({ kind: z.literal("request-approved"), person: id, municipality: code }),
  z.object({ kind: z.literal("request-refused"), person: id, municipality: code }),
  z.object({ kind: z.literal("invitation"), invitation: id }),
  z.object({ kind: z.literal("password-reset"), person: id }),
  /** To the new address: confirm it. */
  z.object({ kind: z.literal("new-address"), person: id, email: z.string() }),
  /** To the address in use: another has been asked for. It would reach the new one if that were confirmed first, hence the address. */
  z.object({ kind: z.literal("address-asked"), person: id, email: z.string() }),
  /** To the old address: it has been replaced. */
  z.object({ kind: z.literal("address-changed"), person: id, email: z.string() }),
  z.object({
    kind: z.literal("security"),
    person: id,
    what: z.enum(["password-changed", "password-reset", "totp-on", "totp-off", "recovery-codes", "recovery-code-used"]),
  }),
  /** To one whose roles in a municipality, or at KL, are others now. */
  z.object({ kind: z.literal("roles-changed"), person: id, municipality: code.nullable() }),
  z.object({ kind: z.literal("removed"), person: id, municipality: code }),
  /** To KL's administrators. */
  z.object({ kind: z.literal("domain-asked"), domain: z.string(), municipality: code, demo: z.boolean() }),
  /** To the municipality's coordinators. */
  z.object({
    kind: z.literal("domain-decided"),
    domain: z.string(),
    municipality: code,
    approved: z.boolean(),
    demo: z.boolean(),
  }),
  /** To the municipality's coordinators, and to KL. */
  z.object({ kind: z.literal("problem-report"), report: id }),
  /** To the municipality's coordinators, and to KL. */
  z.object({ kind: z.literal("page-hidden"), path: z.string(), municipality: code.nullable(), demo: z.boolean() }),
  /** To KL's administrators. */
  z.object({ kind: z.literal("last-coordinator-left"), municipality: code, demo: z.boolean() }),
  /** To one who is to stand as contact person: say yes or no. */
  z.object({ kind: z.literal("contact-consent"), contact: id, by: id.optional() }),
  /** To the municipality's coordinators: KL acts for it. */
  z.object({ kind: z.literal("acting-began"), municipality: code, reason: z.string(), demo: z.boolean() }),
  /** To the approver who is asked, to all who may approve where nobody in particular is, or to KL: a version waits for an answer. */
  z.object({ kind: z.literal("case-submitted"), revision: id }),
  /** To the approver who is asked instead of another. */
  z.object({ kind: z.literal("case-assigned"), revision: id, person: id }),
  /** To one who has been added by name to those who write a draft. */
  z.object({ kind: z.literal("case-shared"), case: id, person: id }),
  /** To those who write the text: it has been sent back. */
  z.object({ kind: z.literal("case-returned"), revision: id }),
  /** To whoever asked for all that is kept of a municipality's texts: the file can be fetched. */
  z.object({ kind: z.literal("export-ready"), person: id, export: id }),
  /** To those who write the text: it is published. */
  z.object({ kind: z.literal("case-published"), revision: id }),
  /** To whoever added a picture, or answers for its text: the last day on which it may be shown is near. */
  z.object({ kind: z.literal("consent-ends"), picture: id }),
  /** To the municipality's coordinators: KL offers help with the status of a half year. */
  z.object({ kind: z.literal("help-offered"), reminder: id }),
  /** To the approver who is asked, or to all who may approve where nobody in particular is: a status waits for an answer. */
  z.object({ kind: z.literal("status-submitted"), edition: id }),
  /** To those who have written in it. */
  z.object({ kind: z.literal("status-returned"), edition: id }),
  z.object({ kind: z.literal("status-published"), edition: id }),
  /** To those who have written in it, and to whoever had approved it: it is not published on its day. */
  z.object({ kind: z.literal("status-stopped"), edition: id, approver: id.nullable() }),
]);
export type Letter = z.infer<typeof letter>;

/** Letters to a person with a link that opens something of the person's. */
export const lettersWithToken: readonly Letter["kind"][] = ["password-reset", "new-address"];

/** Leaves a letter to be written and sent, in the same transaction as what it tells of. */
export async function leaveLetter(sql: Sql, wanted: Letter): Promise<void> {
  await leaveJob(sql, "letter", wanted);
}

/** Leaves a letter to one of the several people whom it goes to. @param to the person's id */
export async function leaveLetterTo(sql: Sql, wanted: Letter, to: string): Promise<void> {
  await leaveJob(sql, "letter-to", { letter: wanted, to });
}
