import { randomUUID } from "node:crypto";
import { z } from "zod";
import { freezeEdition } from "#app/domain/statuses/freeze-edition.server.ts";
import { isPeriodCode } from "#app/domain/statuses/period-vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { type CitationTarget, resolveCitations } from "#db/queries/citations.ts";
import { insertRows } from "#db/queries/store-rows.ts";
import { readYaml } from "../read-text.ts";
import { areSameEditions, type EditionRows } from "../same-editions.ts";
import { itemsOf, naming, type SeedItem, type SeedKind, type StandingRow } from "../seed-kind.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = z.string().transform((text) => text.trim());
const statusPart = z.union([
  z.strictObject({ title: words, passage: z.string(), text: words }),
  z.strictObject({ section: z.string(), text: words.optional() }),
  z.strictObject({ theme: z.string(), title: words.optional(), text: words.optional() }),
]);
const statusList = z.array(
  z.strictObject({
    municipality: z.string(),
    period: z.string().refine(isPeriodCode),
    document: z.string(),
    passage: z.string(),
    mandate: z.string(),
    cutOff: day,
    metOn: day.optional(),
    body: z.string().optional(),
    published: day,
    parts: z.array(statusPart),
  }),
);
type SeededStatus = z.output<typeof statusList>[number];

const file = "reference/statuses.yaml";
/** Why a status of the seeds has a new edition. */
const retoldAnew = "Gengivelsen er rettet efter dokumentet.";
/** What an edition has from its paper. */
const ofThePaper = ["origin", "cut_off", "met_on", "body", "begun_at", "document_id", "anchor"];

/** Statuses that are told again from a paper. What is published never changes: another reading of the paper is a new edition. */
export const retoldStatuses: SeedKind<SeededStatus> = {
  name: "status",
  nameOf: (key) => `statussen ${key}`,
  list: async (folder) =>
    itemsOf(file, await readYaml(folder, file, statusList), ({ municipality, period }) => `${municipality}/${period}`),
  read: (tx, by, names) => tx<StandingRow[]>`
    select s.id::text, s.municipality_code || '/' || s.period_code as key,
      jsonb_build_object('edition', s.published_edition_id, 'hidden', s.hidden_at is not null, 'removed', s.removed_at is not null) as state
    from status s
    where not s.demo and ${by === "id" ? tx`s.id::text` : tx`s.municipality_code || '/' || s.period_code`} = any(${[...names]})
    for no key update of s`,
  insert: async (tx, items) => {
    for (const item of items) await naming(item, storeRetold(tx, item));
  },
  revise: async (tx, id, item) => {
    const [now] = await tx<{ edition: string | null; published: number | null; last: number }[]>`
      select s.published_edition_id as edition, p.number as published,
        (select coalesce(max(e.number), 0)::int from status_edition e where e.status_id = s.id) as last
      from status s left join status_edition p on p.id = s.published_edition_id where s.id = ${id}`;
    if (!now) throw new RangeError(`unknown status: ${item.key}`);
    const seeded = await item.load();
    const said = await editionRows(tx, seeded, now.published ?? 0);
    if (now.edition && (await areSameEditions(tx, [now.edition], said, ofThePaper))) return false;
    await addEdition(tx, id, await editionRows(tx, seeded, now.last + 1), retoldAnew);
    return true;
  },
  withdraw: async (tx, id) => {
    await tx`delete from status where id = ${id}`;
  },
};

async function storeRetold(tx: Sql, item: SeedItem<SeededStatus>): Promise<void> {
  const seeded = await item.load();
  const [status] = await tx<{ id: string }[]>`
    insert into status (municipality_code, period_code) values (${seeded.municipality}, ${seeded.period})
    returning id`;
  await addEdition(tx, status?.id ?? "", await editionRows(tx, seeded, 1), null);
}

/** What the paper says in an edition, without what tells of the edition itself. @throws {RangeError} when it names something that is not there */
async function editionRows(tx: Sql, seeded: SeededStatus, number: number): Promise<EditionRows> {
  const at = (passage: string) => `/dokumenter/${seeded.document}#${passage}`;
  const [own, ...places] = await resolveCitations(tx, [seeded.passage, ...seeded.parts.map(passageOfPart)].map(at));
  const id = randomUUID();
  const { cutOff, metOn = null, body = null, published } = seeded;
  const edition = { cut_off: cutOff, met_on: metOn, body, begun_at: `${published}T10:00:00Z`, ...placeOf(own) };
  const rows: EditionRows = {
    status_edition: [{ id, number, demo: false, origin: "document", ...edition }],
    status_part: [],
    status_answer: [],
    status_evidence: [],
  };
  for (const [index, part] of seeded.parts.entries()) {
    const position = index + 1;
    const said = { edition_id: id, subject: `part:${position}` };
    rows.status_part.push({ edition_id: id, position, ...ofNothing, ...(await partRow(tx, seeded, part)) });
    if (part.text) rows.status_answer.push({ ...said, field: "text", value: part.text });
    rows.status_evidence.push({ ...said, kind: "passage", ...placeOf(places[index]) });
  }
  return rows;
}

const ofNothing = { section_id: null, follow_up_id: null };
const placeOf = (place: Partial<CitationTarget> | undefined) => ({
  document_id: place?.documentId ?? null,
  anchor: place?.anchor ?? null,
});

/** Publishes an edition: the first on the day of the paper, one that is corrected now. */
async function addEdition(tx: Sql, statusId: string, rows: EditionRows, because: string | null): Promise<void> {
  const kind = because === null ? "meeting" : "correction";
  const editions = rows.status_edition.map((row) => ({
    ...row,
    status_id: statusId,
    kind,
    because,
    state: "approved",
  }));
  await insertRows(tx, "status_edition", editions);
  await insertRows(tx, "status_part", rows.status_part);
  await insertRows(tx, "status_answer", rows.status_answer);
  await insertRows(tx, "status_evidence", rows.status_evidence);
  for (const { id } of editions as { id?: string }[]) {
    if (!id) continue;
    await freezeEdition(tx, id);
    await tx`
      update status_edition set state = 'published', published_at = ${because === null ? tx`begun_at` : tx`now()`} where id = ${id}`;
    await tx`update status set published_edition_id = ${id} where id = ${statusId}`;
  }
}

const passageOfPart = (part: SeededStatus["parts"][number]): string =>
  "section" in part ? part.section : "theme" in part ? part.theme : part.passage;

/** What a part is of: a section or a theme of the mandate, by the passage that it stands in. */
async function partRow(tx: Sql, { municipality, mandate }: SeededStatus, part: SeededStatus["parts"][number]) {
  if ("section" in part) {
    const [row] = await tx<{ id: string; title: string }[]>`
      select f.id, f.title from follow_up_section f join mandate m on m.id = f.mandate_id
      where m.municipality_code = ${municipality} and m.slug = ${mandate} and f.anchor = ${part.section}`;
    if (!row) throw new RangeError(`unknown section: ${part.section}`);
    return { kind: "section", title: row.title, section_id: row.id };
  }
  if ("theme" in part) {
    const [row] = await tx<{ id: string; title: string }[]>`
      select t.id, t.theme as title from thematic_follow_up t join mandate m on m.id = t.mandate_id
      where m.municipality_code = ${municipality} and m.slug = ${mandate} and t.anchor = ${part.theme}`;
    if (!row) throw new RangeError(`unknown theme: ${part.theme}`);
    return { kind: "theme", title: part.title ?? row.title, follow_up_id: row.id };
  }
  return { kind: "section", title: part.title };
}
