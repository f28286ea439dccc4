import { readdir, readFile, utimes } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayReadCase, mayWriteDraft } from "#app/domain/cases/policy.ts";
import { danishToday } from "#app/domain/dates.ts";
import { mostMegabytes } from "#app/domain/pictures/picture-vocabulary.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { type FileStore, NoRoomForFile } from "#app/files/store.ts";
import type { Sql } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findCaseSubject } from "#db/queries/cases/subject.ts";
import { buildCase, type CaseOptions } from "#seeds/builders/build-case.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { callers, here, viewerFor } from "#tests/support/callers.ts";
import { handOverFields } from "#tests/support/handing-over.ts";
import { mailTo } from "#tests/support/mails.ts";
import { createPerson, openSession, type TestPerson } from "#tests/support/people.ts";
import { buildPicture, photo, pictureNode, textWith } from "#tests/support/pictures.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask, sendForm } from "./ask.ts";

const patience = { timeout: 60_000 };

let site: TestSite;
let sql: Sql;
let writer: TestPerson & { cookie: string };
let coordinator: TestPerson & { cookie: string };

beforeAll(async () => {
  site = await startSite({ seed: "reference", worker: true });
  sql = site.sql;
  const person = async (role: "contributor" | "coordinator") => {
    const made = await createPerson(sql, { roles: [{ role, municipality: here.code }] });
    return { ...made, cookie: await openSession(sql, made.id) };
  };
  writer = await person("contributor");
  coordinator = await person("coordinator");
});
afterAll(() => site.stop());

const begin = (content = textWith()) => buildDraft(sql, { begunBy: writer.id, content });

function upload(
  id: string,
  body: Buffer,
  { headers = {}, query = "", at = site }: { headers?: Record<string, string>; query?: string; at?: TestSite } = {},
) {
  return ask(at, `/mine-tekster/${id}/billeder/ny${query}`, {
    method: "POST",
    body,
    headers: {
      origin: at.url,
      cookie: writer.cookie,
      ...(!headers["transfer-encoding"] && { "content-length": String(body.length) }),
      ...headers,
    },
  });
}
const see = (id: string, cookie?: string, width = 480, headers: Record<string, string> = {}) =>
  ask(site, `/billeder/${id}/${width}`, { headers: { ...(cookie && { cookie }), ...headers } });
const filesOf = (id: string) => readdir(path.join(site.files, "billeder", id)).catch(() => []);
const arriving = () => readdir(path.join(path.dirname(site.files), "arriving")).catch(() => []);
const picturesOf = async (id: string) =>
  (await sql<{ id: string }[]>`select id from picture where case_id = ${id}`).map((row) => row.id);
const putContent = (caseId: string, content: ReturnType<typeof textWith>) =>
  sql`update case_revision set content = ${sql.json(content as never)} where case_id = ${caseId}`;

describe("a picture that is sent into a text", patience, () => {
  it("is kept upright in three widths, without what the file tells of place and time, and not as it was", async () => {
    const { id } = await begin();
    const sent = await photo(2400, 1800)
      .jpeg()
      .withExif({ IFD0: { ImageDescription: "Skolegade 3" }, IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(sent).metadata()).exif?.toString("latin1")).toContain("Skolegade 3");
    const answer = await upload(id, sent, { query: "?samtykke=2099-12-31" });
    expect([answer.status, answer.body]).toEqual([201, expect.stringContaining("{")]);
    const made = JSON.parse(answer.body);
    expect(made).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), width: 1600, height: 2133 });
    expect((await filesOf(made.id)).sort()).toEqual(["1600.webp", "480.webp", "960.webp"]);
    for (const width of [480, 960, 1600]) {
      const kept = await readFile(path.join(site.files, "billeder", made.id, `${width}.webp`));
      const facts = await sharp(kept).metadata();
      expect(facts).toMatchObject({ format: "webp", width, height: Math.round((width * 4) / 3) });
      expect([facts.exif, facts.xmp, facts.orientation]).toEqual([undefined, undefined, undefined]);
    }
    await expect.poll(arriving).toEqual([]);
    const [row] = await sql`select consent_until, made_by from picture where id = ${made.id}`;
    expect(row).toEqual({ consent_until: "2099-12-31", made_by: writer.id });
    const shown = await see(made.id, writer.cookie, 960);
    expect(shown.headers).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "private, no-cache",
      "x-content-type-options": "nosniff",
    });
    expect((await sharp(shown.bytes).metadata()).width).toBe(960);
    expect((await see(made.id)).status).toBe(404);
  });

  it.each([
    ["png", () => photo(300, 200).png().toBuffer(), 300],
    ["webp", () => photo(300, 200).webp().toBuffer(), 300],
    ["avif", () => photo(300, 200).avif().toBuffer(), 300],
    ["grey", () => photo(300, 200).greyscale().jpeg().toBuffer(), 300],
    ["cmyk", () => photo(300, 200).toColourspace("cmyk").jpeg().toBuffer(), 300],
    [
      "see-through",
      () =>
        sharp({ create: { width: 300, height: 200, channels: 4, background: "#0000" } })
          .png()
          .toBuffer(),
      300,
    ],
    ["very tall", () => photo(200, 8_000).png().toBuffer(), 80],
  ])("may be %s, and is never enlarged", async (_name, file, width) => {
    const { id } = await begin();
    const answer = await upload(id, await file());
    expect([answer.status, JSON.parse(answer.body).width]).toEqual([201, width]);
  });

  it("is refused with a sentence when it is none of ours, and nothing is kept", async () => {
    const { id } = await begin();
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from("ftypheic\0\0\0\0mif1heic"),
      Buffer.alloc(2_000),
    ]);
    const png = await photo(400, 300).png().toBuffer();
    // Its head says 60,000 times 60,000 pixels.
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const jpeg = await photo(1_000, 800).jpeg({ quality: 100 }).toBuffer();
    const large = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: "#777" } })
      .jpeg()
      .toBuffer();
    const files: [string, Buffer, number, RegExp][] = [
      ["heic", heic, 400, /HEIC.*JPEG/],
      ["svg", Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 400, /SVG.*PNG/],
      ["a letter", Buffer.from("%PDF-1.7 foto.jpg"), 400, /ikke et billede, vi kan læse, uanset hvad den hedder/],
      ["gif", Buffer.from("GIF89a\x01\x00\x01\x00"), 400, /GIF.*PNG/],
      ["nothing", Buffer.alloc(0), 400, /ikke et billede/],
      ["100 megapixels", large, 400, /100 megapixel.*plads til 50/],
      ["bomb", bomb, 400, /megapixel|kan ikke læses/],
      ["half", jpeg.subarray(0, jpeg.length / 2), 400, /kan ikke læses/],
      ["png with a jpeg's head", Buffer.concat([jpeg.subarray(0, 20), png]), 400, /kan ikke læses/],
    ];
    for (const [name, file, status, sentence] of files) {
      const answer = await upload(id, file);
      expect([name, answer.status], answer.body).toEqual([name, status]);
      expect(JSON.parse(answer.body).message, name).toMatch(sentence);
    }
    expect(await picturesOf(id)).toEqual([]);
    await expect.poll(arriving).toEqual([]);
  });

  it("is refused before it is read when it is too large, and while it is read when it does not say so", async () => {
    const { id } = await begin();
    const said = await upload(id, Buffer.alloc(10), {
      headers: { "content-length": String(mostMegabytes * 1024 * 1024 + 1) },
    });
    expect([said.status, JSON.parse(said.body).message]).toEqual([413, expect.stringContaining("mere end 20 MB")]);
    const unsaid = await upload(id, Buffer.alloc(mostMegabytes * 1024 * 1024 + 100_000), {
      headers: { "transfer-encoding": "chunked" },
    }).catch((error) => error);
    // The server closes once it has answered; a client that sends on may not get to read it.
    expect([413, "ECONNRESET", "EPIPE"]).toContain(
      unsaid instanceof Error ? (unsaid as NodeJS.ErrnoException).code : unsaid.status,
    );
    expect((await ask(site, "/healthz")).status).toBe(200);
    expect(await picturesOf(id)).toEqual([]);
    await expect.poll(arriving).toEqual([]);
  });

  it("that is cut off leaves nothing", async () => {
    const { id } = await begin();
    const { port } = new URL(site.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      `POST /mine-tekster/${id}/billeder/ny HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${site.url}\r\nCookie: ${writer.cookie}\r\nContent-Length: 100000\r\n\r\n`,
    );
    socket.write(Buffer.alloc(5_000, 0xff));
    await expect.poll(async () => (await arriving()).length).toBe(1);
    socket.destroy();
    await expect.poll(arriving).toEqual([]);
    expect(await picturesOf(id)).toEqual([]);
  });

  it("finds no room on a full disk: a sentence, and the draft as it was", async () => {
    const folder = createFolderStore(path.join(site.files, "full"));
    const full: FileStore = {
      ...folder,
      put: async (key, content) => {
        if (key.endsWith("960.webp")) throw new NoRoomForFile();
        return folder.put(key, content);
      },
    };
    const beside = await startSite({ beside: site, store: full });
    try {
      const { id } = await begin();
      const answer = await upload(id, await photo(300, 200).png().toBuffer(), { at: beside });
      expect([answer.status, JSON.parse(answer.body).message]).toEqual([507, expect.stringContaining("ikke plads")]);
      expect(await picturesOf(id)).toEqual([]);
      expect(await folder.list("billeder")).toEqual([]);
      expect((await ask(beside, `/mine-tekster/${id}`, { headers: { cookie: writer.cookie } })).status).toBe(200);
    } finally {
      await beside.stop();
    }
  });

  it("is taken from this site's pages alone, in its time, and with a date that is one", async () => {
    const { id } = await begin();
    const file = await photo(300, 200).png().toBuffer();
    expect((await upload(id, file, { headers: { origin: "https://example.org" } })).status).toBe(403);
    expect((await upload(id, file, { headers: { cookie: "" } })).status).toBe(403);
    expect((await upload(id, file, { query: "?samtykke=i+morgen" })).status).toBe(400);
    const over = await upload(id, file, { query: "?samtykke=2020-01-01" });
    expect([over.status, over.body]).toEqual([400, expect.stringContaining("Datoen er gået")]);
    const today = await upload((await begin()).id, file, { query: `?samtykke=${danishToday()}` });
    expect(today.status).toBe(201);
    expect(
      (await ask(site, `/mine-tekster/${id}/billeder/ny`, { method: "PUT", headers: { cookie: writer.cookie } }))
        .status,
    ).toBe(405);
    await sql`update case_story set binned_at = now() where id = ${id}`;
    const binned = await upload(id, file);
    expect([binned.status, binned.body]).toEqual([409, expect.stringContaining("papirkurven")]);
    expect(await picturesOf(id)).toEqual([]);
  });
});

describe("who may send and see pictures", patience, () => {
  it("is who may write in the text, and who may read it, role by role", async () => {
    const states: [string, CaseOptions][] = [
      ["published", {}],
      ["network", { visibility: "network" }],
      ["municipality", { visibility: "municipality" }],
      ["hidden", { state: "hidden" }],
      ["withdrawn", { state: "withdrawn" }],
      ["draft", { state: "draft" }],
      ["revised", { state: "revised" }],
    ];
    const texts = await Promise.all(
      states.map(async ([name, options]) => {
        const { id, slug } = await buildCase(sql, options);
        const picture = await buildPicture(sql, site.files, id);
        const earlier = await buildPicture(sql, site.files, id);
        await putContent(id, textWith(pictureNode(picture)));
        const standing = await findCaseSubject(sql, slug);
        const draft = await findDraftSubject(sql, id);
        if (!standing || !draft) throw new Error("no case");
        return { name, id, picture, earlier, standing, draft };
      }),
    );
    const empty = Buffer.from("none");
    for (const caller of callers) {
      let cookie: string | undefined;
      if (caller.roles) {
        if (caller.acting) continue;
        const [unit] = await sql<{ id: string }[]>`
          insert into unit (municipality_code, slug, name, kind) values (${here.code}, ${`p-${caller.name.length}-${Date.now()}`}, ${caller.name}, 'skole') returning id`;
        const roles = caller.roles.map(({ role, place, unit: limited }) => ({
          role,
          municipality: place?.code,
          unitId: limited ? unit?.id : undefined,
        }));
        const { id } = await createPerson(sql, { roles, demo: caller.demo });
        cookie = await openSession(sql, id, { secondFactor: !caller.passwordAlone });
      }
      const viewer = viewerFor(caller);
      for (const { name, id, picture, earlier, standing, draft } of texts) {
        const where = `${caller.name}: ${name}`;
        const writes = mayWriteDraft(viewer, draft);
        const reads = mayReadCase(viewer, standing) || writes;
        const answer = await see(picture, cookie);
        expect([where, answer.status]).toEqual([where, reads ? 200 : 404]);
        const everybody = mayReadCase({ network: false, municipalities: [] }, standing);
        if (reads) expect(answer.headers["cache-control"], where).toBe(`${everybody ? "public" : "private"}, no-cache`);
        else expect(answer.headers["cache-control"], where).toBe("private, no-store");
        // One that no longer stands in the text is its writers' alone.
        expect([where, (await see(earlier, cookie)).status]).toEqual([where, writes ? 200 : 404]);
        const sent = await upload(id, empty, { headers: { cookie: cookie ?? "" } });
        const writable = draft.state === "draft";
        expect([where, sent.status]).toEqual([where, !caller.roles ? 403 : !writes ? 404 : writable ? 400 : 409]);
      }
    }
  });

  it("asks for no other widths and ids, answers HEAD, and is short where the browser has it", async () => {
    const { id } = await buildCase(sql);
    const picture = await buildPicture(sql, site.files, id);
    await putContent(id, textWith(pictureNode(picture)));
    expect((await see(picture, undefined, 481)).status).toBe(404);
    expect((await see("00000000-0000-4000-8000-00000000dead")).status).toBe(404);
    const whole = await see(picture);
    const again = await see(picture, undefined, 480, { "if-none-match": whole.headers.etag ?? "" });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    const head = await ask(site, `/billeder/${picture}/480`, { method: "HEAD" });
    expect([head.status, head.headers["content-length"]]).toEqual([200, String(whole.bytes.length)]);
    // Withdrawn, it is gone for those who had it too.
    await sql`update case_story set withdrawn_at = now() where id = ${id}`;
    expect((await see(picture, undefined, 480, { "if-none-match": whole.headers.etag ?? "" })).status).toBe(404);
  });
});

describe("a picture's time", patience, () => {
  it("ends with its consent: gone for all, off the page, told once, and back with a new date", async () => {
    const { id, slug } = await buildCase(sql);
    const picture = await buildPicture(sql, site.files, id, { consentUntil: "2026-01-31", madeBy: writer.id });
    await putContent(id, textWith(pictureNode(picture, { alt: "En hytte i skoven", caption: "Hytten" })));
    for (const cookie of [undefined, writer.cookie, coordinator.cookie])
      expect((await see(picture, cookie)).status).toBe(404);
    const page = await ask(site, `/eksempler/${slug}`);
    expect(page.body).toContain("Vi mødtes i skoven.");
    expect(page.body).not.toContain(picture);
    expect(page.body).not.toContain("Hytten");

    await sql`select graphile_worker.add_job('tell-of-consents', '{}')`;
    const mail = await mailTo(site.mails, writer.email, /Et billede er blevet skjult/);
    expect(mail.text).toContain(`/mine-tekster/${id}/billeder`);
    const told = () => sql`select from picture where id = ${picture} and consent_told_at is not null`;
    expect((await told()).count).toBe(1);

    const address = `/mine-tekster/${id}/billeder`;
    const list = await ask(site, address, { headers: { cookie: coordinator.cookie } });
    expect(list.body).toContain("31. januar 2026");
    // Of what is published it tells the words too, and which no longer stand in it.
    expect(list.body).toContain("En hytte i skoven");
    expect(list.body).not.toContain("Står ikke i teksten");
    await buildPicture(sql, site.files, id);
    const more = await ask(site, address, { headers: { cookie: coordinator.cookie } });
    expect(more.body).toContain("1 billede i teksten og 1, som ikke står i den");
    expect(more.body).toContain("Står ikke i teksten, som den er nu.");
    const fields = { intent: "consent", picture, of: "picture", until: "2099-01-31" };
    expect((await sendForm(site, address, fields, { cookie: coordinator.cookie })).status).toBe(303);
    expect((await told()).count).toBe(0);
    expect((await see(picture)).status).toBe(200);
    await expect.poll(async () => (await ask(site, `/eksempler/${slug}`)).body).toContain("Hytten");
    const wrong = await sendForm(site, address, { ...fields, until: "snart" }, { cookie: coordinator.cookie });
    expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining("Skriv datoen som dag, måned og år.")]);
  });

  it("ends with its text: the bin, versions removed for good, what was left behind", async () => {
    const binned = await begin();
    const inBin = await buildPicture(sql, site.files, binned.id);
    const cleaned = await begin();
    const [stays, goes] = [
      await buildPicture(sql, site.files, cleaned.id),
      await buildPicture(sql, site.files, cleaned.id),
    ];
    const orphan = await buildPicture(sql, site.files, cleaned.id);
    await sql`alter table picture disable trigger leave_picture_removal`;
    await sql`delete from picture where id = ${orphan}`;
    await sql`alter table picture enable trigger leave_picture_removal`;
    await sql`delete from case_story where id = ${binned.id}`;
    await expect.poll(() => filesOf(inBin)).toEqual([]);

    const anew = await buildDraft(sql, { begunBy: writer.id, content: textWith(pictureNode(stays)) });
    await sql`update picture set case_id = ${anew.id} where id in (${stays}, ${goes})`;
    const asked = await ask(site, `/mine-tekster/${anew.id}/versioner/fjern`, {
      headers: { cookie: coordinator.cookie },
    });
    expect(asked.body).toContain("1 billede, som ikke står i teksten mere");
    const removal = await sendForm(
      site,
      `/mine-tekster/${anew.id}/versioner/fjern`,
      { intent: "remove", revision: anew.revisionId, reason: "Et billede skulle ikke have været der", sure: "ja" },
      { cookie: coordinator.cookie },
    );
    expect(removal.status).toBe(303);
    expect(await picturesOf(anew.id)).toEqual([stays]);
    await expect.poll(() => filesOf(goes)).toEqual([]);
    expect((await filesOf(stays)).length).toBe(3);

    // Too young to be swept up: its row may still come.
    const sweep = async () => {
      await sql`select graphile_worker.add_job('clear-away', '{}')`;
      await expect
        .poll(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'clear-away'`).count)
        .toBe(0);
    };
    await sweep();
    expect((await filesOf(orphan)).length).toBe(3);
    const longAgo = new Date(Date.now() - 48 * 60 * 60_000);
    await utimes(path.join(site.files, "billeder", orphan), longAgo, longAgo);
    await utimes(path.join(site.files, "billeder", stays), longAgo, longAgo);
    await sweep();
    expect(await filesOf(orphan)).toEqual([]);
    expect((await filesOf(stays)).length).toBe(3);
  });
});

describe("a text with pictures", patience, () => {
  it("is handed over when each has its words, and shown to readers with them", async () => {
    const draft = await begin();
    const [one, two] = [await buildPicture(sql, site.files, draft.id), await buildPicture(sql, site.files, draft.id)];
    const foreign = await buildPicture(sql, site.files, (await begin()).id);
    const hand = async (...pictures: ReturnType<typeof pictureNode>[]) => {
      const { id, revisionId } = await begin(textWith(...pictures));
      await sql`update picture set case_id = ${id} where id in (${one}, ${two})`;
      const answer = await sendForm(
        site,
        `/mine-tekster/${id}/send`,
        { intent: "submit", revision: revisionId, ...handOverFields, settings: ["indskoling"], reasons: "" },
        { cookie: writer.cookie },
      );
      return { id, answer };
    };
    const untold = await hand(pictureNode(one, { decorative: true }), pictureNode(two, { caption: "Hytten" }));
    expect([untold.answer.status, untold.answer.body]).toEqual([400, expect.stringContaining("billede 2 (»Hytten«)")]);
    const strange = await hand(pictureNode(foreign, { alt: "En bro" }));
    expect([strange.answer.status, strange.answer.body]).toEqual([
      400,
      expect.stringContaining("Der er noget galt med billede 1"),
    ]);
    const number = await hand(pictureNode(one, { alt: "Et skilt med 0707614285 på" }));
    expect([number.answer.status, number.answer.body]).toEqual([400, expect.stringContaining("Ved et billede")]);
    const whole = await hand(
      pictureNode(one, { decorative: true }),
      pictureNode(two, { alt: "En hytte", caption: "Hytten & <b>" }),
    );
    expect(whole.answer.status).toBe(303);
    const sheet = await ask(site, `/mine-tekster/${whole.id}/svar`, { headers: { cookie: coordinator.cookie } });
    expect(sheet.body).toContain(`src="/billeder/${two}/960"`);
    expect(sheet.body).toContain('alt="En hytte"');
    expect(sheet.body).toContain("<figcaption>Hytten &amp; &lt;b&gt;</figcaption>");
    const [version] = await sql<
      { text: string }[]
    >`select text from case_revision where case_id = ${whole.id} and state = 'submitted'`;
    expect(version?.text).toContain("En hytte");
  });
});
