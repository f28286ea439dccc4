import { type Audience, audiences } from "./cases/audiences.ts";

/*
 * The closed lists of what municipalities do, spend, want and measure. A code is what the database has (`db/migrations`), a label is what a
 * reader sees.
 */

/** Whom a row is published for, in the words of those who keep it. */
export const rowAudiences: Readonly<Record<Audience, string>> = audiences;

/** The sorts of initiatives. */
export const initiativeKinds = { indsats: "Indsats", proevehandling: "Prøvehandling" } as const;

/** How far an initiative has come. */
export const initiativeStates = {
  foreslaaet: "Foreslået",
  aftalt: "Aftalt",
  vedtaget: "Vedtaget",
  "i-gang": "I gang",
  afsluttet: "Afsluttet",
  stoppet: "Stoppet",
} as const;

/** What each state means, in one sentence. */
export const initiativeStateMeanings: Readonly<Record<keyof typeof initiativeStates, string>> = {
  foreslaaet: "Det er beskrevet som et forslag.",
  aftalt: "Partier er enige, for eksempel i et budgetforlig. Det er endnu ikke en beslutning.",
  vedtaget: "Det er besluttet. Vi ved ikke, om det er begyndt.",
  "i-gang": "Arbejdet er begyndt.",
  afsluttet: "Arbejdet er slut.",
  stoppet: "Arbejdet er standset, før det var færdigt.",
};

/** How binding an amount is, as a heading and inside a sentence. */
export const moneyKinds = {
  foreslaaet: "Foreslået",
  aftalt: "Aftalt",
  vedtaget: "Vedtaget budget",
  "korrigeret-budget": "Korrigeret budget",
  prognose: "Prognose",
  regnskab: "Regnskab",
} as const;
export type MoneyKind = keyof typeof moneyKinds;

/** Running costs or investment. */
export const accounts = { drift: "drift", anlaeg: "anlæg" } as const;

/** Whether money is there once or goes on. */
export const permanences = { engang: "engangsmidler", varig: "varige midler" } as const;

/** The three lines a year that a municipality without more can enter. */
export const moneyLevels = { almen: "Det almene", mellemform: "Mellemformer", special: "Specialtilbud" } as const;

/** What a municipality wants, as a heading over one and over several. */
export const aimKinds = {
  maal: { one: "Mål", many: "Mål" },
  pejlemaerke: { one: "Pejlemærke", many: "Pejlemærker" },
  sigtelinje: { one: "Politisk sigtelinje", many: "Politiske sigtelinjer" },
  "forventet-effekt": { one: "Forventet effekt", many: "Forventede effekter" },
  boernesyn: { one: "Børne- og ungesyn", many: "Børne- og ungesyn" },
  naerhedsprincip: { one: "Nærhedsprincip", many: "Nærhedsprincip" },
  forandring: { one: "Forandring på kort og mellemlang sigt", many: "Forandringer på kort og mellemlang sigt" },
  "langsigtet-maal": { one: "Mål på lang sigt", many: "Mål på lang sigt" },
} as const;
export type AimKind = keyof typeof aimKinds;

/** The direction that is wanted of an indicator. */
export const directions = { op: "op", ned: "ned", balance: "balance" } as const;

/** By where the children are counted. */
export const countings = {
  bopael: "hvor børnene bor",
  skole: "hvor børnene går i skole",
  begge: "både hvor børnene bor og hvor de går i skole",
} as const;

/** Whether private schools are in it. */
export const privateSchoolWords = {
  med: "er med",
  uden: "er ikke med",
  "kan-vaelges": "kan vælges til og fra",
} as const;

/** What the focus of a thematic follow-up is. */
export const focusKinds = {
  spoergsmaal: "Spørgsmål",
  emner: "Emner",
  "ikke-besluttet": "Ikke endeligt besluttet",
} as const;

/** The kinds of data that a thematic follow-up rests on. */
export const dataKinds = {
  cases: "Cases",
  interview: "Interview",
  rundringning: "Rundringning",
  klager: "Klager",
  materiale: "Materiale",
  andet: "Andet",
} as const;
