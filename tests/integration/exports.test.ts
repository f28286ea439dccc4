import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveCase, returnCase } from "#app/domain/cases/answer-case.server.ts";
import { removeForGood } from "#app/domain/cases/remove-versions.server.ts";
import { askForExport, fetchExport } from "#app/domain/exports/ask-for-export.server.ts";
import { mayFetchExport } from "#app/domain/exports/policy.ts";
import { keyOfPicture } from "#app/domain/pictures/add-picture.server.ts";
import type { Content } from "#app/editor/content.ts";
import { changeInto, openSharedText, sharedTextOf } from "#app/editor/shared-text.ts";
import { begunText } from "#app/editor/written.ts";
import { textFile, textFileSchema } from "#app/exports/text-file.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import type { FileStore } from "#app/files/store.ts";
import { clearExports, makeExport } from "#app/jobs/make-export.ts";
import { writeLetter } from "#app/mail/write-letter.ts";
import type { Sql } from "#db/client.ts";
import { listAudit } from "#db/queries/audit.ts";
import { insertPicture } from "#db/queries/cases/pictures.ts";
import { findSharedText, insertTextUpdates } from "#db/queries/cases/shared-text.ts";
import { findExportFile, findExportSubject, listExports } from "#db/queries/exports/keeping.ts";
import { storeProblemReport } from "#db/queries/problem-reports.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { callers, here, there, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { buildSubmitted, createViewer } from "#tests/support/handing-over.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { killHard, ownSettings, type StartedProcess, start } from "#tests/support/start-process.ts";
import { startTestWorker } from "#tests/support/worker.ts";

type Known = Awaited<ReturnType<typeof createViewer>>;

const publicUrl = "https://mereforflere.example";
const municipality = here.code;
const patience = { timeout: 60_000 };

let database: TestDatabase;
let sql: Sql;
let folder: string;
let files: FileStore;
let coordinator: Known;
let writer: Known;
let approver: Known;
const closers: (() => unknown)[] = [];

async function open(seed: "reference" | "none" = "reference"): Promise<void> {
  database = await createTestDatabase({ seed });
  sql = database.sql;
  folder = path.join(process.env.TEST_FOLDER ?? "", `files-${database.url.split("/").at(-1)}`);
  files = createFolderStore(folder);
  coordinator = await createViewer(sql, [{ role: "coordinator", municipality }], { name: "Karen Holm" });
  writer = await createViewer(sql, [{ role: "contributor", municipality }], { name: "Frida Skriver" });
  approver = await createViewer(sql, [{ role: "approver", municipality }], { name: "Gerda Leder" });
}

const exportsOf = (viewer: Known = coordinator) => listExports(sql, viewer, municipality);
const make = (id: string, store = files) => makeExport(sql, store, { publicUrl })({ export: id }, "0");
const clear = () => clearExports(sql, files)({}, "0");

/** Asks for an export, and makes it as the worker would. @returns its id */
async function made(viewer: Known = coordinator): Promise<string> {
  await askForExport(sql, viewer, municipality);
  const [{ id } = { id: "" }] = await exportsOf(viewer);
  await make(id);
  return id;
}

/** The files in an export, by name. */
async function unzipped(id: string, viewer: Known = coordinator): Promise<Record<string, string>> {
  const fetched = await fetchExport(sql, files, viewer, id);
  if (!fetched) throw new Error("not to be fetched");
  const zip = unzipSync(new Uint8Array(await buffer(fetched.file.stream)));
  return Object.fromEntries(Object.entries(zip).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** The keys of all files of exports. */
async function keysLeft(): Promise<string[]> {
  const ids = (await files.list("udtraek")).map(({ name }) => name);
  const found = await Promise.all(
    ids.map(async (id) => (await files.list(`udtraek/${id}`)).map(({ name }) => `${id}/${name}`)),
  );
  return found.flat();
}

const log = async (demo = false) =>
  (await listAudit(sql, { municipality, before: null, limit: 100, demo })).flatMap(({ action, actor, bySystem }) =>
    action.startsWith("export.") ? [`${action} ${bySystem ? "site" : actor}`] : [],
  );

/** Expected anew by an index that no test has to know: what stands in the JSON of the text whose title this is. */
function textCalled(zip: Record<string, string>, title: string) {
  const found = Object.entries(zip).find(
    ([name, json]) => name.endsWith("/eksempel.json") && JSON.parse(json).title === title,
  );
  if (!found) throw new Error(`no text is called ${title}`);
  const [name, json] = found;
  const at = name.slice(0, -"/eksempel.json".length);
  return { at, text: textFile.parse(JSON.parse(json)), pages: (page: string) => zip[`${at}/${page}`] ?? "" };
}

const pictures = {
  shown: "00000000-0000-4000-8000-00000000b111",
  over: "00000000-0000-4000-8000-00000000b222",
};
const pictureNode = (id: string): Content => ({
  type: "picture",
  attrs: { id, width: 1600, height: 900, alt: `Et billede <${id}>`, decorative: false, caption: "" },
});

const evil = `../../etc/<script>alert("x")</script>`;

describe("the ZIP of a municipality", () => {
  let zip: Record<string, string>;
  let id: string;
  let typedId: string;

  beforeAll(async () => {
    await open();
    const draft = await buildDraft(sql, { begunBy: writer.person.id, title: evil });
    typedId = draft.id;
    // What has been typed since the text was last brought up to date.
    const stored = await findSharedText(sql, draft.revisionId);
    const shared = openSharedText(stored?.snapshot ?? sharedTextOf(begunText({})));
    const typed: Content = begunText({ did: "Vi <b>mødtes</b> igen.", hard: "Tiden." });
    const bytes = changeInto(shared, typed);
    await insertTextUpdates(
      sql,
      [{ revisionId: draft.revisionId, personId: writer.person.id, sessionId: null, bytes }],
      null,
    );
    await sql`insert into case_contributor (case_id, person_id, demo) values (${draft.id}, ${approver.person.id}, false)`;
    await sql`
      insert into kept_warning (case_id, finding_key, reason, kept_by)
      values (${draft.id}, 'en-noegle', 'Bogens forfatter hedder sådan.', ${writer.person.id})`;

    await buildSubmitted(sql, writer, { fields: { title: "Venter på svar" } });
    const returned = await buildSubmitted(sql, writer, { fields: { title: "Sendt tilbage" } });
    await returnCase(sql, approver, returned.id, {
      revision: returned.revision,
      words: "> Mere ro.\nSkriv, hvor <meget>.",
    });
    const approved = await buildSubmitted(sql, writer, { fields: { title: "Udgivet her" } });
    await approveCase(sql, approver, approved.id, { revision: approved.revision, words: "", held: [] });
    const [{ slug } = { slug: "" }] = await sql<{ slug: string }[]>`
      select slug from case_story where id = ${approved.id}`;
    const report = { path: `/eksempler/${slug}`, replyTo: "laeser@example.org", municipality, demo: false };
    for (const message of ["Tallet er forkert.", "Denne er ikke sendt videre."])
      await storeProblemReport(sql, { ...report, message });
    await sql`update problem_report set passed_on_at = now() where message = 'Tallet er forkert.'`;

    const published = {
      municipalityCode: municipality,
      methods: ["co-teaching"],
      commitments: [{ year: 2025, number: 3, linkedBy: "source", why: "Det <er> vores." }],
      citations: ["/kilder/kl-2024"],
      hard: "Det svære.",
      schoolSize: 240,
      partners: ["PPR"],
    } as const;
    await buildCase(sql, { ...published, title: "Rettes", state: "revised", retiredSlugs: ["foer"] });
    const illustrated = await buildDraft(sql, { title: "Med billeder", begunBy: writer.person.id });
    for (const id of Object.values(pictures)) {
      await insertPicture(sql, {
        ...{ id, caseId: illustrated.id, width: 1600, height: 900, bytes: 3, madeBy: writer.person.id },
        consentUntil: id === pictures.over ? "2026-01-31" : null,
      });
      await files.put(keyOfPicture(id, 1600), strToU8(`billedet ${id}`));
    }
    const text = begunText({ did: "Se her." });
    const content = { ...text, content: [...(text.content ?? []), ...Object.values(pictures).map(pictureNode)] };
    await sql`update case_revision set content = ${sql.json(content as never)} where id = ${illustrated.revisionId}`;
    await buildCase(sql, { ...published, title: "Skjult", state: "hidden" });
    const gone = await buildCase(sql, { ...published, title: "Trukket tilbage", state: "withdrawn" });
    await sql`update case_story set withdrawn_because = 'Skolen er lukket.' where id = ${gone.id}`;
    const binned = await buildDraft(sql, { begunBy: writer.person.id, title: "I papirkurven" });
    await sql`update case_story set binned_at = now() where id = ${binned.id}`;
    await buildDraft(sql, { title: "" });

    await buildCase(sql, { title: "Naboens", municipalityCode: there.code });
    await buildDraft(sql, { title: "Naboens kladde", municipalityCode: there.code });
    await buildCase(sql, { title: "Opdigtet", municipalityCode: municipality, demo: true });
    id = await made();
    zip = await unzipped(id);
  });
  afterAll(() => database.drop());

  it("holds the texts of every state, and nothing of another municipality's or of what is invented", () => {
    const seeded = Object.entries(zip).filter(([name]) => name.endsWith(".json") && name.includes("/"));
    const titles = seeded.map(([, json]) => JSON.parse(json).title);
    for (const title of [
      evil,
      "Venter på svar",
      "Sendt tilbage",
      "Udgivet her",
      "Rettes",
      "Skjult",
      "Trukket tilbage",
      "I papirkurven",
      "",
    ])
      expect(titles).toContain(title);
    expect(JSON.stringify(zip)).not.toMatch(/Naboens|Opdigtet/);
    for (const [, json] of seeded) {
      const text = textFile.parse(JSON.parse(json));
      expect([text.municipality.code, text.demo]).toEqual([municipality, false]);
    }
    expect(JSON.parse(zip["eksempel.schema.json"] ?? "")).toEqual(JSON.parse(textFileSchema()));
  });

  it("says how many texts and versions it holds", async () => {
    const [{ file } = { file: null }] = await exportsOf();
    const texts = Object.entries(zip).flatMap(([name, json]) =>
      name.endsWith("/eksempel.json") ? [textFile.parse(JSON.parse(json))] : [],
    );
    expect(file).toMatchObject({
      texts: texts.length,
      versions: texts.flatMap(({ versions }) => versions).length,
      pictures: 1,
    });
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*)::int from case_revision r join case_story c on c.id = r.case_id
      where c.municipality_code = ${municipality} and not c.demo`;
    expect(file?.versions).toBe(count);
  });

  it("has plain names that lead nowhere else, and titles that are but words", () => {
    for (const name of Object.keys(zip))
      expect(name).toMatch(/^(([a-z0-9-]+\/)*[a-z0-9-]+\.(html|json|webp)|(eksempel|indsatser-og-tal)\.schema\.json)$/);
    expect(new Set(Object.keys(zip)).size).toBe(Object.keys(zip).length);
    const { at, pages } = textCalled(zip, evil);
    expect(at).toMatch(new RegExp(`^eksempler/etc-script-alert-x-script-\\d{4}-\\d\\d-\\d\\d-${typedId}$`));
    for (const html of [zip["index.html"] ?? "", pages("index.html"), pages("under-arbejde.html")]) {
      expect(html).toContain("&lt;script&gt;");
      expect(html).not.toMatch(/<script/i);
    }
  });

  it("holds what was typed a moment ago, rendered and as it is stored", () => {
    const { text, pages } = textCalled(zip, evil);
    const [working] = text.versions;
    expect(working?.text).toContain("Vi <b>mødtes</b> igen.");
    expect(JSON.stringify(working?.content)).toContain("Vi <b>mødtes</b> igen.");
    expect(pages("under-arbejde.html")).toContain("Vi &lt;b&gt;mødtes&lt;/b&gt; igen.");
    expect(working).toMatchObject({ number: null, state: "working", authors: [{ name: "Frida Skriver" }] });
  });

  it("tells who and when: who began, writes along, has written and kept a warning", () => {
    const { text, pages } = textCalled(zip, evil);
    expect(text).toMatchObject({
      begunBy: "Frida Skriver",
      contributors: [{ name: "Gerda Leder" }],
      keptWarnings: [{ reason: "Bogens forfatter hedder sådan.", by: "Frida Skriver" }],
    });
    const page = pages("index.html");
    for (const words of ["af Frida Skriver", "Gerda Leder (siden", "Bogens forfatter hedder sådan."])
      expect(page).toContain(words);
  });

  it.each([
    [evil, "Kladde"],
    ["Venter på svar", "Venter på svar"],
    ["Sendt tilbage", "Sendt tilbage"],
    ["Udgivet her", "Udgivet"],
    ["Rettes", "Udgivet. En ny version: kladde"],
    ["Skjult", "Skjult"],
    ["Trukket tilbage", "Trukket tilbage"],
    ["I papirkurven", "I papirkurven"],
  ])("tells how a text stands: %s", (title, words) => {
    expect(textCalled(zip, title).pages("index.html")).toContain(`<dt>Tilstand</dt><dd>${words}</dd>`);
  });

  it("tells what was answered, with words and quotes", () => {
    const { text, pages } = textCalled(zip, "Sendt tilbage");
    const [version, working] = text.versions;
    expect([text.state, version?.number, working?.number]).toEqual(["returned", 1, null]);
    expect(version?.handOver).toMatchObject({
      handedOverBy: "Frida Skriver",
      answer: "returned",
      answeredBy: "Gerda Leder",
      words: "> Mere ro.\nSkriv, hvor <meget>.",
      quotes: ["Mere ro."],
    });
    expect(pages("index.html")).toMatch(/<blockquote>Mere ro\.<\/blockquote><p>Skriv, hvor &lt;meget&gt;\.<\/p>/);
    expect(textCalled(zip, "Venter på svar").text.versions[0]).toMatchObject({ state: "submitted" });
    expect(textCalled(zip, "Udgivet her").text.versions).toMatchObject([
      { published: true, number: 1, handOver: { answer: "approved", answeredBy: "Gerda Leder" } },
    ]);
  });

  it("tells what was reported and passed on, without who sent it, and nothing else of the reports", () => {
    expect(textCalled(zip, "Udgivet her").text.reports).toMatchObject([{ message: "Tallet er forkert." }]);
    expect(JSON.stringify(zip)).not.toMatch(/laeser@example|ikke sendt videre/);
  });

  it("tells what was chosen, in codes and in words, with sources on the site", () => {
    const { text, pages } = textCalled(zip, "Rettes");
    expect(text).toMatchObject({ earlierSlugs: ["foer"], versions: [{ published: true }, { state: "working" }] });
    expect(text.versions[0]).toMatchObject({
      methods: [{ slug: "co-teaching" }],
      commitments: [{ year: 2025, number: 3, why: "Det <er> vores." }],
      schoolSize: 240,
      partners: ["PPR"],
      citations: [{ address: "/kilder/kl-2024" }],
    });
    const page = pages("version-1.html");
    for (const words of [
      "Co-teaching",
      "Det &lt;er&gt; vores.",
      "240 elever",
      "PPR",
      `href="${publicUrl}/kilder/kl-2024"`,
    ])
      expect(page).toContain(words);
    expect(textCalled(zip, "Trukket tilbage").pages("index.html")).toContain("Skolen er lukket.");
    expect(textCalled(zip, "I papirkurven").pages("index.html")).toContain("I papirkurven");
  });

  it("holds the pictures beside the pages, and of one whose consent has ended that there is one", () => {
    const { at, text, pages } = textCalled(zip, "Med billeder");
    expect(text.pictures).toMatchObject([
      { id: pictures.shown, madeBy: "Frida Skriver", consentUntil: null, hidden: false },
      { id: pictures.over, consentUntil: "2026-01-31", hidden: true },
    ]);
    expect(zip[`${at}/billeder/${pictures.shown}.webp`]).toBe(`billedet ${pictures.shown}`);
    expect(Object.keys(zip).filter((name) => name.includes(pictures.over))).toEqual([]);
    expect(pages("under-arbejde.html")).toMatch(
      new RegExp(`<img src="billeder/${pictures.shown}.webp" [^>]*alt="Et billede &lt;${pictures.shown}&gt;"`),
    );
    expect(pages("under-arbejde.html")).not.toContain(pictures.over);
    expect(pages("index.html")).toContain("samtykket er udløbet");
  });

  it("has pages that fetch nothing, and links between them that lead somewhere", () => {
    for (const [name, html] of Object.entries(zip)) {
      if (!name.endsWith(".html")) continue;
      expect(html, name).toMatch(/^<!doctype html>\n<html lang="da">/);
      expect(html, name).not.toMatch(/<(script|link|iframe)\b|\ssrc="(?!billeder\/)|srcset|@import|url\(/);
      for (const [, href = ""] of html.matchAll(/(?:href|src)="([^"#]+)"/g)) {
        if (/^https?:/.test(href)) continue;
        expect(zip, `${name}: ${href}`).toHaveProperty([path.posix.join(path.posix.dirname(name), href)]);
      }
    }
  });

  it("is fetched by the municipality's coordinators, in SQL as by the rule, and by nobody else", async () => {
    const subject = await findExportSubject(sql, id);
    expect(subject).toEqual({ municipality, demo: false });
    const may = [];
    for (const caller of callers) {
      const viewer = viewerFor(caller);
      const found = await findExportFile(sql, viewer, id);
      expect(found !== undefined, caller.name).toBe(mayFetchExport(viewer, { municipality, demo: false }));
      expect((await listExports(sql, viewer, municipality)).length > 0, caller.name).toBe(found !== undefined);
      if (found) may.push(caller.name);
    }
    expect(may).toEqual(["koordinator", "KL-redaktør, der handler for kommunen"]);
  });

  it("holds what is invented, and that alone, when an invented person asks", async () => {
    const invented = await createViewer(sql, [{ role: "coordinator", municipality }], {
      name: "Demo Person",
      demo: true,
    });
    const demoId = await made(invented);
    const theirs = await unzipped(demoId, invented);
    expect(textCalled(theirs, "Opdigtet").text.demo).toBe(true);
    expect(JSON.stringify(theirs)).not.toMatch(/Udgivet her|Naboens/);
    expect(await findExportFile(sql, coordinator, demoId)).toBeUndefined();
    expect(await log()).toEqual(["export.fetched Karen Holm", "export.made site", "export.asked Karen Holm"]);
    expect(await log(true)).toEqual(["export.fetched Demo Person", "export.made site", "export.asked Demo Person"]);
  });
});

describe("an export", () => {
  beforeEach(() => open());
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    await database.drop();
  });

  it("is one at a time: who asks again is told so; another municipality asks for its own", async () => {
    await askForExport(sql, coordinator, municipality);
    expect(await exportsOf()).toMatchObject([{ state: "making", askedBy: "Karen Holm", file: null }]);
    await expect(askForExport(sql, coordinator, municipality)).rejects.toMatchObject({
      status: 409,
      message: expect.stringMatching(/bliver allerede lavet/),
    });
    const neighbour = await createViewer(sql, [{ role: "coordinator", municipality: there.code }]);
    await askForExport(sql, neighbour, there.code);
    const both = await Promise.allSettled([1, 2].map(() => askForExport(sql, neighbour, there.code)));
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    for (const viewer of [writer, approver, neighbour])
      await expect(askForExport(sql, viewer, municipality)).rejects.toMatchObject({ status: 403 });
  });

  it("that two ask for in the same moment is made once", async () => {
    const both = await Promise.allSettled([1, 2].map(() => askForExport(sql, coordinator, municipality)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await exportsOf()).toHaveLength(1);
  });

  it("is good for 24 hours, and then neither file nor row is there; the log says so", async () => {
    const id = await made();
    await clear();
    expect(await keysLeft()).toHaveLength(1);
    const [{ file } = { file: null }] = await exportsOf();
    expect((file?.expiresAt.getTime() ?? 0) - Date.now()).toBeGreaterThan(23.9 * 60 * 60 * 1_000);
    expect((file?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1_000);
    await sql`update municipality_export set ready_at = ready_at - interval '24 hours', expires_at = expires_at - interval '24 hours'`;
    expect([await findExportFile(sql, coordinator, id), await findExportSubject(sql, id)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(await exportsOf()).toEqual([]);
    await clear();
    expect(await keysLeft()).toEqual([]);
    expect(await sql`select from municipality_export`).toHaveLength(0);
    expect(await log()).toEqual(["export.expired site", "export.made site", "export.asked Karen Holm"]);
  });

  it("leaves what somebody else has put beside the files", async () => {
    await files.put("udtraek/fremmed/fil.txt", strToU8("fremmed"));
    await clear();
    expect((await files.list("udtraek")).map(({ name }) => name)).toEqual(["fremmed"]);
    await files.remove("udtraek/fremmed");
  });

  it("takes the place of the one before when it is ready", async () => {
    const first = await made();
    await askForExport(sql, coordinator, municipality);
    expect((await exportsOf()).map(({ state }) => state)).toEqual(["making", "ready"]);
    const [{ id } = { id: "" }] = await exportsOf();
    await make(id);
    expect(await findExportFile(sql, coordinator, first)).toBeUndefined();
    expect((await exportsOf()).map((one) => one.id)).toEqual([id]);
    await clear();
    expect((await keysLeft()).map((key) => key.split("/")[0])).toEqual([id]);
  });

  it("keeps nothing of a try that breaks off, and is made from its beginning by the next", async () => {
    await buildDraft(sql, { title: "En kladde" });
    await askForExport(sql, coordinator, municipality);
    const [{ id } = { id: "" }] = await exportsOf();
    const full: FileStore = {
      ...files,
      put: (key, content) =>
        files.put(
          key,
          Readable.from(
            (async function* () {
              for await (const chunk of content as Readable) {
                yield chunk;
                throw new Error("the disk is full");
              }
            })(),
          ),
        ),
    };
    await expect(make(id, full)).rejects.toThrow("the disk is full");
    expect(await keysLeft()).toEqual([]);
    expect(await exportsOf()).toMatchObject([{ state: "making" }]);
    await make(id);
    textCalled(await unzipped(id), "En kladde");
    expect(await keysLeft()).toHaveLength(1);
  });

  it("has gone wrong when it has been tried as often as it may, and can be asked for again", async () => {
    await askForExport(sql, coordinator, municipality);
    await sql`update graphile_worker._private_jobs set attempts = max_attempts`;
    expect(await exportsOf()).toMatchObject([{ state: "failed", file: null }]);
    await askForExport(sql, coordinator, municipality);
    expect(await exportsOf()).toMatchObject([{ state: "making" }]);
    expect(await exportsOf()).toHaveLength(1);
  });

  it("that failed is forgotten after a day", async () => {
    await askForExport(sql, coordinator, municipality);
    await sql`update municipality_export set asked_at = now() - interval '25 hours'`;
    await clear();
    expect(await exportsOf()).toHaveLength(1);
    await sql`delete from graphile_worker._private_jobs`;
    await clear();
    expect(await exportsOf()).toEqual([]);
  });

  it("made twice at the same time is ready once, with the file of the one that began last", async () => {
    await buildDraft(sql, { title: "En kladde" });
    await askForExport(sql, coordinator, municipality);
    const [{ id } = { id: "" }] = await exportsOf();
    const both = await Promise.allSettled([make(id), make(id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    textCalled(await unzipped(id), "En kladde");
    expect(await keysLeft()).toHaveLength(1);
  });

  it("does not hold what is removed for good while it is made, nor lies ready with it", async () => {
    const { id: text, revisionId } = await buildDraft(sql, { title: "En kladde", begunBy: writer.person.id });
    const rooms = { flush: async () => {} } as unknown as Parameters<typeof removeForGood>[1];
    const remove = async () => {
      const [{ revision } = { revision: revisionId }] = await sql<{ revision: string }[]>`
        select working_revision_id as revision from case_story where id = ${text}`;
      await removeForGood(sql, rooms, coordinator, text, { revision, reason: "Et navn stod i den." });
    };
    const ready = await made();
    await remove();
    expect(await findExportFile(sql, coordinator, ready)).toBeUndefined();
    await clear();
    expect(await keysLeft()).toEqual([]);

    await askForExport(sql, coordinator, municipality);
    const [{ id } = { id: "" }] = await exportsOf();
    const meanwhile: FileStore = {
      ...files,
      put: async (key, content) => {
        const size = await files.put(key, content);
        await remove();
        return size;
      },
    };
    await expect(make(id, meanwhile)).rejects.toThrow(/removed for good/);
    expect(await keysLeft()).toEqual([]);
    await make(id);
    expect(await exportsOf()).toMatchObject([{ state: "ready" }]);
  });

  it("leaves no file behind whose row is gone", async () => {
    const id = await made();
    await sql`delete from municipality_export`;
    expect(await keysLeft()).toEqual([expect.stringContaining(id)]);
    await clear();
    expect(await keysLeft()).toEqual([]);
  });

  it("is told to whoever asked when it is ready, with the way to a page that asks who one is", async () => {
    const id = await made();
    const [left] = await sql<{ payload: { kind: string } }[]>`
      select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'export-ready'`;
    expect(left?.payload).toEqual({ kind: "export-ready", person: coordinator.person.id, export: id });
    const letter = { kind: "export-ready", person: coordinator.person.id, export: id } as const;
    const mail = await writeLetter(sql, publicUrl, letter);
    expect(mail?.to.address).toBe(coordinator.person.email);
    expect(mail?.link?.href).toBe(`${publicUrl}/kommuner/aarhus/udtraek`);
    expect(JSON.stringify(mail)).not.toContain(id);
    await sql`update municipality_export set expires_at = ready_at`;
    expect(await writeLetter(sql, publicUrl, letter)).toBeNull();
  });

  it("is made by the worker from the outbox", patience, async () => {
    await buildDraft(sql, { title: "En kladde" });
    const worker = await startTestWorker({ databaseUrl: database.url, files });
    closers.push(worker.stop);
    await askForExport(sql, coordinator, municipality);
    await expect.poll(exportsOf, patience).toMatchObject([{ state: "ready" }]);
    const [{ id } = { id: "" }] = await exportsOf();
    textCalled(await unzipped(id), "En kladde");
  });

  it(
    "whose worker is killed in the middle is made whole by the next, and of the first nothing is read",
    patience,
    async () => {
      for (let n = 0; n < 60; n += 1) await buildDraft(sql, { title: `Kladde ${n}` });
      const settings = await ownSettings();
      const started: StartedProcess = start(
        { ...settings, DATABASE_URL: database.url, SECRET_KEY: testSecretKey },
        { args: ["--worker"] },
      );
      closers.push(() => killHard(started));
      await started.prints(/Opgaverne kører nu/);
      // The worker stands still in the middle: it waits for a table that is locked.
      let release = () => {};
      const held = sql.begin(async (tx) => {
        await tx`lock table case_citation in access exclusive mode`;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      });
      await askForExport(sql, coordinator, municipality);
      const store = createFolderStore(path.join(settings.DATA_DIR, "files"));
      const waits = () => sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(async () => (await waits()).length, patience).toBe(1);
      await killHard(started);
      release();
      await held;
      expect(await exportsOf()).toMatchObject([{ state: "making" }]);
      const worker = await startTestWorker({ databaseUrl: database.url, files: store }, { lookEveryMs: 100 });
      closers.push(worker.stop);
      await expect.poll(exportsOf, patience).toMatchObject([{ state: "ready" }]);
      const [{ id } = { id: "" }] = await exportsOf();
      files = store;
      const zip = await unzipped(id);
      for (const n of [0, 29, 59]) textCalled(zip, `Kladde ${n}`);
      expect(await keysLeft()).toHaveLength(1);
    },
  );
});
