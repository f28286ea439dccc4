import { z } from "zod";
import { freezeEdition } from "#app/domain/statuses/freeze-edition.server.ts";
import { isPeriodCode } from "#app/domain/statuses/period-vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { resolveCitations } from "#db/queries/citations.ts";
import { insertRows } from "#db/queries/store-rows.ts";
import { readYaml } from "../read-text.ts";
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
    await addEdition(tx, id, await item.load(), retoldAnew);
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
  await addEdition(tx, status?.id ?? "", seeded, null);
}

/** @throws {RangeError} when it names something that is not there */
async function addEdition(tx: Sql, statusId: string, seeded: SeededStatus, because: string | null): Promise<void> {
  const at = (passage: string) => `/dokumenter/${seeded.document}#${passage}`;
  const passages = [seeded.passage, ...seeded.parts.map(passageOfPart)];
  const [own, ...places] = await resolveCitations(tx, passages.map(at));
  const published = `${seeded.published}T10:00:00Z`;
  const [edition] = await tx<{ id: string }[]>`
    insert into status_edition (status_id, demo, number, origin, kind, because, state, cut_off, met_on, body, begun_at, document_id, anchor)
    select ${statusId}, false, 1 + count(*), 'document', ${because === null ? "meeting" : "correction"}, ${because}, 'approved', ${seeded.cutOff},
      ${seeded.metOn ?? null}, ${seeded.body ?? null}, ${published}, ${own?.documentId ?? null}, ${own?.anchor ?? null}
    from status_edition where status_id = ${statusId}
    returning id`;
  const id = edition?.id ?? "";
  for (const [index, part] of seeded.parts.entries()) {
    const position = index + 1;
    await insertRows(tx, "status_part", [{ edition_id: id, position, ...(await partRow(tx, seeded, part)) }]);
    if (part.text)
      await insertRows(tx, "status_answer", [
        { edition_id: id, subject: `part:${position}`, field: "text", value: part.text },
      ]);
    const place = places[index];
    await insertRows(tx, "status_evidence", [
      {
        edition_id: id,
        subject: `part:${position}`,
        kind: "passage",
        document_id: place?.documentId ?? null,
        anchor: place?.anchor ?? null,
      },
    ]);
  }
  await freezeEdition(tx, id);
  await tx`
    update status_edition set state = 'published',
      published_at = ${because === null ? tx`${published}::timestamptz` : tx`now()`} where id = ${id}`;
  await tx`update status set published_edition_id = ${id} where id = ${statusId}`;
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
