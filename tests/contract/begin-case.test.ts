import { afterAll, beforeAll, expect, it } from "vitest";
import { applyAsOneChange } from "#app/domain/cases/derive-working-text.server.ts";
import { transaction } from "#db/client.ts";
import { createPerson, type GivenRole, openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask, sendForm } from "./ask.ts";

const address = "/del-et-eksempel";
const here = "0751";

let site: TestSite;
let unitId: string;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  const [unit] = await site.sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind) values (${here}, 'proeve', 'Prøveskolen', 'skole') returning id`;
  unitId = unit?.id ?? "";
});
afterAll(() => site.stop());

async function cookieOf(roles: readonly GivenRole[]) {
  const { id } = await createPerson(site.sql, { roles });
  return { id, cookie: await openSession(site.sql, id) };
}

const begunBy = (id: string) => site.sql<{ id: string; unitId: string | null; text: string; methods: string[] }[]>`
  select c.id, r.unit_id as "unitId", r.text,
    array(select m.slug from case_method x join method m on m.id = x.method_id where x.revision_id = r.id) as methods
  from case_story c join case_revision r on r.id = c.working_revision_id where c.begun_by = ${id}`;

it("a stranger reads how to get in, and the questions, before there is anything to fill in", async () => {
  const { status, body } = await ask(site, `${address}?metode=nest`);
  expect(status).toBe(200);
  const main = body.slice(body.indexOf("<main"));
  expect(main).toContain("/log-ind?til=%2Fdel-et-eksempel%3Fmetode%3Dnest");
  expect(main.indexOf("Sådan kommer du i gang")).toBeGreaterThan(0);
  expect(main.indexOf("Sådan kommer du i gang")).toBeLessThan(main.indexOf("Hvad ville I gøre noget ved?"));
  expect(main).not.toContain("<textarea");
});

it("one who reads only is told what is missing, and cannot send", async () => {
  const { id, cookie } = await cookieOf([{ role: "reader", municipality: here }]);
  const page = await ask(site, address, { headers: { cookie } });
  expect(page.body).toContain("rollen forfatter");
  expect(page.body).not.toContain("<textarea");
  const sent = { intent: "begin", municipality: here, challenge: "Uro." };
  expect((await sendForm(site, address, sent, { cookie })).status).toBe(403);
  expect(await begunBy(id)).toEqual([]);
});

it("four answers and what is more become a draft, with the method of the page it came from", async () => {
  const { id, cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const page = await ask(site, `${address}?metode=co-teaching`, { headers: { cookie } });
  expect(page.body).toContain('name="method" value="co-teaching"');
  expect(page.body).not.toContain("Hvilken kommune skriver du for?");
  const sent = { intent: "begin", municipality: here, method: "co-teaching", once: "1" };
  const answers = {
    challenge: "Uro efter frikvarteret.",
    did: "Vi gik ud.",
    outcome: "Ro.",
    hard: "Tiden.",
    cost: "To timer.",
  };
  // A double click.
  const both = await Promise.all([1, 2].map(() => sendForm(site, address, { ...sent, ...answers }, { cookie })));
  const [draft, ...others] = await begunBy(id);
  expect(others).toEqual([]);
  expect(both.map(({ status, headers }) => [status, headers.location])).toEqual([
    [303, `/mine-tekster/${draft?.id}`],
    [303, `/mine-tekster/${draft?.id}`],
  ]);
  expect(draft?.methods).toEqual(["co-teaching"]);
  expect(draft?.text).toContain("Økonomi og tid\n\nTo timer.");
  expect(draft?.text).not.toContain("Råd til andre");
});

it("a further section that was opened and left empty stands in the draft, to be written later", async () => {
  const { id, cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const sent = { intent: "begin", municipality: here, did: "Vi gik ud.", "opens-voices": "ja" };
  await sendForm(site, address, sent, { cookie });
  const [draft] = await begunBy(id);
  expect(draft?.text).toContain("Børnenes og forældrenes stemme");
  expect(draft?.text).not.toContain("Råd til andre");
});

it("one whose role is limited to a unit begins in it, and reads so", async () => {
  const { id, cookie } = await cookieOf([
    { role: "contributor", municipality: here, unitId },
    { role: "reader", municipality: here },
  ]);
  expect((await ask(site, address, { headers: { cookie } })).body).toContain("Prøveskolen, Aarhus");
  await sendForm(site, address, { intent: "begin", municipality: here, did: "Vi gik ud." }, { cookie });
  expect(await begunBy(id)).toMatchObject([{ unitId }]);
});

it("one who writes for several chooses among those alone", async () => {
  const { id, cookie } = await cookieOf([
    { role: "contributor", municipality: here },
    { role: "approver", municipality: "0101" },
    { role: "reader", municipality: "0151" },
  ]);
  const { body } = await ask(site, address, { headers: { cookie } });
  expect(body).toContain("Hvilken kommune skriver du for?");
  expect([...body.matchAll(/<option value="(\d{4})"/g)].map(([, code]) => code).sort()).toEqual(["0101", here]);
  const sent = { intent: "begin", municipality: "0151", did: "Vi gik ud." };
  expect((await sendForm(site, address, sent, { cookie })).status).toBe(403);
  expect(await begunBy(id)).toEqual([]);
});

it("keeps what was typed when an answer is too long, or there is none", async () => {
  const { id, cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const long = `${"ro ".repeat(7_000)}slut`;
  const sent = {
    intent: "begin",
    municipality: here,
    challenge: "Uro efter frikvarteret.",
    did: long,
    "opens-advice": "ja",
    advice: "Begynd småt.",
  };
  const { status, body } = await sendForm(site, address, sent, { cookie });
  expect(status).toBe(400);
  expect(body).toContain("Skriv højst 20.000 tegn her.");
  for (const kept of ["Uro efter frikvarteret.", long, "Begynd småt."]) expect(body).toContain(kept);
  // A further section that was opened still is.
  expect(body).toMatch(/<input[^>]*name="opens-advice"[^>]* checked=""/);
  const nothing = await sendForm(site, address, { intent: "begin", municipality: here }, { cookie });
  expect([nothing.status, nothing.body.includes("Skriv et par ord til mindst ét af spørgsmålene.")]).toEqual([
    400,
    true,
  ]);
  expect(await begunBy(id)).toEqual([]);
});

it("says kindly that all of it together is more than a form can bring", async () => {
  const { id, cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const sent = { intent: "begin", municipality: here, did: "æ".repeat(19_000), hard: "ø".repeat(19_000) };
  const { status, body } = await sendForm(site, address, sent, { cookie });
  expect(status).toBe(413);
  expect(body).toContain("Gå tilbage i browseren");
  expect(await begunBy(id)).toEqual([]);
});

it("a method's page leads there with the method chosen", async () => {
  expect((await ask(site, "/metoder/nest")).body).toContain('href="/del-et-eksempel?metode=nest"');
});

const first = { intent: "begin", municipality: here, stays: "ja" };
const hiddenIn = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";

/** Keeps a first answer, as the page does while one writes. @returns the address that the page has then, and its hidden fields */
async function keepFirst(cookie: string) {
  const { headers } = await sendForm(site, address, { ...first, challenge: "Uro" }, { cookie });
  const kept = String(headers.location);
  const { body } = await ask(site, kept, { headers: { cookie } });
  return { kept, body, draft: hiddenIn(body, "draft"), was: hiddenIn(body, "was") };
}

it("answers that are kept while one writes are one draft, and come back with the page", async () => {
  const { id, cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const { kept, body, draft, was } = await keepFirst(cookie);
  expect(kept).toBe(`${address}?kladde=${draft}`);
  expect(body).toMatch(/<textarea[^>]*name="challenge"[^>]*>Uro<\/textarea>/);
  const more = {
    challenge: "Uro efter frikvarteret.",
    did: "Vi gjorde to ting:\n- gik ud\n- satte os",
    "opens-cost": "ja",
  };
  expect((await sendForm(site, address, { ...first, ...more, draft, was }, { cookie })).status).toBe(303);
  const drafts = await begunBy(id);
  expect(drafts).toMatchObject([{ id: draft }]);
  expect(drafts[0]?.text).toContain("Uro efter frikvarteret.");
  expect(drafts[0]?.text).toContain("Økonomi og tid");
  const again = await ask(site, kept, { headers: { cookie } });
  expect(again.body).toContain("Vi gjorde to ting:\n- gik ud\n- satte os</textarea>");
  expect(again.body).toMatch(/<input[^>]*name="opens-cost"[^>]* checked=""/);
  const last = await sendForm(
    site,
    address,
    { ...first, ...more, stays: "", draft, was: hiddenIn(again.body, "was") },
    { cookie },
  );
  expect([last.status, last.headers.location]).toEqual([303, `/mine-tekster/${draft}`]);
});

it("answers that were changed elsewhere, or written on in the text, are not overwritten", async () => {
  const { id, cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const { kept, draft, was } = await keepFirst(cookie);
  const send = (challenge: string, key: string) =>
    sendForm(site, address, { ...first, challenge, draft, was: key }, { cookie });
  expect((await send("Uro i et vindue", was)).status).toBe(303);
  const stale = await send("Uro i et andet vindue", was);
  expect([stale.status, stale.body.includes("Svarene er ændret et andet sted imens")]).toEqual([409, true]);
  expect(stale.body).toContain("Uro i et andet vindue</textarea>");
  const now = hiddenIn((await ask(site, kept, { headers: { cookie } })).body, "was");
  const [working] = await site.sql<
    { id: string }[]
  >`select working_revision_id as id from case_story where id = ${draft}`;
  await transaction(site.sql, (tx) =>
    applyAsOneChange(tx, working?.id ?? "", id, {
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text: "Skrevet i teksten." }] }],
    }),
  );
  const late = await send("Uro for tredje gang", now);
  expect([late.status, late.body.includes("Der er skrevet videre i teksten")]).toEqual([409, true]);
  expect((await begunBy(id))[0]?.text).toBe("Skrevet i teksten.");
  const page = await ask(site, kept, { headers: { cookie } });
  expect(page.body).toContain(`href="/mine-tekster/${draft}"`);
  expect(page.body).not.toContain("<textarea");
});

it("another's draft is not answered in", async () => {
  const { cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const { kept, draft, was } = await keepFirst(cookie);
  const stranger = await cookieOf([{ role: "contributor", municipality: here }]);
  const { body } = await ask(site, kept, { headers: { cookie: stranger.cookie } });
  expect([body.includes("Uro"), hiddenIn(body, "draft")]).toEqual([false, ""]);
  const sent = await sendForm(
    site,
    address,
    { ...first, challenge: "Fremmed", draft, was },
    { cookie: stranger.cookie },
  );
  expect(sent.status).toBe(404);
});

it("one who has been signed out meanwhile reads the answers, and sends them again after signing in", async () => {
  const { id, cookie } = await cookieOf([{ role: "contributor", municipality: here }]);
  const { status, body } = await sendForm(site, address, {
    intent: "begin",
    municipality: here,
    challenge: "Uro efter frikvarteret, <b>hver</b> mandag.",
  });
  expect(status).toBe(403);
  expect(body).toContain("<blockquote>Uro efter frikvarteret, &lt;b&gt;hver&lt;/b&gt; mandag.</blockquote>");
  const again = Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  expect(again).toMatchObject({ intent: "begin", municipality: here });
  expect((await sendForm(site, address, { ...again, challenge: "Uro." }, { cookie })).status).toBe(303);
  expect(await begunBy(id)).toHaveLength(1);
  // What is a secret is not given back.
  const secret = await sendForm(site, "/min-side/sikkerhed", {
    intent: "password",
    current: "hemmeligt-ord",
    password: "nyt",
  });
  expect([secret.status, secret.body.includes("Send igen"), secret.body.includes("hemmeligt-ord")]).toEqual([
    403,
    false,
    false,
  ]);
});
