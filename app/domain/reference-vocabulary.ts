/*
 * The closed lists of sources. A code is what stands in addresses and in the database (`db/migrations`), a label is what a reader sees.
 */

/** The sorts of works, the strongest grounds for what it says of effect first. */
export const referenceKinds = {
  lodtraekningsforsoeg: "Lodtrækningsforsøg",
  effektstudie: "Andet effektstudie",
  oversigt: "Oversigt over undersøgelser",
  evaluering: "Evaluering",
  opgoerelse: "Opgørelse eller kortlægning",
  vejledning: "Vejledning",
  lov: "Lov",
  haandbog: "Håndbog",
  omtale: "Omtale",
} as const;
export type ReferenceKind = keyof typeof referenceKinds;

/** The sorts explained, in one sentence each. */
export const referenceKindMeanings: Readonly<Record<ReferenceKind, string>> = {
  lodtraekningsforsoeg: "Lodtrækning afgjorde, hvem der fik indsatsen, og hvem der blev sammenlignet med.",
  effektstudie: "Der er målt mod en sammenligningsgruppe eller før og efter, uden lodtrækning.",
  oversigt: "Flere undersøgelser er samlet og vejet mod hinanden.",
  evaluering: "Nogen har set på, hvordan det gik, oftest med spørgeskemaer og interview.",
  opgoerelse: "Tal eller en kortlægning, som ikke måler virkning.",
  vejledning: "En myndighed eller organisation råder til, hvordan der kan arbejdes.",
  lov: "Lovtekst, lovforslag eller en aftale om en lov.",
  haandbog: "En beskrivelse af, hvordan en metode eller et program foregår.",
  omtale: "Nogen fortæller om en undersøgelse, en metode eller en erfaring. Undersøgelsen selv er ikke læst her.",
};

/** The sorts that carry a claim of what was tried or measured, and official guidance: a grade that says so must rest on one of them. */
export const studyKinds: readonly ReferenceKind[] = ["lodtraekningsforsoeg", "effektstudie", "oversigt", "evaluering"];

/** The sorts that may carry the letter of a grade: a study, or official guidance. */
export const letterKinds: readonly ReferenceKind[] = [...studyKinds, "vejledning"];

/** The sorts that say what the law is. */
export const lawKinds: readonly ReferenceKind[] = ["lov", "vejledning"];

/** Where a source is about. */
export const referenceCountries = {
  danmark: "Danmark",
  norge: "Norge",
  sverige: "Sverige",
  storbritannien: "Storbritannien",
  holland: "Holland",
  usa: "USA",
  flere: "Flere lande",
} as const;
export type ReferenceCountry = keyof typeof referenceCountries;

/** How far we have read a source, inside a sentence. */
export const readings = {
  helt: "siden eller resuméet er læst helt",
  uddrag: "læst i uddrag",
  "kun-set": "kun titel eller indhold er set",
} as const;
export type Reading = keyof typeof readings;
