import type { SeededInitiative } from "../ground-shapes.ts";
import { type Whole, wholeKind } from "../whole-kind.ts";
import {
  type AtHome,
  caseId,
  declarationYear,
  each,
  entries,
  type Home,
  inventedEntries,
  markOf,
  methodId,
  morningOf,
  placesOf,
  publishedOf,
  takenBack,
} from "./ground-entries.ts";
import { findSeededUnit } from "./seed-places.ts";

export const initiatives = wholeKind<AtHome<SeededInitiative>>({
  name: "initiative",
  nameOf: (key) => `/indsatser/${key}`,
  list: async (folder) => [
    ...(await entries(folder, "initiatives", { bare: true })),
    ...(await inventedEntries<SeededInitiative>(
      folder,
      (ground) => ground.initiatives,
      ({ slug }) => slug,
    )),
  ],
  table: "initiative",
  keyColumns: ["slug"],
  columns: [
    ...["slug", "municipality_code", "kind", "title", "summary", "to_teach", "state", "decided_by", "decided_on"],
    ...["period_printed", "period_kind", "period_from", "period_to", "settings", "levels", "mellemform_levels"],
    ...["target_group", "coverage", "partners", "owner_role", "document_id", "anchor", "source_words", "visibility"],
  ],
  touched: ["version", "changed_at"],
  withdrawal: takenBack("initiative"),
  parts: [
    {
      table: "initiative_commitment",
      of: "initiative_id",
      keyColumns: ["declaration_year", "number"],
      columns: ["linked_by", "why"],
    },
    { table: "initiative_method", of: "initiative_id", keyColumns: ["method_id"], columns: ["position"] },
    { table: "initiative_case", of: "initiative_id", keyColumns: ["case_id"], columns: [] },
    { table: "initiative_unit", of: "initiative_id", keyColumns: ["unit_id"], columns: ["municipality_code"] },
    {
      table: "milestone",
      of: "initiative_id",
      keyColumns: ["position"],
      columns: ["title", "planned", "planned_by", "document_id", "anchor"],
      watched: ["expected_by", "done_on"],
      touched: ["version"],
    },
  ],
  toWhole: async (tx, item) => {
    const { home, ...one } = await item.load();
    const placeAt = await placesOf(
      tx,
      home,
      [one, ...one.milestones].flatMap(({ passage }) => passage ?? []),
    );
    return {
      row: {
        slug: one.slug,
        municipality_code: home.municipality,
        kind: one.kind,
        title: one.title,
        summary: one.summary,
        to_teach: one.toTeach ?? null,
        state: one.state ?? null,
        decided_by: one.decidedBy ?? null,
        decided_on: one.decidedOn ?? null,
        period_printed: one.period.printed ?? null,
        period_kind: one.period.kind ?? null,
        period_from: one.period.from ?? null,
        period_to: one.period.to ?? null,
        settings: one.settings,
        levels: one.levels,
        mellemform_levels: one.mellemformLevels,
        target_group: one.targetGroup ?? null,
        coverage: one.coverage ?? null,
        partners: one.partners,
        owner_role: one.ownerRole ?? null,
        ...placeAt(one.passage),
        ...markOf(home, one),
        visibility: one.visibility ?? "public",
      },
      atFirst: publishedOf(home, { isPublished: one.published }),
      parts: {
        initiative_commitment: one.commitments.map(({ number, linkedBy, why }) => ({
          row: { declaration_year: declarationYear, number, linked_by: linkedBy, why },
        })),
        initiative_method: await each(one.methods, async (slug, position) => ({
          row: { method_id: await methodId(tx, slug), position },
        })),
        initiative_case: await each(one.cases, async (slug) => ({ row: { case_id: await caseId(tx, slug) } })),
        initiative_unit: await each(one.units, async (slug) => ({
          row: {
            unit_id: (await findSeededUnit(tx, home.municipality, slug)).id,
            municipality_code: home.municipality,
          },
        })),
        milestone: one.milestones.map((milestone, position) => milestoneOf(home, milestone, position, placeAt)),
      },
    };
  },
});

function milestoneOf(
  { invented }: Home,
  { title, planned, plannedBy, expectedBy, doneOn, moves = [], passage }: SeededInitiative["milestones"][number],
  position: number,
  placeAt: Awaited<ReturnType<typeof placesOf>>,
): Whole {
  const row = { position, title, planned: planned ?? null, planned_by: plannedBy ?? null, ...placeAt(passage) };
  // Of others, people here say how far they are.
  if (!invented) return { row };
  return {
    row: { ...row, expected_by: expectedBy ?? null, done_on: doneOn ?? null },
    beside: {
      table: "milestone_move",
      of: "milestone_id",
      rows: moves.map(({ was, became, because, on }) => ({
        was: was ?? null,
        became,
        because,
        moved_at: morningOf(on),
      })),
    },
  };
}
