import { afterAll, beforeAll, expect, it } from "vitest";
import { returnCase, takeBackCase } from "#app/domain/cases/answer-case.server.ts";
import { findingsIn } from "#app/domain/cases/privacy-policy.ts";
import { submitCase } from "#app/domain/cases/submit-case.server.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import { begunText } from "#app/editor/written.ts";
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

/** The boxes of a page, with whether they are ticked. */
const boxes = (body: string): [string, boolean][] =>
  [...body.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].map(([box]) => [
    /name="([^"]*)"/.exec(box)?.[1] ?? "",
    /checked/.test(box.replace('type="checkbox"', "").replace('class="form-checkbox"', "")),
  ]);
