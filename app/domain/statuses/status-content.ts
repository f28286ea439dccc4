import type { initiativeStates } from "../ground-vocabulary.ts";
import type { PeriodCode } from "./period-vocabulary.ts";
import type { Outcome } from "./status-vocabulary.ts";
import type { StatusAnswers } from "./subjects.ts";

/** Something that a claim rests on, by the id of its row in `status_evidence`. */
export interface EvidencePin {
  id: string;
  /** The claim: a `subjectKey`. */
  subject: string;
  kind: "case" | "value" | "line" | "initiative" | "milestone" | "passage";
  /** A person has chosen it; else it came along, as the title of an initiative or a figure of a section. */
  chosen: boolean;
  /** The id of the indicator that a value is of. */
  indicator?: string | null;
}

/** A milestone as it stands on the site now. */
export interface ContentMilestone {
  id: string;
  title: string;
  /** As printed. */
  planned: string | null;
  /** What is expected now: a part of a date. */
  expectedBy: string | null;
  doneOn: string | null;
}

/** An initiative of the municipality as it stands on the site now. */
export interface ContentInitiative {
  id: string;
  slug: string;
  title: string;
  state: keyof typeof initiativeStates | null;
  /** Published for all; what is not is published along with the status, or left out of it. */
  isPublic: boolean;
  milestones: ContentMilestone[];
  /** The points that it is linked to. */
  points: { year: number; number: number }[];
}

/** A part of an edition beside initiatives and points. */
export interface ContentPart {
  position: number;
  kind: "section" | "theme" | "question";
  title: string;
  /** As printed, of a section: "indgår i juni-opfølgningen". */
  duePrinted: string | null;
  /** Of a thematic follow-up: its period as printed with its numeral, and a note. */
  periodPrinted: string | null;
  note: string | null;
  /** What it asks, with the questions under each. */
  asks: { text: string; under: string[] }[];
  /** Kinds of data, as printed with what is added. */
  data: string[];
  /** Indicators of a section. */
  indicators: {
    id: string;
    slug: string;
    title: string;
    changeSeenBy: string | null;
    note: string | null;
    blank: string | null;
  }[];
}

/** One of the ten points. */
export interface ContentPoint {
  year: number;
  number: number;
  title: string;
}

/** All that an edition of a status says and stands on: what is typed, previewed, compared, and made into blocks. */
export interface StatusContent {
  edition: {
    id: string;
    statusId: string;
    number: number;
    kind: "meeting" | "correction";
    because: string | null;
    /** `YYYY-MM-DD`, as all days here. */
    cutOff: string;
    metOn: string | null;
    body: string | null;
    outcome: Outcome | null;
    outcomeOn: string | null;
    agendaItem: string | null;
  };
  origin: "own" | "document";
  demo: boolean;
  period: PeriodCode;
  municipality: { code: string; slug: string; name: string };
  /** Who asked for the follow-up, and its points; null without one. */
  mandate: { title: string; askedBy: string; askedWhen: string | null; points: string[] } | null;
  parts: ContentPart[];
  initiatives: ContentInitiative[];
  points: ContentPoint[];
  answers: StatusAnswers;
  evidence: EvidencePin[];
}
