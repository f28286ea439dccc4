import { z } from "zod";

const date = z.union([z.literal(""), z.iso.date("Skriv datoen som dag, måned og år.")]).default("");

/** The last day on which a picture may be shown; empty: without an end. */
export const consentDate = date.transform((value) => value || null);

export const pictureConsentInput = z.object({ picture: z.guid("Åbn siden igen, og prøv derfra."), until: consentDate });
