/**
 * The closed lists of the domain. A code is what stands in addresses and in the database, a label is what a reader sees.
 * The database checks the same codes (`db/migrations`).
 */
type Labels = Readonly<Record<string, string>>;

const list = <const L extends Labels>(labels: L) => labels;

/** Område: where in a child's day or in the municipality something happens. */
export const settings = list({
  dagtilbud: "Dagtilbud",
  overgang: "Overgang til skole",
  indskoling: "Indskoling",
  mellemtrin: "Mellemtrin",
  udskoling: "Udskoling",
  "sfo-klub": "SFO og klub",
  specialtilbud: "Specialtilbud",
  ppr: "PPR",
  forvaltning: "Forvaltning",
});
export type Setting = keyof typeof settings;

/** Indsatsniveau, after the three levels of Aarhus' settlement "Bredere børnefællesskaber". */
export const levels = list({
  almen: "Almen",
  mellemform: "Mellemform",
  "behandling-special": "Behandlings- og specialtilbud",
});
export type Level = keyof typeof levels;

/** The four levels of mellemformer, after the same settlement. */
export const mellemformLevels: Readonly<Record<number, string>> = {
  1: "Hele klassen",
  2: "Enkelte børn i klassen",
  3: "Klasse efter specialpædagogiske principper",
  4: "Specialklasse",
};

/** How far the thing that a case tells of has come. Lists show experience first. */
export const stages = list({
  erfaringer: "Erfaringer",
  "i-gang": "I gang",
  vedtaget: "Vedtaget",
  aftalt: "Aftalt",
  foreslaaet: "Foreslået",
});
export type Stage = keyof typeof stages;

/** What each stage means, in one sentence. */
export const stageMeanings: Readonly<Record<Stage, string>> = {
  erfaringer: "Nogen har prøvet det og fortæller, hvad de lærte.",
  "i-gang": "Arbejdet er begyndt.",
  vedtaget: "Kommunen har besluttet det, men vi ved ikke, om det er begyndt.",
  aftalt: "Partier er blevet enige, for eksempel i et budgetforlig. Det er endnu ikke en beslutning.",
  foreslaaet: "Det er beskrevet som et forslag eller en mulighed.",
};

/** Kinds of a method; only the first two carry a graded knowledge profile. */
export const methodKinds = list({
  metode: "Metode",
  program: "Program",
  organisering: "Organisering",
  styring: "Styring",
  tema: "Tema",
});
export type MethodKind = keyof typeof methodKinds;

/** The kinds as headings over many. */
export const methodKindHeadings: Readonly<Record<MethodKind, string>> = {
  metode: "Metoder",
  program: "Programmer",
  organisering: "Organisering",
  styring: "Styring",
  tema: "Temaer",
};

/** What each kind means, in one sentence. */
export const methodKindMeanings: Readonly<Record<MethodKind, string>> = {
  metode: "En måde at arbejde på sammen med børnene.",
  program: "Et forløb med en fast form og et indhold, du kan følge.",
  organisering: "En måde at fordele opgaver, mennesker og samarbejde på.",
  styring: "En måde at fordele ressourcer, ansvar og beslutninger på.",
  tema: "Et emne, I møder i hverdagen, og det, I kan gøre ved det.",
};

/** Class levels as they stand in an address; 0 is 0. klasse. */
export const classLevels: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
export const classLevelLabel = (level: number) => `${level}. klasse`;

/** The five aspects of the knowledge profile, after the aspects of Social- og Boligstyrelsens vidensdeklaration. */
export const aspects = list({
  target_group: "Målgruppe",
  method: "Metode",
  implementation: "Implementering",
  effect: "Effekt",
  economy: "Økonomi",
});
export type Aspect = keyof typeof aspects;

export type Grade = "A" | "B" | "C" | "D";

/**
 * What each grade of each aspect means. Readers meet these words, and a letter before them where a study or official guidance carries it
 * (`letterOf`).
 */
export const gradeMeanings: Readonly<Record<Aspect, Readonly<Record<Grade, string>>>> = {
  target_group: {
    A: "Afgrænset, og afprøvet i undersøgelser",
    B: "Beskrevet ens i mindst to uafhængige kilder",
    C: "Beskrevet i én kilde",
    D: "Kun nævnt i brede vendinger",
  },
  method: {
    A: "Manual eller beskrivelse, der er afprøvet",
    B: "Beskrevet trin for trin i en kilde",
    C: "Beskrevet i hovedtræk i en kilde",
    D: "Kun nævnt ved navn",
  },
  implementation: {
    A: "Undersøgt systematisk flere steder",
    B: "Erfaringer fra flere kommuner",
    C: "Et forslag, en plan eller erfaringer fra én kommune",
    D: "Kun nævnt, at den indføres",
  },
  effect: {
    A: "Flere undersøgelser med sammenligning, også danske",
    B: "Én undersøgelse med sammenligning",
    C: "Målt før og efter, uden sammenligning",
    D: "Kun forventninger eller oplevelser",
  },
  economy: {
    A: "Udgift og gevinst er opgjort",
    B: "Regnskab fra mindst ét sted",
    C: "Budgettal fra mindst ét sted",
    D: "Kun at det kræver midler",
  },
};

/** What the documents say on an aspect of a method, in words. @param grade null: nothing that one could grade */
export const saidOf = (aspect: Aspect, grade: Grade | null): string =>
  grade ? gradeMeanings[aspect][grade] : "Ikke oplyst i dokumenterne";

/** How far what studies say of methods has been looked through, of every method alike. */
export const studiesRead = "endnu ikke gennemgået";

/** What a person may be in a municipality or at KL; from the least to the most in each. The database checks the same codes (`known_roles`). */
export const roles = list({
  reader: "Læser",
  contributor: "Forfatter",
  approver: "Godkender",
  coordinator: "Koordinator",
  association_editor: "KL-redaktør",
  association_admin: "KL-administrator",
});
export type Role = keyof typeof roles;

/** A label inside a sentence: "indskoling". An abbreviation keeps its capitals: "KL-redaktør". */
export const inSentence = (label: string): string =>
  /^[A-ZÆØÅ]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** The roles that a municipality's own people can have. */
export const municipalRoles = ["reader", "contributor", "approver", "coordinator"] as const satisfies readonly Role[];

/** What each role lets one do, in one sentence. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  reader: "Læser det, der kun er for kommunen og netværket.",
  contributor: "Skriver kommunens eksempler, indsatser og tal.",
  approver: "Siger ja til, at noget udgives i kommunens navn.",
  coordinator: "Holder styr på kommunens personer, enheder, kontaktpersoner og indhold.",
  association_editor: "Følger kommunerne og redigerer metoder og erklæringer for KL.",
  association_admin: "Giver de første koordinatorer adgang og holder styr på sitet for KL.",
};

/** The roles that may be limited to one unit. */
export const unitRoles = ["contributor", "approver"] as const satisfies readonly Role[];

/** The sorts of units that a municipality has. */
export const unitKinds = list({
  skole: "Skole",
  dagtilbud: "Dagtilbud",
  klynge: "Klynge",
  distrikt: "Distrikt",
  ppr: "PPR",
  afdeling: "Afdeling",
  forvaltning: "Forvaltning",
});
export type UnitKind = keyof typeof unitKinds;

/** Whether a text is a code of the list. */
export function isCode<L extends Labels>(labels: L, value: string): value is Extract<keyof L, string> {
  return Object.hasOwn(labels, value);
}

/** The codes of a list in the order that readers meet them. */
export function codes<L extends Labels>(labels: L): Extract<keyof L, string>[] {
  return Object.keys(labels) as Extract<keyof L, string>[];
}
