import type { EditionStanding } from "#app/domain/statuses/policy.ts";
import type { StatusContent } from "#app/domain/statuses/status-content.ts";
import type { EditionState } from "#app/domain/statuses/status-vocabulary.ts";
import type { StatusAnswers, StatusField } from "#app/domain/statuses/subjects.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";

/*
 * Statuses as those see them who write and answer for them: also what is not published. The policy has said that whoever asks reads a
 * municipality's drafts; invented people see the invented ones alone.
 */

/** An edition as the guard of its address hands it over. */
export interface EditionSubject extends EditionStanding {
  id: string;
  statusId: string;
  slug: string;
  period: string;
  number: number;
  kind: "meeting" | "correction";
  version: number;
  /** It is the newest that is published. */
  newest: boolean;
  hidden: boolean;
  removed: boolean;
}

/** The edition of an id; undefined where there is none. @param options.lock holds edition and status until the transaction ends */
export async function findEditionSubject(
  _sql: Sql,
  _id: string,
  _options: { lock?: "share" | "update" } = {},
): Promise<EditionSubject | undefined> {
  throw new Error("not yet");
}

/** An edition with all that its form and its hand-over show. */
export interface StatusDraft {
  content: StatusContent;
  /** By subject, by field: the version of what stands there. */
  versions: Readonly<Record<string, Readonly<Partial<Record<StatusField, number>>>>>;
  /** By subject, by field: who typed it; without an entry it was filled from the status before, or by somebody who has left. */
  changedBy: Readonly<Record<string, Readonly<Partial<Record<StatusField, string>>>>>;
  /** Ids of the evidence that still stands and is public. */
  standing: string[];
  /** Ids of the evidence that is not public yet, and becomes so when the coordinator publishes it along. */
  along: string[];
  previous: { answers: StatusAnswers; period: string; cutOff: string; number: number } | null;
  state: EditionState;
  version: number;
  begunAt: Date;
  submittedAt: Date | null;
  submittedBy: string | null;
  assignedTo: { id: string; name: string } | null;
  publishAlong: boolean;
  answeredBy: string | null;
  answeredAt: Date | null;
  answerWords: string | null;
  publishOn: string | null;
  stoppedBecause: string | null;
  publishedAt: Date | null;
  late: boolean;
  keptWarnings: { key: string; reason: string; by: string | null }[];
  /** Who may say yes, by name; the viewer is not among them. */
  approvers: { id: string; name: string }[];
  /** One pair of eyes is enough in the municipality. */
  alone: boolean;
  /** Names of those who have written in it. */
  authors: { id: string; name: string }[];
}

/** An edition for a viewer who may open it. */
export async function findStatusDraft(
  _sql: Sql,
  _viewer: Viewer,
  _editionId: string,
): Promise<StatusDraft | undefined> {
  throw new Error("not yet");
}

/** An edition in the list of those who keep a municipality's statuses. */
export interface KeptEdition {
  id: string;
  number: number;
  kind: "meeting" | "correction";
  state: EditionState;
  version: number;
  cutOff: string;
  metOn: string | null;
  body: string | null;
  publishOn: string | null;
  publishedAt: Date | null;
  late: boolean;
}

/** A status in that list, with its editions, the newest first. */
export interface KeptStatus {
  id: string;
  period: string;
  demo: boolean;
  hidden: boolean;
  removedAt: Date | null;
  publishedEditionId: string | null;
  editions: KeptEdition[];
}

/** A municipality's statuses by period, the newest first, and the periods that are open. */
export async function listKeptStatuses(
  _sql: Sql,
  _viewer: Viewer,
  _code: string,
): Promise<{ statuses: KeptStatus[]; openPeriods: string[] }> {
  throw new Error("not yet");
}

/** Something that a claim can rest on. */
export interface EvidenceChoice {
  kind: "case" | "value" | "line" | "initiative" | "milestone" | "passage";
  /** As `addEvidence` takes it: an id, or `<document slug>#<anchor>`. */
  thing: string;
  name: string;
  /** For an initiative or milestone that is not public yet. */
  isPublic: boolean;
}

/** What the claims of a municipality can rest on, by kind and name. @param options.demo the invented things; else the real ones */
export async function listEvidenceChoices(
  _sql: Sql,
  _viewer: Viewer,
  _code: string,
  _options: { demo: boolean },
): Promise<EvidenceChoice[]> {
  throw new Error("not yet");
}
