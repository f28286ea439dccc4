import { claimsOf, knownInWords } from "#app/domain/methods/known.ts";
import { mondayInWords } from "#app/domain/methods/monday.ts";
import type { Aspect } from "#app/domain/vocabulary.ts";
import {
  type GradeInput,
  type MethodText,
  publishMethodText,
  storeMethodIdentities,
  storeMethodRevision,
} from "#db/queries/methods/store.ts";
import { readTexts } from "../read-text.ts";
import { isSameRevision } from "../same-revision.ts";
import { itemsOf, itemsOfEntries, naming, type SeedKind, type StandingRow, tableKind } from "../seed-kind.ts";
import { type LawEntry, type MethodFront, methodFront } from "../shapes.ts";
import { expectStudies } from "./expect-studies.ts";
import { expectLaws, readLaws } from "./read-laws.ts";
import { readReferences } from "./read-references.ts";

/** The day on which the editors last read the guides against their sources. */
const lastRead = new Date("2026-11-29T12:00:00Z");

/** Guides that are shared by several names: the other names' addresses lead to the guide. */
const sharedGuides = { laeringspartnere: "staerkere-laeringsfaellesskaber", boerneombudsmand: "trivselsguide" };

const addressOf = (key: string) => `/metoder/${key}`;
const tables = {
  revision: "method_revision",
  parts: ["method_relation", "method_citation", "method_grade", "method_commitment"],
};

/** Every method as a published guide. */
const methods: SeedKind<MethodText> = {
  name: "method",
  nameOf: addressOf,
  list: async (folder) => {
    const kinds = new Map((await readReferences(folder)).map(({ value: { slug, kind } }) => [`/kilder/${slug}`, kind]));
    const lawSlugs = new Set((await readLaws(folder)).map(({ value }) => value.slug));
    const texts = await readTexts(folder, "reference/methods", methodFront);
    return texts.map(({ slug, file, checksum, parse }) => ({
      key: slug,
      file,
      demo: false,
      checksum,
      load: async () => {
        const { front, content, text, citations } = await parse();
        await expectStudies(kinds, folder, file, front);
        await expectLaws(lawSlugs, folder, file, front);
        const known = front.known ?? null;
        const monday = front.monday ?? null;
        const carried = known
          ? claimsOf(known).flatMap(({ sources }) => sources.map((source) => `/kilder/${source}`))
          : [];
        return {
          title: front.title,
          kind: front.kind,
          summary: front.summary,
          aliases: front.aliases,
          settings: front.settings,
          levels: front.levels,
          mellemformLevels: front.mellemformLevels,
          timeToStart: front.timeToStart,
          useFor: front.useFor ?? null,
          known,
          monday,
          laws: front.law,
          commitments: front.commitments.map(({ point, why }) => ({ declarationYear: 2025, number: point, why })),
          content,
          text: [monday && mondayInWords(monday), text, known && knownInWords(known)].filter(Boolean).join("\n\n"),
          related: front.related,
          grades: gradesOf(front),
          citations: [...new Set([...citations, ...carried])],
        };
      },
    }));
  },
  read: (tx, by, names) => tx<StandingRow[]>`
    select id::text, slug as key, jsonb_build_object(
      'slug', slug, 'visibility', visibility, 'withdrawn', withdrawn_at is not null,
      'revision', coalesce(published_revision_id, working_revision_id)
    ) as state
    from method where ${by === "id" ? tx`id::text` : tx`slug`} = any(${[...names]})
    for no key update`,
  insert: async (tx, items) => {
    await storeMethodIdentities(
      tx,
      items.map(({ key }) => key),
    );
    for (const item of items) await naming(item, publishMethodText(tx, item.key, await item.load(), lastRead));
  },
  revise: async (tx, id, item) => {
    const [now] = await tx<{ slug: string; revision: string; withdrawn: boolean; reread: boolean }[]>`
      select m.slug, r.id as revision, m.withdrawn_at is not null as withdrawn, r.created_at < ${lastRead} as reread
      from method m join method_revision r on r.id = m.published_revision_id where m.id = ${id}`;
    if (!now) throw new RangeError(`not published: ${item.key}`);
    // The date on a guide is the day on which it was read against its sources, or was changed here after that.
    const revision = await storeMethodRevision(tx, now.slug, await item.load(), now.reread ? lastRead : new Date());
    const same = !now.reread && (await isSameRevision(tx, tables, now.revision, revision));
    if (same) await tx`delete from method_revision where id = ${revision}`;
    else await tx`update method set published_revision_id = ${revision} where id = ${id}`;
    if (now.withdrawn) await tx`update method set withdrawn_at = null where id = ${id}`;
    return !same || now.withdrawn;
  },
  withdraw: async (tx, id) => {
    await tx`update method set withdrawn_at = now() where id = ${id}`;
  },
};

/** Other names of guides that once were addresses. */
const methodAliases = tableKind({
  name: "method-alias",
  nameOf: addressOf,
  table: "retired_method_slug",
  keyColumns: ["slug"],
  columns: ["slug", "method_id"],
  list: async () => itemsOf("reference/seed-methods.ts", Object.entries(sharedGuides), ([slug]) => slug),
  toRow: async (tx, item) => {
    const [slug, guide] = await item.load();
    const [method] = await tx<{ id: string }[]>`select id from method where slug = ${guide}`;
    if (!method) throw new RangeError(`unknown method: ${guide}`);
    return { slug, method_id: method.id };
  },
});

/** What the law says, where guides name it. */
const laws = tableKind<LawEntry>({
  name: "law",
  nameOf: (key) => `»Det siger loven« om ${key}`,
  table: "law",
  keyColumns: ["slug"],
  columns: ["slug", "title", "statements", "read"],
  list: async (folder) => itemsOfEntries(await readLaws(folder), ({ slug }) => slug),
  toRow: async (_tx, item) => ({ ...(await item.load()) }),
});

/** The sorts of things that make up the guides, in the order in which they rest on each other. */
export const methodSeeds: readonly SeedKind[] = [laws, methods, methodAliases];

function gradesOf({ profile }: MethodFront): GradeInput[] {
  if (!profile) return [];
  const { targetGroup, method, implementation, effect, economy } = profile;
  const aspects: [Aspect, typeof targetGroup][] = [
    ["target_group", targetGroup],
    ["method", method],
    ["implementation", implementation],
    ["effect", effect],
    ["economy", economy],
  ];
  return aspects.map(([aspect, item]) => ({ aspect, ...item }));
}
