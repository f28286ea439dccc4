import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { setConsentHash, setContactUndeliverable, storeContact } from "#db/queries/contacts/store.ts";
import { setInvitationUndeliverable, storeInvitation } from "#db/queries/invitations.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession, type TestPerson } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, type FormFields, sendForm } from "./ask.ts";

let site: TestSite;
let headers: Record<string, string>;
let coordinator: TestPerson;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  coordinator = await createPerson(site.sql, { roles: [{ role: "coordinator", municipality: "0751" }] });
  headers = { cookie: await openSession(site.sql, coordinator.id) };
});
afterAll(() => site.stop());

const errorsOf = ({ body }: Answer) =>
  (/<div class="alert alert-error"[\s\S]*?<\/ul>/.exec(body)?.[0] ?? "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const send = (page: string, fields: FormFields) => sendForm(site, `/kommuner/aarhus/${page}`, fields, headers);

describe("a form that is not taken", () => {
  it("says once what several fields lack, and marks each of them", async () => {
    const { id, revisionId } = await buildDraft(site.sql, {
      begunBy: coordinator.id,
      answers: { did: "Ring på 22 33 44 55, eller skriv til mona.h@eksempel.dk. Drengen Emil var med." },
    });
    const whole = { title: "Ro", summary: "Mere ro.", stage: "erfaringer", settings: ["indskoling"] };
    const sent = { intent: "submit", revision: revisionId, ...whole, toAssociation: "ja" };
    const answer = await sendForm(site, `/mine-tekster/${id}/send`, sent, headers);
    expect(answer.status).toBe(400);
    const lacking = "Skriv med mindst 10 tegn, hvorfor det kan blive stående, eller ret det i teksten.";
    expect(errorsOf(answer).split(lacking)).toHaveLength(2);
    expect(errorsOf(answer)).toContain(`${lacking} (3 steder)`);
    expect(answer.body.match(/name="reason-[0-9a-f]{8}"[^>]*aria-invalid="true"/g)).toHaveLength(3);
  });

  it.each([
    ["enheder", { intent: "create", name: "", kind: "skole" }, 400, "Skriv, hvad enheden hedder."],
    ["enheder", { intent: "create", name: "Ny", kind: "klub" }, 400, "Vælg en slags."],
    ["enheder", { intent: "create", name: "Ny", kind: "skole", parent: "nej" }, 400, "Vælg en enhed fra listen."],
    ["kontaktpersoner", { intent: "create", name: "", title: "L", email: "a@b.dk" }, 400, "Skriv navnet."],
    [
      "kontaktpersoner",
      { intent: "create", name: "B", title: "L", email: "a@" },
      400,
      "Mailadressen ser ikke rigtig ud.",
    ],
    ["maildomaener", { intent: "ask", domain: "gmail.com", note: "Vi" }, 400, "Det er en privat mailtjeneste"],
    [
      "maildomaener",
      { intent: "ask", domain: "kk.dk", note: "Vi vil" },
      409,
      "En anden kommune har allerede det domæne.",
    ],
    [
      "personer",
      { intent: "invite", name: "Bo", email: "bo", role: "reader" },
      400,
      "Mailadressen ser ikke rigtig ud.",
    ],
    ["personer", { intent: "invite", name: "Bo", email: "bo@x.dk", role: "kejser" }, 400, "Vælg en rolle."],
    [
      "personer",
      { intent: "invite", name: "Bo", email: "bo@x.dk", role: "association_admin" },
      403,
      "kan du ikke give",
    ],
    ["personer", { intent: "remove", of: "person", person: "' or 1=1 --" }, 400, "Det findes ikke længere."],
    [
      "meldinger",
      { intent: "hide", of: "path", path: "/metoder/nest", reason: "kort" },
      400,
      "Skriv en grund på mindst 10 tegn",
    ],
    [
      "meldinger",
      { intent: "hide", of: "path", path: "/om", reason: "Fordi den er forkert" },
      400,
      "Den side kan ikke skjules.",
    ],
  ] as const)("on %s with %j answers %i: %s", async (page, fields, status, sentence) => {
    const answer = await send(page, fields);
    expect(answer.status).toBe(status);
    expect(errorsOf(answer)).toContain(sentence);
  });

  it("comes back with what was typed, when somebody else was faster", async () => {
    await send("enheder", { intent: "create", name: "Åskolen", kind: "skole" });
    const [unit] = await site.sql<{ id: string }[]>`select id from unit where slug = 'aaskolen'`;
    const change = (name: string, version = "1") =>
      send(`enheder?ret=${unit?.id}`, {
        ...{ intent: "change", of: "unit", unit: unit?.id ?? "", version },
        ...{ name, kind: "skole", parent: "" },
      });
    expect((await change("Åskolen Nord")).status).toBe(303);
    const late = await change("Åskolen Syd");
    expect(late.status).toBe(409);
    expect(errorsOf(late)).toContain("En anden har ændret det, mens du skrev.");
    expect(late.body).toContain('value="Åskolen Syd"');
    for (const version of ["abc", "99999999999", "-1", ""]) {
      const stale = await change("Åskolen", version);
      expect(stale.status, version).toBe(400);
    }
  });

  it("keeps control characters and marks that turn the reading out of a name", async () => {
    await send("enheder", { intent: "create", name: "Skole\u0085\u202en\u0007", kind: "skole" });
    expect(await site.sql`select name from unit where slug = 'skolen'`).toEqual([{ name: "Skolen" }]);
  });
});

describe("the contact person's own page", () => {
  it("shows what will be shown, takes a yes to that alone, and a no at any time", async () => {
    const entry = { name: "Bo Holm", title: "Konsulent", email: "bo@aarhus.dk", phone: "12 34 56 78" };
    const topics = [{ kind: "municipality" }] as const;
    const id = await storeContact(site.sql, "0751", { ...entry, topics }, false);
    await setConsentHash(site.sql, { id, email: entry.email }, hashToken("linket"));
    const path = "/kontaktperson?kode=linket";
    const page = await ask(site, path);
    expect(page.body.replaceAll("<!-- -->", "")).toContain("Bo Holm, Konsulent");
    expect(page.headers["cache-control"]).toBe("private, no-store");
    await site.sql`update contact_person set phone = '87654321', version = 2 where id = ${id}`;
    expect((await sendForm(site, path, { intent: "yes", version: "1" })).status).toBe(409);
    expect((await sendForm(site, path, { intent: "yes", version: "2" })).status).toBe(303);
    expect((await ask(site, "/kommuner/aarhus")).body).toContain("Bo Holm");
    expect((await sendForm(site, path, { intent: "no" })).status).toBe(303);
    expect((await ask(site, path)).body).toContain("Linket virker ikke længere");
    expect((await ask(site, "/kommuner/aarhus?igen")).body).not.toContain("Bo Holm");
    expect((await sendForm(site, path, { intent: "yes", version: "2" })).status).toBe(404);
  });
});

describe("an invented contact person", () => {
  it("is marked as Demodata wherever readers meet the name", async () => {
    const [method = { id: "" }] = await site.sql<{ id: string }[]>`select id from method where slug = 'nest'`;
    const [story = { id: "", slug: "" }] = await site.sql<{ id: string; slug: string }[]>`
      select id, slug from case_story where municipality_code = '0751' and visibility = 'public' order by slug limit 1`;
    const entry = { name: "Opdigtede Ole", title: "Konsulent", email: "ole@demo.example", phone: null };
    const topics = [
      { kind: "method", id: method.id },
      { kind: "case", id: story.id },
    ] as const;
    const id = await storeContact(site.sql, "0751", { ...entry, topics: [...topics] }, true);
    await site.sql`update contact_person set consented_at = now() where id = ${id}`;
    for (const page of ["/metoder/nest", `/eksempler/${story.slug}`, "/kommuner/aarhus"]) {
      const read = async () => (await ask(site, page)).body.replaceAll("<!-- -->", "");
      await expect.poll(read, { timeout: 10_000 }).toContain(entry.name);
      const named = (await read())
        .replace(/<head>[\s\S]*<\/head>/, "")
        .split(entry.name)
        .slice(1);
      for (const after of named)
        expect(after, page).toMatch(/^(, Aarhus)?(<\/strong>)? ?<span class="mark-tag mark-tag-demo"/);
    }
    await site.sql`delete from contact_person where id = ${id}`;
  });
});

describe("what a contact person can be asked about", () => {
  const entry = { intent: "create", name: "Ea Flere", title: "Konsulent", email: "ea@aarhus.dk", phone: "" };
  const ticked = ({ body }: Answer) =>
    [...body.matchAll(/<input[^>]*name="topic"[^>]*>/g)]
      .filter(([input]) => input.includes('checked=""'))
      .map(([input]) => /value="([^"]*)"/.exec(input)?.[1]);

  it("is ticked in groups with legends, and all that was ticked comes back with what is wrong", async () => {
    const page = await ask(site, "/kommuner/aarhus/kontaktpersoner", { headers });
    for (const legend of ["De ti punkter", "Metoder", "Kommunens eksempler"])
      expect(page.body).toContain(`<legend class="sr-only">${legend}</legend>`);
    expect(ticked(page)).toEqual([]);
    const none = await send("kontaktpersoner", { ...entry, topic: [] });
    expect([none.status, errorsOf(none)]).toEqual([400, expect.stringContaining("Vælg mindst én ting")]);
    expect(none.body).toMatch(/href="#create-topic"[\s\S]*<input[^>]*id="create-topic"/);
    const topic = ["municipality", "commitment:2025-3", "commitment:2025-7"];
    const wrong = await send("kontaktpersoner", { ...entry, email: "ea@", topic });
    expect([wrong.status, ticked(wrong)]).toEqual([400, topic]);
    expect(wrong.body).toContain('value="Ea Flere"');
    const open = [...wrong.body.matchAll(/<details class="folded" open=""><summary>([^<]*)/g)].map(([, name]) => name);
    expect(open).toEqual(["De ti punkter"]);
    expect(await site.sql`select from contact_person where name = 'Ea Flere'`).toHaveLength(0);
  });

  it("may be several things, which the person is asked about at once and shown for on each page", async () => {
    const [method] = await site.sql<{ id: string }[]>`select id from method where slug = 'nest'`;
    const topic = ["commitment:2025-3", `method:${method?.id}`];
    expect((await send("kontaktpersoner", { ...entry, topic })).status).toBe(303);
    const [contact = { id: "" }] = await site.sql<{ id: string }[]>`
      select id from contact_person where name = 'Ea Flere'`;
    expect(ticked(await ask(site, `/kommuner/aarhus/kontaktpersoner?ret=${contact.id}`, { headers }))).toEqual(topic);
    await setConsentHash(site.sql, { id: contact.id, email: "ea@aarhus.dk" }, hashToken("eas link"));
    const page = "/kontaktperson?kode=eas link";
    expect((await ask(site, encodeURI(page))).body).toMatch(/<li>Punkt 3: [^<]+<\/li><li>NEST[^<]*<\/li>/i);
    expect((await sendForm(site, encodeURI(page), { intent: "yes", version: "1" })).status).toBe(303);
    for (const path of ["/metoder/nest", "/erklaeringer/2025/punkter/3", "/kommuner/aarhus"])
      expect((await ask(site, path)).body.match(/<strong>Ea Flere<\/strong>/g), path).toHaveLength(1);
    expect((await ask(site, "/kommuner/aarhus")).body).toMatch(/<li>Punkt 3: [^<]+<\/li><li>NEST/i);
  });
});

describe("an invitation that is sent twice in a row", () => {
  const waiting = async () =>
    (await site.sql`select from audit_log where action = 'invitation.sent' and municipality_code = '0751'`).length;

  it("goes once, and whoever sends it is told that it does not go again", async () => {
    const fields = { intent: "invite", name: "Per To", email: "per.to@aarhus.dk", role: "reader", unit: "", once: "1" };
    const before = await waiting();
    const pages: string[] = [];
    for (let sent = 0; sent < 2; sent += 1) {
      const { status, headers: given } = await send("personer", fields);
      expect(status).toBe(303);
      pages.push((await ask(site, given.location ?? "", { headers })).body);
    }
    expect(await waiting()).toBe(before + 1);
    const [first = "", again = ""] = pages;
    expect(first).toContain("Invitationen er på vej.");
    expect(again).not.toContain("Invitationen er på vej.");
    expect(again).toContain("Personen er allerede inviteret for et øjeblik siden.");
  });

  it("is told so too of several in one go", async () => {
    const fields = { intent: "invite-many", people: "ib.to@aarhus.dk", role: "reader", unit: "", once: "1" };
    const [first, again] = [await send("personer", fields), await send("personer", fields)];
    expect(first.body).toContain("Invitationen er på vej til ib.to@aarhus.dk.");
    expect(again.body).not.toContain("Invitationen er på vej");
    expect(again.body).toContain("Invitationen til ib.to@aarhus.dk er allerede sendt");
    const two = await send("personer", { ...fields, people: "ib.tre@aarhus.dk\nib.fire@aarhus.dk", once: "2" });
    expect(two.body).toContain(
      "Invitationerne er på vej til ib.tre@aarhus.dk og ib.fire@aarhus.dk. De gælder i 14 dage.",
    );
  });
});

it("a letter that did not arrive is shown to whoever sent it", async () => {
  const entry = { name: "Ida Ukendt", title: "Leder", email: "ida@aarhus.dk", phone: null };
  const topics = [{ kind: "municipality" }] as const;
  const contact = await storeContact(site.sql, "0751", { ...entry, topics }, false);
  await setContactUndeliverable(site.sql, { id: contact, email: entry.email }, "550 is unknown");
  const invited = { email: entry.email, name: entry.name, role: "reader", municipality: "0751", unitId: null } as const;
  const invitation = await storeInvitation(site.sql, { ...invited, invitedBy: coordinator.id, demo: false });
  await setInvitationUndeliverable(site.sql, invitation, "550 is unknown");
  for (const page of ["kontaktpersoner", "personer"]) {
    const { body } = await ask(site, `/kommuner/aarhus/${page}`, { headers });
    expect(body.replaceAll("<!-- -->", ""), page).toMatch(/Brevet kom ikke frem: .*Serveren svarede: 550 is unknown/);
  }
});

it("several are invited in one go: who could not be comes back to be mended", async () => {
  const people = "Anne Holm <anne.holm@aarhus.dk>\nforkert";
  const answer = await send("personer", { intent: "invite-many", people, role: "reader", unit: "" });
  expect(answer.status).toBe(400);
  expect(answer.body.replaceAll("<!-- -->", "")).toContain("Invitationen er på vej til anne.holm@aarhus.dk.");
  expect(errorsOf(answer)).toContain("forkert: Mailadressen ser ikke rigtig ud.");
  expect(answer.body).toMatch(/<textarea[^>]*>\s*forkert<\/textarea>/);
});

it("a private address is asked about with a box to tick", async () => {
  const fields = { intent: "invite", name: "Bo", email: "bo@gmail.com", role: "reader", unit: "" };
  const warned = await send("personer", fields);
  expect([warned.status, errorsOf(warned)]).toEqual([
    400,
    expect.stringContaining("Hos gmail.com kan alle få en adresse"),
  ]);
  expect(warned.body).toMatch(/<input[^>]*name="privateMail"[^>]*value="ja"/);
  expect((await send("personer", { ...fields, privateMail: "ja" })).status).toBe(303);
});

describe("what cannot be taken back", () => {
  const text = ({ body }: Answer) => body.replaceAll(/<!--.*?-->|<[^>]+>/g, " ").replace(/\s+/g, " ");
  const read = async (page: string) => text(await ask(site, `/kommuner/aarhus/${page}`, { headers }));
  const buttons = async (page: string) =>
    [
      ...(await ask(site, `/kommuner/aarhus/${page}`, { headers })).body.matchAll(/name="intent" value="([a-z-]+)"/g),
    ].map(([, intent]) => intent);

  it("is named on a page of its own before it is done: units, contact persons, mail domains, roles", async () => {
    const topics = [{ kind: "municipality" }] as const;
    const entry = { name: "Kim Kontakt", title: "Leder", email: "kim@aarhus.dk", phone: null };
    const contact = await storeContact(site.sql, "0751", { ...entry, topics }, false);
    await send("enheder", { intent: "create", name: "Bakkeskolen", kind: "skole" });
    const [unit] = await site.sql<{ id: string }[]>`select id from unit where slug = 'bakkeskolen'`;
    await site.sql`insert into mail_domain (domain, municipality_code, approved) values ('bakken.dk', '0751', true)`;
    const colleague = await createPerson(site.sql, { roles: [{ role: "reader", municipality: "0751" }] });
    const [grant] = await site.sql<{ id: string }[]>`select id from role_grant where person_id = ${colleague.id}`;
    const cases = [
      [
        "enheder",
        `slet=${unit?.id}`,
        "delete",
        "Bakkeskolen forsvinder fra kommunens enheder, og det kan ikke fortrydes.",
      ],
      ["kontaktpersoner", `slet=${contact}`, "delete", "Navn, mailadresse og telefon slettes"],
      ["maildomaener", "fjern=bakken.dk", "remove", "Vil I have domænet tilbage, skal KL sige ja igen."],
      ["personer", `fjern=${grant?.id}`, "revoke", "bliver logget ud alle steder og får besked i en mail."],
    ] as const;
    for (const [page, query, intent, consequence] of cases) {
      expect(await buttons(page), page).not.toContain(intent);
      const list = await ask(site, `/kommuner/aarhus/${page}`, { headers });
      expect(list.body, page).toContain(`?${query}#ret`);
      expect(await buttons(`${page}?${query}`), page).toContain(intent);
      expect(await read(`${page}?${query}`), page).toContain(consequence);
    }
    expect(
      (await send(`enheder?slet=${unit?.id}`, { intent: "delete", of: "unit", unit: unit?.id ?? "" })).status,
    ).toBe(303);
    expect((await ask(site, `/kommuner/aarhus/enheder?slet=${unit?.id}`, { headers })).status).toBe(404);
  });

  it("is not offered for a unit that something rests on, and it is said what that is", async () => {
    await send("enheder", { intent: "create", name: "Klyngen", kind: "klynge" });
    await send("enheder", { intent: "create", name: "Skolen i klyngen", kind: "skole", parent: "Klyngen" });
    const [unit] = await site.sql<{ id: string }[]>`select id from unit where slug = 'klyngen'`;
    await site.sql`update unit set parent_id = ${unit?.id ?? null} where slug = 'skolen-i-klyngen'`;
    const page = `enheder?slet=${unit?.id}`;
    expect(await read(page)).toContain("Klyngen kan ikke slettes, for der hører en underenhed til den.");
    expect(await buttons(page)).not.toContain("delete");
  });

  it("is asked about before a unit is closed or merged: where roles and drafts go", async () => {
    const names = ["Humlevejrskolen", "Bøgeskolen", "Egeskolen"] as const;
    for (const name of names) await send("enheder", { intent: "create", name, kind: "skole" });
    const idOf = async (name: string) => {
      const [row] = await site.sql<{ id: string }[]>`select id from unit where name = ${name}`;
      return row?.id ?? "";
    };
    const [humle, boege, ege] = [await idOf(names[0]), await idOf(names[1]), await idOf(names[2])];
    await createPerson(site.sql, { roles: [{ role: "contributor", municipality: "0751", unitId: humle }] });
    await buildDraft(site.sql, { unitId: humle });
    const { slug } = await buildCase(site.sql, {});
    await site.sql`
      update case_revision set unit_id = ${humle}, names_unit = true
      where id = (select published_revision_id from case_story where slug = ${slug})`;
    expect(await buttons("enheder")).toEqual(["create"]);
    const list = await ask(site, "/kommuner/aarhus/enheder", { headers });
    for (const query of [`luk=${humle}`, `sammen=${humle}`]) expect(list.body).toContain(`?${query}#ret`);

    const closing = `enheder?luk=${humle}`;
    expect(await read(closing)).toMatch(
      /står der » ?Humlevejrskolen \(nu lukket\) ?«.*Hvor skal 1 rolle hen\?.*1 kladde/,
    );
    const form = { of: "unit", unit: humle, version: "1" };
    const unsaid = await send(closing, { ...form, intent: "close", rolesTo: "", draftsTo: ege });
    expect([unsaid.status, text(unsaid)]).toEqual([
      400,
      expect.stringContaining("Vælg en enhed, eller sæt kryds herunder."),
    ]);
    expect(unsaid.body, "what was chosen is kept").toMatch(new RegExp(`<option value="${ege}" selected=""`));

    const merging = `enheder?sammen=${humle}`;
    expect(await read(merging)).toMatch(/1 rolle og 1 kladde flytter med over/);
    const nowhere = await send(merging, { ...form, intent: "merge", into: "" });
    expect([nowhere.status, text(nowhere)]).toEqual([
      400,
      expect.stringContaining("Vælg den enhed, den er lagt sammen"),
    ]);
    expect((await send(`enheder?luk=${boege}`, { ...form, intent: "close", unit: boege })).status).toBe(303);
    const gone = await send(merging, { ...form, intent: "merge", into: boege });
    expect([gone.status, text(gone)]).toEqual([409, expect.stringContaining("Bøgeskolen er lukket. Vælg en anden.")]);
    const done = await send(merging, { ...form, intent: "merge", into: ege });
    expect([done.status, done.headers.location]).toEqual([303, "/kommuner/aarhus/enheder?gjort=lagt-sammen"]);
    expect(await read("enheder")).toMatch(/Humlevejrskolen.*Lukket .* og lagt sammen med Egeskolen\./);
    expect(text(await ask(site, `/eksempler/${slug}`))).toContain("Humlevejrskolen (nu Egeskolen)");

    const late = await send(merging, { ...form, intent: "merge", into: ege });
    const sentence = "Humlevejrskolen er lukket og lagt sammen med Egeskolen.";
    expect([late.status, text(late)]).toEqual([409, expect.stringContaining(sentence)]);
    const reopened = await send(`enheder?aabn=${humle}`, { ...form, intent: "open", version: "2" });
    expect(reopened.status).toBe(303);
    expect(text(await ask(site, `/eksempler/${slug}`))).not.toContain("(nu");
  });

  it("does not take from a form that names a unit closed meanwhile what was typed", async () => {
    const [unit] = await site.sql<{ id: string }[]>`
      insert into unit (municipality_code, slug, name, kind, closed_at) values ('0751', 'lukket', 'Lukkeskolen', 'skole', now())
      returning id`;
    const fields = { intent: "invite", name: "Anne Holm", email: "anne@aarhus.dk", role: "contributor" };
    const answer = await send("personer", { ...fields, unit: unit?.id ?? "" });
    expect([answer.status, errorsOf(answer)]).toEqual([409, expect.stringContaining("Lukkeskolen er lukket.")]);
    for (const typed of [fields.name, fields.email]) expect(answer.body).toContain(`value="${typed}"`);
    expect((await ask(site, "/kommuner/aarhus/personer", { headers })).body).not.toContain("Lukkeskolen");
    const many = {
      intent: "invite-many",
      people: "a@aarhus.dk\nb@aarhus.dk",
      role: "contributor",
      unit: "Lukkeskolen",
    };
    const refused = await send("personer", many);
    expect([refused.status, refused.body]).toEqual([409, expect.stringMatching(/<textarea[^>]*>\s*a@aarhus\.dk\nb@/)]);
    await site.sql`delete from unit where slug = 'lukket'`;
  });

  it("is not done to the last coordinator by accident, who is told what follows and, signed out, why", async () => {
    const [grant] = await site.sql<{ id: string }[]>`select id from role_grant where person_id = ${coordinator.id}`;
    const page = `personer?fjern=${grant?.id}`;
    expect(await read(page)).toMatch(/Du er den sidste koordinator i Aarhus.*Du bliver logget ud med det samme\./);
    expect(await read(`personer?ret=${coordinator.id}`)).toContain("Du er den sidste koordinator i Aarhus");
    const mine = await ask(site, "/min-side/data", { headers });
    expect(text(mine)).toContain("Du er den sidste koordinator i Aarhus");
    const fields = { intent: "revoke", of: "grant", grant: grant?.id ?? "" };
    const hasty = await send(page, fields);
    expect([hasty.status, errorsOf(hasty)]).toEqual([409, expect.stringContaining("Giv rollen til en kollega først")]);
    const elsewhere = { cookie: await openSession(site.sql, coordinator.id) };
    const done = await send(page, { ...fields, last: "ja" });
    expect([done.status, done.headers.location]).toEqual([303, "/log-ind?gjort=holdt-op"]);
    expect(text(await ask(site, "/log-ind?gjort=holdt-op", { headers }))).toContain(
      "Din rolle er fjernet, som du bad om",
    );

    const met = await ask(site, "/min-side", { headers: elsewhere });
    expect([met.status, met.headers.location]).toEqual([303, "/log-ind?til=%2Fmin-side"]);
    const lost = await sendForm(site, "/min-side", { intent: "name", name: "Ny" }, elsewhere);
    expect([lost.status, text(lost)]).toEqual([
      403,
      expect.stringContaining("Du er logget ud, fordi dine roller er ændret."),
    ]);
    const told = await ask(site, "/log-ind?til=%2Fmin-side", { headers: elsewhere });
    expect(text(told)).toContain("Du er logget ud, fordi dine roller er ændret.");
    expect(told.headers["set-cookie"]?.[0]).toContain("Max-Age=0");
    expect(told.headers["cache-control"]).toBe("private, no-store");
  });
});

describe("what an invented person is told", () => {
  const session = async (role: "association_admin" | "association_editor", demo: boolean) => {
    const { id } = await createPerson(site.sql, { roles: [{ role }], demo });
    return { cookie: await openSession(site.sql, id) };
  };

  it("of acting for a municipality is who hears of it, and a real person is told whether anybody does", async () => {
    const begin = async (as: Record<string, string>, municipality: string) => {
      const fields = { intent: "begin", municipality, reason: "Koordinatoren er syg", hours: "1" };
      const answer = await sendForm(site, "/kl/optraed", fields, as);
      return (await ask(site, String(answer.headers.location), { headers: as })).body;
    };
    await createPerson(site.sql, { roles: [{ role: "coordinator", municipality: "0751" }] });
    const real = await session("association_editor", false);
    expect(await begin(real, "0751")).toContain("Dens koordinatorer får besked.");
    expect(await begin(real, "0482")).toContain("Den har ingen koordinator, der kan få besked.");
    const invented = await begin(await session("association_admin", true), "0751");
    expect(invented).toContain("kun andre demopersoner kan få besked");
    expect(invented).not.toContain("oordinatorer får besked");
  });

  it("of the municipalities without a coordinator is counted on one's own side", async () => {
    await createPerson(site.sql, { demo: true, roles: [{ role: "coordinator", municipality: "0740" }] });
    const unled = async (demo: boolean) => {
      const { body } = await ask(site, "/kl/personer", { headers: await session("association_admin", demo) });
      return body.slice(body.indexOf("Kommuner uden koordinator"));
    };
    expect(await unled(true)).not.toContain('href="/kommuner/silkeborg/personer"');
    expect(await unled(false)).toContain('href="/kommuner/silkeborg/personer"');
  });

  it("of a report is who reads it", async () => {
    const form = async (as?: Record<string, string>) => (await ask(site, "/meld-et-problem", { headers: as })).body;
    const invented = await session("association_admin", true);
    expect(await form(invented)).toContain("kun andre demopersoner får besked");
    const address = "/kl/meldinger";
    expect((await ask(site, address, { headers: invented })).body).toContain("ser kun, hvad demopersoner har meldt");
    for (const as of [undefined, await session("association_admin", false)])
      expect(await form(as)).toContain("KL får besked. Er siden en kommunes, får dens koordinator det også.");
  });
});
