import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { koebenhavnsSize } from "#seeds/builders/build-big-municipality.ts";
import { type BigSite, bigPlace, startBigSite } from "#tests/support/big-site.ts";
import { type Answer, ask, type FormFields, sendForm } from "./ask.ts";

const mostBytes = 500_000;
const home = `/kommuner/${bigPlace.slug}`;

let site: BigSite;
beforeAll(async () => {
  site = await startBigSite(koebenhavnsSize);
});
afterAll(() => site?.stop());

const get = (path: string) => ask(site, encodeURI(path), { headers: { cookie: site.cookies.coordinator } });
const send = (path: string, fields: FormFields) => sendForm(site, path, fields, { cookie: site.cookies.coordinator });
/** Everything between tags, as one line. */
const textOf = ({ body }: Answer) =>
  (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
/** The ids of the rows of a list. */
const rowsOf = ({ body }: Answer) => [...body.matchAll(/<li id="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? "");
const placeOf = ({ headers }: Answer) => headers.location?.replace(site.url, "");
const count = async (query: string) =>
  (await site.sql.unsafe<{ count: number }[]>(`select count(*)::int ${query}`))[0]?.count;

describe("in a municipality of København's size", () => {
  it("every page weighs less than 500 KB", async () => {
    const weights = new Map<string, number>();
    for (const { name, path, as } of site.pages) {
      const answer = await ask(site, encodeURI(path), { headers: { cookie: site.cookies[as] } });
      expect(answer.status, path).toBe(200);
      weights.set(`${name} (${as})`, answer.bytes.length);
    }
    expect([...weights].filter(([, bytes]) => bytes >= mostBytes)).toEqual([]);
  });

  it.each([
    ["enheder", "from unit where municipality_code = '0101'"],
    ["kontaktpersoner", "from contact_person where municipality_code = '0101'"],
  ])("the pages of /%s hold every row once", async (page, query) => {
    const found: string[] = [];
    for (let side = 1; side <= 100; side++) {
      const answer = await get(`${home}/${page}?side=${side}`);
      found.push(...rowsOf(answer));
      if (!answer.body.includes('rel="next"')) break;
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength((await count(query)) ?? 0);
  });

  it("a page beyond the last is the last one, and one that is no number is refused", async () => {
    const last = Math.ceil(((await count("from unit where municipality_code = '0101'")) ?? 0) / 50);
    expect(rowsOf(await get(`${home}/enheder?side=999`))).toEqual(rowsOf(await get(`${home}/enheder?side=${last}`)));
    expect((await get(`${home}/enheder?side=nul`)).status).toBe(400);
    expect((await get(`${home}/enheder?slags=klub`)).status).toBe(400);
    expect((await get(`${home}/personer?rolle=association_admin`)).status).toBe(400);
    expect((await get(`${home}/personer?find=${"a".repeat(101)}`)).status).toBe(400);
  });

  it("people are found by words of name and address in any order, and by role", async () => {
    const found = await get(`${home}/personer?find=ÅSE person&rolle=approver`);
    expect(textOf(found)).toMatch(/Har adgang \d+ personer/);
    for (const [, name] of found.body.matchAll(/aria-label="Roller for ([^"]*)"/g)) expect(name).toMatch(/^Åse /);
    expect(rowsOf(found).length).toBeGreaterThan(0);
    const nobody = await get(`${home}/personer?find=ingen-hedder-sådan`);
    expect(textOf(nobody)).toContain("Ingen passer på det, du leder efter.");
    expect(nobody.body).toContain(`<a href="${home}/personer">Vis alle</a>`);
  });

  it("units are found by kind and by a part of the name, wherever they lie", async () => {
    const found = await get(`${home}/enheder?find=sundby&slags=skole`);
    const query = "from unit where municipality_code = '0101' and kind = 'skole' and name ilike '%sundby%'";
    expect(rowsOf(found)).toHaveLength((await count(query)) ?? 0);
    expect(textOf(found)).toMatch(/Skolen ved Sundby Plads \d+ Skole under Klynge/);
  });
});

describe("one row of a long list", () => {
  const row = async (query: string) =>
    (await site.sql.unsafe<{ id: string; name: string }[]>(query))[0] ?? { id: "", name: "" };
  const school = () => row("select id, name from unit where name like 'Skolen ved Sundby%' order by name limit 1");
  const list = `${home}/enheder?find=sundby&slags=skole`;
  const errorsOf = (answer: Answer) =>
    /role="alert"[\s\S]*?<\/ul>/
      .exec(answer.body)?.[0]
      .replace(/<[^>]*>/g, " ")
      .replaceAll(/\s+/g, " ") ?? "";

  it("has a page of its own, which leads back to the list as it was", async () => {
    const { id, name } = await school();
    const shown = await get(list);
    expect(shown.body).toContain(`href="${home}/enheder?find=sundby&amp;slags=skole&amp;ret=${id}#ret"`);
    const opened = await get(`${list}&ret=${id}`);
    expect(opened.body).toContain(`<h2 id="ret">Ret ${name}</h2>`);
    expect(opened.body).toContain(`href="${home}/enheder?find=sundby&amp;slags=skole#${id}"`);
    expect(opened.body.match(/<datalist/g)).toHaveLength(1);
    expect(opened.body).toMatch(new RegExp(`<title>Ret ${name}`));
  });

  it("is no row of another municipality, and no row at all", async () => {
    const other = await row("select id, name from unit where municipality_code = '0751' limit 1");
    for (const ret of [other.id, "51dec21a-b7e2-4406-88fc-8480d1092c18", "nej", ""]) {
      for (const page of ["enheder", "personer", "kontaktpersoner"]) {
        const answer = await get(`${home}/${page}?ret=${ret}`);
        expect(answer.status, `${page} ${ret}`).toBe(404);
        expect(textOf(answer)).toContain("findes ikke længere");
      }
    }
  });

  it("a unit is put under one whose name is typed; a name that nobody has keeps what was typed and offers others", async () => {
    const { id, name } = await school();
    const change = (parent: string) =>
      send(`${list}&ret=${id}`, { intent: "change", of: "unit", unit: id, version: "1", name, kind: "skole", parent });
    const wrong = await change("Klynge Sund");
    expect(wrong.status).toBe(400);
    expect(errorsOf(wrong)).toMatch(/Vælg en enhed fra listen\. Mener du »Klynge Sundby \d+«,/);
    expect(wrong.body).toContain('value="Klynge Sund"');
    expect((await change(name)).status).toBe(400);
    const nobody = await change("Børnehuset på Månen");
    expect(errorsOf(nobody)).toMatch(/Vælg en enhed fra listen\. *$/);
    const above = await row("select id, name from unit where name like 'Klynge Sundby%' order by name desc limit 1");
    const taken = await change(above.name.toUpperCase());
    expect(taken.status).toBe(303);
    expect(placeOf(taken)).toBe(`${list}&gjort=rettet`);
    expect(await site.sql`select parent_id as parent from unit where id = ${id}`).toEqual([{ parent: above.id }]);
  });

  it("a role is given in a unit whose name is typed, to a colleague and to one who asks for access", async () => {
    const unit = await school();
    const person = await row("select id, name from person where email = 'person30@kk.dk'");
    const grant = (typed: string) =>
      send(`${home}/personer?side=3&ret=${person.id}`, {
        intent: "grant",
        of: "person",
        person: person.id,
        role: "approver",
        unit: typed,
      });
    expect(errorsOf(await grant("Skolen ved Sundby"))).toContain(`Mener du »${unit.name}«`);
    expect(placeOf(await grant(unit.name))).toBe(`${home}/personer?side=3&gjort=rolle`);
    const asking = await row("select id, name from person where email = 'person2050@kk.dk'");
    const approve = { intent: "approve", of: "person", person: asking.id, role: "contributor", unit: unit.name };
    expect((await send(`${home}/personer?ret=${asking.id}`, approve)).status).toBe(303);
    for (const one of [person, asking]) {
      const roles = await site.sql`select from role_grant where person_id = ${one.id} and unit_id = ${unit.id}`;
      expect(roles).toHaveLength(1);
    }
  });

  it("one who leaves is followed by a colleague whose address is typed", async () => {
    const leaving = await row("select id, name from person where email = 'person12@kk.dk'");
    const remove = (successor: string) =>
      send(`${home}/personer?ret=${leaving.id}`, { intent: "remove", of: "person", person: leaving.id, successor });
    const vague = await remove("Bo");
    expect(vague.status).toBe(400);
    expect(errorsOf(vague)).toMatch(/Vælg en kollega i kommunen\. Mener du »[^»]*Bo[^«]*@kk\.dk\)«/);
    expect(errorsOf(await remove("person12@kk.dk"))).toContain("Vælg en kollega i kommunen.");
    expect((await remove("(person14@kk.dk)")).status).toBe(303);
    expect(await site.sql`select from contact_person where email = 'person12@kk.dk'`).toHaveLength(0);
    expect(await site.sql`select from contact_person where email = 'person14@kk.dk'`).toHaveLength(2);
  });

  it("a contact person is asked about cases by their titles or addresses, besides what is ticked", async () => {
    const own = await row(
      "select c.id, r.title as name from case_story c join case_revision r on r.id = c.published_revision_id where c.slug = 'sag-2'",
    );
    const entry = { name: "Ny Kontakt", title: "Leder", email: "ny@kk.dk", phone: "" };
    const create = (more: FormFields) => send(`${home}/kontaktpersoner`, { intent: "create", ...entry, ...more });
    expect(errorsOf(await create({ case: "Noget helt andet" }))).toContain(
      "Kommunen har ikke et eksempel, der hedder »Noget helt andet«.",
    );
    expect(errorsOf(await create({ case: own.name.slice(0, -4) }))).toContain(`Mener du »`);
    expect(errorsOf(await create({ case: own.name }))).toContain(`Flere eksempler hedder »${own.name}«.`);
    expect(errorsOf(await create({ case: own.name }))).toContain("»/eksempler/sag-2«");
    expect(errorsOf(await create({ case: "/eksempler/aarhus-trivselsteam" }))).toContain("har ikke et eksempel");
    const wrong = await create({ topic: "commitment:2025-1", case: ["/eksempler/sag-2", "", "Helt ved siden af"] });
    expect(wrong.body).toContain('href="#create-case-3"');
    for (const typed of ["/eksempler/sag-2", "Helt ved siden af"]) expect(wrong.body).toContain(`value="${typed}"`);
    expect(wrong.body).toMatch(/<input[^>]*checked=""[^>]*value="commitment:2025-1"/);
    expect((await create({ topic: "commitment:2025-1", case: `${site.url}/eksempler/sag-2` })).status).toBe(303);
    const topics = () =>
      site.sql`
        select t.case_id as "caseId", t.commitment_number as number, p.title
        from contact_person p join contact_topic t on t.contact_id = p.id where p.email = 'ny@kk.dk' order by 2`;
    expect(await topics()).toEqual([
      { caseId: null, number: 1, title: "Leder" },
      { caseId: own.id, number: null, title: "Leder" },
    ]);
    const [contact] = await site.sql<{ id: string }[]>`select id from contact_person where email = 'ny@kk.dk'`;
    const kept = await send(`${home}/kontaktpersoner?ret=${contact?.id}`, {
      ...{ intent: "change", of: "contact", contact: contact?.id ?? "", version: "1" },
      ...{ ...entry, title: "Chef", topic: `case:${own.id}`, case: ["", "", ""] },
    });
    expect(kept.status).toBe(303);
    expect(await topics()).toEqual([{ caseId: own.id, number: null, title: "Chef" }]);
  });
});

describe("what readers see of a big municipality", () => {
  const visit = (path: string) => ask(site, encodeURI(path), { headers: { cookie: site.cookies.reader } });

  it("is the best cases and the way to the others, and the contact persons in pages", async () => {
    const first = await visit(home);
    expect(first.body.match(/<article/g)).toHaveLength(6);
    expect(first.body).toContain(`href="/eksempler?kommune=${bigPlace.slug}&amp;demodata=skjul"`);
    const contactsOn = async (path: string) => (await visit(path)).body.split('id="kontaktpersoner"')[1] ?? "";
    const names = async (path: string) =>
      [...(await contactsOn(path)).matchAll(/<li><strong>([^<]*)<\/strong>/g)].map(([, name]) => name);
    const [one, two] = [await names(home), await names(`${home}?side=2`)];
    expect(one).toHaveLength(24);
    expect(new Set([...one, ...two]).size).toBe(48);
    expect((await visit(`${home}?side=99`)).status).toBe(404);
  });

  it("names a few to call about a case, and says where the others are", async () => {
    const [alone] = await site.sql<{ slug: string }[]>`
      select slug from case_story c where municipality_code = '0101' and audience = 'public' and published_revision_id is not null
        and withdrawn_at is null and hidden_at is null and not exists (select from contact_topic t where t.case_id = c.id) limit 1`;
    const page = textOf(await visit(`/eksempler/${alone?.slug}`));
    expect(page).toMatch(/Her er 6 af \d+ ?\. Se flere på kommunens side/);
  });

  it("the cases under a commitment come in pages", async () => {
    const page = await visit("/erklaeringer/2025/punkter/3");
    expect(page.body.match(/<article/g)).toHaveLength(24);
    expect(page.body).toContain('href="/erklaeringer/2025/punkter/3?side=2#eksempler"');
    expect((await visit("/erklaeringer/2025/punkter/3?side=2")).body).toContain('aria-current="page"');
    expect((await visit("/erklaeringer/2025/punkter/3?side=999")).status).toBe(404);
  });

  it("reports and hidden pages come in pages, each by itself", async () => {
    const page = await get(`${home}/meldinger?side=2`);
    expect(page.body).toContain(`href="${home}/meldinger?side=3"`);
    const [open] = await site.sql<{ id: string; path: string }[]>`
      select id, path from problem_report where handled_at is null order by reported_at desc limit 1`;
    const handled = await send(`${home}/meldinger?side=2`, { intent: "handled", of: "report", report: open?.id ?? "" });
    expect(placeOf(handled)).toBe(`${home}/meldinger?side=2&gjort=ordnet`);
    await site.sql`update case_story set hidden_at = now() where slug like 'sag-%' and substr(slug, 5)::int between 101 and 160`;
    expect((await get(`${home}/meldinger?side=2`)).body).toContain(
      `href="${home}/meldinger?side=2&amp;skjulte=2#skjulte"`,
    );
  });
});
