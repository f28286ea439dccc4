import { describe, expect, it } from "vitest";
import type { StatusContent } from "#app/domain/statuses/status-content.ts";
import { paperBlocks } from "#app/papers/blocks.ts";
import { comparePapers } from "#app/papers/compare-papers.ts";
import { composeStatus } from "#app/papers/compose-status.ts";
import { groupBlocks } from "#app/papers/group-blocks.ts";
import { sinceLast } from "#app/papers/since-last.ts";

const [initiative, milestone, pin, chosen, figure] = [1, 2, 3, 4, 5].map(
  (last) => `00000000-0000-4000-8000-00000000000${last}`,
) as [string, string, string, string, string];

const part = { duePrinted: null, periodPrinted: null, note: null, asks: [], data: [], indicators: [] };
const indicator = {
  id: figure,
  slug: "fravaer",
  title: "Fravær",
  changeSeenBy: "fraværet falder",
  note: null,
  blank: null,
};

const content = (more: Partial<StatusContent> = {}): StatusContent => ({
  edition: {
    ...{
      id: pin,
      statusId: pin,
      number: 1,
      kind: "meeting",
      because: null,
      cutOff: "2026-04-30",
      metOn: null,
      body: null,
    },
    ...{ outcome: null, outcomeOn: null, agendaItem: null },
  },
  origin: "own",
  demo: false,
  period: "2026H1",
  municipality: { code: "0615", slug: "horsens", name: "Horsens" },
  mandate: { title: "Opfølgning", askedBy: "Byrådet", askedWhen: null, points: ["Økonomien"] },
  parts: [
    { ...part, position: 1, kind: "section", title: "Trivsel", duePrinted: "indgår i juni", indicators: [indicator] },
    {
      ...part,
      position: 2,
      kind: "theme",
      title: "Ledelse",
      asks: [{ text: "Hvordan?", under: ["Hvor ofte?"] }],
      data: ["Interview"],
    },
    { ...part, position: 3, kind: "question", title: "Overgange", asks: [{ text: "Hvad har I prøvet?", under: [] }] },
  ],
  initiatives: [
    {
      ...{ id: initiative, slug: "co-teaching", title: "Co-teaching", state: "i-gang", isPublic: true, points: [] },
      milestones: [{ id: milestone, title: "Alle skoler", planned: null, expectedBy: null, doneOn: null }],
    },
  ],
  points: [
    { year: 2025, number: 1, title: "Et stærkere almenområde" },
    { year: 2025, number: 2, title: "Et fælles børnesyn" },
  ],
  answers: {
    [`initiative:${initiative}`]: { change: "aendret", state: "i-gang", text: "Ni skoler er med." },
    [`milestone:${milestone}`]: { change: "flyttet", expected: "2026-08", because: "Skemaerne var lagt." },
    "point:2025:1": {
      stage: "i-gang",
      effect: "tidlige-tegn",
      judged: "maalt,ledere",
      text: "Flere bliver.",
      hard: "Tid.",
      help: "Hvem?",
    },
    "people:boern": { text: "Elevrådene" },
  },
  evidence: [
    { id: pin, subject: `initiative:${initiative}`, kind: "initiative", chosen: false },
    { id: chosen, subject: "point:2025:1", kind: "case", chosen: true },
  ],
  ...more,
});

const headings = (of: StatusContent) =>
  composeStatus(of).flatMap((block) => (block.type === "heading" ? [block.text] : []));

describe("the blocks of a status", () => {
  it("stand in the order in which a committee reads them, in the stored shape", () => {
    expect(headings(content())).toEqual([
      ...["Opdraget", "Trivsel", "Indsatser", "Tematiske opfølgninger", "Ledelse", "KL's spørgsmål", "Overgange"],
      ...["De ti punkter", "Hvem har været med"],
    ]);
    expect(paperBlocks.parse(composeStatus(content()))).toEqual(composeStatus(content()));
  });

  it("name what they rest on by pins, and a line without one by the thing itself", () => {
    const lines = composeStatus(content()).filter(({ type }) => type === "line");
    expect(lines).toEqual([
      { type: "line", pin, change: "aendret", said: "Nu: i gang.\n\nNi skoler er med.", under: false },
      {
        type: "line",
        pin: milestone,
        change: "flyttet",
        said: "Ventes nu august 2026. Skemaerne var lagt.",
        under: true,
      },
    ]);
    const [points] = groupBlocks(composeStatus(content())).flatMap(({ pieces }) =>
      pieces.filter(({ type }) => type === "points"),
    );
    expect(points).toMatchObject({
      points: [
        { texts: [{ tone: "plain" }, { tone: "hard" }, { tone: "help" }], pins: [chosen] },
        { texts: [], pins: [] },
      ],
    });
  });

  it("say blanks aloud, and tell a point without an answer from one that has not begun", () => {
    const all = JSON.stringify(composeStatus(content({ answers: {} })));
    for (const words of [
      "Der er ikke skrevet noget her",
      "Ikke besvaret",
      "ikke denne gang",
      "Der er ingen offentlige tal endnu",
    ])
      expect(all).toContain(words);
    expect(composeStatus(content()).at(-2)).toMatchObject({ type: "heading" });
    expect(composeStatus(content()).filter((block) => block.type === "point" && block.number === 2)).toMatchObject([
      { stage: null, effect: null, judgedBy: [] },
    ]);
  });

  it("have of a paper what it has and nothing else, in its order", () => {
    const retold = content({
      origin: "document",
      initiatives: [],
      answers: { "part:1": { text: "### Forskellighed\n\n- en\n- to" } },
      parts: [content().parts[1], content().parts[0]].flatMap((one) => one ?? []),
    });
    expect(headings(retold)).toEqual(["Tematiske opfølgninger", "Ledelse", "Trivsel", "Forskellighed"]);
    expect(JSON.stringify(composeStatus(retold))).not.toMatch(/ikke denne gang|endnu|ikke skrevet/);
    expect(composeStatus(retold)).toContainEqual({
      type: "list",
      items: [
        { text: "en", under: [] },
        { text: "to", under: [] },
      ],
    });
  });

  it("are the same of a status that is filled from them and left as it is", () => {
    expect(composeStatus(content({ edition: { ...content().edition, number: 2, cutOff: "2026-10-31" } }))).toEqual(
      composeStatus(content()),
    );
  });
});

describe("what has changed since the status before", () => {
  it("lays each point beside what it was, both ways, and counts apart those that stand and those that are not assessed", () => {
    const back = content({
      answers: { ...content().answers, "point:2025:1": { stage: "planlagt", effect: "forkert-vej" } },
    });
    const since = sinceLast(composeStatus(content()), composeStatus(back));
    expect(since).toMatchObject({
      points: [
        {
          number: 1,
          stage: { before: "i-gang", now: "planlagt" },
          effect: { before: "tidlige-tegn", now: "forkert-vej" },
        },
      ],
      asBefore: 0,
      notAssessed: 1,
      moved: [{ pin: milestone }],
      stopped: [],
    });
    expect(sinceLast(composeStatus(content()), composeStatus(content()))).toMatchObject({
      points: [],
      asBefore: 1,
      notAssessed: 1,
    });
  });

  it("is compared in what is said: not in questions, blanks, headings, or lines that are unchanged", () => {
    const titleOf = (id: string) => ({ [pin]: "Co-teaching", [milestone]: "Alle skoler" })[id] ?? id;
    const compared = (now: StatusContent) =>
      comparePapers({ blocks: composeStatus(content()), titleOf }, { blocks: composeStatus(now), titleOf }).filter(
        ({ change }) => change !== "same",
      );
    const { answers, parts, points } = content();
    const goesOn = {
      ...answers,
      [`initiative:${initiative}`]: { change: "uaendret", text: "Ni skoler er med." },
      [`milestone:${milestone}`]: { change: "uaendret" },
    };
    const asked = {
      ...part,
      position: 4,
      kind: "question" as const,
      title: "Fravær",
      asks: [{ text: "Hvorfor?", under: [] }],
    };
    expect(compared(content({ parts: [...parts, asked], points, answers: goesOn }))).toEqual([]);
    const further = { ...goesOn, "point:2025:1": { ...answers["point:2025:1"], stage: "forankret" } };
    expect(compared(content({ answers: further }))).toMatchObject([
      { change: "changed", under: "1. Et stærkere almenområde" },
    ]);
    const told = { ...goesOn, [`initiative:${initiative}`]: { change: "uaendret", text: "Ti skoler er med." } };
    expect(compared(content({ answers: told }))).toMatchObject([{ change: "changed" }]);
    const stopped = { ...goesOn, [`milestone:${milestone}`]: { change: "naaet", done: "2026-05" } };
    expect(compared(content({ answers: stopped }))).toHaveLength(1);
  });
});
