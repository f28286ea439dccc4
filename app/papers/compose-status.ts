import { longDate } from "../domain/dates.ts";
import { initiativeStates } from "../domain/ground-vocabulary.ts";
import type {
  ContentInitiative,
  ContentMilestone,
  ContentPart,
  StatusContent,
} from "../domain/statuses/status-content.ts";
import {
  activityStages,
  changes,
  effects,
  type Judge,
  judges,
  milestoneChanges,
  participants,
} from "../domain/statuses/status-vocabulary.ts";
import { type StatusField, subjectKey } from "../domain/statuses/subjects.ts";
import type { Block } from "./blocks.ts";

/** The blank of a part that nobody has written of. */
const notTold = "Der er ikke skrevet noget her i denne status.";

/**
 * The blocks of an edition: its mandate, sections with figures, initiatives, thematic follow-ups, KL's questions, the ten points, and who took part.
 * A blank is said aloud, but in what is told again from a paper: that has what the paper has, in its order, and nothing else. A line that
 * has no pin yet, as in a draft, is pinned by the id of its initiative or milestone.
 */
export function composeStatus(content: StatusContent): Block[] {
  const paper = new Paper(content);
  return content.origin === "document"
    ? [...partsInTurn(paper), ...lines(paper), ...assessed(paper)]
    : [
        ...mandate(paper),
        ...paper.partsOf("section").flatMap((part) => section(paper, part)),
        ...lines(paper),
        ...grouped("Tematiske opfølgninger", "temaer", paper.partsOf("theme"), (part) => theme(paper, part, 3)),
        ...grouped("KL's spørgsmål", "kl-spoerger", paper.partsOf("question"), (part) => question(paper, part)),
        ...points(paper),
        ...people(paper),
      ];
}

/** What is asked of an edition while it is made into blocks. */
class Paper {
  readonly content: StatusContent;
  readonly own: boolean;

  constructor(content: StatusContent) {
    this.content = content;
    this.own = content.origin === "own";
  }

  said(subject: string, field: StatusField): string {
    return this.content.answers[subject]?.[field]?.trim() ?? "";
  }

  partsOf(kind: ContentPart["kind"]): ContentPart[] {
    return this.content.parts.filter((part) => part.kind === kind);
  }

  blank(text = notTold): Block[] {
    return this.own ? [{ type: "text", tone: "blank", text }] : [];
  }

  /** The pin that bears the title of a line. */
  pinOf(kind: "initiative" | "milestone", id: string): string {
    const subject = `${kind}:${id}`;
    return this.content.evidence.find((one) => !one.chosen && one.subject === subject && one.kind === kind)?.id ?? id;
  }

  sources(subject: string): Block[] {
    const pins = this.content.evidence.filter((one) => one.chosen && one.subject === subject).map(({ id }) => id);
    return pins.length > 0 ? [{ type: "sources", pins }] : [];
  }

  /** Typed words: a run of lines that begin with "- " is a list, and in a paper's own words "### " begins a heading. */
  words(text: string): Block[] {
    return text
      .split(/\n\s*\n/)
      .map((run) => run.trim())
      .filter((run) => run !== "")
      .flatMap((run): Block[] => {
        const rows = run.split("\n").map((row) => row.trim());
        if (rows.every((row) => row.startsWith("- ")))
          return [{ type: "list", items: rows.map((row) => ({ text: row.slice(2), under: [] })) }];
        if (!this.own && run.startsWith("### ")) return [{ type: "heading", level: 3, text: run.slice(4) }];
        return [{ type: "text", tone: "plain", text: run }];
      });
  }
}

function mandate({ content: { mandate: asked } }: Paper): Block[] {
  if (!asked) return [];
  return [
    { type: "heading", level: 2, text: "Opdraget", id: "opdraget" },
    {
      type: "facts",
      facts: [
        { label: "Opfølgning", value: asked.title },
        { label: "Hvem har bedt om den", value: asked.askedBy },
        ...(asked.askedWhen ? [{ label: "Hvornår", value: asked.askedWhen }] : []),
      ],
    },
    ...(asked.points.length > 0
      ? [{ type: "list" as const, items: asked.points.map((text) => ({ text, under: [] })) }]
      : []),
  ];
}

/** The parts of a paper in its own order; what is followed up by themes stands under the section before. */
function partsInTurn(paper: Paper): Block[] {
  const { parts } = paper.content;
  return parts.flatMap((part, at) => {
    if (part.kind === "section") return section(paper, part);
    if (part.kind === "question") return question(paper, part);
    const first = parts[at - 1]?.kind !== "theme";
    return [
      ...(first ? [{ type: "heading" as const, level: 3 as const, text: "Tematiske opfølgninger" }] : []),
      ...theme(paper, part, 4),
    ];
  });
}

function section(paper: Paper, part: ContentPart): Block[] {
  const subject = subjectKey({ kind: "part", position: part.position });
  const text = paper.said(subject, "text");
  return [
    {
      type: "heading",
      level: 2,
      text: part.title,
      id: `afsnit-${part.position}`,
      ...(part.duePrinted && { note: part.duePrinted }),
    },
    ...(text ? paper.words(text) : paper.blank()),
    ...part.indicators.flatMap((indicator) => figure(paper, subject, indicator)),
    ...paper.sources(subject),
  ];
}

function figure(paper: Paper, subject: string, indicator: ContentPart["indicators"][number]): Block[] {
  const { id, slug, title, changeSeenBy, note, blank } = indicator;
  const pins = paper.content.evidence.filter((one) => !one.chosen && one.subject === subject && one.indicator === id);
  return [
    {
      type: "figure",
      indicator: slug,
      title,
      changeSeenBy,
      note,
      blank: pins.length > 0 ? null : (blank ?? (paper.own ? "Der er ingen offentlige tal endnu." : null)),
      pins: pins.map((pin) => pin.id),
    },
  ];
}

function lines(paper: Paper): Block[] {
  const { initiatives } = paper.content;
  if (initiatives.length === 0 && !paper.own) return [];
  return [
    { type: "heading", level: 2, text: "Indsatser", id: "indsatser" },
    ...(initiatives.length === 0 ? paper.blank("Der er ingen indsatser i denne status.") : []),
    ...initiatives.flatMap((initiative) => line(paper, initiative)),
  ];
}

function line(paper: Paper, initiative: ContentInitiative): Block[] {
  const subject = `initiative:${initiative.id}`;
  const change = paper.said(subject, "change");
  const state = paper.said(subject, "state");
  const words = [
    isCode(initiativeStates, state) && change === "aendret" && `Nu: ${initiativeStates[state].toLowerCase()}.`,
    paper.said(subject, "text"),
    change === "stoppet" && paper.said(subject, "because"),
  ];
  return [
    {
      type: "line",
      pin: paper.pinOf("initiative", initiative.id),
      change: isCode(changes, change) ? change : null,
      said: words.filter(Boolean).join("\n\n"),
      under: false,
    },
    ...paper.sources(subject),
    ...initiative.milestones.flatMap((milestone) => step(paper, milestone)),
  ];
}

function step(paper: Paper, milestone: ContentMilestone): Block[] {
  const subject = `milestone:${milestone.id}`;
  const change = paper.said(subject, "change");
  return [
    {
      type: "line",
      pin: paper.pinOf("milestone", milestone.id),
      change: isCode(milestoneChanges, change) ? change : null,
      said: stepInWords(paper, milestone, change),
      under: true,
    },
    ...paper.sources(subject),
  ];
}

function stepInWords(paper: Paper, { id, planned, expectedBy }: ContentMilestone, change: string): string {
  const subject = `milestone:${id}`;
  const because = paper.said(subject, "because");
  const day = (field: "done" | "expected") => {
    const date = paper.said(subject, field);
    return date ? longDate(date) : "uden dato";
  };
  if (change === "naaet") return `Nået ${day("done")}.`;
  if (change === "flyttet") return `Ventes nu ${day("expected")}. ${because}`.trim();
  if (change === "droppet") return because;
  if (expectedBy) return `Ventes ${longDate(expectedBy)}.`;
  return planned ? `Planlagt: ${planned}.` : "Ingen dato.";
}

function theme(paper: Paper, part: ContentPart, level: 3 | 4): Block[] {
  const subject = subjectKey({ kind: "part", position: part.position });
  const text = paper.said(subject, "text");
  return [
    {
      type: "heading",
      level,
      text: part.title,
      id: `afsnit-${part.position}`,
      ...(part.periodPrinted && { note: part.periodPrinted }),
    },
    ...(part.asks.length > 0
      ? [
          { type: "text" as const, tone: "note" as const, text: "Fokus for opfølgningen" },
          { type: "list" as const, items: part.asks },
        ]
      : []),
    ...(part.note ? [{ type: "text" as const, tone: "plain" as const, text: part.note }] : []),
    ...(part.data.length > 0
      ? [{ type: "facts" as const, facts: [{ label: "Data", value: part.data.join(", ") }] }]
      : []),
    ...(text ? paper.words(text) : paper.blank()),
    ...paper.sources(subject),
  ];
}

function question(paper: Paper, part: ContentPart): Block[] {
  const subject = subjectKey({ kind: "part", position: part.position });
  const text = paper.said(subject, "text");
  return [
    { type: "heading", level: 3, text: part.title, id: `afsnit-${part.position}` },
    ...part.asks.map(({ text: asked }) => ({ type: "text" as const, tone: "quote" as const, text: asked })),
    ...(text ? paper.words(text) : paper.blank("Ikke besvaret. Det er frivilligt at svare.")),
    ...paper.sources(subject),
  ];
}

const grouped = (
  text: string,
  id: string,
  parts: readonly ContentPart[],
  compose: (part: ContentPart) => Block[],
): Block[] => (parts.length > 0 ? [{ type: "heading", level: 2, text, id }, ...parts.flatMap(compose)] : []);

function points(paper: Paper): Block[] {
  return [
    { type: "heading", level: 2, text: "De ti punkter", id: "punkter" },
    ...paper.content.points.flatMap((one) => point(paper, one)),
  ];
}

/** Of what is told again from a paper: the points that the paper itself assesses. */
function assessed(paper: Paper): Block[] {
  const some = paper.content.points.filter(({ year, number }) => paper.said(`point:${year}:${number}`, "stage"));
  return some.length > 0
    ? [{ type: "heading", level: 2, text: "De ti punkter", id: "punkter" }, ...some.flatMap((one) => point(paper, one))]
    : [];
}

function point(paper: Paper, { year, number, title }: StatusContent["points"][number]): Block[] {
  const subject = subjectKey({ kind: "point", year, number });
  const [stage, effect] = [paper.said(subject, "stage"), paper.said(subject, "effect")];
  const tone = (field: "text" | "hard" | "help", as: "plain" | "hard" | "help"): Block[] => {
    const text = paper.said(subject, field);
    return text ? [{ type: "text", tone: as, text }] : [];
  };
  return [
    {
      type: "point",
      year,
      number,
      title,
      stage: isCode(activityStages, stage) ? stage : null,
      effect: isCode(effects, effect) ? effect : null,
      judgedBy: paper
        .said(subject, "judged")
        .split(",")
        .filter((code): code is Judge => isCode(judges, code)),
    },
    ...tone("text", "plain"),
    ...tone("hard", "hard"),
    ...tone("help", "help"),
    ...paper.sources(subject),
  ];
}

function people(paper: Paper): Block[] {
  return [
    { type: "heading", level: 2, text: "Hvem har været med", id: "med" },
    {
      type: "facts",
      facts: Object.entries(participants).map(([group, label]) => ({
        label,
        value: paper.said(`people:${group}`, "text") || "ikke denne gang",
      })),
    },
  ];
}

const isCode = <const L extends Readonly<Record<string, string>>>(list: L, code: string): code is keyof L & string =>
  Object.hasOwn(list, code);
