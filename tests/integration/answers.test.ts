import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveCase, assignCase, returnCase, takeBackCase } from "#app/domain/cases/answer-case.server.ts";
import { partsOfAnswer } from "#app/domain/cases/answer-vocabulary.ts";
import {
  discardRevision,
  narrowCase,
  readdressCase,
  reviseCase,
  withdrawCase,
} from "#app/domain/cases/keep-published.server.ts";
import { readerStanding } from "#app/domain/cases/reader-vocabulary.ts";
import { removeForGood } from "#app/domain/cases/remove-versions.server.ts";
import { setPairsOfEyes } from "#app/domain/cases/set-pairs-of-eyes.server.ts";
import { submitCase } from "#app/domain/cases/submit-case.server.ts";
import { hidePage, showPage } from "#app/domain/pages/hide-page.server.ts";
import { anonymous, type Viewer } from "#app/domain/viewer.ts";
import { type Content, contentToText } from "#app/editor/content.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { begunText } from "#app/editor/written.ts";
import type { Sql } from "#db/client.ts";
import { listDesk } from "#db/queries/cases/desk.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findUnpublished } from "#db/queries/cases/hand-over.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { openFilter } from "#search/engine.ts";
import { createSearch } from "#search/search.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { buildDocument } from "#seeds/builders/build-sources.ts";
import { here, there } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { buildSubmitted, createViewer, handOverFields } from "#tests/support/handing-over.ts";
import { startTestWorker } from "#tests/support/worker.ts";

type Known = Awaited<ReturnType<typeof createViewer>>;

let database: TestDatabase;
let sql: Sql;
let unit: string;
let otherUnit: string;
/** Everybody who may have to do with a case of the unit. */
const who = {} as Record<
  | "writer"
  | "colleague"
  | "approver"
  | "unitApprover"
  | "otherUnitApprover"
  | "coordinator"
  | "reader"
  | "elsewhere"
  | "association"
  | "demoCoordinator",
  Known
>;

beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
  const units = await sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind)
    values (${here.code}, 'proeve', 'Prøveskolen', 'skole'), (${here.code}, 'anden', 'Den anden', 'skole') returning id`;
  [unit, otherUnit] = units.map(({ id }) => id) as [string, string];
  const municipality = here.code;
  who.writer = await createViewer(sql, [{ role: "contributor", municipality }], { name: "Frede Forfatter" });
  who.colleague = await createViewer(sql, [{ role: "contributor", municipality }]);
  who.approver = await createViewer(sql, [{ role: "approver", municipality }], { name: "Gitte Godkender" });
  who.unitApprover = await createViewer(sql, [{ role: "approver", municipality, unitId: unit }]);
  who.otherUnitApprover = await createViewer(sql, [{ role: "approver", municipality, unitId: otherUnit }]);
  who.coordinator = await createViewer(sql, [{ role: "coordinator", municipality }]);
  who.reader = await createViewer(sql, [{ role: "reader", municipality }]);
  who.elsewhere = await createViewer(sql, [{ role: "coordinator", municipality: there.code }]);
  who.association = await createViewer(sql, [{ role: "association_editor" }]);
  who.demoCoordinator = await createViewer(sql, [{ role: "coordinator", municipality }], { demo: true });
});
afterAll(() => database.drop());
beforeEach(() => sql`delete from graphile_worker._private_jobs`);

/** What became of a deed: `done`, or the status of its refusal. */
async function outcome(deed: Promise<unknown>): Promise<string | number> {
  return deed.then(
    () => "done",
    (error: { status?: number }) => {
      if (error.status === undefined) throw error;
      return error.status;
    },
  );
}

const storyOf = async (id: string) => {
  const [row] = await sql<
    {
      slug: string | null;
      published: string | null;
      working: string | null;
      submitted: string | null;
      visibility: string;
      hidden: boolean;
      withdrawn: boolean;
    }[]
  >`
    select slug, published_revision_id as published, working_revision_id as working, submitted_revision_id as submitted, visibility,
      hidden_at is not null as hidden, withdrawn_at is not null as withdrawn
    from case_story where id = ${id}`;
  if (!row) throw new Error(`no case ${id}`);
  return row;
};
const lettersLeft = async () =>
  (
    await sql<{ kind: string }[]>`
      select j.payload ->> 'kind' as kind from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'letter' order by j.id`
  ).map(({ kind }) => kind);

/** A published case of the writer's. */
async function buildPublished(options: Parameters<typeof buildSubmitted>[2] = {}) {
  const submitted = await buildSubmitted(sql, who.writer, { unitId: unit, ...options });
  const slug = await approveCase(sql, who.approver, submitted.id, {
    revision: submitted.revision,
    words: "",
    held: [],
  });
  return { id: submitted.id, revision: submitted.revision, slug };
}

/** A case in each state, with the version that a verb would name. */
const states = {
  draft: async () => {
    const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id, unitId: unit });
    return { id, revision: revisionId };
  },
  submitted: () => buildSubmitted(sql, who.writer, { unitId: unit }),
  returned: async () => {
    const { id, revision, workingId } = await buildSubmitted(sql, who.writer, { unitId: unit });
    await returnCase(sql, who.approver, id, { revision, words: "Ret det sidste afsnit." });
    return { id, revision, workingId };
  },
  published: () => buildPublished(),
  revised: async () => {
    const { id, revision } = await buildPublished();
    await reviseCase(sql, who.writer, id, revision);
    return { id, revision, workingId: (await storyOf(id)).working ?? "" };
  },
} satisfies Record<string, () => Promise<{ id: string; revision: string; workingId?: string }>>;
type State = keyof typeof states;

/** What can be done, each as the page asks for it. */
const verbs = {
  submit: (viewer: Viewer, id: string, revision: string) =>
    submitCase(sql, viewer, id, { ...handOverFields, settings: ["indskoling"], revision }),
  "take back": (viewer: Viewer, id: string, revision: string) => takeBackCase(sql, viewer, id, revision),
  assign: (viewer: Viewer, id: string, revision: string) =>
    assignCase(sql, viewer, id, { revision, assignedTo: who.unitApprover.person.id }),
  return: (viewer: Viewer, id: string, revision: string) =>
    returnCase(sql, viewer, id, { revision, words: "Ret det sidste afsnit." }),
  approve: (viewer: Viewer, id: string, revision: string) =>
    approveCase(sql, viewer, id, { revision, words: "", held: [] }),
  revise: (viewer: Viewer, id: string, revision: string) => reviseCase(sql, viewer, id, revision),
  discard: (viewer: Viewer, id: string, revision: string) => discardRevision(sql, viewer, id, revision),
  withdraw: (viewer: Viewer, id: string, revision: string) =>
    withdrawCase(sql, viewer, id, { revision, reason: "Skolen har bedt om det." }),
  narrow: (viewer: Viewer, id: string, revision: string) =>
    narrowCase(sql, viewer, id, { revision, visibility: "municipality" }),
  readdress: (viewer: Viewer, id: string, revision: string) =>
    readdressCase(sql, viewer, id, { revision, slug: `ny-adresse-${id}` }),
};
type Verb = keyof typeof verbs;

const writing = ["writer", "approver", "unitApprover", "coordinator"] as const;
const answering = ["approver", "unitApprover", "coordinator"] as const;
/** In which state a verb works, for whom, and what the others get: who may not know of the draft 404, who may not do it 403. */
const rules: Record<Verb, { state: readonly State[]; by: readonly (keyof typeof who)[] }> = {
  submit: { state: ["draft", "returned", "revised"], by: writing },
  "take back": { state: ["submitted"], by: ["writer", "coordinator"] },
  assign: { state: ["submitted"], by: writing },
  return: { state: ["submitted"], by: answering },
  approve: { state: ["submitted"], by: answering },
  revise: { state: ["published"], by: writing },
  discard: { state: ["revised"], by: ["writer", "coordinator"] },
  withdraw: { state: ["published", "revised"], by: writing },
  narrow: { state: ["published", "revised"], by: writing },
  readdress: { state: ["published", "revised"], by: ["coordinator"] },
};

describe("every verb in every state, by everybody", { timeout: 60_000 }, () => {
  it.each(Object.keys(verbs) as Verb[])("%s", async (verb) => {
    for (const state of Object.keys(states) as State[]) {
      for (const [name, viewer] of Object.entries(who)) {
        const { id, revision, workingId } = { workingId: undefined, ...(await states[state]()) };
        const before = await storyOf(id);
        const named = verb === "submit" || verb === "discard" ? (workingId ?? revision) : revision;
        const where = `${verb}, ${state}, ${name}`;
        const got = await outcome(verbs[verb](viewer, id, named));
        const { state: works, by } = rules[verb];
        const knows = (writing as readonly string[]).includes(name);
        const allowed = (by as readonly string[]).includes(name);
        if (allowed && works.includes(state)) expect(got, where).toBe("done");
        else {
          // Who has nothing to do with the draft is told of none; who has is told why not. Which of the two comes first is no matter.
          expect(got, where).toSatisfy((status) =>
            knows ? [403, 404, 409].includes(status as number) : status === 404,
          );
          expect(await storyOf(id), where).toEqual(before);
        }
      }
    }
  });
});

describe("what is handed over", () => {
  it("is frozen as it is stored of the shared text, without empty sections, with what was hard in a box", async () => {
    const { id, revisionId } = await buildDraft(sql, {
      begunBy: who.writer.person.id,
      unitId: unit,
      answers: { challenge: "Gammelt.", did: "", outcome: "", hard: "" },
    });
    const written = begunText({ challenge: "Nyt.", did: "", outcome: "Ro.", hard: "Tiden var knap. Meget knap." });
    await sql`update shared_text set snapshot = ${Buffer.from(sharedTextOf(written))} where revision_id = ${revisionId}`;
    await submitCase(sql, who.writer, id, { ...handOverFields, settings: ["indskoling"], revision: revisionId });
    const version = await findUnpublished(sql, who.approver, id, "submitted");
    expect(version).toMatchObject({ title: handOverFields.title, hard: "Tiden var knap. Meget knap.", unit: null });
    const words = contentToText(version?.content as Content);
    expect(words).toContain("Nyt.");
    expect(words).not.toMatch(/Gammelt|Hvad vi gjorde/);
    expect(await lettersLeft()).toEqual(["case-submitted"]);
  });

  it("keeps what its links rest on as citations, and lets a link that leads nowhere be a link", async () => {
    await buildDocument(sql, { slug: "kilden" });
    const [anchor] = await sql<{ anchor: string }[]>`
      select a.anchor from document_anchor a join document d on d.id = a.document_id where d.slug = 'kilden'`;
    const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id });
    const link = (href: string) => ({ type: "text", text: "her", marks: [{ type: "link", attrs: { href } }] });
    const text: Content = {
      type: "doc",
      content: [
        {
          type: "paragraph",
          content: [link(`/dokumenter/kilden#${anchor?.anchor}`), link("/dokumenter/kilden#intet-sted")],
        },
      ],
    };
    await sql`update shared_text set snapshot = ${Buffer.from(sharedTextOf(text))} where revision_id = ${revisionId}`;
    await submitCase(sql, who.writer, id, { ...handOverFields, settings: ["indskoling"], revision: revisionId });
    const cited = await sql`
      select anchor from case_citation where revision_id = (select submitted_revision_id from case_story where id = ${id})`;
    expect(cited.map(({ anchor: at }) => at)).toEqual([anchor?.anchor]);
  });

  it.each([
    ["another revision than the one that is written", { revision: crypto.randomUUID() }, 409, "form"],
    ["no answer to whether the unit is named", { namesUnit: "" as const }, 400, "namesUnit"],
    ["an answer about another unit", { namesUnit: crypto.randomUUID() }, 409, "namesUnit"],
    ["no setting", { settings: ["trylleri"] }, 400, "settings"],
    ["one who may not approve it", { assignedTo: "reader" }, 409, "assignedTo"],
    ["KL where others may approve", { toAssociation: "ja" as const }, 409, "form"],
  ])("is refused with %s, and nothing changes", async (_what, wrong, status, field) => {
    const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id, unitId: unit });
    const { assignedTo } = { assignedTo: "", ...wrong };
    const sent = {
      ...handOverFields,
      settings: ["indskoling"],
      revision: revisionId,
      ...wrong,
      assignedTo: assignedTo && who.reader.person.id,
    };
    await expect(submitCase(sql, who.writer, id, sent)).rejects.toMatchObject({ status, field });
    expect(await storyOf(id)).toMatchObject({ submitted: null, working: revisionId });
    const [working] = await sql`select title from case_revision where id = ${revisionId}`;
    expect(working?.title).toBe("");
  });

  it("is refused while it lies in the bin", async () => {
    const binned = await buildDraft(sql, { begunBy: who.writer.person.id, unitId: unit });
    await sql`update case_story set binned_at = now() where id = ${binned.id}`;
    expect(await outcome(verbs.submit(who.writer, binned.id, binned.revisionId))).toBe(409);
  });
});

describe("the privacy check", () => {
  const named = { did: "Mor til Mathilde Hansen kom forbi hver dag." };

  it("keeps a text with a CPR number from being handed over, whatever reason is given", async () => {
    const { id, revisionId } = await buildDraft(sql, {
      begunBy: who.writer.person.id,
      answers: { did: "Eleven 010114-1234 var med." },
    });
    await expect(verbs.submit(who.writer, id, revisionId)).rejects.toMatchObject({ status: 400, field: "form" });
    expect((await storyOf(id)).submitted).toBeNull();
  });

  it("reads why the text belongs to a point of the declaration too, which readers get", async () => {
    const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id });
    const link = (why: string) => sql`
      insert into case_commitment (revision_id, declaration_year, number, linked_by, why) values (${revisionId}, 2025, 1, 'source', ${why})
      on conflict (revision_id, declaration_year, number) do update set why = excluded.why`;
    await link("Eleven 010114-1234 var med.");
    await expect(verbs.submit(who.writer, id, revisionId)).rejects.toMatchObject({ status: 400, field: "form" });
    await link("Børnene har selv valgt.");
    await verbs.submit(who.writer, id, revisionId);
    const version = await findUnpublished(sql, who.approver, id, "submitted");
    expect(version?.commitments).toMatchObject([{ number: 1, why: "Børnene har selv valgt." }]);
  });

  it("lets a warning pass with a reason, which the approver has to find good", async () => {
    const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id, answers: named });
    const refused = await verbs.submit(who.writer, id, revisionId).catch((error) => error);
    expect(refused.field).toMatch(/^reason-[0-9a-f]{8,}$/);
    const keys = [refused.field, ...Object.keys(refused.also)].map((field: string) => field.replace("reason-", ""));
    const sent = { ...handOverFields, settings: ["indskoling"], revision: revisionId };
    const short = Object.fromEntries(keys.map((key) => [key, "Ja."]));
    await expect(submitCase(sql, who.writer, id, { ...sent, reasons: short })).rejects.toMatchObject({ status: 400 });
    const reasons = Object.fromEntries(keys.map((key) => [key, "Navnet er opdigtet til lejligheden."]));
    await submitCase(sql, who.writer, id, { ...sent, reasons });
    const { submitted } = await storyOf(id);
    const revision = submitted ?? "";
    await expect(verbs.approve(who.approver, id, revision)).rejects.toMatchObject({
      status: 400,
      field: `holds-${keys[0]}`,
    });
    // Nothing that was found lies in the table of reasons.
    const kept = await sql`select finding_key as key, reason from kept_warning where case_id = ${id}`;
    expect(JSON.stringify(kept)).not.toMatch(/Mathilde/);
    await approveCase(sql, who.approver, id, { revision, words: "", held: keys });
    expect((await storyOf(id)).published).toBe(revision);
  });

  it("keeps CPR numbers out of reasons and answers, and names out of why something is withdrawn", async () => {
    const number = "Se 010114-1234 i journalen.";
    const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id, answers: named });
    const { field } = await verbs.submit(who.writer, id, revisionId).catch((error) => error);
    const sent = { ...handOverFields, settings: ["indskoling"], revision: revisionId };
    const reasons = { [field.replace("reason-", "")]: number };
    await expect(submitCase(sql, who.writer, id, { ...sent, reasons })).rejects.toMatchObject({ status: 400, field });
    expect(await sql`select from kept_warning where case_id = ${id}`).toHaveLength(0);

    const waiting = await buildSubmitted(sql, who.writer);
    const answer = { revision: waiting.revision, words: number };
    const wanted = { status: 400, field: "words", message: expect.stringContaining("CPR-nummer") };
    await expect(returnCase(sql, who.approver, waiting.id, answer)).rejects.toMatchObject(wanted);
    await expect(approveCase(sql, who.approver, waiting.id, { ...answer, held: [] })).rejects.toMatchObject(wanted);
    expect((await storyOf(waiting.id)).submitted).toBe(waiting.revision);

    const published = await buildPublished();
    for (const reason of [number, "Eleven Magnus Jensen stod der med navn."])
      await expect(
        withdrawCase(sql, who.writer, published.id, { revision: published.revision, reason }),
      ).rejects.toMatchObject({ status: 400, field: "reason" });
    expect((await storyOf(published.id)).withdrawn).toBe(false);
  });

  it("is made again at the yes, of the version itself", async () => {
    const { id, revision } = await buildSubmitted(sql, who.writer);
    await sql`update case_revision set summary = 'Ring til 010114-1234.' where id = ${revision}`;
    await expect(verbs.approve(who.approver, id, revision)).rejects.toMatchObject({ status: 400 });
    await sql`update case_revision set summary = 'Mor til Mathilde Hansen kom.' where id = ${revision}`;
    await expect(verbs.approve(who.approver, id, revision)).rejects.toMatchObject({ status: 400 });
    expect((await storyOf(id)).published).toBeNull();
  });

  it("wants a second person also where one pair of eyes is enough", async () => {
    await sql`update municipality set pairs_of_eyes = 1 where code = ${here.code}`;
    try {
      const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id, answers: named });
      const refused = await verbs.submit(who.writer, id, revisionId).catch((error) => error);
      const reasons = Object.fromEntries(
        [refused.field, ...Object.keys(refused.also)].map((field: string) => [
          field.replace("reason-", ""),
          "Navnet er opdigtet til lejligheden.",
        ]),
      );
      const sent = { ...handOverFields, settings: ["indskoling"], revision: revisionId, reasons };
      expect(await submitCase(sql, who.writer, id, sent)).toBeNull();
      expect(await storyOf(id)).toMatchObject({ published: null });
    } finally {
      await sql`update municipality set pairs_of_eyes = 2 where code = ${here.code}`;
    }
  });
});

describe("the second person", () => {
  it("is nobody who has written since the last publication, and not the one who handed it over", async () => {
    const { id, revision, workingId } = await buildSubmitted(sql, who.writer, { unitId: unit });
    await sql`insert into case_revision_author (revision_id, person_id) values (${workingId}, ${who.approver.person.id})`;
    await expect(verbs.approve(who.approver, id, revision)).rejects.toMatchObject({
      status: 403,
      message: "Du har selv skrevet i teksten, og den skal ses af en, der ikke har. Bed en anden svare.",
    });
    expect(await outcome(verbs.return(who.approver, id, revision))).toBe(403);
    const own = await buildDraft(sql, { begunBy: null, unitId: unit });
    await verbs.submit(who.coordinator, own.id, own.revisionId);
    const { submitted } = await storyOf(own.id);
    expect(await outcome(verbs.approve(who.coordinator, own.id, submitted ?? ""))).toBe(403);
  });

  it("is not needed where one pair of eyes is enough: the writer publishes", async () => {
    await setPairsOfEyes(sql, who.coordinator, here.code, 1);
    try {
      const { id, revisionId } = await buildDraft(sql, { begunBy: who.writer.person.id });
      const sent = { ...handOverFields, title: "Ét par øjne", settings: ["indskoling"], revision: revisionId };
      expect(await submitCase(sql, who.writer, id, sent)).toBe("et-par-oejne");
      expect(await storyOf(id)).toMatchObject({ working: null, submitted: null });
      expect(await findCase(sql, anonymous, "et-par-oejne")).toMatchObject({ state: "here" });
    } finally {
      await setPairsOfEyes(sql, who.coordinator, here.code, 2);
    }
    const entries = await sql`select detail from audit_log where action = 'municipality.pairs_of_eyes' order by id`;
    expect(entries.map(({ detail }) => detail)).toEqual([{ pairs: 1 }, { pairs: 2 }]);
  });

  it("is chosen for a municipality by its coordinator, not by an invented one", async () => {
    for (const name of ["writer", "approver", "elsewhere", "association", "demoCoordinator"] as const)
      expect(await outcome(setPairsOfEyes(sql, who[name], here.code, 1)), name).toBe(403);
  });
});

describe("KL", () => {
  /** A municipality with one writer and nobody else. */
  const lonely = { code: there.code };

  it("decides on the one version that a municipality without a second person hands to it, and on nothing else", async () => {
    const writer = await createViewer(sql, [{ role: "contributor", municipality: lonely.code }]);
    const elsewhere = who.elsewhere.person.id;
    await sql`delete from role_grant where person_id = ${elsewhere}`;
    try {
      const options = { municipalityCode: lonely.code };
      await expect(buildSubmitted(sql, writer, options)).rejects.toMatchObject({ status: 409 });
      const { id, revision } = await buildSubmitted(sql, writer, { ...options, fields: { toAssociation: "ja" } });
      expect(await findUnpublished(sql, who.association, id, "submitted")).toMatchObject({ revisionId: revision });
      expect(await findUnpublished(sql, who.association, id, "working")).toBeUndefined();
      const queue = await listDesk(sql, who.association, "to_answer", { page: 1, pageSize: 1_000 });
      expect(queue.items.map((item) => item.id)).toEqual([id]);
      for (const verb of ["take back", "assign", "submit"] as const)
        expect(await outcome(verbs[verb](who.association, id, revision)), verb).toBe(403);
      await verbs.return(who.association, id, revision);
      expect(await findUnpublished(sql, who.association, id, "submitted")).toBeUndefined();
      expect(await outcome(verbs.approve(who.association, id, revision))).toBe(404);

      const { working } = await storyOf(id);
      await submitCase(sql, writer, id, {
        ...handOverFields,
        settings: ["indskoling"],
        revision: working ?? "",
        toAssociation: "ja",
      });
      const { submitted } = await storyOf(id);
      await verbs.approve(who.association, id, submitted ?? "");
      expect((await storyOf(id)).published).toBe(submitted);
    } finally {
      await sql`insert into role_grant (person_id, role, municipality_code) values (${elsewhere}, 'coordinator', ${lonely.code})`;
    }
  });

  it("sees nothing of what waits for the municipality's own", async () => {
    const { id } = await buildSubmitted(sql, who.writer);
    expect(await findUnpublished(sql, who.association, id, "submitted")).toBeUndefined();
    expect(
      (await listDesk(sql, who.association, "to_answer", { page: 1, pageSize: 1_000 })).items.map((item) => item.id),
    ).not.toContain(id);
  });
});

describe("an answer", () => {
  it("is refused to a version that was taken back meanwhile, and says who did", async () => {
    const { id, revision, workingId } = await buildSubmitted(sql, who.writer);
    await takeBackCase(sql, who.writer, id, revision);
    await expect(verbs.approve(who.approver, id, revision)).rejects.toMatchObject({
      status: 409,
      message: "Frede Forfatter tog teksten tilbage, mens du læste. Der er ikke ændret noget.",
    });
    await verbs.submit(who.writer, id, workingId);
    await expect(verbs.approve(who.approver, id, revision)).rejects.toMatchObject({
      status: 409,
      message:
        "Frede Forfatter tog teksten tilbage, mens du læste. Siden er den sendt igen og kan være ændret. Det er den nye, du ser her.",
    });
    expect((await storyOf(id)).published).toBeNull();
  });

  it("is given by one of two approvers who say yes at once; the other is told so", async () => {
    const { id, revision } = await buildSubmitted(sql, who.writer, { unitId: unit });
    const answers = await Promise.allSettled(
      [who.approver, who.coordinator, who.unitApprover].map((viewer) => verbs.approve(viewer, id, revision)),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === "rejected")
        expect(answer.reason).toMatchObject({
          status: 409,
          message: expect.stringMatching(/godkendte teksten, og den blev udgivet, mens du læste/),
        });
    expect(await lettersLeft()).toEqual(["case-submitted", "case-published"]);
    const entries =
      await sql`select from audit_log where action = 'case.approved' and subject = ${`/mine-tekster/${id}`}`;
    expect(entries).toHaveLength(1);
  });

  it("needs words to send a text back, and may quote", async () => {
    const { id, revision } = await buildSubmitted(sql, who.writer);
    for (const words of ["", "> Mere ro.\n> Tiden."])
      await expect(returnCase(sql, who.approver, id, { revision, words })).rejects.toMatchObject({ field: "words" });
    await returnCase(sql, who.approver, id, { revision, words: "> Mere ro.\nHvordan ved I det?" });
    const [row] = await sql`select answer, words, quotes from case_hand_over where revision_id = ${revision}`;
    expect(row).toEqual({ answer: "returned", words: "> Mere ro.\nHvordan ved I det?", quotes: ["Mere ro."] });
    expect(partsOfAnswer("> a\n\nb\n >c\nd")).toEqual([
      { kind: "quote", text: "a" },
      { kind: "words", text: "b" },
      { kind: "quote", text: "c" },
      { kind: "words", text: "d" },
    ]);
  });

  it("is asked of another, who gets a letter; not of one who may not", async () => {
    const { id, revision } = await buildSubmitted(sql, who.writer, {
      unitId: unit,
      fields: { assignedTo: who.approver.person.id },
    });
    const ask = (person: Known) => assignCase(sql, who.writer, id, { revision, assignedTo: person.person.id });
    expect(await outcome(ask(who.approver))).toBe(409);
    expect(await outcome(ask(who.otherUnitApprover))).toBe(409);
    await ask(who.unitApprover);
    expect(await lettersLeft()).toEqual(["case-submitted", "case-assigned"]);
    const queue = await listDesk(sql, who.unitApprover, "to_answer", { page: 1, pageSize: 1_000 });
    expect(queue.items.find((item) => item.id === id)).toMatchObject({ waitsForMe: true });
  });
});

describe("what is published", () => {
  it("is the version that was approved; its working revision is gone, and its address is made of the title", async () => {
    const { id, slug, revision } = await buildPublished({ fields: { title: "Æbler & øl på Åen", namesUnit: unit } });
    expect(slug).toBe("aebler-oel-paa-aaen");
    expect(await storyOf(id)).toMatchObject({ published: revision, working: null, submitted: null });
    expect(await findCase(sql, anonymous, slug)).toMatchObject({
      state: "here",
      item: { unit: { name: "Prøveskolen" }, retold: false, document: null },
    });
    expect(await lettersLeft()).toEqual(["case-submitted", "case-published"]);
  });

  it("gets an address that no other text has or has had, also two at once", async () => {
    await buildCase(sql, { slug: "samme-titel", retiredSlugs: ["samme-titel-2"] });
    const waiting = await Promise.all(
      [1, 2, 3].map(() => buildSubmitted(sql, who.writer, { fields: { title: "Samme titel" } })),
    );
    const slugs = await Promise.all(waiting.map(({ id, revision }) => verbs.approve(who.approver, id, revision)));
    expect([...slugs].sort()).toEqual(["samme-titel-3", "samme-titel-4", "samme-titel-5"]);
  });

  it("is revised beside the public version, keeps its address under a new title, and builds on its document", async () => {
    await buildDocument(sql, { slug: "grundlaget" });
    const [anchor] = await sql<{ anchor: string }[]>`
      select a.anchor from document_anchor a join document d on d.id = a.document_id where d.slug = 'grundlaget'`;
    const { id, slug } = await buildCase(sql, {
      document: "grundlaget",
      citations: [`/dokumenter/grundlaget#${anchor?.anchor}`],
    });
    const before = await findCase(sql, anonymous, slug);
    expect(before).toMatchObject({ item: { retold: true } });
    const { published } = await storyOf(id);
    await reviseCase(sql, who.coordinator, id, published ?? "");
    expect(await findCase(sql, anonymous, slug)).toEqual(before);
    expect(await outcome(reviseCase(sql, who.coordinator, id, published ?? ""))).toBe(409);
    const { working } = await storyOf(id);
    const texts = await sql`select from shared_text where revision_id = ${working}`;
    expect(texts).toHaveLength(1);
    await submitCase(sql, who.coordinator, id, {
      ...handOverFields,
      title: "En helt ny titel",
      settings: ["indskoling"],
      revision: working ?? "",
    });
    const { submitted } = await storyOf(id);
    expect(await verbs.approve(who.approver, id, submitted ?? "")).toBe(slug);
    expect(await findCase(sql, anonymous, slug)).toMatchObject({
      item: { title: "En helt ny titel", retold: false, document: { slug: "grundlaget" } },
    });
  });

  it("keeps what was hard when what the editors wrote is revised, in its section or as one", async () => {
    for (const heading of ["Hvad er svært", "Set fra skolen"]) {
      const content = contentFromHtml(`<h2>Udfordringen</h2><p>Uro.</p><h2>${heading}</h2><p>Der var ikke tid.</p>`);
      const { id, slug } = await buildCase(sql, { hard: "Tiden var knap." });
      const { published } = await storyOf(id);
      await sql`update case_revision set content = ${sql.json(content as never)} where id = ${published}`;
      await reviseCase(sql, who.coordinator, id, published ?? "");
      const { working } = await storyOf(id);
      await submitCase(sql, who.coordinator, id, {
        ...handOverFields,
        settings: ["indskoling"],
        revision: working ?? "",
      });
      const { submitted } = await storyOf(id);
      await verbs.approve(who.approver, id, submitted ?? "");
      expect(await findCase(sql, anonymous, slug), heading).toMatchObject({
        item: { hard: heading === "Hvad er svært" ? "Der var ikke tid." : "Tiden var knap." },
      });
    }
  });

  it("stays hidden when it was, and is shown when it was hidden until it is approved anew", async () => {
    for (const awaits of [false, true]) {
      const { id, revision } = await buildPublished();
      await sql`update case_story set hidden_at = now(), awaits_approval = ${awaits} where id = ${id}`;
      await reviseCase(sql, who.writer, id, revision);
      const { working } = await storyOf(id);
      await verbs.submit(who.writer, id, working ?? "");
      const { submitted } = await storyOf(id);
      await verbs.approve(who.approver, id, submitted ?? "");
      expect((await storyOf(id)).hidden, `awaits approval: ${awaits}`).toBe(!awaits);
      // What held the place of removed words was never approved, and is no version afterwards.
      const before = await sql`select from case_revision where id = ${revision}`;
      expect(before).toHaveLength(awaits ? 0 : 1);
    }
  });

  it("stays hidden when it was before words of it were removed for good, once and again", async () => {
    const rooms = { flush: async () => {} } as unknown as Parameters<typeof removeForGood>[1];
    for (const hidden of [false, true]) {
      const { id, revision, slug } = await buildPublished();
      if (hidden) await hidePage(sql, who.coordinator, { path: `/eksempler/${slug}`, reason: "Et navn stod i den." });
      await reviseCase(sql, who.writer, id, revision);
      for (const removes of [1, 2]) {
        const { working } = await storyOf(id);
        const removed = removeForGood(sql, rooms, who.coordinator, id, {
          revision: working ?? "",
          reason: "Et navn stod i den.",
        });
        expect(await removed, `${removes}`).toEqual({ hidden: !hidden });
      }
      const subject = await findDraftSubject(sql, id);
      expect(subject && readerStanding(subject)).toBe(hidden ? "hidden" : "awaits");
      const { working } = await storyOf(id);
      await verbs.submit(who.writer, id, working ?? "");
      expect(await outcome(showPage(sql, who.coordinator, `/eksempler/${(await storyOf(id)).slug}`))).toBe(409);
      const { submitted } = await storyOf(id);
      await verbs.approve(who.approver, id, submitted ?? "");
      expect((await storyOf(id)).hidden, `hidden before: ${hidden}`).toBe(hidden);
      if (hidden) await showPage(sql, who.coordinator, `/eksempler/${(await storyOf(id)).slug}`);
      expect((await storyOf(id)).hidden).toBe(false);
    }
  });

  it("that is hidden until it is approved anew has nothing else to go back to", async () => {
    const { id, revision } = await buildPublished();
    await reviseCase(sql, who.writer, id, revision);
    const { working } = await storyOf(id);
    await sql`update case_story set hidden_at = now(), awaits_approval = true where id = ${id}`;
    expect(await outcome(verbs.discard(who.writer, id, working ?? ""))).toBe(409);
    expect((await storyOf(id)).working).toBe(working);
  });

  it("stays as it is when what is written beside it is thrown away, and a later revision begins afresh", async () => {
    const { id, revision, slug } = await buildPublished();
    const page = await findCase(sql, anonymous, slug);
    await reviseCase(sql, who.writer, id, revision);
    const { working } = await storyOf(id);
    await verbs.submit(who.writer, id, working ?? "");
    const { submitted } = await storyOf(id);
    expect(await outcome(verbs.discard(who.writer, id, working ?? ""))).toBe(409);
    await verbs.return(who.approver, id, submitted ?? "");
    expect(await outcome(verbs.discard(who.writer, id, crypto.randomUUID()))).toBe(409);
    await sql`
      insert into text_update (revision_id, person_id, bytes) values (${working}, ${who.writer.person.id}, ${Buffer.from([0, 0])})`;
    await verbs.discard(who.writer, id, working ?? "");
    expect(await storyOf(id)).toMatchObject({ published: revision, working: null, submitted: null });
    expect(await findCase(sql, anonymous, slug)).toEqual(page);
    for (const table of ["shared_text", "text_update", "case_revision_author"])
      expect(await sql`select from ${sql(table)} where revision_id = ${working}`, table).toHaveLength(0);
    expect(await sql`select from audit_log where action = 'case.discarded' and subject like ${`%${id}`}`).toHaveLength(
      1,
    );
    expect(await outcome(verbs.discard(who.writer, id, working ?? ""))).toBe(409);
    await reviseCase(sql, who.writer, id, revision);
    expect((await findDraftSubject(sql, id))?.state).toBe("draft");
  });

  it("is withdrawn with a reason, says so, and comes back when it is approved anew", async () => {
    const { id, revision, slug } = await buildPublished();
    await withdrawCase(sql, who.writer, id, { revision, reason: "Skolen har bedt om det." });
    expect(await findCase(sql, anonymous, slug)).toEqual({ state: "gone" });
    expect(await outcome(verbs.withdraw(who.writer, id, revision))).toBe(409);
    await reviseCase(sql, who.writer, id, revision);
    const { working } = await storyOf(id);
    await verbs.submit(who.writer, id, working ?? "");
    const { submitted } = await storyOf(id);
    await verbs.approve(who.approver, id, submitted ?? "");
    expect(await findCase(sql, anonymous, slug)).toMatchObject({ state: "here" });
  });

  it("is shared with fewer at once, never with more, and what is on its way with no more than that", async () => {
    const { id, revision, slug } = await buildPublished();
    await sql`update case_story set visibility = 'public' where id = ${id}`;
    await reviseCase(sql, who.writer, id, revision);
    const { working } = await storyOf(id);
    await narrowCase(sql, who.writer, id, { revision, visibility: "network" });
    expect(await findCase(sql, anonymous, slug)).toBeNull();
    const [{ visibility } = {}] = await sql`select visibility from case_revision where id = ${working}`;
    expect(visibility).toBe("network");
    await narrowCase(sql, who.writer, id, { revision, visibility: "municipality" });
    expect(await outcome(narrowCase(sql, who.writer, id, { revision, visibility: "network" }))).toBe(409);
    expect((await storyOf(id)).visibility).toBe("municipality");
  });

  it("says that it is withdrawn to all for whom it was published, also when fewer could read it since; to nobody else", async () => {
    for (const [asked, gone] of [
      ["public", [true, true, true]],
      ["network", [false, true, true]],
      ["municipality", [false, false, true]],
    ] as const) {
      const draft = await buildDraft(sql, { begunBy: who.writer.person.id, unitId: unit });
      await sql`update case_revision set visibility = ${asked} where id = ${draft.revisionId}`;
      await verbs.submit(who.writer, draft.id, draft.revisionId);
      const { submitted } = await storyOf(draft.id);
      const slug = await approveCase(sql, who.approver, draft.id, { revision: submitted ?? "", words: "", held: [] });
      const { published } = await storyOf(draft.id);
      if (asked !== "municipality")
        await narrowCase(sql, who.writer, draft.id, { revision: published ?? "", visibility: "municipality" });
      const found = async () =>
        Promise.all([anonymous, who.elsewhere, who.reader].map((viewer) => findCase(sql, viewer, slug)));
      expect((await found()).slice(0, 2), asked).toEqual([null, null]);
      await verbs.withdraw(who.writer, draft.id, published ?? "");
      expect(await found(), asked).toEqual(gone.map((is) => (is ? { state: "gone" } : null)));
    }
  });

  it("gets another address from the coordinator, and the old one leads there, also back and forth", async () => {
    const { id, revision, slug } = await buildPublished({ fields: { title: "Gammel adresse" } });
    const other = await buildCase(sql, { slug: "optaget", retiredSlugs: ["ogsaa-optaget"] });
    const move = (to: string) => readdressCase(sql, who.coordinator, id, { revision, slug: to });
    for (const taken of [other.slug, "ogsaa-optaget", slug]) expect(await outcome(move(taken)), taken).toBe(409);
    await move("ny-plads");
    expect(await findCase(sql, anonymous, slug)).toEqual({ state: "moved", slug: "ny-plads" });
    await move(slug);
    expect(await findCase(sql, anonymous, "ny-plads")).toEqual({ state: "moved", slug });
  });

  it("is named by its version: a stale form changes nothing", async () => {
    const { id } = await buildPublished();
    const before = await storyOf(id);
    for (const verb of ["revise", "withdraw", "narrow", "readdress"] as const)
      expect(await outcome(verbs[verb](who.coordinator, id, crypto.randomUUID())), verb).toBe(409);
    expect(await storyOf(id)).toEqual(before);
  });

  it("is found once the job that it left has run, and not after it is withdrawn", async () => {
    const worker = await startTestWorker({ databaseUrl: database.url });
    const found = async () =>
      (
        await createSearch(sql).find(anonymous, {
          text: "kvadratrodsfest",
          filter: openFilter,
          sort: "relevance",
          page: 1,
          pageSize: 10,
          today: "2026-11-30",
        })
      ).hits.map(({ title }) => title);
    try {
      const { id, revision } = await buildPublished({ fields: { title: "Kvadratrodsfest i indskolingen" } });
      await expect.poll(found, { timeout: 10_000, interval: 20 }).toEqual(["Kvadratrodsfest i indskolingen"]);
      await withdrawCase(sql, who.writer, id, { revision, reason: "Skolen har bedt om det." });
      await expect.poll(found, { timeout: 10_000, interval: 20 }).toEqual([]);
    } finally {
      await worker.stop();
    }
  });
});
