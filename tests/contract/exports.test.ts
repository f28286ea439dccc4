import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exportFileKey } from "#app/exports/places.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { here, there } from "#tests/support/callers.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask, sendForm } from "./ask.ts";

const page = `/kommuner/${here.slug}/udtraek`;
const patience = { timeout: 60_000 };

let site: TestSite;
const cookies: Record<"coordinator" | "neighbour" | "writer", { cookie: string }> = {} as never;

beforeAll(async () => {
  site = await startSite({ seed: "reference", worker: true });
  const enter = async (role: "coordinator" | "contributor", municipality: string) => {
    const { id } = await createPerson(site.sql, { roles: [{ role, municipality }] });
    return { cookie: await openSession(site.sql, id) };
  };
  cookies.coordinator = await enter("coordinator", here.code);
  cookies.neighbour = await enter("coordinator", there.code);
  cookies.writer = await enter("contributor", here.code);
  await buildDraft(site.sql, { municipalityCode: here.code, title: "En kladde" });
});
afterAll(() => site.stop());

/** The address of the file that can be fetched; asks for one where there is none. */
async function fileAddress(): Promise<string> {
  const addressIn = async () =>
    /\/udtraek\/[0-9a-f-]{36}/.exec((await ask(site, page, { headers: cookies.coordinator })).body);
  if (!(await addressIn())) {
    const sent = await sendForm(site, page, { intent: "make" }, cookies.coordinator);
    expect([sent.status, sent.headers.location]).toEqual([303, `${page}?gjort=bedt`]);
  }
  await expect.poll(addressIn, patience).not.toBeNull();
  return (await addressIn())?.[0] ?? "";
}

it("a coordinator asks, sees the state, and fetches a ZIP that nobody keeps", patience, async () => {
  const address = await fileAddress();
  const shown = (await ask(site, page, { headers: cookies.coordinator })).body.replace(/<[^>]+>/g, " ");
  expect(shown).toMatch(/Klar, kan hentes til\s+\d+\. \S+ \d{4} kl\. \d\d\.\d\d/);
  const answer = await fetch(site.url + address, { headers: cookies.coordinator });
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": expect.stringMatching(/^attachment; filename="udtraek-aarhus-\d{4}-\d\d-\d\d\.zip"$/),
    "cache-control": "private, no-store",
    "content-length": expect.stringMatching(/^[1-9]\d+$/),
  });
  expect(answer.headers.get("etag")).toBeNull();
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(bytes.length).toBe(Number(answer.headers.get("content-length")));
  expect(strFromU8(unzipSync(bytes)["index.html"] ?? new Uint8Array())).toContain("En kladde");
  const head = await fetch(site.url + address, { method: "HEAD", headers: cookies.coordinator });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, String(bytes.length), ""]);
});

it("asking while one is being made is answered with a sentence, and changes nothing", patience, async () => {
  const queued = await site.sql`
    insert into municipality_export (municipality_code, demo) values (${here.code}, false) returning id`;
  const id = String(queued[0]?.id);
  await site.sql`
    select graphile_worker.add_job('make-export', ${site.sql.json({ export: id })}::json, job_key => ${`export:${id}`},
      run_at => now() + interval '1 hour')`;
  const answer = await sendForm(site, page, { intent: "make" }, cookies.coordinator);
  expect(answer.status).toBe(409);
  expect(answer.body).toContain("Der bliver allerede lavet et udtræk.");
  expect(answer.body.replace(/<[^>]+>/g, " ")).toContain("Bliver lavet");
  await site.sql`delete from municipality_export where id = ${id}`;
});

it(
  "the file answers 404 to others as where there is none, and the way to sign in to a stranger",
  patience,
  async () => {
    const address = await fileAddress();
    const nowhere = "/udtraek/51dec21a-b7e2-4406-88fc-8480d1092c18";
    for (const headers of [cookies.neighbour, cookies.writer]) {
      const bodies = [];
      for (const one of [address, nowhere]) {
        const answer = await ask(site, one, { headers });
        expect(answer.status).toBe(404);
        expect(answer.headers["content-disposition"]).toBeUndefined();
        bodies.push(/<h1[^>]*>.*?<\/h1>\s*<p[^>]*>.*?<\/p>/s.exec(answer.body)?.[0]);
      }
      expect(bodies[0]).toBe(bodies[1]);
    }
    const stranger = await ask(site, address);
    expect([stranger.status, stranger.headers.location]).toEqual([303, `/log-ind?til=${encodeURIComponent(address)}`]);
    expect((await ask(site, "/udtraek/..%2f..%2fetc", { headers: cookies.coordinator })).status).toBe(404);
  },
);

it("the file is sent as it is read: a large one takes no memory", patience, async () => {
  const size = 96 * 1024 * 1024;
  const [row] = await site.sql<{ id: string; attempt: string }[]>`
    insert into municipality_export (municipality_code, attempt, ready_at, expires_at, bytes, texts, versions, pictures)
    values (${here.code}, gen_random_uuid(), now(), now() + interval '1 hour', ${size}, 0, 0, 0) returning id, attempt`;
  const piece = randomBytes(1024 * 1024);
  await createFolderStore(site.files).put(
    exportFileKey(row as { id: string; attempt: string }),
    Readable.from(Array(96).fill(piece)),
  );
  const answer = await fetch(`${site.url}/udtraek/${row?.id}`, { headers: cookies.coordinator });
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  let read = 0;
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    read += chunk.length;
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(read).toBe(size);
  expect(most).toBeLessThan(size / 2);
});
