import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rebuildIndex } from "#search/store.ts";
import { here } from "#tests/support/callers.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, sendForm } from "./ask.ts";

const patience = { timeout: 20_000 };
let site: TestSite;
let coordinator: { cookie: string };
let editor: { cookie: string };

beforeAll(async () => {
  site = await startSite({ seed: "reference", worker: true });
  const enter = async (role: "coordinator" | "association_editor", municipality?: string) => {
    const { id } = await createPerson(site.sql, { roles: [{ role, municipality }] });
    return { cookie: await openSession(site.sql, id) };
  };
  coordinator = await enter("coordinator", here.code);
  editor = await enter("association_editor");
  await site.sql`
    insert into initiative (slug, municipality_code, title, summary, demo, visibility, published_at)
    values ('opdigtet', ${here.code}, 'Kvidrekæden', 'Fugle på skemaet.', true, 'public', now())`;
  await rebuildIndex(site.sql);
});
afterAll(() => site.stop());

/** What a page says, without its markup. */
const words = ({ body }: Answer) =>
  (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? "")
    .replace(/<!-- -->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
const read = async (path: string) => words(await ask(site, encodeURI(path)));

/** What the API finds, real and invented. */
async function search(query: string) {
  const answer = JSON.parse((await ask(site, encodeURI(`/api/v1/search?${query}`))).body);
  return { ...answer, total: answer.total + answer.demoTotal };
}

describe("initiatives and indicators in the search", () => {
  it("are types of their own, with the municipality and the mark of what is invented", async () => {
    const all = await read("/soeg?q=skole");
    expect(all).toMatch(/Indsatser \d+/);
    expect(all).toMatch(/Indikatorer \d+/);
    const initiatives = await read("/soeg?type=indsats&q=henvisning");
    expect(initiatives).toContain("Indsats En smidigere henvisning til Børne- og Ungdomspsykiatrisk Afdeling");
    expect(initiatives).toMatch(/Aarhus/);
    expect(initiatives).not.toMatch(/\bEksempel\b/);
    expect(await read("/soeg?type=indikator&q=inklusionsgrad")).toMatch(/1 resultat .* Indikator Inklusionsgrad/);
    expect(await read("/soeg?q=kvidrekæden")).toMatch(
      /0 resultater \+ 1 opdigtet \(Demodata\).* Indsats Demodata Kvidrekæden .* Opdigtet, ikke fra Aarhus/,
    );
  });

  it("are suggested in groups of their own", async () => {
    const { body } = await ask(site, encodeURI("/soeg/forslag?q=kvidre"));
    expect(JSON.parse(body).groups).toEqual([
      { label: "Indsatser", items: [{ title: "Kvidrekæden", path: "/indsatser/opdigtet", demo: true }] },
    ]);
  });

  it("are in the file and in the API, whose document names the types", async () => {
    expect((await ask(site, encodeURI("/soeg.csv?q=inklusionsgrad"))).body).toContain(`"Inklusionsgrad";"Indikator";`);
    expect(await search("type=initiative&q=henvisning til BUA")).toMatchObject({
      hits: expect.arrayContaining([
        expect.objectContaining({
          ...{ type: "initiative", municipality: "Aarhus", demo: false },
          url: expect.stringMatching(/\/indsatser\/aarhus-henvisning-til-bua$/),
        }),
      ]),
    });
    const { facets } = await search("");
    expect(facets.type).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ value: "initiative", label: "Indsats", demoCount: 1 }),
        expect.objectContaining({ value: "indicator", label: "Indikator" }),
      ]),
    );
    const { paths } = JSON.parse((await ask(site, "/api/v1/openapi.json")).body);
    const parameters = paths["/api/v1/search"].get.parameters as { name: string; schema: unknown }[];
    const type = JSON.stringify(parameters.find(({ name }) => name === "type"));
    for (const kind of ["initiative", "indicator"]) expect(type).toContain(`"${kind}"`);
  });
});

describe.each([
  [
    "an initiative",
    "/indsatser/aarhus-trivselsteam",
    () => coordinator,
    `/kommuner/${here.slug}/meldinger`,
    "/penge.csv",
  ],
  ["an indicator of all", "/indikatorer/inklusionsgrad", () => editor, "/kl/meldinger", ".csv"],
] as const)("the page of %s", (_what, path, who, list, file) => {
  it("leads to a report, which reaches those who may hide it", async () => {
    const { body } = await ask(site, path);
    expect(body).toContain(`/meld-et-problem?side=${encodeURIComponent(path)}`);
    expect(body).not.toContain("Skjul siden for læserne");
    const sent = await sendForm(site, "/meld-et-problem", {
      ...{ intent: "report", path, message: `Et barn kan genkendes på ${path}`, replyTo: "" },
    });
    expect(sent.status).toBe(303);
    const reports = await ask(site, list, { headers: who() });
    expect(words(reports)).toContain(`Et barn kan genkendes på ${path}`);
    expect(words(reports)).toContain("Skjul siden nu");
    expect((await ask(site, path, { headers: who() })).body).toContain("Skjul siden for læserne");
  });

  it("is hidden at once: its address says so, and it is nowhere else; and is shown again", async () => {
    const isInSearch = async () =>
      (await search(`q=${path.includes("trivsel") ? "trivselsteam" : "inklusionsgrad"}`)).hits.some(
        ({ url }: { url: string }) => url.endsWith(path),
      );
    const elsewhere = path.startsWith("/indsatser") ? "/kommuner/aarhus" : "/indikatorer";
    const isLinked = async () => (await ask(site, elsewhere)).body.includes(`href="${path}"`);
    await expect.poll(isInSearch, patience).toBe(true);
    expect(await isLinked()).toBe(true);
    const short = await sendForm(site, list, { intent: "hide", path, reason: "kort" }, who());
    expect(short.status).toBe(400);
    expect(words(short)).toContain("Skriv en grund på mindst 10 tegn");
    expect(words(short)).toContain(path);
    expect((await ask(site, path)).status).toBe(200);
    const hidden = await sendForm(site, list, { intent: "hide", path, reason: "Et barn kan genkendes" }, who());
    expect(hidden.status).toBe(303);
    for (const address of [path, path + file])
      await expect.poll(async () => (await ask(site, address)).status, patience).toBe(410);
    expect(await read(path)).toContain("Siden er skjult, mens nogen ser på den.");
    await expect.poll(isLinked, patience).toBe(false);
    await expect.poll(isInSearch, patience).toBe(false);
    expect((await ask(site, "/sitemap.xml")).body).not.toContain(`${path}<`);
    expect(words(await ask(site, list, { headers: who() }))).toContain("Et barn kan genkendes");
    const shown = await sendForm(site, list, { intent: "show", path }, who());
    expect(shown.status).toBe(303);
    await expect.poll(async () => (await ask(site, path)).status, patience).toBe(200);
    await expect.poll(isInSearch, patience).toBe(true);
    expect(await isLinked()).toBe(true);
  });
});

it("the page of an initiative is hidden by no contributor of its municipality, and by no stranger", async () => {
  const path = "/indsatser/aarhus-trivselsteam";
  const fields = { intent: "hide", path, reason: "Et barn kan genkendes" };
  const { id } = await createPerson(site.sql, { roles: [{ role: "contributor", municipality: here.code }] });
  const contributor = { cookie: await openSession(site.sql, id) };
  expect((await sendForm(site, `/kommuner/${here.slug}/meldinger`, fields, contributor)).status).toBe(403);
  expect((await sendForm(site, `/kommuner/${here.slug}/meldinger`, fields)).status).toBe(403);
  expect((await ask(site, path)).status).toBe(200);
  // One coordinator's municipality is not another's: its own list takes no page of another.
  const other = { ...fields, path: "/indsatser/koebenhavn-nest" };
  expect((await sendForm(site, `/kommuner/${here.slug}/meldinger`, other, coordinator)).status).toBe(403);
  expect((await ask(site, other.path)).status).toBe(200);
});
