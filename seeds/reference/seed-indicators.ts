import type { Sql } from "#db/client.ts";
import { insertRows, type Row } from "#db/queries/store-rows.ts";
import type { InventedGroundFile, SeededIndicator, SeededValue } from "../ground-shapes.ts";
import { itemsOf, naming, type SeedItem, type SeedKind, type StandingRow } from "../seed-kind.ts";
import { correctedInSource, leftOutInSource, wholeKind } from "../whole-kind.ts";
import {
  type AtHome,
  declarationYear,
  indicatorId,
  inventedEntries,
  markOf,
  morningOf,
  placesOf,
  published,
  publishedOf,
  readGround,
} from "./ground-entries.ts";

export const indicators = wholeKind<AtHome<SeededIndicator>>({
  name: "indicator",
  nameOf: (key) => `/indikatorer/${key}`,
  // A value that is corrected is not another indicator.
  list: async (folder) =>
    (await readGround(folder))
      .flatMap(({ file, ground }) => {
        const home = { municipality: ground.municipality ?? "", document: ground.document ?? "" };
        const bare = ground.indicators.map((indicator) => ({ ...indicator, values: [], home }));
        return itemsOf<AtHome<SeededIndicator>>(file, bare, ({ slug }) => slug);
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
        ...sourceOf(one),
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

/** A source whose date nobody has told bears the month in which it was read, and says so. */
function sourceOf({ passage, source, sourceDated, sourceRead }: SeededIndicator) {
  if (passage || !source) return { source_words: null, source_dated: null };
  return sourceDated
    ? { source_words: source, source_dated: sourceDated }
    : { source_words: `${source} (dato ikke oplyst, set af os)`, source_dated: sourceRead ?? null };
}

type ValueOfIndicator = AtHome<SeededValue> & { indicator: string };

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

export const values: SeedKind<ValueOfIndicator> = {
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
  const recorded = { recorded_at: morningOf(home.invented.recorded), replaced_at: null, replaced_because: null };
  if (!earlier) return [{ ...row, ...recorded }];
  const { number, until, because } = earlier;
  return [
    { ...row, ...recorded, number, replaced_at: morningOf(until), replaced_because: because },
    { ...row, ...recorded, recorded_at: morningOf(until) },
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
