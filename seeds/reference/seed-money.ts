import { createHash } from "node:crypto";
import type { Sql } from "#db/client.ts";
import type { SeededAgreement, SeededBudgetTable, SeededLine } from "../ground-shapes.ts";
import { type SeedKind, tableKind } from "../seed-kind.ts";
import { type Whole, wholeKind } from "../whole-kind.ts";
import {
  type AtHome,
  each,
  entries,
  idOf,
  initiativeId,
  inventedEntries,
  markOf,
  morningOf,
  placesOf,
  published,
  publishedOf,
  seen,
  takenBack,
} from "./ground-entries.ts";
import { amountOf } from "./printed-amount.ts";

const agreementRows = tableKind<AtHome<SeededAgreement>>({
  name: "agreement",
  nameOf: (key) => `aftalen ${key}`,
  list: async (folder) => {
    const invented = await inventedEntries<SeededAgreement>(
      folder,
      (ground) => ground.agreements,
      (one) => `${one.municipality}/${one.slug}`,
    );
    return [...(await entries(folder, "agreements")), ...invented];
  },
  table: "agreement",
  keyColumns: ["municipality_code", "slug"],
  hasId: true,
  columns: [
    "municipality_code",
    "slug",
    "title",
    "year",
    "parties",
    "superseded_by",
    "document_id",
    "anchor",
    "source_words",
    "source_dated",
    "demo",
  ],
  toRow: async (tx, item) => {
    const { home, slug, title, year, parties, passage, supersededBy } = await item.load();
    const superseded_by = supersededBy ? await standingAgreement(tx, home.municipality, supersededBy) : null;
    const placeAt = await placesOf(tx, home, passage ? [passage] : []);
    return {
      ...{ municipality_code: home.municipality, slug, title, year: year ?? null, parties, superseded_by },
      ...{ ...placeAt(passage), source_words: null, source_dated: null, ...markOf(home, {}) },
    };
  },
});

/** Agreements, those that stand before those whose place they have taken. */
export const agreements: typeof agreementRows = {
  ...agreementRows,
  insert: async (tx, items) => {
    const loaded = await each(items, async (item) => ({
      item,
      superseded: (await item.load()).supersededBy !== undefined,
    }));
    for (const late of [false, true]) {
      const some = loaded.filter(({ superseded }) => superseded === late).map(({ item }) => item);
      if (some.length > 0) await agreementRows.insert(tx, some);
    }
  },
};

async function standingAgreement(tx: Sql, municipality: string, slug: string): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    select id from agreement where municipality_code = ${municipality} and slug = ${slug}`;
  if (!row) throw new RangeError(`unknown agreement: ${municipality}/${slug}`);
  return row.id;
}

export const budgetTables = wholeKind<AtHome<SeededBudgetTable>>({
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
    const agreement_id = await agreementId(tx, home.municipality, one.agreement);
    const initiativeOf = async (slug: string | undefined) => (slug ? initiativeId(tx, slug) : null);
    return {
      row: {
        municipality_code: home.municipality,
        slug: one.slug,
        title: one.title,
        note: one.note ?? null,
        agreement_id,
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
            agreement_id,
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

const agreementId = async (tx: Sql, municipality: string, slug: string | undefined) =>
  slug ? idOf(tx, { kind: "agreement", table: "agreement", key: `${municipality}/${slug}` }) : null;

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

const linesById = wholeKind<AtHome<SeededLine>>({
  name: "budget-row",
  nameOf: (key) => `beløbene ${key}`,
  list: (folder) => inventedEntries(folder, ({ accounts, lines }) => [...accounts.flat(), ...lines], keyOfLine),
  table: "budget_row",
  keyColumns: ["id"],
  columns: [
    ...[
      "municipality_code",
      "label",
      "initiative_id",
      "agreement_id",
      "kind",
      "price_year",
      "printed_unit",
      "account",
      "permanence",
    ],
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
    const recorded = morningOf(home.invented?.recorded ?? "");
    const corrections = new Map(one.earlier.map(({ year, until }) => [year, until]));
    return {
      row: {
        id: idOfLine(item.key),
        municipality_code: one.municipality,
        label: one.label,
        initiative_id: one.initiative ? await initiativeId(tx, one.initiative) : null,
        agreement_id: await agreementId(tx, one.municipality, one.agreement),
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
          replaced_at: morningOf(until),
          replaced_because: because,
        })),
      },
      parts: {
        budget_line: linesOf(one, one).map((whole): Whole => {
          const corrected = corrections.get(Number(whole.row.year));
          return { ...whole, atFirst: { recorded_at: corrected ? morningOf(corrected) : recorded } };
        }),
      },
    };
  },
});

/** Lines of money that stand in no table: the three a year, and those of initiatives. */
export const lines: SeedKind<AtHome<SeededLine>> = {
  ...linesById,
  read: async (tx, by, names) => {
    if (by === "id") return linesById.read(tx, by, names);
    const keys = new Map(names.map((key) => [idOfLine(key), key]));
    const rows = await linesById.read(tx, by, [...keys.keys()]);
    return rows.map((row) => ({ ...row, key: keys.get(row.id) ?? row.key }));
  },
};
