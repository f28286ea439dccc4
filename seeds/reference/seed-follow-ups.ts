import type { SeededAim, SeededMandate, SeededPlacement } from "../ground-shapes.ts";
import { wholeKind } from "../whole-kind.ts";
import {
  type AtHome,
  each,
  entries,
  idOf,
  indicatorId,
  initiativeId,
  placesOf,
  published,
  seen,
  takenBack,
} from "./ground-entries.ts";

export const aims = wholeKind<AtHome<SeededAim> & { position: number }>({
  name: "aim",
  nameOf: (key) => `det, kommunen vil: ${key}`,
  list: (folder) => entries(folder, "aims"),
  table: "aim",
  keyColumns: ["municipality_code", "slug"],
  columns: [
    ...["municipality_code", "slug", "kind", "position", "title", "text", "document_id", "anchor", "visibility"],
  ],
  parts: [
    { table: "aim_initiative", of: "aim_id", keyColumns: ["initiative_id"], columns: [] },
    { table: "aim_indicator", of: "aim_id", keyColumns: ["indicator_id"], columns: [] },
  ],
  toWhole: async (tx, item) => {
    const { home, slug, kind, position, title, text, passage, ...linked } = await item.load();
    const placeAt = await placesOf(tx, home, [passage]);
    return {
      row: {
        municipality_code: home.municipality,
        slug,
        kind,
        position,
        title,
        text: text ?? null,
        ...placeAt(passage),
        ...seen,
      },
      atFirst: published(),
      parts: {
        aim_initiative: await each(linked.initiatives, async (of) => ({
          row: { initiative_id: await initiativeId(tx, of) },
        })),
        aim_indicator: await each(linked.indicators, async (of) => ({
          row: { indicator_id: await indicatorId(tx, of) },
        })),
      },
    };
  },
});

export const placements = wholeKind<AtHome<SeededPlacement> & { position: number }>({
  name: "placement",
  nameOf: (key) => `sådan gives pladser: ${key}`,
  list: (folder) => entries(folder, "placements"),
  table: "placement",
  keyColumns: ["municipality_code", "slug"],
  columns: [
    ...["municipality_code", "slug", "position", "subject", "who_decides", "who_pays", "model", "holds_from"],
    ...["document_id", "anchor", "visibility"],
  ],
  touched: ["version", "changed_at"],
  parts: [],
  toWhole: async (tx, item) => {
    const { home, slug, position, subject, whoDecides, whoPays, model, holdsFrom, passage } = await item.load();
    const placeAt = await placesOf(tx, home, [passage]);
    return {
      row: {
        municipality_code: home.municipality,
        slug,
        position,
        subject,
        who_decides: whoDecides ?? null,
        who_pays: whoPays ?? null,
        model: model ?? null,
        holds_from: holdsFrom ?? null,
        ...placeAt(passage),
        ...seen,
      },
      atFirst: published(),
    };
  },
});

export const mandates = wholeKind<AtHome<SeededMandate>>({
  name: "mandate",
  nameOf: (key) => `opdraget ${key}`,
  list: (folder) => entries(folder, "mandates"),
  table: "mandate",
  keyColumns: ["municipality_code", "slug"],
  columns: [
    ...["municipality_code", "slug", "title", "asked_by", "asked_when", "how_often", "answered_by", "document_id"],
    ...["anchor", "source_words", "visibility"],
  ],
  touched: ["version", "changed_at"],
  withdrawal: takenBack("mandate"),
  parts: [
    {
      table: "mandate_point",
      of: "mandate_id",
      keyColumns: ["position"],
      columns: ["text", "document_id", "anchor"],
    },
    {
      table: "follow_up_paper",
      of: "mandate_id",
      keyColumns: ["position"],
      columns: ["title", "dated_printed", "body", "met_on", "document_id"],
      touched: ["version"],
    },
    {
      table: "follow_up_section",
      of: "mandate_id",
      keyColumns: ["anchor"],
      columns: ["position", "title", "due_months", "due_printed", "document_id"],
      touched: ["version"],
      parts: [{ table: "indicator_section", of: "section_id", keyColumns: ["position"], columns: ["indicator_id"] }],
    },
    {
      table: "thematic_follow_up",
      of: "mandate_id",
      keyColumns: ["anchor"],
      columns: [
        ...["position", "period_printed", "numeral", "period_from", "period_to", "theme", "theme_note", "focus_kind"],
        ...["note", "initiative_id", "document_id"],
      ],
      touched: ["version"],
      parts: [
        {
          table: "focus_item",
          of: "follow_up_id",
          keyColumns: ["position"],
          columns: ["under", "text", "document_id", "anchor"],
        },
        {
          table: "follow_up_data",
          of: "follow_up_id",
          keyColumns: ["position"],
          columns: ["kind", "printed", "added"],
        },
      ],
    },
  ],
  toWhole: async (tx, item) => {
    const { home, ...one } = await item.load();
    const focus = one.followUps.flatMap((followUp) =>
      followUp.focus.flatMap(({ parts, ...asked }) => [asked, ...parts]),
    );
    const cited = [one, ...one.points, ...one.sections, ...one.followUps, ...focus].map(({ passage }) => passage);
    const placeAt = await placesOf(tx, home, cited);
    return {
      row: {
        municipality_code: home.municipality,
        slug: one.slug,
        title: one.title,
        asked_by: one.askedBy,
        asked_when: one.askedWhen ?? null,
        how_often: one.howOften ?? null,
        answered_by: one.answeredBy ?? null,
        ...placeAt(one.passage),
        ...seen,
      },
      atFirst: published(),
      parts: {
        mandate_point: one.points.map(({ text, passage }, position) => ({
          row: { position, text, ...placeAt(passage) },
        })),
        follow_up_paper: await each(one.papers, async (paper, position) => ({
          row: {
            position,
            title: paper.title,
            dated_printed: paper.datedPrinted ?? null,
            body: paper.body ?? null,
            met_on: paper.metOn ?? null,
            document_id: await idOf(tx, { kind: "document", table: "document", key: paper.document }),
          },
        })),
        follow_up_section: await each(one.sections, async (section, position) => ({
          row: {
            position,
            title: section.title,
            due_months: section.dueMonths,
            due_printed: section.duePrinted ?? null,
            ...placeAt(section.passage),
          },
          parts: {
            indicator_section: await each(section.indicators, async (slug, at) => ({
              row: { position: at, indicator_id: await indicatorId(tx, slug) },
            })),
          },
        })),
        thematic_follow_up: await each(one.followUps, async (followUp, position) => ({
          row: {
            position,
            period_printed: followUp.period,
            numeral: followUp.numeral ?? null,
            period_from: followUp.from,
            period_to: followUp.to,
            theme: followUp.theme,
            theme_note: followUp.themeNote ?? null,
            focus_kind: followUp.focusKind,
            note: followUp.note ?? null,
            initiative_id: followUp.initiative ? await initiativeId(tx, followUp.initiative) : null,
            ...placeAt(followUp.passage),
          },
          parts: {
            focus_item: numberedFocus(followUp.focus).map(({ passage, ...asked }) => ({
              row: { ...asked, ...placeAt(passage) },
            })),
            follow_up_data: followUp.data.map(({ kind, printed, added }, at) => ({
              row: { position: at, kind, printed, added: added ?? null },
            })),
          },
        })),
      },
    };
  },
});

/** Questions with their parts in the order in which they are read, each part under its question. */
function numberedFocus(focus: SeededMandate["followUps"][number]["focus"]) {
  const numbered: { position: number; under: number | null; text: string; passage: string }[] = [];
  for (const { text, passage, parts } of focus) {
    const under = numbered.length;
    numbered.push({ position: under, under: null, text, passage });
    for (const part of parts) numbered.push({ position: numbered.length, under, ...part });
  }
  return numbered;
}
