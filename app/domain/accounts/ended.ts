import type { EndedBecause } from "#db/queries/sessions.ts";

/** The Danish sentence for each reason why a session was ended. */
export const endedSentences: Readonly<Record<EndedBecause, string>> = {
  roles: "Du er logget ud, fordi dine roller er ændret. Log ind igen, så gælder de roller, du har nu.",
  removed:
    "Du er logget ud, fordi du er fjernet fra en kommune. Din konto har du stadig, og du kan logge ind, som du plejer.",
  password: "Du er logget ud, fordi adgangskoden er skiftet. Var det ikke dig, så vælg straks en ny.",
  address: "Du er logget ud, fordi din konto har fået en ny mailadresse. Log ind med den.",
  codes: "Du er logget ud, fordi engangskoderne på din konto er ændret. Log ind igen.",
  everywhere: "Du er logget ud her, fordi du har valgt at logge ud alle steder.",
};
