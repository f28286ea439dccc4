import { z } from "zod";
import { versionInput } from "../version.ts";
import { codes, unitKinds } from "../vocabulary.ts";

const id = z.guid("Den findes ikke længere. Åbn siden igen.");

/** A unit as a form means it: its id or its name; null when left empty. */
export const meantUnit = z
  .string()
  .optional()
  .transform((value) => value || null)
  .pipe(z.string().max(120, "Vælg en enhed fra listen.").nullable());

export const unitInput = z.object({
  name: z
    .string()
    .transform((value) => value.replace(/\s+/g, " "))
    .pipe(z.string().min(1, "Skriv, hvad enheden hedder.").max(120, "Navnet må højst fylde 120 tegn.")),
  kind: z.enum(codes(unitKinds), "Vælg en slags."),
  parent: meantUnit,
});
export const changeUnitInput = unitInput.extend({ unit: id, version: versionInput });
export const unitIdInput = z.object({ unit: id });

/** Closes a unit without a successor: where the roles, invitations and drafts that belong to it go. */
export const closeUnitInput = unitIdInput.extend({
  version: versionInput,
  /** Where roles and invitations go. */
  rolesTo: meantUnit,
  /** Takes the roles and invitations away instead. */
  takeRoles: z
    .string()
    .optional()
    .transform((value) => value === "ja"),
  /** Where what is being written goes; null: to the whole municipality. */
  draftsTo: meantUnit,
});
export const mergeUnitInput = unitIdInput.extend({
  version: versionInput,
  into: meantUnit.pipe(z.string("Vælg den enhed, den er lagt sammen med.")),
});
export const openUnitInput = unitIdInput.extend({ version: versionInput });
