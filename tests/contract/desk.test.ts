import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveCase, returnCase, takeBackCase } from "#app/domain/cases/answer-case.server.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { here } from "#tests/support/callers.ts";
import { buildSubmitted, createViewer, handOverFields } from "#tests/support/handing-over.ts";
import { openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { openedText } from "#tests/support/writer.ts";
import { ask, sendForm } from "./ask.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "reference" });
});
afterAll(() => site.stop());

/** Somebody who has signed in. */
async function person(role: Role, name: string) {
  const municipality = role.startsWith("association") ? undefined : here.code;
  const viewer = await createViewer(site.sql, [{ role, municipality }], { name });
  return { viewer, cookie: await openSession(site.sql, viewer.person.id) };
}
type Known = Awaited<ReturnType<typeof person>>;
const read = async (path: string, { cookie }: Known) => (await ask(site, path, { headers: { cookie } })).body;
const headingOn = (body: string) => /<h1[^>]*>(.*?)<\/h1>/s.exec(body)?.[1];
/** The trail to a page, in words. */
const trailOn = (body: string) =>
  (/<nav[^>]*aria-label="Brødkrumme"[^>]*>(.*?)<\/nav>/s.exec(body)?.[1] ?? "").replace(/<[^>]+>/g, " ");

describe("the desk", () => {
  it("opens on what waits for one who writes nothing, and tells KL how much does", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Frede Forfatter");
    const approver = await person("approver", "Gitte Godkender");
    const editor = await person("association_editor", "Rikke Redaktør");
    expect(headingOn(await read("/mine-tekster", approver))).toBe("Mine tekster");
    expect(headingOn(await read("/mine-tekster", editor))).toBe("Venter på mit svar");
    const { id, revision } = await buildSubmitted(site.sql, writer.viewer);
    expect(headingOn(await read("/mine-tekster", approver))).toBe("Venter på mit svar");
    expect(headingOn(await read("/mine-tekster?vis=egne", approver))).toBe("Mine tekster");
    expect(headingOn(await read("/mine-tekster", writer))).toBe("Mine tekster");

    const answer = await read(`/mine-tekster/${id}/svar`, approver);
    expect(trailOn(answer)).toContain("Venter på mit svar");
    expect(answer).not.toContain("Tag tilbage");
    const own = await read(`/mine-tekster/${id}/svar`, writer);
    expect(trailOn(own)).toContain("Mine tekster");
    expect(own).toContain("Tag tilbage");

    expect(await read("/kl", editor)).toContain("Venter på KL&#x27;s svar (0)");
    await site.sql`update case_hand_over set to_association = true where revision_id = ${revision}`;
    expect(await read("/kl", editor)).toContain("Venter på KL&#x27;s svar (1)");
  });

  it("proposes the approver who was asked before, when a text is sent again", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Frida Forfatter");
    const other = await person("approver", "Anden Godkender");
    const fields = { assignedTo: other.viewer.person.id };
    const { id, revision } = await buildSubmitted(site.sql, writer.viewer, { fields });
    await takeBackCase(site.sql, writer.viewer, id, revision);
    expect(await read(`/mine-tekster/${id}/send`, writer)).toMatch(
      new RegExp(`<option value="${other.viewer.person.id}" selected="">`),
    );
  });

  it("says of a published text who can read it now", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Frans Forfatter");
    const approver = await person("approver", "Gerda Godkender");
    const { id, revision } = await buildSubmitted(site.sql, writer.viewer);
    await approveCase(site.sql, approver.viewer, id, { revision, words: "", held: [] });
    const path = `/mine-tekster/${id}/udgivet`;
    await site.sql`update case_story set visibility = 'municipality' where id = ${id}`;
    expect(await read(path, writer)).toContain("Kun Aarhus Kommune kan læse teksten nu.");
    await site.sql`update case_story set hidden_at = now() where id = ${id}`;
    expect(await read(path, writer)).toContain("til kommunens koordinator eller KL viser teksten igen");
    const afterwards = await read(`${path}?gjort=udgivet`, writer);
    expect(afterwards).toContain("men siden er stadig skjult for læserne");
    expect(afterwards).not.toContain("kan det også findes i søgningen");
    await site.sql`update case_story set withdrawn_at = now(), withdrawn_because = 'Skolen bad om det.' where id = ${id}`;
    const desk = await read("/mine-tekster", writer);
    expect(desk).toContain("Trukket tilbage. Læserne kan ikke se teksten.");
    expect(desk).not.toContain("bliver den stående");
  });

  it("shows a returned text with why, before the text itself", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Fryd Forfatter");
    const approver = await person("approver", "Grete Godkender");
    const { id, revision } = await buildSubmitted(site.sql, writer.viewer);
    await returnCase(site.sql, approver.viewer, id, { revision, words: "Skriv, hvad pausen kostede." });
    const body = await read(`/mine-tekster/${id}`, writer);
    expect(body.split("Skriv, hvad pausen kostede.")).toHaveLength(2);
    expect(body.indexOf("Skriv, hvad pausen kostede.")).toBeLessThan(body.indexOf("data-text"));
  });

  it("leads one who has sent a text back to the desk, and those who write to the text", {
    timeout: 30_000,
  }, async () => {
    const writer = await person("contributor", "Fenja Forfatter");
    const approver = await person("approver", "Gunna Godkender");
    const { id, revision } = await buildSubmitted(site.sql, writer.viewer);
    await returnCase(site.sql, approver.viewer, id, { revision, words: "Skriv, hvad pausen kostede." });
    const mainWay = (body: string) => /<a class="button button-primary" href="(\/mine-tekster[^"]*)"/.exec(body)?.[1];
    const body = await read(`/mine-tekster/${id}/svar`, approver);
    expect(mainWay(body)).toBe("/mine-tekster");
    expect(body).toContain("Så skal en anden end dig svare");
    const own = await read(`/mine-tekster/${id}/svar`, writer);
    expect(mainWay(own)).toBe(`/mine-tekster/${id}`);
    expect(own).not.toContain("en anden end dig");
  });

  it("shows the headings of empty sections to those who can write in them alone", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Frigg Forfatter");
    const { id, revision } = await buildSubmitted(site.sql, writer.viewer, {
      answers: { did: "Vi gik ud.", cost: "" },
    });
    const words = (await read(`/mine-tekster/${id}`, writer)).replace(/<[^>]+>/g, " ");
    expect(words).toContain("Låst, mens den venter på svar");
    expect(words).toContain("Hvad vi gjorde");
    expect(words).not.toContain("Udfordringen");
    await takeBackCase(site.sql, writer.viewer, id, revision);
    expect(await read(`/mine-tekster/${id}`, writer)).toMatch(/<h2[^>]*>Udfordringen<\/h2>/);
  });

  it("looks for what readers miss in what has just been typed", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Freja Forfatter");
    const { id, revisionId } = await buildDraft(site.sql, { begunBy: writer.viewer.person.id });
    const guide = async () =>
      />([^>]*)<\/span>Hvem kolleger kan ringe til/.exec(await read(`/mine-tekster/${id}/valg`, writer))?.[1];
    expect(await guide()).toBe("Mangler: ");
    const open = await openedText(site.url, revisionId, writer.cookie);
    open.type("Kontakt os gerne.");
    await expect.poll(() => open.provider.unsyncedChanges, { interval: 5 }).toBe(0);
    expect(await guide()).toBe("Er der: ");
    open.leave();
  });

  it("says where what is found is mended, and shows no form for a text in the bin", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Fiona Forfatter");
    const { id, revisionId } = await buildDraft(site.sql, { begunBy: writer.viewer.person.id });
    await site.sql`update case_revision set summary = 'Eleven 010114-1234 var med.' where id = ${revisionId}`;
    const body = await read(`/mine-tekster/${id}/send`, writer);
    expect(body).toContain('href="#submit-summary"');
    expect(body).not.toContain("Slet det i teksten");
    await site.sql`update case_story set binned_at = now() where id = ${id}`;
    const binned = await ask(site, `/mine-tekster/${id}/send`, { headers: { cookie: writer.cookie } });
    expect([binned.status, binned.headers.location]).toEqual([303, `/mine-tekster/${id}`]);
  });

  it("gives the approver the text as it will be published, what was hard at the top", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Finn Forfatter");
    const approver = await person("approver", "Geo Godkender");
    const answers = { did: "Vi gik ud.", hard: "Det var svært at nå." };
    const { id } = await buildSubmitted(site.sql, writer.viewer, { answers });
    const body = await read(`/mine-tekster/${id}/svar`, approver);
    expect(body.split("Det var svært at nå.")).toHaveLength(2);
    expect(body).not.toContain("Hvad var svært</h2>");
    expect(body.indexOf("Det svære")).toBeLessThan(body.indexOf("Vi gik ud."));
  });

  it("lists all that is chosen before a text is sent, and asks anew of a unit that is another by now", {
    timeout: 30_000,
  }, async () => {
    const writer = await person("contributor", "Flora Forfatter");
    const units = await site.sql<{ id: string }[]>`
      insert into unit (municipality_code, slug, name, kind)
      values (${here.code}, 'aaskolen', 'Åskolen', 'skole'), (${here.code}, 'bakkeskolen', 'Bakkeskolen', 'skole') returning id`;
    const [first, second] = units.map(({ id }) => id) as [string, string];
    const { id, revisionId } = await buildDraft(site.sql, { begunBy: writer.viewer.person.id, unitId: first });
    await site.sql`
      update case_revision set levels = '{almen}', class_levels = '{3}', period_from = '2026-01', period_to = '2026-06'
      where id = ${revisionId}`;
    const path = `/mine-tekster/${id}/send`;
    const body = await read(path, writer);
    for (const label of ["Indsatsniveau", "Klassetrin", "Periode", "Enhed"])
      expect(body).toContain(`<dt>${label}</dt>`);
    expect(body).toContain(`value="${first}"`);
    await site.sql`update case_revision set unit_id = ${second} where id = ${revisionId}`;
    const {
      reasons: _reasons,
      settings: [setting],
      ...fields
    } = handOverFields;
    const sent = { intent: "submit", ...fields, settings: setting, revision: revisionId, namesUnit: first };
    const late = await sendForm(site, path, sent, { cookie: writer.cookie });
    expect(late.status).toBe(409);
    expect(late.body).toContain("Stedet er blevet et andet, mens du var her.");
    expect(late.body).toContain("Ja, Bakkeskolen");
    expect(late.body).not.toMatch(/<input[^>]*name="namesUnit"[^>]*checked/);
  });

  it("names the next step as what it is where one pair of eyes is enough", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Folke Forfatter");
    await person("approver", "Gry Godkender");
    const begunBy = writer.viewer.person.id;
    const plain = await buildDraft(site.sql, { begunBy });
    const named = await buildDraft(site.sql, { begunBy, answers: { did: "Mor til Mathilde Hansen kom med." } });
    await site.sql`update municipality set pairs_of_eyes = 1 where code = ${here.code}`;
    try {
      expect(await read(`/mine-tekster/${plain.id}`, writer)).toContain("til udgivelse");
      expect(headingOn(await read(`/mine-tekster/${plain.id}/send`, writer))).toBe("Udgiv teksten");
      const seen = await read(`/mine-tekster/${named.id}/send`, writer);
      expect(headingOn(seen)).toBe("Send til godkendelse");
      expect(trailOn(seen)).not.toContain("Udgiv");
    } finally {
      await site.sql`update municipality set pairs_of_eyes = 2 where code = ${here.code}`;
    }
  });

  it("tells who writes nothing why, by what the person is", { timeout: 30_000 }, async () => {
    const editor = await person("association_editor", "Rie Redaktør");
    expect(await read("/mine-tekster?vis=egne", editor)).toContain("KL skriver ikke eksempler.");
    const { viewer } = await person("coordinator", "Kaj Koordinator");
    const cookie = await openSession(site.sql, viewer.person.id, { secondFactor: false });
    expect(await read("/mine-tekster", { viewer, cookie })).toContain("slået engangskoder til");
    const reader = await person("reader", "Lise Læser");
    expect(await read("/mine-tekster", reader)).toContain("Du har ikke en rolle, der skriver, endnu.");
  });

  it("takes beside a point of the declaration why the text belongs to it", { timeout: 30_000 }, async () => {
    const writer = await person("contributor", "Fie Forfatter");
    const { id, revisionId } = await buildDraft(site.sql, { begunBy: writer.viewer.person.id });
    const sent = { intent: "change", revision: revisionId, choice: "commitments", was: "[]", value: "2025-1" };
    const why = { "why-2025-1": " Vi har  spurgt børnene. ", "why-2025-2": "Ikke valgt." };
    const path = `/mine-tekster/${id}/valg`;
    expect((await sendForm(site, path, { ...sent, ...why }, { cookie: writer.cookie })).status).toBe(303);
    const linked = await site.sql`select number, why from case_commitment where revision_id = ${revisionId}`;
    expect(linked).toEqual([{ number: 1, why: "Vi har spurgt børnene." }]);
    expect(await read(path, writer)).toContain('value="Vi har spurgt børnene."');
    const late = await sendForm(site, path, sent, { cookie: writer.cookie });
    expect(late.status).toBe(409);
    expect(late.body).toContain("(Vi har spurgt børnene.)");
  });
});
