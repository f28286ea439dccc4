import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import { resolveCitations } from "#db/queries/citations.ts";
import { insertRows, type Row } from "#db/queries/store-rows.ts";
import {
  groundFile,
  type InventedGroundFile,
  inventedGroundFile,
  type SeededAgreement,
  type SeededAim,
  type SeededBudgetTable,
  type SeededIndicator,
  type SeededInitiative,
  type SeededLine,
  type SeededMandate,
  type SeededPlacement,
  type SeededValue,
} from "../ground-shapes.ts";
import { readYaml } from "../read-text.ts";
import { itemsOf, naming, type SeedItem, type SeedKind, type StandingRow, tableKind } from "../seed-kind.ts";
import { correctedInSource, leftOutInSource, type Whole, wholeKind } from "../whole-kind.ts";
import { amountOf } from "./printed-amount.ts";
import { findSeededUnit } from "./seed-places.ts";

/** The declaration whose commitments the rows are linked to. */
const declarationYear = 2025;

/** Where an entry stands: its file's municipality and document, or what its file says of all that is invented in it. */
interface Home {
  municipality: string;
  document: string;
  invented?: Pick<InventedGroundFile, "source" | "recorded">;
}
type At<T> = T & { home: Home };

/** Every file of a folder, sorted by name. */
async function readAll<T>(folder: string, under: string, shape: z.ZodType<T>): Promise<{ file: string; ground: T }[]> {
  const names = (await readdir(path.join(folder, under))).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = `${under}/${name}`;
      return { file, ground: await readYaml(folder, file, shape) };
    }),
  );
}

const readGround = (folder: string) => readAll(folder, "reference/ground", groundFile);

/** The invented entries that are picked from each file. */
async function inventedEntries<T extends object>(
  folder: string,
  pick: (ground: InventedGroundFile) => readonly T[],
  keyOf: (entry: At<T>) => string,
): Promise<SeedItem<At<T>>[]> {
  const files = await readAll(folder, "demo/ground", inventedGroundFile);
  return files.flatMap(({ file, ground }) => {
    const { source, recorded } = ground;
    const held = pick(ground).map((entry): At<T> => {
      const municipality = "municipality" in entry ? String(entry.municipality) : "";
      return { ...entry, home: { municipality, document: "", invented: { source, recorded } } };
    });
    return itemsOf(file, held, keyOf, { demo: true });
  });
}

type ListOf = {
  initiatives: SeededInitiative;
  agreements: SeededAgreement;
  budgetTables: SeededBudgetTable;
  aims: SeededAim;
  placements: SeededPlacement;
  mandates: SeededMandate;
  indicators: SeededIndicator;
};

/** The entries of one list in all files. Those of a municipality bear its code before their slug, where that is theirs alone. */
async function entries<K extends keyof ListOf>(
  folder: string,
  list: K,
  { bare = false } = {},
): Promise<SeedItem<At<ListOf[K]> & { position: number }>[]> {
  const files = await readGround(folder);
  return files.flatMap(({ file, ground }) => {
    const home = { municipality: ground.municipality ?? "", document: ground.document ?? "" };
    const held = ground[list] as ListOf[K][];
    const values = held.map((entry, position) => ({ ...entry, home, position }));
    return itemsOf(file, values, ({ slug }) => (bare ? slug : `${home.municipality}/${slug}`));
  });
}

const addressOf = ({ document }: Home, passage: string) =>
  passage.startsWith("/") ? passage : `/dokumenter/${document}#${passage}`;

/** @throws {RangeError} when there is no such place */
async function placesOf(tx: Sql, home: Home, passages: readonly string[]) {
  const addresses = passages.map((passage) => addressOf(home, passage));
  const targets = addresses.length > 0 ? await resolveCitations(tx, addresses) : [];
  const places = new Map(
    passages.map((passage, at) => [
      passage,
      { document_id: targets[at]?.documentId ?? null, anchor: targets[at]?.anchor ?? null },
    ]),
  );
  return (passage: string | undefined) => places.get(passage ?? "") ?? { document_id: null, anchor: null };
}

/** The id of a thing of the seeds as it stands, though people have given it another name; else of one of that slug. @throws {RangeError} when there is none */
async function idOf(tx: Sql, { kind, table, key }: { kind: string; table: string; key: string }): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    select coalesce(s.row_id, t.id::text) as id
    from (select ${key}::text as key) k
    left join seeded s on s.kind = ${kind} and s.key = k.key
    left join ${tx(table)} t on s.row_id is null and t.slug = ${key}
    where coalesce(s.row_id, t.id::text) is not null`;
  if (!row) throw new RangeError(`unknown ${kind}: ${key}`);
  return row.id;
}

const methodId = (tx: Sql, slug: string) => idOf(tx, { kind: "method", table: "method", key: slug });
const caseId = (tx: Sql, slug: string) => idOf(tx, { kind: "case", table: "case_story", key: slug });
const initiativeId = (tx: Sql, slug: string) => idOf(tx, { kind: "initiative", table: "initiative", key: slug });
const indicatorId = (tx: Sql, slug: string) => idOf(tx, { kind: "indicator", table: "indicator", key: slug });

/** One after the other, as all queries of a transaction. */
async function each<T, R>(list: readonly T[], make: (one: T, at: number) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const [at, one] of list.entries()) made.push(await make(one, at));
  return made;
}

const seen = { visibility: "public" };
const published = () => ({ published_at: new Date().toISOString() });

/** How an entry is marked, and what an invented one rests on: it has no passage. */
function markOf({ invented }: Home, { ownWord = false }: { ownWord?: boolean | undefined }): Row {
  if (!invented) return { demo: false };
  const { words, dated } = invented.source;
  return { demo: true, source_words: ownWord ? null : words, source_dated: ownWord ? null : dated };
}

const momentOf = (day: string) => `${day}T08:00:00Z`;
/** When it is published, if it is. */
function publishedOf({ invented }: Home, { isPublished = true }: { isPublished?: boolean | undefined }): Row {
  if (!invented) return published();
  return { published_at: isPublished ? momentOf(invented.recorded) : null };
}

/** A row that is taken back when the release no longer holds it. */
const takenBack = (table: string) => ({
  isWithdrawn: (sql: Sql) => sql`(t.taken_back_at is not null)`,
  withdraw: (sql: Sql, id: string) =>
    sql`update ${sql(table)} set published_at = null, taken_back_at = now() where id = ${id}`,
  restore: (sql: Sql, id: string) =>
    sql`update ${sql(table)} set published_at = now(), taken_back_at = null where id = ${id}`,
});

const initiatives = wholeKind<At<SeededInitiative>>({
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
        moved_at: momentOf(on),
      })),
    },
  };
}

const agreements = tableKind<At<SeededAgreement>>({
  name: "agreement",
  nameOf: (key) => `aftalen ${key}`,
  list: (folder) => entries(folder, "agreements"),
  table: "agreement",
  keyColumns: ["municipality_code", "slug"],
  hasId: true,
  columns: ["municipality_code", "slug", "title", "year", "parties", "superseded_by", "document_id", "anchor", "demo"],
  toRow: async (tx, item) => {
    const { home, slug, title, year, parties, passage } = await item.load();
    const placeAt = await placesOf(tx, home, [passage]);
    const place = placeAt(passage);
    return { municipality_code: home.municipality, slug, title, year: year ?? null, parties, ...place, demo: false };
  },
});

const budgetTables = wholeKind<At<SeededBudgetTable>>({
  name: "budget-table",
  nameOf: (key) => `budgettabellen ${key}`,
  list: (folder) => entries(folder, "budgetTables"),
  table: "budget_table",
  keyColumns: ["municipality_code", "slug"],
  columns: ["municipality_code", "slug", "title", "note", "agreement_id", "document_id", "anchor"],
  // The amounts stay: what has been read can still be found by those who keep the municipality's contents.
  withdrawal: {
    isWithdrawn: (sql) => sql`
      (exists (select from budget_row r where r.table_id = t.id)
        and not exists (select from budget_row r where r.table_id = t.id and r.taken_back_at is null))`,
    withdraw: (sql, id) =>
      sql`update budget_row set published_at = null, taken_back_at = now() where table_id = ${id} and taken_back_at is null`,
    restore: (sql, id) => sql`update budget_row set published_at = now(), taken_back_at = null where table_id = ${id}`,
  },
  parts: [
    {
      table: "budget_row",
      of: "table_id",
      keyColumns: ["anchor"],
      columns: [
        ...["municipality_code", "position", "row", "label", "initiative_id", "agreement_id", "kind", "price_year"],
        ...["printed_unit", "account", "permanence", "sector", "proposal", "financing", "mean_printed", "mean_amount"],
        ...["document_id", "visibility"],
      ],
      watched: ["level", "source_words", "taken_back_at"],
      touched: ["version", "changed_at"],
      parts: [
        {
          table: "budget_line",
          of: "row_id",
          keyColumns: ["year"],
          columns: ["part_year", "amount", "printed", "blank", "financing"],
          corrected: true,
        },
      ],
    },
    {
      table: "budget_difference",
      of: "table_id",
      keyColumns: ["position"],
      columns: ["initiative_id", "subject", "text_says", "text_document_id", "text_anchor", "table_says"],
    },
  ],
  toWhole: async (tx, item) => {
    const { home, ...one } = await item.load();
    const passages = [one.passage, ...[...one.rows, ...one.differences].map(({ passage }) => passage)];
    const placeAt = await placesOf(tx, home, passages);
    const agreementId = one.agreement
      ? await idOf(tx, { kind: "agreement", table: "agreement", key: `${home.municipality}/${one.agreement}` })
      : null;
    const initiativeOf = async (slug: string | undefined) => (slug ? initiativeId(tx, slug) : null);
    return {
      row: {
        municipality_code: home.municipality,
        slug: one.slug,
        title: one.title,
        note: one.note ?? null,
        agreement_id: agreementId,
        ...placeAt(one.passage),
      },
      parts: {
        budget_row: await each(one.rows, async (row, position) => ({
          row: {
            municipality_code: home.municipality,
            position,
            row: row.row,
            label: row.label,
            initiative_id: await initiativeOf(row.initiative),
            agreement_id: agreementId,
            kind: one.kind,
            price_year: one.priceYear ?? null,
            printed_unit: one.unit,
            account: one.account ?? null,
            permanence: row.permanence ?? null,
            sector: row.sector ?? null,
            proposal: row.proposal ?? null,
            financing: row.financing ?? null,
            mean_printed: row.mean ?? null,
            mean_amount: row.mean ? amountOf(row.mean, one.unit) : null,
            ...placeAt(row.passage),
            ...seen,
          },
          atFirst: published(),
          parts: { budget_line: linesOf(one, row) },
        })),
        budget_difference: await each(one.differences, async (difference, position) => {
          const { document_id, anchor } = placeAt(difference.passage);
          return {
            row: {
              position,
              initiative_id: await initiativeOf(difference.initiative),
              subject: difference.subject,
              text_says: difference.textSays,
              text_document_id: document_id,
              text_anchor: anchor,
              table_says: difference.tableSays,
            },
          };
        }),
      },
    };
  },
});

type WithCells = Pick<SeededLine, "cells" | "withinFrame" | "partYears" | "financing" | "financingByYear"> &
  Partial<Pick<SeededLine, "hiddenYears">>;

function linesOf({ years, unit }: Pick<SeededLine, "years" | "unit">, row: WithCells): Whole[] {
  return years.map((year, at) => {
    const printed = row.cells[at] ?? "";
    const isHidden = row.hiddenYears?.includes(year);
    const blank = isHidden ? "hidden" : row.withinFrame ? "within_frame" : (blankCells[printed] ?? null);
    const pays = blank === null || blank === "within_frame";
    return {
      row: {
        year,
        part_year: row.partYears.includes(year),
        amount: blank ? null : amountOf(printed, unit),
        printed: printed || null,
        blank,
        financing: (pays && (row.financingByYear?.[at] ?? row.financing)) || null,
      },
    };
  });
}

const blankCells: Readonly<Record<string, string>> = { "": "empty", "-": "dash" };

const keyOfLine = ({ municipality, slug }: SeededLine) => `${municipality}/${slug}`;
/** Its id follows from its key: it stands in no document, and no column of it names it. */
const idOfLine = (key: string) =>
  createHash("md5")
    .update(`invented budget row ${key}`)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

const linesById = wholeKind<At<SeededLine>>({
  name: "budget-row",
  nameOf: (key) => `beløbene ${key}`,
  list: (folder) => inventedEntries(folder, ({ accounts, lines }) => [...accounts.flat(), ...lines], keyOfLine),
  table: "budget_row",
  keyColumns: ["id"],
  columns: [
    ...["municipality_code", "label", "initiative_id", "kind", "price_year", "printed_unit", "account", "permanence"],
    ...["level", "sector", "proposal", "financing", "source_words", "source_dated", "visibility", "demo"],
  ],
  touched: ["version", "changed_at"],
  withdrawal: takenBack("budget_row"),
  parts: [
    {
      table: "budget_line",
      of: "row_id",
      keyColumns: ["year"],
      columns: ["part_year", "amount", "printed", "blank", "financing"],
      corrected: true,
    },
  ],
  toWhole: async (tx, item) => {
    const { home, ...one } = await item.load();
    const recorded = momentOf(home.invented?.recorded ?? "");
    const corrections = new Map(one.earlier.map(({ year, until }) => [year, until]));
    return {
      row: {
        id: idOfLine(item.key),
        municipality_code: one.municipality,
        label: one.label,
        initiative_id: one.initiative ? await initiativeId(tx, one.initiative) : null,
        kind: one.kind,
        price_year: one.priceYear ?? null,
        printed_unit: one.unit,
        account: one.account ?? null,
        permanence: one.permanence ?? null,
        level: one.level ?? null,
        sector: one.sector ?? null,
        proposal: one.proposal ?? null,
        financing: one.financing ?? null,
        ...markOf(home, one),
        visibility: one.visibility ?? "public",
      },
      atFirst: publishedOf(home, { isPublished: one.published }),
      beside: {
        table: "budget_line",
        of: "row_id",
        rows: one.earlier.map(({ year, cell, until, because }) => ({
          year,
          part_year: one.partYears.includes(year),
          amount: amountOf(cell, one.unit),
          printed: cell,
          financing: one.financing ?? null,
          recorded_at: recorded,
          replaced_at: momentOf(until),
          replaced_because: because,
        })),
      },
      parts: {
        budget_line: linesOf(one, one).map((whole): Whole => {
          const corrected = corrections.get(Number(whole.row.year));
          return { ...whole, atFirst: { recorded_at: corrected ? momentOf(corrected) : recorded } };
        }),
      },
    };
  },
});

/** Lines of money that stand in no table: the three a year, and those of initiatives. */
const lines: SeedKind<At<SeededLine>> = {
  ...linesById,
  read: async (tx, by, names) => {
    if (by === "id") return linesById.read(tx, by, names);
    const keys = new Map(names.map((key) => [idOfLine(key), key]));
    const rows = await linesById.read(tx, by, [...keys.keys()]);
    return rows.map((row) => ({ ...row, key: keys.get(row.id) ?? row.key }));
  },
};

const aims = wholeKind<At<SeededAim> & { position: number }>({
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

const placements = wholeKind<At<SeededPlacement> & { position: number }>({
  name: "placement",
  nameOf: (key) => `sådan gives pladser: ${key}`,
  list: (folder) => entries(folder, "placements"),
  table: "placement",
  keyColumns: ["municipality_code", "slug"],
  columns: [
    ...["municipality_code", "slug", "position", "subject", "who_decides", "who_pays", "model", "holds_from"],
    ...["document_id", "anchor", "visibility"],
  ],
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

const mandates = wholeKind<At<SeededMandate>>({
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
    },
    {
      table: "follow_up_section",
      of: "mandate_id",
      keyColumns: ["anchor"],
      columns: ["position", "title", "due_months", "due_printed", "document_id"],
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

const indicators = wholeKind<At<SeededIndicator>>({
  name: "indicator",
  nameOf: (key) => `/indikatorer/${key}`,
  // A value that is corrected is not another indicator.
  list: async (folder) =>
    (await readGround(folder))
      .flatMap(({ file, ground }) => {
        const home = { municipality: ground.municipality ?? "", document: ground.document ?? "" };
        const bare = ground.indicators.map((indicator) => ({ ...indicator, values: [], home }));
        return itemsOf<At<SeededIndicator>>(file, bare, ({ slug }) => slug);
      })
      .concat(
        await inventedEntries<SeededIndicator>(
          folder,
          (ground) => ground.indicators,
          ({ slug }) => slug,
        ),
      ),
  table: "indicator",
  keyColumns: ["slug"],
  columns: [
    ...["slug", "municipality_code", "title", "definition", "answers", "unit", "decimals", "level", "cadence"],
    ...["source", "source_url", "counted_by", "private_schools", "caveat", "direction", "change_seen_by"],
    ...["not_comparable_because", "document_id", "anchor", "source_words", "source_dated"],
  ],
  touched: ["version", "changed_at"],
  // Values of others may hang on it.
  withdrawal: {
    isWithdrawn: (sql) => sql`(t.published_at is null)`,
    withdraw: (sql, id) => sql`update indicator set published_at = null where id = ${id}`,
    restore: (sql, id) => sql`update indicator set published_at = now() where id = ${id}`,
  },
  parts: [
    {
      table: "indicator_commitment",
      of: "indicator_id",
      keyColumns: ["declaration_year", "number"],
      columns: [],
    },
    { table: "indicator_choice", of: "indicator_id", keyColumns: ["list", "code"], columns: ["position", "label"] },
    { table: "indicator_break", of: "indicator_id", keyColumns: ["on_day"], columns: ["because"] },
    {
      table: "indicator_chart",
      of: "indicator_id",
      keyColumns: ["municipality_code"],
      columns: ["updated_printed", "note", "document_id", "anchor"],
    },
  ],
  toWhole: async (tx, item) => {
    const { home, ...one } = await item.load();
    const placeAt = await placesOf(
      tx,
      home,
      [one.passage, one.chart?.passage].flatMap((passage) => passage ?? []),
    );
    const lists = { serie: one.series, del: one.parts, ord: one.words };
    return {
      row: {
        slug: one.slug,
        municipality_code: home.municipality || null,
        title: one.title,
        definition: one.definition,
        answers: one.answers,
        unit: one.unit ?? null,
        decimals: one.decimals,
        level: one.level ?? null,
        cadence: one.cadence ?? null,
        source: one.source ?? null,
        source_url: one.sourceUrl ?? null,
        counted_by: one.countedBy ?? null,
        private_schools: one.privateSchools ?? null,
        caveat: one.caveat ?? null,
        direction: one.direction ?? null,
        change_seen_by: one.changeSeenBy ?? null,
        not_comparable_because: one.notComparableBecause ?? null,
        ...placeAt(one.passage ?? ""),
        source_words: one.passage ? null : (one.source ?? null),
        source_dated: one.passage ? null : (one.sourceRead ?? null),
        ...markOf(home, {}),
      },
      atFirst: publishedOf(home, {}),
      parts: {
        indicator_commitment: one.commitments.map((number) => ({ row: { declaration_year: declarationYear, number } })),
        indicator_choice: Object.entries(lists).flatMap(([list, choices]) =>
          choices.map(({ code, label }, position) => ({ row: { list, code, position, label } })),
        ),
        indicator_break: one.breaks.map(({ onDay, because }) => ({ row: { on_day: onDay, because } })),
        indicator_chart: one.chart
          ? [
              {
                row: {
                  municipality_code: home.municipality,
                  updated_printed: one.chart.updated ?? null,
                  note: one.chart.note ?? null,
                  ...placeAt(one.chart.passage),
                },
              },
            ]
          : [],
      },
    };
  },
});

type ValueOfIndicator = At<SeededValue> & { indicator: string };

const figuresOf = ({ figures }: InventedGroundFile): Omit<ValueOfIndicator, "home">[] =>
  figures.flatMap(({ indicator, runs, values }) =>
    [...runs.flat(), ...values].map((value) => ({ ...value, indicator })),
  );

/** What of a value is the answer: another one is a correction. */
const answer = [
  ...["number", "word", "blank", "expected", "printed", "qualifier", "denominator", "projected", "pooled_years"],
];
const valueColumns = [
  ...["indicator_id", "municipality_code", "series", "part", "time_kind", "time_from", "time_to", "time_printed"],
  ...[...answer, "published_printed", "updated_printed", "document_id", "anchor", "visibility"],
];

const values: SeedKind<ValueOfIndicator> = {
  name: "indicator-value",
  nameOf: (key) => `tallet ${key}`,
  list: async (folder) =>
    (await readGround(folder))
      .flatMap(({ file, ground }) => {
        const home = { municipality: ground.municipality ?? "", document: ground.document ?? "" };
        const all = ground.indicators.flatMap(({ slug, values }) =>
          values.map((value): ValueOfIndicator => ({ ...value, indicator: slug, home })),
        );
        return itemsOf(file, all, keyOfValue);
      })
      .concat(await inventedEntries(folder, figuresOf, keyOfValue)),
  read: (tx, by, names) => tx<StandingRow[]>`
    select id::text, key, state from (
      select v.id, v.replaced_at, i.key || '/' || coalesce(v.municipality_code, 'landet') || '/' || coalesce(v.series, '') || '/'
          || coalesce(v.part, '') || '/' || case when v.time_kind = 'ikke-oplyst' then coalesce(v.time_printed, '')
            else v.time_kind || ' ' || to_char(v.time_from, 'YYYY-MM-DD') || ' ' || to_char(v.time_to, 'YYYY-MM-DD') end
          || case when v.demo then '/demo' else '' end as key,
        seeded_state(to_jsonb(v), ${[...valueColumns, "taken_back_at"]})
          || jsonb_build_object('withdrawn', v.replaced_at is not null) as state
      from indicator_value v
      join (
        select i.id, coalesce(s.key, i.slug) as key
        from indicator i left join seeded s on s.kind = 'indicator' and s.row_id = i.id::text
      ) i on i.id = v.indicator_id
      where ${
        by === "id"
          ? tx`v.id = any(${[...names]}::uuid[])`
          : tx`v.replaced_at is null and i.key = any(${names.map((name) => name.split("/")[0] ?? "")})`
      }
      for no key update of v
    ) v
    where ${by === "id" ? tx`true` : tx`key = any(${[...names]})`}`,
  insert: async (tx, items) => {
    // Together, for they are many; one file at a time, so that a slip is told with its name.
    const ids = new Map<string, string>();
    const files = new Map<SeedItem["file"], Row[]>();
    for (const item of items) {
      const rows = await naming(item, rowsOfValue(tx, item, ids));
      const ofFile = files.get(item.file);
      if (ofFile) ofFile.push(...rows);
      else files.set(item.file, rows);
    }
    for (const [file, rows] of files) await naming({ file }, insertRows(tx, "indicator_value", rows));
  },
  revise: async (tx, id, item) => {
    const row = await toValueRow(tx, item);
    const list = (names: readonly string[], of: string) =>
      names.map((name) => tx`${tx(of)}.${tx(name)}`).reduce((before, column) => tx`${before}, ${column}`);
    const given = tx`jsonb_populate_record(null::indicator_value, ${tx.json(row as never)})`;
    const [now] = await tx<{ standing: boolean; same: boolean }[]>`
      select v.replaced_at is null as standing, (${list(answer, "v")}) is not distinct from (${list(answer, "n")}) as same
      from indicator_value v, ${given} n where v.id = ${id}`;
    if (now?.standing && now.same) {
      const others = Object.keys(row).filter((name) => !answer.includes(name));
      const updated = await tx`
        update indicator_value v
        set ${others.map((name) => tx`${tx(name)} = n.${tx(name)}`).reduce((before, one) => tx`${before}, ${one}`)}
        from ${given} n where v.id = ${id} and (${list(others, "v")}) is distinct from (${list(others, "n")})`;
      return updated.count > 0;
    }
    await replaceValue(tx, id, correctedInSource);
    await insertRows(tx, "indicator_value", [{ ...row, ...published() }]);
    return true;
  },
  withdraw: (tx, id) => replaceValue(tx, id, leftOutInSource),
};

/** A value as it is stored first, with the one that stood in its place before. */
async function rowsOfValue(tx: Sql, item: SeedItem<ValueOfIndicator>, ids: Map<string, string>): Promise<Row[]> {
  const { home, earlier, published } = await item.load();
  const row = { ...(await toValueRow(tx, item, ids)), ...publishedOf(home, { isPublished: published }) };
  if (!home.invented) return [row];
  const recorded = { recorded_at: momentOf(home.invented.recorded), replaced_at: null, replaced_because: null };
  if (!earlier) return [{ ...row, ...recorded }];
  const { number, until, because } = earlier;
  return [
    { ...row, ...recorded, number, replaced_at: momentOf(until), replaced_because: because },
    { ...row, ...recorded, recorded_at: momentOf(until) },
  ];
}

async function replaceValue(tx: Sql, id: string, because: string): Promise<void> {
  await tx`
    update indicator_value set replaced_at = now(), replaced_because = ${because} where id = ${id} and replaced_at is null`;
}

function keyOfValue({ indicator, of, series = "", part = "", time, home }: ValueOfIndicator): string {
  const when = time.kind === "ikke-oplyst" ? (time.printed ?? "") : `${time.kind} ${time.from} ${time.to}`;
  return [indicator, of, series, part, when, ...(home.invented ? ["demo"] : [])].join("/");
}

/** @param ids of indicators that have been looked up, by slug */
async function toValueRow(tx: Sql, item: SeedItem<ValueOfIndicator>, ids = new Map<string, string>()): Promise<Row> {
  const { home, indicator, of, series, part, time, ...one } = await item.load();
  const placeAt = await placesOf(tx, home, one.passage ? [one.passage] : []);
  const id = ids.get(indicator) ?? (await indicatorId(tx, indicator));
  ids.set(indicator, id);
  const span = time.kind === "ikke-oplyst" ? { from: null, to: null } : time;
  return {
    indicator_id: id,
    municipality_code: of === "landet" ? null : of,
    series: series ?? null,
    part: part ?? null,
    time_kind: time.kind,
    time_from: span.from,
    time_to: span.to,
    time_printed: time.printed ?? null,
    number: one.number ?? null,
    word: one.word ?? null,
    blank: one.blank ?? null,
    expected: one.expected ?? null,
    printed: one.printed ?? null,
    qualifier: one.qualifier ?? null,
    denominator: one.denominator ?? null,
    projected: one.projected,
    pooled_years: one.pooledYears ?? null,
    published_printed: one.publishedPrinted ?? null,
    updated_printed: one.updatedPrinted ?? null,
    ...placeAt(one.passage),
    ...markOf(home, one),
    visibility: one.visibility ?? "public",
  };
}

/** The sorts of things that make up what is followed, in the order in which they rest on each other. */
export const groundKinds: readonly SeedKind[] = [
  initiatives,
  agreements,
  budgetTables,
  lines,
  indicators,
  values,
  aims,
  placements,
  mandates,
];
