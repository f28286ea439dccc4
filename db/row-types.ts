// Made by `npm run row-types` from a migrated database; not to be edited by hand.
// A row of each table as db/client.ts gives it, with its columns in camel case.

export interface ActingTable {
  sessionId: string;
  municipalityCode: string;
  reason: string;
  endsAt: Date;
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
  kind: "metode" | "program" | "organisering" | "styring";
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
  /** what it is for; stands where a method or program has its knowledge profile */
  useFor: string | null;
  content: unknown;
  text: string;
  createdAt: Date;
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
  authors: string;
  year: number;
  /** what it is, and what it is cited for */
  note: string;
  documentId: string;
  /** the place in a document that cites it: all we know of it */
  anchor: string;
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
  kind: "case" | "method" | "municipality" | "commitment" | "document";
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

export interface SignatureTable {
  municipalityCode: string;
  declarationYear: number;
  signedOn: string;
  body: string;
  documentId: string | null;
}

export interface TextUpdateTable {
  id: number;
  revisionId: string;
  personId: string | null;
  writtenAt: Date;
  bytes: Buffer;
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
