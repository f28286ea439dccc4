import { randomUUID } from "node:crypto";
import { freezeEdition } from "#app/domain/statuses/freeze-edition.server.ts";
import type { Sql } from "#db/client.ts";
import { insertRows, type Row } from "#db/queries/store-rows.ts";
import type { SeededInitiative } from "../ground-shapes.ts";
import { checksumOf, readYaml } from "../read-text.ts";
import { declarationYear, inventedEntries, morningOf } from "../reference/ground-entries.ts";
import { areSameEditions, type EditionRows } from "../same-editions.ts";
import { itemsOf, type SeedItem, type SeedKind, type StandingRow, tableKind } from "../seed-kind.ts";
import { readStatusGrounds } from "./status-grounds.ts";
import { addStatusRows } from "./status-rows.ts";
import { type StatusWords, statusPlan, statusWords } from "./status-shapes.ts";
import { type StatusStory, tellStatuses } from "./tell-statuses.ts";

const planFile = "demo/statuses.yaml";
const wordsFile = "demo/status-words.yaml";

/** KL's invented thematic follow-ups of a period. */
const inventedQuestions = tableKind({
  name: "demo-question",
  nameOf: (key) => `det opdigtede spørgsmål ${key}`,
  table: "period_question",
  keyColumns: ["period_code", "theme"],
  hasId: true,
  columns: ["period_code", "theme", "question"],
  list: async (folder) => {
    const { questions } = await readYaml(folder, planFile, statusPlan);
    return itemsOf(planFile, questions, ({ period, theme }) => `${period}/${theme}`, { demo: true });
  },
  toRow: async (_tx, item) => {
    const { period, theme, question } = await item.load();
    return { period_code: period, theme, question, demo: true };
  },
});

/** Where places have dealt with the declaration. */
const inventedTreatments = tableKind({
  name: "demo-treatment",
  nameOf: (key) => `den opdigtede behandling ${key}`,
  table: "treatment",
  keyColumns: ["municipality_code", "declaration_year", "demo"],
  hasId: true,
  columns: ["municipality_code", "declaration_year", "treated_on", "body", "document_id"],
  list: async (folder) => {
    const { treatments } = await readYaml(folder, planFile, statusPlan);
    return itemsOf(planFile, treatments, ({ municipality }) => `${municipality}/${declarationYear}/true`, {
      demo: true,
    });
  },
  toRow: async (_tx, item) => {
    const { municipality, treatedOn, body } = await item.load();
    const of = { municipality_code: municipality, declaration_year: declarationYear, demo: true };
    return { ...of, treated_on: treatedOn, body, document_id: null };
  },
});

/** What places want with the commitments. */
const inventedAmbitions = tableKind({
  name: "demo-ambition",
  nameOf: (key) => `den opdigtede ambition ${key}`,
  table: "ambition",
  keyColumns: ["municipality_code", "declaration_year", "number", "holds_from", "demo"],
  hasId: true,
  columns: ["municipality_code", "declaration_year", "number", "holds_from", "text", "visibility", "published_at"],
  list: async (folder) => {
    const { ambitions } = await readYaml(folder, planFile, statusPlan);
    return itemsOf(
      planFile,
      ambitions,
      ({ municipality, number, holdsFrom }) => `${municipality}/${declarationYear}/${number}/${holdsFrom}/true`,
      { demo: true },
    );
  },
  toRow: async (_tx, item) => {
    const { municipality, number, holdsFrom, text } = await item.load();
    const of = { municipality_code: municipality, declaration_year: declarationYear, number, holds_from: holdsFrom };
    return { ...of, demo: true, text, visibility: "public", published_at: morningOf(holdsFrom) };
  },
});

/** A story with the words that its initiatives are spoken of in. */
type Told = StatusStory & { words: StatusWords["initiatives"] };

/** Invented statuses of municipalities. A status that a person has touched is left. */
const inventedStatuses: SeedKind<Told> = {
  name: "demo-status",
  nameOf: (key) => `den opdigtede status ${key}`,
  list: listStories,
  read: (tx, by, names) => tx<StandingRow[]>`
    select s.id::text, s.municipality_code || '/' || s.period_code as key, jsonb_build_object(
      'hidden', s.hidden_at is not null, 'removed', s.removed_at is not null,
      'editions', (
        select md5(jsonb_agg(jsonb_build_array(
          e.number, e.state, e.version, e.because, e.cut_off, e.met_on, e.body, e.outcome, e.agenda_item, (
            select md5(jsonb_agg(jsonb_build_array(a.subject, a.field, a.value) order by a.subject, a.field)::text)
            from status_answer a where a.edition_id = e.id
          ), (select count(*) from status_evidence v where v.edition_id = e.id and v.chosen and v.added_by is not null)
        ) order by e.number)::text)
        from status_edition e where e.status_id = s.id
      )
    ) as state
    from status s
    where s.demo and ${by === "id" ? tx`s.id::text` : tx`s.municipality_code || '/' || s.period_code`} = any(${[...names]})
    for no key update of s`,
  insert: async (tx, items) => {
    const stories: { id: string; story: Told }[] = [];
    for (const item of items) stories.push({ id: randomUUID(), story: await item.load() });
    const rows = stories.map(({ id, story: { municipality, period } }): Row => {
      return { id, municipality_code: municipality, period_code: period, demo: true };
    });
    await insertRows(tx, "status", rows);
    await storeEditions(tx, stories);
  },
  revise: async (tx, id, item) => {
    const story = await item.load();
    if (await isAsTold(tx, id, story)) return false;
    await tx`update status set published_edition_id = null where id = ${id}`;
    await tx`delete from status_edition where status_id = ${id}`;
    await storeEditions(tx, [{ id, story }]);
    return true;
  },
  withdraw: async (tx, id) => {
    await tx`delete from status where id = ${id}`;
  },
};

/** The sorts of things that make up the invented statuses, in the order in which they rest on each other. */
export const inventedStatusKinds: readonly SeedKind[] = [
  inventedQuestions,
  inventedStatuses,
  inventedTreatments,
  inventedAmbitions,
];

async function listStories(folder: string): Promise<SeedItem<Told>[]> {
  const [plan, words, initiatives] = await Promise.all([
    readYaml(folder, planFile, statusPlan),
    readYaml(folder, wordsFile, statusWords),
    inventedEntries<SeededInitiative>(
      folder,
      (ground) => ground.initiatives,
      ({ slug }) => slug,
    ),
  ]);
  const served = new Set<string>();
  for (const item of initiatives) {
    const { home, state, commitments, visibility } = await item.load();
    if ((visibility ?? "public") !== "public" || state === "foreslaaet" || state === "aftalt") continue;
    for (const { number } of commitments) served.add(`${home.municipality}/${number}`);
  }
  const told = once(() => tellStatuses(plan, words, (place, number) => served.has(`${place}/${number}`)));
  // What serves a point may come and go: a status that has been published stays as it was told.
  const { calendar, questions, withdrawn } = plan;
  const shared = checksumOf(JSON.stringify([calendar, questions, withdrawn, words]));
  return Object.entries(plan.places).flatMap(([place, letters]) =>
    Object.keys(calendar)
      .sort()
      .flatMap((period, at): SeedItem<Told>[] => {
        if ((letters[at] ?? "-") === "-") return [];
        const load = async () => {
          const story = told().find((one) => one.municipality === place && one.period === period);
          if (!story) throw new RangeError(`no story of ${place} in ${period}`);
          return { ...story, words: words.initiatives };
        };
        const checksum = checksumOf(shared, letters.slice(0, at + 1));
        return [{ key: `${place}/${period}`, file: planFile, demo: true, checksum, load }];
      }),
  );
}

/** Calls a function the first time only. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const noRows = (): EditionRows => ({ status_edition: [], status_part: [], status_answer: [], status_evidence: [] });

/** Whether a status that stands has the editions of a story, each with its words and what it rests on. */
async function isAsTold(tx: Sql, id: string, story: Told): Promise<boolean> {
  const rows = noRows();
  addStatusRows(rows, { grounds: await readStatusGrounds(tx), words: story.words }, id, story);
  const standing = await tx<{ id: string }[]>`select id from status_edition where status_id = ${id}`;
  // Blocks are made of the other rows.
  const columns = Object.keys(rows.status_edition[0] ?? {}).filter((name) => !["id", "blocks"].includes(name));
  return areSameEditions(
    tx,
    standing.map((edition) => edition.id),
    rows,
    columns,
  );
}

/** Stores the editions of statuses together, and gives those that readers have their blocks. */
async function storeEditions(tx: Sql, stories: readonly { id: string; story: Told }[]): Promise<void> {
  const grounds = await readStatusGrounds(tx);
  const rows = noRows();
  const newest: { status: string; edition: string }[] = [];
  const frozen: string[] = [];
  for (const { id, story } of stories) {
    const published = addStatusRows(rows, { grounds, words: story.words }, id, story);
    frozen.push(...published);
    const last = published.at(-1);
    if (last) newest.push({ status: id, edition: last });
  }
  await insertRows(tx, "status_edition", rows.status_edition);
  await insertRows(tx, "status_part", rows.status_part);
  await insertRows(tx, "status_answer", rows.status_answer);
  await insertRows(tx, "status_evidence", rows.status_evidence);
  for (const id of frozen) await freezeEdition(tx, id);
  await tx`
    update status s set published_edition_id = n.edition
    from jsonb_to_recordset(${tx.json(newest)}) as n (status uuid, edition uuid) where s.id = n.status`;
}
