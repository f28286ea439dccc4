import { z } from "zod";
import { emailInput, nameInput, privateMailInput } from "../accounts/input.ts";
import { meantUnit } from "../units/input.ts";
import { codes, roles } from "../vocabulary.ts";

/** An id as a form sends it. */
const id = z.guid("Det findes ikke længere. Åbn siden igen.");

const role = z.enum(codes(roles), "Vælg en rolle.");

export const inviteInput = z.object({
  name: nameInput,
  email: emailInput,
  privateMail: privateMailInput,
  role,
  unit: meantUnit,
});
/** Several at once, an address a line, perhaps with a name: `Anne Holm <anne@aarhus.dk>`. */
export const inviteManyInput = z.object({
  people: z
    .string()
    .min(1, "Skriv mindst én mailadresse.")
    .max(8_000, "Del listen i flere; der er plads til 50 ad gangen."),
  role,
  unit: meantUnit,
});
export const cancelInput = z.object({ invitation: id });
export const approveInput = z.object({ person: id, role, unit: meantUnit });
export const refuseInput = z.object({ person: id });
export const grantInput = z.object({ person: id, role, unit: meantUnit });
/** Sent by the page that has said what it means that the last coordinator leaves. */
export const lastInput = z
  .string()
  .optional()
  .transform((value) => value === "ja");
export const revokeInput = z.object({ grant: id, last: lastInput });
export const resetTotpInput = z.object({ person: id });
export const removeInput = z.object({
  person: id,
  last: lastInput,
  /** Who takes the contact entries over: an id, an address, or a full name; nobody when left out. */
  successor: z
    .string()
    .optional()
    .transform((value) => value || null)
    .pipe(z.string().max(300, "Vælg en kollega i kommunen.").nullable()),
});
