import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isFinal, refusalOf, textAddress } from "#app/collaboration/protocol.ts";
import { deriveWorkingText } from "#app/domain/cases/derive-working-text.server.ts";
import { schemaHash } from "#app/editor/schema-hash.ts";
import { textFragment } from "#app/editor/text-fragment.ts";
import { type Sql, transaction } from "#db/client.ts";
import { keepVersion } from "#db/queries/cases/versions.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { buildText } from "#seeds/builders/build-text.ts";
import { here } from "#tests/support/callers.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { openedText, socketOf, type TestWriter } from "#tests/support/writer.ts";
import { type Answer, ask, sendForm } from "./ask.ts";

const patience = { timeout: 30_000 };

let site: TestSite;
let sql: Sql;
let writer: { id: string; cookie: string };
let coordinator: { id: string; cookie: string };

async function person(role: "contributor" | "coordinator", name: string) {
  const { id } = await createPerson(site.sql, { name, roles: [{ role, municipality: here.code }] });
  return { id, cookie: await openSession(site.sql, id) };
}

beforeAll(async () => {
  site = await startSite({ seed: "reference", worker: true });
  sql = site.sql;
  writer = await person("contributor", "Frede Forfatter");
  coordinator = await person("coordinator", "Karen Koordinator");
});
afterAll(() => site.stop());

const read = (path: string, { cookie }: { cookie: string }): Promise<Answer> =>
  ask(site, path, { headers: { cookie } });
const send = (path: string, fields: Record<string, string>, { cookie }: { cookie: string }) =>
  sendForm(site, path, fields, { cookie });
/** A page as one reads it: without tags, spaces in order. */
const wordsOn = ({ body }: Answer) =>
  body
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ");

const keep = (caseId: string, revisionId: string, because: "pause" | "handed_over" | "restored" = "pause") =>
  transaction(sql, async (tx) => {
    await deriveWorkingText(tx, revisionId);
    return keepVersion(tx, caseId, because);
  });

/** Types as a browser does, and waits until it is stored. */
async function type(open: TestWriter, words: string): Promise<void> {
  open.type(words);
  await saved(open);
}
const saved = (open: TestWriter) => expect.poll(() => open.saving.saved, { timeout: 5_000, interval: 5 }).toBe(true);

/** Leaves when the text is closed for good, as the editor does. */
const heed = (open: TestWriter) =>
  open.provider.on("close", ({ event }: { event: { code: number } }) => {
    const refusal = refusalOf(event.code);
    if (refusal && isFinal(refusal)) open.leave();
  });

/** A draft with one version, and a sentence that has come since. */
async function draftWithVersion() {
  const draft = await buildDraft(sql, { begunBy: writer.id, title: "Timen begynder ude" });
  await keep(draft.id, draft.revisionId);
  const open = await openedText(site.url, draft.revisionId, writer.cookie);
  await type(open, "Det koster en pause.");
  return { ...draft, open, address: `/mine-tekster/${draft.id}/versioner` };
}

describe("the versions of a text", patience, () => {
  it("stand with what is written now at the top, with who wrote, why they were kept and what came of them", async () => {
    const { id, revisionId, open, address } = await draftWithVersion();
    await keep(id, revisionId, "restored");
    const { id: returned } = await keep(id, revisionId);
    await sql`
      insert into case_hand_over (revision_id, handed_over_by, answer, answered_by, answered_at, words)
      values (${returned}, ${writer.id}, 'returned', ${coordinator.id}, now(), 'Skriv, hvad <b>pausen</b> kostede.')`;
    const page = await read(address, writer);
    expect(page.status).toBe(200);
    const list = wordsOn({ ...page, body: page.body.slice(page.body.indexOf("Alle versioner")) });
    // A version that was kept since the last word is not said to be older than it.
    expect(list).toMatch(/Nu\s*Ikke ændret siden version 3\./);
    expect(list).toMatch(/Nu.*Version 3, sendt tilbage.*Version 2, hentet tilbage.*Version 1/);
    expect(list).toContain("Frede Forfatter");
    expect(list).toContain("Sendt tilbage af Karen Koordinator.");
    expect(list).toContain("»Skriv, hvad &lt;b&gt;pausen&lt;/b&gt; kostede.«");
    open.leave();
  });

  it("are compared, any two, and what no version is is refused", async () => {
    const { id, revisionId, open, address } = await draftWithVersion();
    await keep(id, revisionId);
    const page = await read(`${address}?fra=1&til=2`, writer);
    expect(page.body).toContain('<ins><span class="sr-only">Nyt: </span>Det koster en pause.</ins>');
    expect(wordsOn(page)).toContain("1 ændring");
    expect(wordsOn(await read(`${address}?fra=2&til=nu`, writer))).toContain("De to versioner er ens");
    expect((await read(`${address}?fra=2&til=1`, writer)).body).toContain("<del>");
    expect((await read(`${address}?fra=17&til=nu`, writer)).status).toBe(404);
    expect((await read(`${address}?fra=x`, writer)).status).toBe(400);
    open.leave();
  });

  it("are compared with what is stored of the text now, while it is open", async () => {
    const { open, address } = await draftWithVersion();
    const page = await read(address, writer);
    expect(page.body).toContain("Det koster en pause.</ins>");
    open.leave();
  });

  it("tell what is new in a list of choices without its commas", async () => {
    const { id, revisionId, open, address } = await draftWithVersion();
    await sql`update case_revision set settings = '{dagtilbud}' where case_id = ${id} and number = 1`;
    await sql`update case_revision set settings = '{dagtilbud,mellemtrin}' where id = ${revisionId}`;
    expect(wordsOn(await read(address, writer))).toContain("Dagtilbud, Nyt: Mellemtrin");
    open.leave();
  });

  it("of somebody else's text are none of a colleague's business", async () => {
    const { address, open } = await draftWithVersion();
    const stranger = await person("contributor", "Sigrid Fremmed");
    for (const path of [address, `${address}/hent?version=1`, `${address}/fjern`])
      expect((await read(path, stranger)).status, path).toBe(404);
    expect((await read(`${address}/fjern`, writer)).status).toBe(403);
    open.leave();
  });
});

describe("an older version", patience, () => {
  it("is written into the open text as one change; what stood before is a version, and it is one itself", async () => {
    const { id, revisionId, open, address } = await draftWithVersion();
    await sql`update case_revision set title = 'Timen slutter inde', visibility = 'network' where id = ${revisionId}`;
    const question = await read(`${address}/hent?version=1`, writer);
    expect(wordsOn(question)).toContain("Hent version 1 tilbage");
    expect(question.body).toContain(revisionId);
    // Not waited for: what is still on its way is part of what stood before.
    open.type("Det sidste ord.");
    await expect.poll(() => open.provider.unsyncedChanges, { interval: 5 }).toBe(0);
    const answer = await send(`${address}/hent`, { intent: "restore", revision: revisionId, version: "1" }, writer);
    expect([answer.status, answer.headers.location]).toEqual([303, `${address}?gjort=hentet`]);
    await expect.poll(() => open.words(), { interval: 5 }).not.toContain("Det koster en pause.");
    expect(open.words()).toContain("Vi mødtes.");
    const versions = await sql<
      { number: number; keptBecause: string; text: string; title: string; writers: string[] }[]
    >`
      select number, kept_because as "keptBecause", text, title,
        array(select person_id::text from case_revision_author a where a.revision_id = r.id) as writers
      from case_revision r where case_id = ${id} and number is not null order by number`;
    expect(versions.map(({ number, keptBecause }) => [number, keptBecause])).toEqual([
      [1, "pause"],
      [2, "pause"],
      [3, "restored"],
    ]);
    expect(versions[1]?.text).toContain("Det sidste ord.");
    expect(versions[1]?.title).toBe("Timen slutter inde");
    expect(versions[2]?.text).toBe(versions[0]?.text);
    expect(versions[2]?.title).toBe("Timen begynder ude");
    expect(versions[2]?.writers).toEqual([writer.id]);
    const [working] = await sql`select visibility, title from case_revision where id = ${revisionId}`;
    expect(working).toMatchObject({ visibility: "network", title: "Timen begynder ude" });
    await type(open, "Vi skriver videre.");
    open.leave();
  });

  it("stays where it is while the text waits for an answer, and when the form is for another revision", async () => {
    const { id, revisionId, open, address } = await draftWithVersion();
    open.leave();
    const wanted = { intent: "restore", revision: revisionId, version: "1" };
    expect((await send(`${address}/hent?version=1`, { ...wanted, revision: id }, writer)).status).toBe(409);
    expect((await send(`${address}/hent?version=1`, { ...wanted, version: "9" }, writer)).status).toBe(404);
    await sql`update case_revision set summary = 'Kort', stage = 'i-gang', names_unit = false where id = ${revisionId}`;
    const submitted = await keep(id, revisionId, "handed_over");
    await sql`update case_story set submitted_revision_id = ${submitted.id} where id = ${id}`;
    const locked = await send(`${address}/hent?version=1`, wanted, writer);
    expect(locked.status).toBe(409);
    expect(wordsOn(locked)).toContain("Teksten venter på svar");
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int from case_revision where case_id = ${id}`;
    expect(count).toBe(3);
  });
});

/** Every table that holds a word, in its text or its bytes. */
async function tablesHolding(word: string): Promise<string[]> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const hex = Buffer.from(word).toString("hex");
  const lower = Buffer.from(word.toLowerCase()).toString("hex");
  const holding: string[] = [];
  for (const { schema, name } of tables) {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int from ${sql(schema)}.${sql(name)} t
      where t::text ilike ${`%${word}%`} or t::text like ${`%${hex}%`} or t::text like ${`%${lower}%`}`;
    if (row?.count) holding.push(name);
  }
  return holding.sort();
}

const reason = "Der stod noget, så et barn kunne genkendes.";

describe("what has stood in a text", patience, () => {
  it("is gone from every table once it is removed for good, and the text stands as it stood", async () => {
    const { id } = await buildCase(sql, {
      state: "revised",
      slug: "kasperine-i-skolegaarden",
      retiredSlugs: ["kasperine-foer"],
      title: "Kasperine i skolegården",
      summary: "Kasperine var ude.",
      hard: "Kasperine ville ikke ind.",
      ...buildText([{ words: "Sådan gjorde Kasperine." }]),
      commitments: [{ year: 2025, number: 1, linkedBy: "source", why: "Kasperine" }],
      working: {
        title: "I skolegården",
        summary: "En var ude.",
        commitments: [],
        ...buildText([{ words: "Sådan gjorde vi." }]),
      },
    });
    const [{ revisionId } = { revisionId: "" }] = await sql<{ revisionId: string }[]>`
      select working_revision_id as "revisionId" from case_story where id = ${id}`;
    const address = `/mine-tekster/${id}/versioner`;
    await expect.poll(() => tablesHolding("Kasperine"), { timeout: 15_000 }).toContain("search_entry");

    const open = await openedText(site.url, revisionId, coordinator.cookie);
    heed(open);
    await type(open, "Så sagde Kasperine noget.");
    const { id: kept } = await keep(id, revisionId);
    await sql`
      insert into case_hand_over (revision_id, answer, answered_at, words, quotes)
      values (${kept}, 'returned', now(), 'Skriv ikke Kasperine.', '{Kasperine}')`;
    await sql`
      insert into case_hand_over (revision_id, answer, answered_at, words, quotes)
      select published_revision_id, 'approved', now(), 'Godt, Kasperine!', '{Kasperine}' from case_story where id = ${id}`;
    await sql`insert into kept_warning (case_id, finding_key, reason) values (${id}, 'abcdefgh', 'Kasperine er en figur')`;
    await sql`
      insert into audit_log (by_system, action, subject) values (true, 'page.hidden', '/eksempler/kasperine-i-skolegaarden')`;
    await sql`insert into problem_report (path, message) values ('/eksempler/kasperine-foer', 'Se her')`;
    await type(open, "Til sidst gik alle ind.");
    const text = open.document.getXmlFragment(textFragment);
    text.delete(text.length - 2, 1);
    await saved(open);
    expect(open.words()).not.toContain("Kasperine");
    expect(await tablesHolding("Kasperine")).toEqual(
      [
        "audit_log",
        "case_commitment",
        "case_hand_over",
        "case_revision",
        "case_story",
        "kept_warning",
        "problem_report",
        "retired_case_slug",
        "search_entry",
        "search_word",
        "shared_text",
      ].sort(),
    );
    const question = await read(`${address}/fjern`, coordinator);
    expect(wordsOn(question)).toContain("Siden på sitet bliver skjult,");
    // One was kept, and the published one goes too: what is being written takes its place.
    expect(wordsOn(question)).toContain("2 versioner");

    const answer = await send(
      `${address}/fjern`,
      { intent: "remove", revision: revisionId, reason, sure: "ja" },
      coordinator,
    );
    expect([answer.status, answer.headers.location]).toEqual([303, `${address}?gjort=skjult`]);
    await expect.poll(() => open.closed, { interval: 5 }).toContain("anew");
    await expect.poll(() => tablesHolding("Kasperine"), { timeout: 15_000 }).toEqual([]);

    const [now] = await sql<
      {
        revisionId: string;
        text: string;
        publicText: string;
        slug: string;
        hidden: boolean;
        awaits: boolean;
        authors: string[];
      }[]
    >`
      select w.id as "revisionId", w.text, p.text as "publicText", c.slug, c.hidden_at is not null as hidden, c.awaits_approval as awaits,
        array(select person_id::text from case_revision_author a where a.revision_id = w.id) as authors
      from case_story c join case_revision w on w.id = c.working_revision_id join case_revision p on p.id = c.published_revision_id
      where c.id = ${id}`;
    expect(now).toMatchObject({
      text: "Sådan gjorde vi.\n\nTil sidst gik alle ind.",
      publicText: "Sådan gjorde vi.\n\nTil sidst gik alle ind.",
      slug: "i-skolegaarden",
      hidden: true,
      awaits: true,
      // Who has typed is still no second reader.
      authors: [coordinator.id],
    });
    expect(now?.revisionId).not.toBe(revisionId);

    const Socket = socketOf({ cookie: coordinator.cookie, origin: site.url });
    const older = new Socket(textAddress(site.url, revisionId, schemaHash));
    const [code] = await once(older, "close");
    expect(refusalOf(code)).toBe("gone");
    const newer = await openedText(site.url, now?.revisionId ?? "", coordinator.cookie);
    expect(newer.words()).toContain("Til sidst gik alle ind.");
    await type(newer, "Vi skriver videre.");
    newer.leave();

    // Nothing says of words that nobody has approved that they were.
    const left = wordsOn(await read(address, coordinator));
    expect(left).toContain("Der er kun den version, du skriver i");
    expect(left).not.toContain("Alt kan hentes tilbage");
    expect(left).not.toMatch(/Version \d|Godkendt af/);
    expect(wordsOn(await read(`/mine-tekster/${id}/svar`, coordinator))).toContain("Ikke sendt endnu");
    const about = wordsOn(await read(`/mine-tekster/${id}/udgivet`, coordinator));
    expect(about).toContain("Skjult for læserne, til teksten er udgivet igen. Så bliver den vist.");
    expect(about).not.toMatch(/koordinator eller KL|Kassér/);
    expect(wordsOn(await read("/mine-tekster", coordinator))).toContain(
      "Den udgivne er skjult. Når den her er udgivet, bliver den vist igen.",
    );

    const shown = await send(
      "/kommuner/aarhus/meldinger",
      { intent: "show", path: "/eksempler/i-skolegaarden" },
      coordinator,
    );
    expect(shown.status).toBe(409);
    expect(wordsOn(shown)).toContain("Siden viser sig selv, når teksten er godkendt igen.");
    expect((await ask(site, "/eksempler/i-skolegaarden")).status).not.toBe(200);
    const log = await sql`select reason, detail from audit_log where action = 'case.removed_for_good'`;
    expect(log).toMatchObject([{ reason, detail: { versions: 2 } }]);
  });

  it("is asked with what may still be recognised in the text as it stands, which stays", async () => {
    const { revisionId, open, address } = await draftWithVersion();
    await sql`update case_revision set partners = '{Mor til Mathilde Hansen}' where id = ${revisionId}`;
    await type(open, "Eleven 010114-1234 var med.");
    const asked = wordsOn(await read(`${address}/fjern`, coordinator));
    expect(asked).toContain("2 steder i teksten, som den er nu, hvor nogen kan genkendes");
    expect(asked).toContain("010114-1234");
    expect(asked).toContain("Mathilde Hansen");
    await sql`update case_revision set partners = '{}' where id = ${revisionId}`;
    const text = open.document.getXmlFragment(textFragment);
    text.delete(text.length - 1, 1);
    await saved(open);
    expect(wordsOn(await read(`${address}/fjern`, coordinator))).not.toContain("genkendes");
    open.leave();
  });

  it("goes from a text that was never published too, and from a published one that nobody writes on, which readers keep", async () => {
    const { id, revisionId, open, address } = await draftWithVersion();
    open.leave();
    const wanted = { intent: "remove", reason, sure: "ja" };
    const draft = await send(`${address}/fjern`, { ...wanted, revision: revisionId }, coordinator);
    expect(draft.headers.location).toBe(`${address}?gjort=fjernet`);
    const left = await sql<{ state: string }[]>`select state from case_revision where case_id = ${id}`;
    expect(left).toEqual([{ state: "working" }]);

    const { id: published, slug } = await buildCase(sql, { title: "Om morgenen" });
    const [{ publicId } = { publicId: "" }] = await sql<{ publicId: string }[]>`
      select published_revision_id as "publicId" from case_story where id = ${published}`;
    await sql`
      insert into case_revision (case_id, municipality_code, title, content, text, state, number, kept_because)
      select case_id, municipality_code, 'Før', content, text, 'kept', 2, 'pause' from case_revision where id = ${publicId}`;
    const path = `/mine-tekster/${published}/versioner`;
    const kept = await send(`${path}/fjern`, { ...wanted, revision: publicId }, coordinator);
    expect(kept.headers.location).toBe(`${path}?gjort=fjernet`);
    expect((await ask(site, `/eksempler/${slug}`)).status).toBe(200);
    const rest = await sql<{ id: string }[]>`select id from case_revision where case_id = ${published}`;
    expect(rest).toEqual([{ id: publicId }]);
  });

  it("stays when the coordinator is not sure, names somebody, or the text waits for an answer", async () => {
    const { id, revisionId, open, address } = await draftWithVersion();
    open.leave();
    const wanted = { intent: "remove", revision: revisionId, reason, sure: "ja" };
    const { sure: _sure, ...unsure } = wanted;
    const answers = [
      await send(`${address}/fjern`, unsure, coordinator),
      await send(`${address}/fjern`, { ...wanted, reason: "kort" }, coordinator),
      await send(`${address}/fjern`, { ...wanted, reason: "Eleven Magnus Jensen stod der med navn." }, coordinator),
      await send(`${address}/fjern`, { ...wanted, revision: id }, coordinator),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 409]);
    expect(wordsOn(answers[0] as Answer)).toContain("Sæt hak");
    expect((await send(`${address}/fjern`, wanted, writer)).status).toBe(403);
    await sql`update case_revision set summary = 'Kort', stage = 'i-gang', names_unit = false where id = ${revisionId}`;
    const submitted = await keep(id, revisionId, "handed_over");
    await sql`update case_story set submitted_revision_id = ${submitted.id} where id = ${id}`;
    expect((await send(`${address}/fjern`, wanted, coordinator)).status).toBe(409);
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int from case_revision where case_id = ${id}`;
    expect(count).toBe(3);
  });
});
