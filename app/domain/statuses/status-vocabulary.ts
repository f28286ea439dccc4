/*
 * The closed lists of the half-yearly status. A code is what the database has (`db/migrations`), a label is what a reader sees. How far
 * something has come, what is seen of it, and how old the word is, are three axes that are never laid together.
 */

/** Fremdrift: what is being done about a commitment, in the municipality's own judgement. Not a scale that sums may be made of. */
export const activityStages = {
  "ikke-begyndt": "ikke begyndt",
  planlagt: "planlagt",
  "i-gang": "i gang",
  gennemfoert: "gennemført",
  forankret: "forankret",
  "ikke-prioriteret": "ikke prioriteret nu",
} as const;
export type ActivityStage = keyof typeof activityStages;

/** The letter that stands for a stage where there is no room for words. */
export const stageLetters: Readonly<Record<ActivityStage, string>> = {
  "ikke-begyndt": "B",
  planlagt: "P",
  "i-gang": "I",
  gennemfoert: "G",
  forankret: "F",
  "ikke-prioriteret": "N",
};

/** Effekt: what is seen, the wrong way too. */
export const effects = {
  "for-tidligt": "for tidligt at sige",
  "ingen-endnu": "ingen endnu",
  "tidlige-tegn": "tidlige tegn",
  dokumenteret: "dokumenteret",
  "forkert-vej": "går den forkerte vej",
} as const;
export type Effect = keyof typeof effects;

/** Effects that are claimed only with something that they rest on. */
export const effectsWithEvidence: readonly Effect[] = ["tidlige-tegn", "dokumenteret"];

/** Who has seen the effect. */
export const judges = {
  maalt: "målt",
  forvaltningen: "forvaltningen",
  ledere: "ledere",
  medarbejdere: "medarbejdere",
  foraeldre: "forældre",
  boern: "børn",
} as const;
export type Judge = keyof typeof judges;

/** Who has taken part in the status, a line each. */
export const participants = {
  boern: "Børn og unge",
  foraeldre: "Forældre",
  medarbejdere: "Medarbejdere (MED)",
  raad: "Råd og bestyrelser",
} as const;
export type Participant = keyof typeof participants;

/** What has become of a line since the last status. */
export const changes = { uaendret: "Uændret", aendret: "Ændret", stoppet: "Stoppet" } as const;
export type Change = keyof typeof changes;

/** What has become of a milestone. */
export const milestoneChanges = { uaendret: "Uændret", naaet: "Nået", flyttet: "Flyttet", droppet: "Droppet" } as const;
export type MilestoneChange = keyof typeof milestoneChanges;

/** What the committee did with the paper. */
export const outcomes = {
  "til-efterretning": "Taget til efterretning",
  godkendt: "Godkendt",
  udsat: "Udsat",
  "sendt-tilbage": "Sendt tilbage",
} as const;
export type Outcome = keyof typeof outcomes;

/** How far an edition has come on its way to its readers. */
export const editionStates = {
  draft: "Kladde",
  returned: "Sendt tilbage",
  submitted: "Venter på godkendelse",
  approved: "Godkendt, udgives senere",
  published: "Udgivet",
} as const;
export type EditionState = keyof typeof editionStates;

/** What a commitment reads that a status says nothing of. Not the same as a stage, nor as no status. */
export const notAssessed = "ikke vurderet i denne status";

/** What a municipality reads that has published no status for the period. */
export const noStatusYet = "ingen status endnu";

/** The sections of a municipality that has no follow-up of its own. */
export const standardSections = ["Aktivitet", "Trivsel", "Økonomi"] as const;
