import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeBackCase } from "#app/domain/cases/answer-case.server.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { here } from "#tests/support/callers.ts";
import { buildSubmitted, createViewer } from "#tests/support/handing-over.ts";
import { openSession } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
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
