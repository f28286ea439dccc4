// Made by `npm run row-types` from a migrated database; not to be edited by hand.
// A row of each table as db/client.ts gives it, with its columns in camel case.

export interface ActingTable {
  sessionId: string;
  municipalityCode: string;
  reason: string;
  endsAt: Date;
}

export interface AgreementTable {
  id: string;
  slug: string;
  municipalityCode: string;
  demo: boolean;
  title: string;
  year: number | null;
  /** as named; empty where the document does not name them */
  parties: string[];
  supersededBy: string | null;
  documentId: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
  version: number;
}

export interface AimTable {
  id: string;
  slug: string;
  municipalityCode: string;
  demo: boolean;
  /** forandring: a change on the short or middle term, langsigtet-maal: a goal on the long term, both of a theory of change */
  kind:
    | "maal"
    | "pejlemaerke"
    | "sigtelinje"
    | "forventet-effekt"
    | "boernesyn"
    | "naerhedsprincip"
    | "forandring"
    | "langsigtet-maal";
  position: number;
  /** as the document says it, or the words that it is set in */
  title: string;
  /** the rest, in our words or as printed */
  text: string | null;
  documentId: string;
  anchor: string;
  visibility: "public" | "network" | "municipality";
  audience: string;
  publishedAt: Date | null;
}

export interface AimIndicatorTable {
  aimId: string;
  indicatorId: string;
}

export interface AimInitiativeTable {
  aimId: string;
  initiativeId: string;
}

export interface AmbitionTable {
  id: string;
  municipalityCode: string;
  demo: boolean;
  version: number;
  declarationYear: number;
  number: number;
  text: string;
  holdsFrom: string;
  visibility: "public" | "network" | "municipality";
  audience: string;
  publishedAt: Date | null;
  takenBackAt: Date | null;
  enteredBy: string | null;
  changedAt: Date;
}

export interface AuditLogTable {
  id: number;
  happenedAt: Date;
  actorId: string | null;
  /** nobody did it: the site, or the person at its terminal. Otherwise an actor that is null has left */
  bySystem: boolean;
  action: string;
  municipalityCode: string | null;
  /** whom it was done to, when it was a person */
  personId: string | null;
  /** what it was done to, when it was a thing: an address on the site, or a domain */
  subject: string | null;
  detail: unknown;
  reason: string | null;
  /** done by KL in the name of the municipality */
  acting: boolean;
  demo: boolean;
}

export interface BudgetDifferenceTable {
  id: string;
  tableId: string;
  position: number;
  initiativeId: string | null;
  subject: string;
  textSays: string;
  textDocumentId: string;
  textAnchor: string;
  tableSays: string;
}

export interface BudgetLineTable {
  id: string;
  rowId: string;
  year: number;
  /** covers a part of the year alone, and is never drawn as growth */
  partYear: boolean;
  /** whole kroner; a saving is negative */
  amount: number | null;
  /** the cell as printed, in the unit of the row */
  printed: string | null;
  /** why there is no amount: a printed dash, an empty cell, paid within the existing frame, or hidden */
  blank: "dash" | "empty" | "within_frame" | "hidden" | null;
  financing: string | null;
  recordedAt: Date;
  recordedBy: string | null;
  /** from when another stands in its place; null: it stands */
  replacedAt: Date | null;
  replacedBy: string | null;
  replacedBecause: string | null;
}

export interface BudgetRowTable {
  id: string;
  municipalityCode: string;
  demo: boolean;
  version: number;
  tableId: string | null;
  position: number;
  /** line: counts in sums; heading: has no amounts; total: a printed sum, which is checked and never summed */
  row: string;
  label: string;
  /** a row of an initiative is seen by whom the initiative is seen by, whatever its own state */
  initiativeId: string | null;
  agreementId: string | null;
  kind: "foreslaaet" | "aftalt" | "vedtaget" | "korrigeret-budget" | "prognose" | "regnskab";
  priceYear: number | null;
  printedUnit: "kr." | "1.000 kr." | "mio. kr.";
  account: "drift" | "anlaeg" | null;
  /** of a total: which lines it is the sum of; null: all */
  permanence: "engang" | "varig" | null;
  /** of the three lines a year that a municipality without more can enter */
  level: "almen" | "mellemform" | "special" | null;
  sector: string | null;
  /** as printed, such as "Forslag 5"; no key, for two may bear one number */
  proposal: string | null;
  /** as printed; what pays in each year stands in budget_line */
  financing: string | null;
  meanPrinted: string | null;
  /** whole kroner, of the printed mean over the years */
  meanAmount: number | null;
  documentId: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
  visibility: "public" | "network" | "municipality";
  audience: string;
  publishedAt: Date | null;
  takenBackAt: Date | null;
  enteredBy: string | null;
  createdAt: Date;
  changedAt: Date;
}

export interface BudgetTableTable {
  id: string;
  slug: string;
  municipalityCode: string;
  demo: boolean;
  title: string;
  note: string | null;
  agreementId: string | null;
  documentId: string;
  anchor: string;
}

export interface CaseCitationTable {
  revisionId: string;
  position: number;
  documentId: string | null;
  anchor: string | null;
  referenceSlug: string | null;
}

export interface CaseCommitmentTable {
  revisionId: string;
  declarationYear: number;
  number: number;
  /** source: the municipality or its document makes the link; editors: we do */
  linkedBy: "source" | "editors";
  why: string;
}

export interface CaseContributorTable {
  caseId: string;
  personId: string;
  demo: boolean;
  addedAt: Date;
}

export interface CaseHandOverTable {
  revisionId: string;
  handedOverBy: string | null;
  handedOverAt: Date;
  /** the approver who is asked; null: any who may */
  assignedTo: string | null;
  /** KL decides, for the municipality has no second person */
  toAssociation: boolean;
  answer: "approved" | "returned" | "taken_back" | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  words: string | null;
  quotes: string[];
}

export interface CaseMethodTable {
  revisionId: string;
  methodId: string;
  position: number;
}

export interface CaseRevisionTable {
  id: string;
  caseId: string;
  municipalityCode: string;
  title: string;
  summary: string;
  hard: string | null;
  stage: "foreslaaet" | "aftalt" | "vedtaget" | "i-gang" | "erfaringer" | null;
  settings: (
    | "dagtilbud"
    | "overgang"
    | "indskoling"
    | "mellemtrin"
    | "udskoling"
    | "sfo-klub"
    | "specialtilbud"
    | "ppr"
    | "forvaltning"
  )[];
  levels: ("almen" | "mellemform" | "behandling-special")[];
  mellemformLevels: (1 | 2 | 3 | 4)[];
  classLevels: (0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10)[];
  schoolSize: number | null;
  partners: string[];
  unitId: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  /** the document that the case is retold from; null: written by the municipality */
  documentId: string | null;
  content: unknown;
  text: string;
  createdAt: Date;
  /** working: being written; kept: a version of its history; submitted: waits for a yes; published: is or was public */
  state: "working" | "kept" | "submitted" | "published";
  /** of the version, from 1; null for the working revision */
  number: number | null;
  keptBecause: "pause" | "handed_over" | "restored" | "published" | null;
  /** with whom it is to be shared once it is published */
  visibility: "public" | "network" | "municipality";
  /** whether readers are told the unit; null: not answered yet */
  namesUnit: boolean | null;
}

export interface CaseRevisionAuthorTable {
  revisionId: string;
  personId: string;
  lastWroteAt: Date;
}

export interface CaseStoryTable {
  id: string;
  /** made at the first publication; drafts of the seeds have theirs before */
  slug: string | null;
  municipalityCode: string;
  /** with whom what is published is shared now; narrower than its revision asks for when it has been narrowed since */
  visibility: "public" | "network" | "municipality";
  demo: boolean;
  publishedRevisionId: string | null;
  workingRevisionId: string | null;
  firstPublishedAt: Date | null;
  withdrawnAt: Date | null;
  hiddenAt: Date | null;
  /** who may read it while it is published: public, network, or municipality:<code> */
  audience: string;
  /** the version that waits for a yes; while there is one, nobody changes the working revision */
  submittedRevisionId: string | null;
  begunBy: string | null;
  begunAt: Date;
  binnedAt: Date | null;
  withdrawnBecause: string | null;
  /** hidden because words of it were removed for good: a new approval shows it again */
  awaitsApproval: boolean;
  /** was hidden already when words of it were removed for good: a new approval leaves it hidden */
  hiddenBefore: boolean;
}

export interface CommitmentTable {
  declarationYear: number;
  number: number;
  title: string;
  /** our own sentence in plain Danish */
  plain: string;
  /** the original wording; slips of the original are marked [sic] */
  quote: string;
  documentId: string;
  anchor: string;
}

export interface ContactPersonTable {
  id: string;
  municipalityCode: string;
  name: string;
  title: string;
  email: string;
  phone: string | null;
  /** SHA-256 of what the link to the person's own yes or no holds */
  consentHash: string | null;
  consentedAt: Date | null;
  version: number;
  demo: boolean;
  /** when this name got this address: whoever held it then is the one who is meant */
  addressedAt: Date;
  /** what the mail server said that will not take the letter; null: it has, or has not been asked */
  undeliverable: string | null;
}

export interface ContactTopicTable {
  id: number;
  contactId: string;
  methodId: string | null;
  caseId: string | null;
  declarationYear: number | null;
  commitmentNumber: number | null;
}

export interface DeclarationTable {
  year: number;
  title: string;
  summary: string;
  onBehalfOf: string;
  numberingNote: string;
  documentId: string;
}

export interface DocumentTable {
  id: string;
  slug: string;
  title: string;
  /** null: published by the association */
  municipalityCode: string | null;
  publisher: string;
  kind: string;
  body: string;
  /** as precise as it is known: a year, a month or a day */
  dated: string;
  datedNote: string | null;
  summary: string;
  omitted: string | null;
  content: unknown;
  text: string;
  addedAt: Date;
  hiddenAt: Date | null;
}

export interface DocumentAnchorTable {
  documentId: string;
  anchor: string;
  position: number;
  label: string;
}

export interface EarlierAddressTable {
  personId: string;
  email: string;
  givenUpAt: Date;
}

export interface EndedSessionTable {
  /** of the session: SHA-256 of what the cookie holds */
  id: string;
  because: "roles" | "removed" | "password" | "address" | "codes" | "everywhere";
  endedAt: Date;
}

export interface FocusItemTable {
  followUpId: string;
  position: number;
  /** the position of the question that this one is a part of */
  under: number | null;
  text: string;
  documentId: string | null;
  anchor: string | null;
}

export interface FollowUpDataTable {
  followUpId: string;
  position: number;
  kind: "cases" | "interview" | "rundringning" | "klager" | "materiale" | "andet";
  printed: string;
  /** what is added to the kind: "inklusive forældre" */
  added: string | null;
}

export interface FollowUpPaperTable {
  mandateId: string;
  position: number;
  title: string;
  /** the date on its front: "November 2026" */
  datedPrinted: string | null;
  body: string | null;
  /** the day of the meeting that it was for */
  metOn: string | null;
  documentId: string | null;
  id: string;
  version: number;
}

export interface FollowUpSectionTable {
  id: string;
  mandateId: string;
  position: number;
  title: string;
  /** empty: in every paper */
  dueMonths: (1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12)[];
  /** as printed: "indgår i juni-opfølgningen" */
  duePrinted: string | null;
  documentId: string | null;
  anchor: string | null;
  version: number;
}

export interface IndicatorTable {
  id: string;
  slug: string;
  demo: boolean;
  version: number;
  /** whose own it is; null: of all, kept by the association */
  municipalityCode: string | null;
  title: string;
  definition: string;
  /** with a number, or with a word of its list */
  answers: "tal" | "ord";
  /** null: words, or not told by the document that it rests on */
  unit: string | null;
  decimals: number;
  level: string | null;
  cadence: string | null;
  source: string | null;
  sourceUrl: string | null;
  /** by where the children live, or by where they go to school; null: not told */
  countedBy: "bopael" | "skole" | "begge" | null;
  privateSchools: "med" | "uden" | "kan-vaelges" | null;
  caveat: string | null;
  /** that is wanted; null: not told */
  direction: "op" | "ned" | "balance" | null;
  /** as printed after "Vi ser forandring ved" */
  changeSeenBy: string | null;
  /** why values of two places, or of two years, must not be laid beside each other; null: they may */
  notComparableBecause: string | null;
  documentId: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
  publishedAt: Date | null;
  hiddenAt: Date | null;
  enteredBy: string | null;
  changedAt: Date;
  /** published by mistake: gone for all readers, with its values */
  takenBackAt: Date | null;
}

export interface IndicatorBreakTable {
  indicatorId: string;
  onDay: string;
  because: string;
}

export interface IndicatorChartTable {
  indicatorId: string;
  municipalityCode: string;
  demo: boolean;
  updatedPrinted: string | null;
  note: string | null;
  documentId: string;
  anchor: string;
}

export interface IndicatorChoiceTable {
  indicatorId: string;
  list: "serie" | "del" | "ord";
  code: string;
  position: number;
  label: string;
}

export interface IndicatorCommitmentTable {
  indicatorId: string;
  declarationYear: number;
  number: number;
}

export interface IndicatorSectionTable {
  sectionId: string;
  position: number;
  indicatorId: string;
}

export interface IndicatorValueTable {
  id: string;
  indicatorId: string;
  /** null: of the country */
  municipalityCode: string | null;
  demo: boolean;
  series: string | null;
  part: string | null;
  timeKind: "aar" | "skoleaar" | "dato" | "spaend" | "ikke-oplyst";
  timeFrom: string | null;
  /** the first day after the time that it is of */
  timeTo: string | null;
  /** as printed: "2022-2023", "nu" */
  timePrinted: string | null;
  number: string | null;
  word: string | null;
  /** why there is neither number nor word; none of them is 0 */
  blank: "mangler" | "ikke-relevant" | "skjult" | "paa-vej" | null;
  expected: string | null;
  printed: string | null;
  qualifier: "cirka" | "over" | "under" | null;
  /** of how many */
  denominator: number | null;
  projected: boolean;
  /** small municipalities may lay years together */
  pooledYears: number | null;
  /** when the source published it, as printed; updated_printed likewise */
  publishedPrinted: string | null;
  updatedPrinted: string | null;
  documentId: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
  visibility: "public" | "network" | "municipality";
  audience: string;
  publishedAt: Date | null;
  takenBackAt: Date | null;
  recordedAt: Date;
  recordedBy: string | null;
  replacedAt: Date | null;
  replacedBy: string | null;
  replacedBecause: string | null;
  seriesList: string | null;
  partList: string | null;
  wordList: string | null;
  /** one that no reader has seen is written over, and so counted */
  version: number;
}

export interface InitiativeTable {
  id: string;
  slug: string;
  municipalityCode: string;
  demo: boolean;
  version: number;
  kind: "indsats" | "proevehandling";
  title: string;
  summary: string;
  /** what a trial is to teach */
  toTeach: string | null;
  /** null: not told by what it rests on */
  state: "foreslaaet" | "aftalt" | "vedtaget" | "i-gang" | "afsluttet" | "stoppet" | null;
  decidedBy: string | null;
  decidedOn: string | null;
  /** as the source has it, where it is no plain span: "over ti år" */
  periodPrinted: string | null;
  periodKind: "kalenderaar" | "skoleaar" | null;
  periodFrom: string | null;
  periodTo: string | null;
  settings: (
    | "dagtilbud"
    | "overgang"
    | "indskoling"
    | "mellemtrin"
    | "udskoling"
    | "sfo-klub"
    | "specialtilbud"
    | "ppr"
    | "forvaltning"
  )[];
  levels: ("almen" | "mellemform" | "behandling-special")[];
  mellemformLevels: (1 | 2 | 3 | 4)[];
  targetGroup: string | null;
  /** how far it reaches, in words: "fra 7 skoledistrikter til alle" */
  coverage: string | null;
  partners: string[];
  ownerRole: string | null;
  /** with anchor: the passage that the row rests on; without it and source_words: the municipality's own word */
  documentId: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
  visibility: "public" | "network" | "municipality";
  audience: string;
  publishedAt: Date | null;
  /** published by mistake: gone for all readers, also of earlier days */
  takenBackAt: Date | null;
  hiddenAt: Date | null;
  begunBy: string | null;
  createdAt: Date;
  changedAt: Date;
}

export interface InitiativeCaseTable {
  initiativeId: string;
  caseId: string;
}

export interface InitiativeCommitmentTable {
  initiativeId: string;
  declarationYear: number;
  number: number;
  linkedBy: "source" | "editors";
  why: string;
}

export interface InitiativeMethodTable {
  initiativeId: string;
  methodId: string;
  position: number;
}

export interface InitiativeMunicipalityTable {
  initiativeId: string;
  municipalityCode: string;
}

export interface InitiativeUnitTable {
  initiativeId: string;
  municipalityCode: string;
  unitId: string;
}

export interface InvitationTable {
  id: string;
  email: string;
  name: string;
  role: "reader" | "contributor" | "approver" | "coordinator" | "association_editor" | "association_admin";
  municipalityCode: string | null;
  unitId: string | null;
  invitedBy: string | null;
  invitedAt: Date;
  expiresAt: Date;
  demo: boolean;
  /** what the mail server said that will not take the letter; null: it has, or has not been asked */
  undeliverable: string | null;
}

export interface JoinRequestTable {
  personId: string;
  municipalityCode: string;
  askedAt: Date;
}

export interface KeptWarningTable {
  caseId: string;
  findingKey: string;
  reason: string;
  keptBy: string | null;
  keptAt: Date;
}

export interface LawTable {
  slug: string;
  title: string;
  /** a list of LawStatement */
  statements: unknown;
  /** which text of the law was read, with its number and date, and what was not */
  read: string;
}

export interface MailDomainTable {
  domain: string;
  municipalityCode: string;
  /** the municipality's own, from the data; otherwise asked for by a coordinator, and in use once KL has said yes */
  own: boolean;
  approved: boolean;
  note: string | null;
  askedAt: Date;
  demo: boolean;
}

export interface MandateTable {
  id: string;
  slug: string;
  municipalityCode: string;
  demo: boolean;
  version: number;
  title: string;
  askedBy: string;
  /** as printed: "budget 2025" */
  askedWhen: string | null;
  howOften: string | null;
  /** the part of the municipality that answers */
  answeredBy: string | null;
  documentId: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
  visibility: "public" | "network" | "municipality";
  audience: string;
  publishedAt: Date | null;
  takenBackAt: Date | null;
  enteredBy: string | null;
  changedAt: Date;
}

export interface MandatePointTable {
  mandateId: string;
  position: number;
  text: string;
  documentId: string | null;
  anchor: string | null;
}

export interface MethodTable {
  id: string;
  slug: string;
  visibility: "public" | "network";
  publishedRevisionId: string | null;
  workingRevisionId: string | null;
  firstPublishedAt: Date | null;
  withdrawnAt: Date | null;
  hiddenAt: Date | null;
  /** who may read it while it is published: public or network */
  audience: string;
}

export interface MethodCitationTable {
  revisionId: string;
  position: number;
  documentId: string | null;
  anchor: string | null;
  referenceSlug: string | null;
}

export interface MethodCommitmentTable {
  revisionId: string;
  declarationYear: number;
  number: number;
  why: string;
}

export interface MethodGradeTable {
  revisionId: string;
  aspect: "target_group" | "method" | "implementation" | "effect" | "economy";
  grade: "A" | "B" | "C" | "D" | null;
  basis: string | null;
  needed: string | null;
  documentId: string | null;
  anchor: string | null;
  referenceSlug: string | null;
}

export interface MethodRelationTable {
  revisionId: string;
  relatedMethodId: string;
  position: number;
}

export interface MethodRevisionTable {
  id: string;
  methodId: string;
  title: string;
  kind: "metode" | "program" | "organisering" | "styring" | "tema";
  summary: string;
  aliases: string[];
  settings: (
    | "dagtilbud"
    | "overgang"
    | "indskoling"
    | "mellemtrin"
    | "udskoling"
    | "sfo-klub"
    | "specialtilbud"
    | "ppr"
    | "forvaltning"
  )[];
  levels: ("almen" | "mellemform" | "behandling-special")[];
  mellemformLevels: (1 | 2 | 3 | 4)[];
  timeToStart: string;
  /** what it is for; stands where a method or program has its knowledge profile, and is not needed of a theme */
  useFor: string | null;
  content: unknown;
  text: string;
  createdAt: Date;
  /** a Known; null: nobody has written what is known */
  known: unknown | null;
  /** a Monday; null: nobody has written it */
  monday: unknown | null;
  /** slugs of what the law says, in the order of the page */
  laws: string[];
}

export interface MilestoneTable {
  id: string;
  initiativeId: string;
  position: number;
  version: number;
  title: string;
  /** as printed: "skoleåret 2024/2025"; null: no time is told */
  planned: string | null;
  /** the last day, month or year that this means; null where it means none */
  plannedBy: string | null;
  /** what is expected now, where that is another */
  expectedBy: string | null;
  doneOn: string | null;
  documentId: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
  droppedOn: string | null;
  droppedBecause: string | null;
}

export interface MilestoneMoveTable {
  id: number;
  milestoneId: string;
  was: string | null;
  became: string;
  because: string;
  movedBy: string | null;
  movedAt: Date;
}

export interface MunicipalityTable {
  code: string;
  slug: string;
  name: string;
  fullName: string;
  latitude: string;
  longitude: string;
  population: number;
  populationOn: string;
  homepage: string;
  tileColumn: number;
  tileRow: number;
  /** one: who writes a case publishes it; two: another approves it first */
  pairsOfEyes: 1 | 2;
}

export interface MunicipalityExportTable {
  id: string;
  municipalityCode: string;
  /** asked for by an invented person, and holds invented texts alone */
  demo: boolean;
  askedBy: string | null;
  askedAt: Date;
  /** the try that makes the file now, or has made it; null: none has begun, or what it has read has been removed for good since */
  attempt: string | null;
  readyAt: Date | null;
  expiresAt: Date | null;
  bytes: number | null;
  texts: number | null;
  versions: number | null;
  pictures: number | null;
}

export interface MunicipalityRegionTable {
  municipalityCode: string;
  regionSlug: string;
  validFrom: string;
  validTo: string | null;
}

export interface OneTimeTokenTable {
  hash: string;
  purpose:
    | "registration"
    | "invitation"
    | "password_reset"
    | "new_address"
    | "second_factor"
    | "first_admin"
    | "demo_login";
  personId: string | null;
  invitationId: string | null;
  payload: unknown;
  createdAt: Date;
  expiresAt: Date;
}

export interface PeriodTable {
  /** year and half: 2026H1 */
  code: string;
  version: number;
  openedAt: Date | null;
  /** no status is begun any more; one that is begun can still be published, and is then late */
  closedAt: Date | null;
}

export interface PeriodQuestionTable {
  id: string;
  periodCode: string;
  demo: boolean;
  version: number;
  theme: string;
  question: string;
  addedAt: Date;
  withdrawnAt: Date | null;
}

export interface PersonTable {
  id: string;
  email: string;
  name: string;
  /** argon2id; null for one who has no password, as demo people have none */
  passwordHash: string | null;
  /** encrypted with SECRET_KEY */
  totpSecret: string | null;
  totpConfirmedAt: Date | null;
  /** the period of the code that was last used: no code works twice */
  totpLastStep: number | null;
  /** when the person had read what one can do here */
  introducedAt: Date | null;
  demo: boolean;
  createdAt: Date;
  /** goes up when the devices that the person has signed in on are to be strangers again */
  deviceGeneration: number;
}

export interface PictureTable {
  id: string;
  caseId: string;
  /** of the largest of its files, in pixels */
  width: number;
  height: number;
  /** of its files together */
  bytes: number;
  /** the last day on which it may be shown; null: without an end */
  consentUntil: string | null;
  /** when its writers were told that the day is near */
  consentToldAt: Date | null;
  madeBy: string | null;
  madeAt: Date;
}

export interface PlacementTable {
  id: string;
  slug: string;
  municipalityCode: string;
  demo: boolean;
  position: number;
  subject: string;
  /** null, as in the other columns: not told by the document */
  whoDecides: string | null;
  whoPays: string | null;
  model: string | null;
  holdsFrom: string | null;
  documentId: string | null;
  anchor: string | null;
  visibility: "public" | "network" | "municipality";
  audience: string;
  publishedAt: Date | null;
  version: number;
  sourceWords: string | null;
  sourceDated: string | null;
  takenBackAt: Date | null;
  enteredBy: string | null;
  changedAt: Date;
}

export interface ProblemReportTable {
  id: string;
  path: string;
  message: string;
  replyTo: string | null;
  reportedAt: Date;
  municipalityCode: string | null;
  handledAt: Date | null;
  /** whether an invented person has sent it, whatever page it is about */
  demo: boolean;
  passedOnAt: Date | null;
}

export interface RateLimitTable {
  key: string;
  points: number;
  expire: number | null;
}

export interface RecoveryCodeTable {
  personId: string;
  hash: string;
}

export interface ReferenceTable {
  slug: string;
  title: string;
  /** null: not told apart from the publisher */
  authors: string | null;
  /** null: not known */
  year: number | null;
  /** what it is cited for, where a document cites it */
  note: string | null;
  documentId: string | null;
  /** the place in a document that cites it */
  anchor: string | null;
  /** who stands behind it: an institute, an authority, a journal */
  publisher: string;
  url: string | null;
  doi: string | null;
  kind:
    | "lodtraekningsforsoeg"
    | "effektstudie"
    | "evaluering"
    | "oversigt"
    | "opgoerelse"
    | "vejledning"
    | "lov"
    | "haandbog"
    | "omtale"
    | null;
  country: "danmark" | "norge" | "sverige" | "storbritannien" | "holland" | "usa" | "flere" | null;
  /** whom it looked at, and how many; null: not told */
  who: string | null;
  /** our own sentence: what it found or says */
  found: string | null;
  limits: string | null;
  /** when we saw it, as precise as it is known: a month or a day */
  readOn: string | null;
  /** how far we have read it */
  reading: "helt" | "uddrag" | "kun-set" | null;
  /** slugs of the guides that it belongs to, of those to come too */
  topics: string[];
  /** the day on which its publisher took it back; it stays, and says so */
  withdrawnOn: string | null;
  addedAt: Date;
}

export interface RegionTable {
  slug: string;
  name: string;
  validFrom: string;
  /** the first day on which the region is no more */
  validTo: string | null;
}

export interface RetiredCaseSlugTable {
  slug: string;
  caseId: string;
}

export interface RetiredIndicatorSlugTable {
  slug: string;
  indicatorId: string;
}

export interface RetiredInitiativeSlugTable {
  slug: string;
  initiativeId: string;
}

export interface RetiredMethodSlugTable {
  slug: string;
  methodId: string;
}

export interface RevisionPictureTable {
  revisionId: string;
  pictureId: string;
}

export interface RoleGrantTable {
  id: string;
  personId: string;
  role: "reader" | "contributor" | "approver" | "coordinator" | "association_editor" | "association_admin";
  municipalityCode: string | null;
  /** limits the role to one unit; null: the whole municipality */
  unitId: string | null;
  grantedAt: Date;
  /** as the person's, and as the unit's if it is limited to one */
  demo: boolean;
}

export interface SearchEntryTable {
  kind:
    | "case"
    | "method"
    | "initiative"
    | "indicator"
    | "municipality"
    | "commitment"
    | "document"
    | "status"
    | "reference";
  id: string;
  /** who may find it: public, network, or municipality:<code> */
  audience: string[];
  demo: boolean;
  title: string;
  municipality: string | null;
  settings: string[];
  levels: string[];
  commitments: string[];
  methods: string[];
  changedAt: Date;
  /** each word once, spelt our way: what search_word counts */
  words: string[];
  /** title and other names alone, for what is suggested while one types */
  titleForms: string;
  forms: string;
}

export interface SearchWordTable {
  word: string;
  entries: number;
}

export interface SeededTable {
  kind: string;
  /** what names it in the seeds for good: a slug, a code, or several of them joined by / */
  key: string;
  /** the row, which may bear another name by now; null: it had been changed or deleted before this table was made */
  rowId: string | null;
  demo: boolean;
  /** of the source that was last applied; null: not known, or withdrawn, so the next start compares it by value */
  checksum: string | null;
  /** what stood in the row when it was last applied; a row that differs has been changed by people and is left alone */
  state: unknown;
}

export interface SessionTable {
  /** SHA-256 of what the cookie holds */
  id: string;
  personId: string;
  /** whether a code from the phone, or a recovery code, was given too */
  secondFactor: boolean;
  device: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface SharedTextTable {
  revisionId: string;
  snapshot: Buffer;
}

export interface StatusTable {
  id: string;
  municipalityCode: string;
  periodCode: string;
  demo: boolean;
  /** the newest that is published */
  publishedEditionId: string | null;
  hiddenAt: Date | null;
  /** its words were removed for good; a notice with this date stands instead */
  removedAt: Date | null;
}

export interface StatusAnswerTable {
  editionId: string;
  /** what it is said of: point:<year>:<number>, initiative:<id>, milestone:<id>, part:<position>, people:<group> */
  subject: string;
  field:
    | "change"
    | "stage"
    | "effect"
    | "judged"
    | "text"
    | "hard"
    | "help"
    | "state"
    | "because"
    | "done"
    | "expected";
  value: string;
  version: number;
  changedBy: string | null;
  changedAt: Date;
}

export interface StatusAuthorTable {
  editionId: string;
  personId: string;
  lastWroteAt: Date;
}

export interface StatusEditionTable {
  id: string;
  statusId: string;
  demo: boolean;
  /** from 1, in the order in which they were begun */
  number: number;
  /** own: the municipality's own word; document: told again from a paper of its own */
  origin: "own" | "document";
  /** meeting: for a meeting of the committee; correction: takes the place of the edition before, because of something */
  kind: "meeting" | "correction";
  because: string | null;
  state: "draft" | "returned" | "submitted" | "approved" | "published";
  version: number;
  /** the day that its figures are of, where none has another */
  cutOff: string;
  metOn: string | null;
  body: string | null;
  begunBy: string | null;
  begunAt: Date;
  submittedBy: string | null;
  submittedAt: Date | null;
  assignedTo: string | null;
  /** the coordinator lets what it rests on and is not public become so with it; else that is left out */
  publishAlong: boolean;
  answeredBy: string | null;
  answeredAt: Date | null;
  answerWords: string | null;
  /** approved: the day on which a job publishes it; null there: at once */
  publishOn: string | null;
  /** why the job did not publish it */
  stoppedBecause: string | null;
  publishedAt: Date | null;
  /** published after its period was closed; a correction, where what it takes the place of was */
  late: boolean;
  /** what the committee did with it */
  outcome: "til-efterretning" | "godkendt" | "udsat" | "sendt-tilbage" | null;
  outcomeOn: string | null;
  agendaItem: string | null;
  /** what it says, as it was published (app/papers/blocks.ts); what it rests on is named by id and read where it stands */
  blocks: unknown | null;
  documentId: string | null;
  anchor: string | null;
}

export interface StatusEvidenceTable {
  id: string;
  editionId: string;
  /** the claim, as in status_answer */
  subject: string;
  kind: "case" | "value" | "line" | "initiative" | "milestone" | "passage";
  caseId: string | null;
  /** the figure as it stood then: a correction is a row of its own */
  valueId: string | null;
  lineId: string | null;
  initiativeId: string | null;
  milestoneId: string | null;
  documentId: string | null;
  anchor: string | null;
  /** a person has chosen it; else it came along at publication, as the title of an initiative or a figure of a section */
  chosen: boolean;
  addedBy: string | null;
  addedAt: Date;
}

export interface StatusKeptWarningTable {
  editionId: string;
  findingKey: string;
  reason: string;
  keptBy: string | null;
}

export interface StatusPartTable {
  editionId: string;
  position: number;
  kind: "section" | "theme" | "question";
  /** as it stood when the edition was begun */
  title: string;
  sectionId: string | null;
  followUpId: string | null;
  questionId: string | null;
}

export interface StatusReminderTable {
  id: string;
  municipalityCode: string;
  periodCode: string;
  demo: boolean;
  sentBy: string | null;
  sentAt: Date;
  putOffUntil: string | null;
  putOffBecause: string | null;
  putOffBy: string | null;
}

export interface TextUpdateTable {
  id: number;
  revisionId: string;
  personId: string | null;
  writtenAt: Date;
  bytes: Buffer;
}

export interface ThematicFollowUpTable {
  id: string;
  mandateId: string;
  position: number;
  version: number;
  /** without its numeral: "Okt./Nov. 2026" */
  periodPrinted: string;
  numeral: string | null;
  periodFrom: string;
  periodTo: string;
  theme: string;
  /** what the document adds to the theme in brackets or after a dash */
  themeNote: string | null;
  /** questions, topics, or not decided yet */
  focusKind: "spoergsmaal" | "emner" | "ikke-besluttet";
  note: string | null;
  initiativeId: string | null;
  documentId: string | null;
  anchor: string | null;
}

export interface TreatmentTable {
  municipalityCode: string;
  declarationYear: number;
  treatedOn: string;
  body: string;
  documentId: string | null;
  id: string;
  demo: boolean;
  version: number;
  enteredBy: string | null;
}

export interface UnitTable {
  id: string;
  municipalityCode: string;
  slug: string;
  name: string;
  kind: "skole" | "dagtilbud" | "klynge" | "distrikt" | "ppr" | "afdeling" | "forvaltning";
  parentId: string | null;
  demo: boolean;
  version: number;
  closedAt: Date | null;
  mergedInto: string | null;
}
