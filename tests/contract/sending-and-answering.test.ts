import { afterAll, beforeAll, expect, it } from "vitest";
import { approveCase, returnCase, takeBackCase } from "#app/domain/cases/answer-case.server.ts";
import { binDraft } from "#app/domain/cases/bin-draft.server.ts";
import { reviseCase } from "#app/domain/cases/keep-published.server.ts";
import { findingsIn } from "#app/domain/cases/privacy-policy.ts";
import { submitCase } from "#app/domain/cases/submit-case.server.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import { begunText } from "#app/editor/written.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { here } from "#tests/support/callers.ts";
import { buildSubmitted, createViewer, handOverFields } from "#tests/support/handing-over.ts";
import { openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask, type FormFields, sendForm } from "./ask.ts";

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
const get = (path: string, { cookie }: Known) => ask(site, path, { headers: { cookie } });
const send = (path: string, fields: FormFields, { cookie }: Known) => sendForm(site, path, fields, { cookie });
const storyOf = async (id: string) => {
  const [row] = await site.sql<{ submitted: string | null; published: string | null }[]>`
    select submitted_revision_id as submitted, published_revision_id as published from case_story where id = ${id}`;
  return { submitted: row?.submitted ?? "", published: row?.published ?? null };
};
const nobody = "00000000-0000-4000-8000-000000000000";
const words = "Skriv, hvad det kostede af pauser.";

it("has a text read anew that was changed and sent again before the answer came", { timeout: 30_000 }, async () => {
  const writer = await person("contributor", "Frede Forfatter");
  const approver = await person("approver", "Gitte Godkender");
  const answers = { did: "Mor til Mathilde Hansen kom med." };
  const { title, summary } = handOverFields;
  const reasons = Object.fromEntries(
    findingsIn({ title, summary, content: begunText(answers), namesUnit: false }).map(({ key }) => [
      key,
      "Hun har selv bedt om at stå der.",
    ]),
  );
  const { id, revision, workingId } = await buildSubmitted(site.sql, writer.viewer, { answers, fields: { reasons } });
  await takeBackCase(site.sql, writer.viewer, id, revision);
  await submitCase(site.sql, writer.viewer, id, {
    ...handOverFields,
    title: "En ny titel",
    reasons,
    revision: workingId,
  });
  const path = `/mine-tekster/${id}/svar`;
  const [holds = ""] = /holds-[^"]+/.exec((await get(path, approver)).body) ?? [];
  expect(holds).not.toBe("");

  const late = await send(path, { intent: "answer", answer: "approve", revision, words, [holds]: "ja" }, approver);
  expect(late.status).toBe(409);
  expect(late.body).toContain("Frede Forfatter tog teksten tilbage, mens du læste.");
  expect(late.body).toContain("Siden er den sendt igen og kan være ændret. Det er den nye, du ser her.");
  expect(late.body).not.toContain("Der er ikke ændret noget");
  expect(late.body).toContain(words);
  expect(boxes(late.body)).toEqual([
    [holds, false],
    ["read", false],
  ]);
  const compared = await get(`${path}?vis=aendret&laest=${revision}`, approver);
  expect(late.body).toContain(`${path}?vis=aendret&amp;laest=${revision}`);
  expect(compared.body).toMatch(/version (<!-- -->)?1(<!-- -->)?, (<!-- -->)?som du læste før/);
  expect(compared.body).toContain("<ins>");

  const { submitted } = await storyOf(id);
  const again = { intent: "answer", answer: "approve", revision: submitted, readBefore: revision, [holds]: "ja" };
  const unread = await send(path, again, approver);
  expect(unread.status).toBe(400);
  expect(unread.body).toContain("Sæt kryds, når du har læst teksten, som den er nu.");
  expect(boxes(unread.body)).toEqual([
    [holds, true],
    ["read", false],
  ]);
  expect((await storyOf(id)).published).toBeNull();
  expect((await send(path, { ...again, read: "ja" }, approver)).status).toBe(303);
  expect((await storyOf(id)).published).toBe(submitted);
});

it.each([
  ["taken back", "Frede Forfatter tog teksten tilbage"],
  ["returned by another", "Grete Godkender sendte teksten tilbage"],
] as const)("gives the words back that were written to a text that was %s", { timeout: 30_000 }, async (how, said) => {
  const writer = await person("contributor", "Frede Forfatter");
  const approver = await person("approver", "Gitte Godkender");
  const other = await person("approver", "Grete Godkender");
  const { id, revision } = await buildSubmitted(site.sql, writer.viewer);
  if (how === "taken back") await takeBackCase(site.sql, writer.viewer, id, revision);
  else await returnCase(site.sql, other.viewer, id, { revision, words: "Find en bedre titel." });
  const late = await send(
    `/mine-tekster/${id}/svar`,
    { intent: "answer", answer: "return", revision, words },
    approver,
  );
  expect(late.status).toBe(409);
  expect(late.body).toContain(said);
  expect(late.body).toMatch(new RegExp(`<textarea[^>]*readonly=""[^>]*>${words}</textarea>`));
});

it("gives the words back to KL, which cannot see the text once it is taken back", { timeout: 30_000 }, async () => {
  const writer = await person("contributor", "Frede Forfatter");
  const editor = await person("association_editor", "Rikke Redaktør");
  const { id, revision } = await buildSubmitted(site.sql, writer.viewer);
  await site.sql`update case_hand_over set to_association = true where revision_id = ${revision}`;
  await takeBackCase(site.sql, writer.viewer, id, revision);
  const late = await send(`/mine-tekster/${id}/svar`, { intent: "answer", answer: "return", revision, words }, editor);
  expect(late.status).toBe(404);
  expect(late.body).toContain(`<blockquote>${words}</blockquote>`);
});

it("gives the words back to one who has written in the text meanwhile", { timeout: 30_000 }, async () => {
  const writer = await person("contributor", "Frede Forfatter");
  const approver = await person("approver", "Gitte Godkender");
  const { id, revision, workingId } = await buildSubmitted(site.sql, writer.viewer);
  await site.sql`
    insert into case_revision_author (revision_id, person_id) values (${workingId}, ${approver.viewer.person.id})`;
  const late = await send(
    `/mine-tekster/${id}/svar`,
    { intent: "answer", answer: "return", revision, words },
    approver,
  );
  expect(late.status).toBe(403);
  expect(late.body).toContain(`>${words}</textarea>`);
});

const cpr = "010112-1234";

it("keeps what is typed beside a text that must be mended first", { timeout: 30_000 }, async () => {
  const writer = await person("contributor", "Frede Forfatter");
  const answers = { did: `Mor til Mathilde Hansen kom med. ${cpr} stod på sedlen.` };
  const { id, revisionId } = await buildDraft(site.sql, { begunBy: writer.viewer.person.id, answers });
  const path = `/mine-tekster/${id}/send`;
  const before = (await get(path, writer)).body;
  const [reason = ""] = /reason-[^"]+/.exec(before) ?? [];
  const summary = /<textarea[^>]*name="summary"[^>]*>([^<]*)</.exec(before)?.[1] ?? "";
  expect(summary).toContain(cpr);
  const form = { intent: "submit", revision: revisionId, namesUnit: "", assignedTo: "", toAssociation: "" };
  const typed = { title: "Mere ro", stage: "erfaringer", settings: ["indskoling", "mellemtrin"], summary };
  const why = "Hun har selv bedt om at stå der.";

  const refused = await send(path, { ...form, ...typed, namesUnit: "nej", [reason]: why }, writer);
  expect(refused.status).toBe(400);
  expect(refused.body).toContain("Slet det, før du sender.");
  expect(refused.body).toContain("er gemt, hvor det er i orden");
  const body = (await get(path, writer)).body;
  expect(body).toContain('value="Mere ro"');
  expect(body).toMatch(
    /<input[^>]*name="stage"[^>]*checked=""[^>]*value="erfaringer"|value="erfaringer"[^>]*checked=""/,
  );
  expect(boxes(body).filter(([, ticked]) => ticked)).toHaveLength(2);
  expect(body).toContain(`>${why}</textarea>`);
  const draft = async () => {
    const [row] = await site.sql<{ title: string; summary: string; stage: string }[]>`
      select title, summary, stage from case_revision where id = ${revisionId}`;
    return row;
  };
  // Taken from the text itself, where the number is to be deleted.
  expect(await draft()).toEqual({ title: "Mere ro", summary: "", stage: "erfaringer" });

  // What is not as it must be takes nothing of what was in order with it.
  const own = "Vi begynder timen ude.";
  const half = { ...form, title: "x".repeat(151), summary: own, settings: [], [reason]: "kort" };
  expect((await send(path, half, writer)).status).toBe(400);
  expect(await draft()).toEqual({ title: "Mere ro", summary: own, stage: "erfaringer" });
  const later = (await get(path, writer)).body;
  expect(boxes(later).filter(([, ticked]) => ticked)).toHaveLength(2);
  expect(later).toContain(`>${why}</textarea>`);

  // Of another revision nothing is kept.
  await send(path, { ...form, ...typed, title: "En anden", revision: nobody }, writer);
  expect((await draft())?.title).toBe("Mere ro");
});

it("offers no hand-over of a draft in the bin", { timeout: 30_000 }, async () => {
  const writer = await person("contributor", "Frede Forfatter");
  const { id, revisionId } = await buildDraft(site.sql, { begunBy: writer.viewer.person.id });
  await binDraft(site.sql, writer.viewer, id, revisionId);
  const answer = await get(`/mine-tekster/${id}/send`, writer);
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe(`/mine-tekster/${id}`);
});

it("says of a page that is hidden that it stays so", { timeout: 30_000 }, async () => {
  const writer = await person("contributor", "Frede Forfatter");
  const approver = await person("approver", "Gitte Godkender");
  const { id, revision } = await buildSubmitted(site.sql, writer.viewer);
  const path = `/mine-tekster/${id}`;
  expect((await get(`${path}/svar`, approver)).body).toContain("læse den med det samme");
  await approveCase(site.sql, approver.viewer, id, { revision, words: "", held: [] });
  await site.sql`update case_story set hidden_at = now() where id = ${id}`;
  await reviseCase(site.sql, writer.viewer, id, revision);
  const [working] = await site.sql<{ id: string }[]>`select working_revision_id as id from case_story where id = ${id}`;
  await submitCase(site.sql, writer.viewer, id, { ...handOverFields, revision: working?.id ?? "" });
  expect((await get(`${path}/svar`, approver)).body).not.toContain("læse den med det samme");
  const { submitted } = await storyOf(id);
  const approved = await send(`${path}/svar`, { intent: "answer", answer: "approve", revision: submitted }, approver);
  expect(approved.headers.location).toBe(`${path}/udgivet?gjort=skjult`);
  const said = (await get(approved.headers.location ?? "", approver)).body;
  expect(said).toContain("Siden er stadig skjult, til kommunens koordinator eller KL viser den igen.");
  expect(said).not.toContain("Om et øjeblik kan det også findes");

  await withOnePairOfEyes(async () => {
    await reviseCase(site.sql, writer.viewer, id, submitted);
    const body = (await get(`${path}/send`, writer)).body;
    expect(body).toContain("Udgiv nu");
    expect(body).toContain("Siden er skjult, så læserne ser først den nye udgave");
    expect(body).not.toContain("så teksten bliver udgivet med det samme");
  });
});

it("speaks of no approver where one pair of eyes is enough", { timeout: 30_000 }, async () => {
  const writer = await person("contributor", "Frede Forfatter");
  const twoPairs = (await get("/del-et-eksempel", writer)).body;
  expect(twoPairs).toContain("Når du sender: din godkender");
  await withOnePairOfEyes(async () => {
    const { body } = await get("/del-et-eksempel", writer);
    expect(body).toContain("Når du udgiver: alle");
    expect(body).not.toMatch(/din godkender|Når den er godkendt/);
  });
});

async function withOnePairOfEyes(look: () => Promise<void>) {
  await site.sql`update municipality set pairs_of_eyes = 1 where code = ${here.code}`;
  try {
    await look();
  } finally {
    await site.sql`update municipality set pairs_of_eyes = 2 where code = ${here.code}`;
  }
}

/** The boxes of a page, with whether they are ticked. */
const boxes = (body: string): [string, boolean][] =>
  [...body.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].map(([box]) => [
    /name="([^"]*)"/.exec(box)?.[1] ?? "",
    /checked/.test(box.replace('type="checkbox"', "").replace('class="form-checkbox"', "")),
  ]);
