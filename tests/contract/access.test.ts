import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashToken } from "#app/domain/accounts/secrets.server.ts";
import { mayWriteDraft } from "#app/domain/cases/policy.ts";
import { mayFetchExport } from "#app/domain/exports/policy.ts";
import { mayOpenEdition } from "#app/domain/statuses/policy.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { exportFileKey } from "#app/exports/places.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { type AnyAccess, access, accessRules, type GuardedRoute } from "#app/http/access.ts";
import routes from "#app/routes.ts";
import { storeActing } from "#db/queries/acting.ts";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { buildStatus } from "#seeds/builders/build-status.ts";
import { type Caller, callers, draftHere, editionHere, exportHere, here, viewerFor } from "#tests/support/callers.ts";
import { createPerson, openSession, type TestPerson } from "#tests/support/people.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { knockAtText } from "#tests/support/writer.ts";
import { type Answer, ask, sendForm } from "./ask.ts";

const signedIn = callers.filter(({ roles }) => roles);
const admin = signedIn.find(({ name }) => name === "KL-administrator") as Caller;

let site: TestSite;
/** The working revision of `draftHere`. */
let textHere: string;
const people = new Map<string, TestPerson>();

beforeAll(async () => {
  site = await startSite({ seed: "reference" });
  const [{ id: unitId } = { id: "" }] = await site.sql<{ id: string }[]>`
    insert into unit (municipality_code, slug, name, kind) values (${here.code}, 'proeve', 'Prøve', 'skole') returning id`;
  for (const { name, roles, demo } of signedIn) {
    const given = (roles ?? []).map(({ role, place, unit }) => ({
      role,
      municipality: place?.code,
      unitId: unit ? unitId : undefined,
    }));
    people.set(name, await createPerson(site.sql, { roles: given, demo }));
  }
  textHere = (await buildDraft(site.sql, { id: draftHere.id, municipalityCode: here.code })).revisionId;
  const edition = await buildStatus(site.sql, { municipalityCode: here.code, period: "2026H1", state: "draft" });
  await site.sql`update status_edition set id = ${editionHere.id} where id = ${edition.editionId}`;
  const [attempt] = await site.sql<{ attempt: string }[]>`
    insert into municipality_export (id, municipality_code, attempt, ready_at, expires_at, bytes, texts, versions, pictures)
    values (${draftHere.id}, ${here.code}, gen_random_uuid(), now(), now() + interval '1 hour', 1, 0, 0, 0) returning attempt`;
  const key = exportFileKey({ id: draftHere.id, attempt: attempt?.attempt ?? "" });
  await createFolderStore(site.files).put(key, new Uint8Array([1]));
});
afterAll(() => site.stop());

/** A new session each time: some forms end it. */
async function knock({ name, passwordAlone, acting }: Caller): Promise<Record<string, string>> {
  const cookie = await openSession(site.sql, people.get(name)?.id ?? "", { secondFactor: !passwordAlone });
  if (acting) {
    const sessionId = hashToken(cookie.replace("session=", ""));
    await storeActing(site.sql, { sessionId, municipality: here.code, reason: "Koordinatoren er syg", hours: 1 });
  }
  return { cookie };
}

const addressOf = (route: string) =>
  `/${route.replace(":slug", here.slug).replace(":id", draftHere.id).replace(":name", "ingen.eml")}`;

/** The row that an address is about. */
const rowOf = (subject: AnyAccess["subject"]) =>
  subject === "draft" ? draftHere : subject === "export" ? exportHere : subject === "status" ? editionHere : here;

function expectDenied(
  answer: Answer,
  caller: Caller,
  { subject, rule }: Pick<AnyAccess, "subject"> & { rule: AnyAccess["read"] },
  where: string,
): void {
  if (caller.passwordAlone && rule(viewerFor(caller, true), rowOf(subject))) {
    expect([answer.status, answer.headers.location], where).toEqual([303, "/min-side/sikkerhed?gjort=mangler"]);
  } else {
    // That there is a draft, a status or a file, is none of a stranger's business.
    const strange =
      (subject === "draft" && !mayWriteDraft(viewerFor(caller), draftHere)) ||
      (subject === "export" && !mayFetchExport(viewerFor(caller), exportHere)) ||
      (subject === "status" && !mayOpenEdition(viewerFor(caller), editionHere));
    expect(answer.status, where).toBe(strange ? 404 : 403);
  }
}

/** What a route file of the built site exports, as far as guarding goes. */
interface RouteModule {
  loader?: { guards?: GuardedRoute };
  action?: { guards?: GuardedRoute };
}

describe("every address", () => {
  const all = routes.map(({ path: address, index }) => (index ? "" : (address ?? "")));
  let modules: { address: string; module: RouteModule }[];
  beforeAll(async () => {
    const file = pathToFileURL(path.resolve("build/server/index.js")).href;
    const build = (await import(file)) as {
      routes: Record<string, { id: string; path?: string; module: RouteModule }>;
    };
    modules = Object.values(build.routes)
      .filter(({ id }) => id !== "root")
      .map(({ path: address = "", module }) => ({ address, module }));
  });

  it("has its rule under its own name, and every rule an address", () => {
    expect(modules.map(({ address }) => address).sort()).toEqual(all.sort());
    for (const { address, module } of modules) {
      for (const guard of [module.loader?.guards, module.action?.guards]) {
        if (guard !== undefined) expect(guard, `/${address}`).toBe(address);
      }
    }
    expect(Object.keys(access).filter((route) => !all.includes(route))).toEqual([]);
  });

  it("that takes forms has a rule for each", () => {
    const taking = modules.filter(({ module }) => module.action).map(({ address }) => address);
    const ruled = accessRules.filter(([, { intents }]) => Object.keys(intents).length > 0).map(([route]) => route);
    expect(taking.sort()).toEqual(ruled.sort());
    const unguarded = modules.filter(({ module }) => module.action && !module.action.guards);
    expect(unguarded.map(({ address }) => address)).toEqual([]);
  });

  it("that is not for all goes through the guard", () => {
    const closed = accessRules
      .filter(([, { subject, read }]) => !read(anonymous, rowOf(subject)))
      .map(([route]) => route);
    expect(closed.length).toBeGreaterThan(15);
    const guarded = modules.filter(({ module }) => module.loader?.guards).map(({ address }) => address);
    expect(closed.filter((route) => !guarded.includes(route))).toEqual([]);
  });

  it("without a rule is read by a stranger, and sends nobody to the sign-in", async () => {
    const open = all.filter((address) => !Object.hasOwn(access, address));
    for (const address of open.filter((one) => !/[:*]/.test(one))) {
      const answer = await ask(site, `/${address}`);
      expect(answer.status, address).toBe(200);
    }
  });
});

describe("the socket of a text", () => {
  it("is opened to each role as the rules of its draft say, on the site's own pages alone", async () => {
    expect(await knockAtText(site.url, textHere, {})).toBe("signedOut");
    for (const caller of signedIn) {
      const { cookie = "" } = await knock(caller);
      const may = mayWriteDraft(viewerFor(caller), draftHere);
      expect(await knockAtText(site.url, textHere, { cookie }), caller.name).toBe(may ? "open" : "noRight");
      expect(await knockAtText(site.url, textHere, { cookie, origin: "https://example.org" }), caller.name).toBe(403);
    }
  });
});

describe.each(accessRules)("/%s", (route, { subject, read, intents }) => {
  const address = addressOf(route);
  const row = rowOf(subject);

  it("is read by a stranger only if it is for all", async () => {
    const answer = await ask(site, address);
    if (read(anonymous, row)) {
      expect(answer.status).not.toBe(403);
      expect(answer.headers.location ?? "").not.toMatch(/^\/log-ind\?til=/);
    } else {
      expect([answer.status, answer.headers.location]).toEqual([303, `/log-ind?til=${encodeURIComponent(address)}`]);
    }
  });

  it("is read by each role as the rules say", async () => {
    for (const caller of signedIn) {
      const answer = await ask(site, address, { headers: await knock(caller) });
      if (read(viewerFor(caller), row)) {
        expect([200, 302, 303, 400, 404], `${caller.name}: ${answer.status}`).toContain(answer.status);
        expect(answer.headers.location ?? "", caller.name).not.toMatch(/^\/log-ind/);
      } else {
        expectDenied(answer, caller, { subject, rule: read }, caller.name);
      }
    }
  });

  it.skipIf(Object.keys(intents).length === 0)(
    "takes each of its forms from those who may, and from nobody else",
    async () => {
      for (const [intent, rule] of Object.entries(intents)) {
        const foreign = await sendForm(site, address, { intent });
        const open = rule(anonymous, subject === "draft" || subject === "status" ? row : here.code);
        if (!open) expect(foreign.status, `a stranger: ${intent}`).toBe(403);
        for (const caller of signedIn) {
          const where = `${caller.name}: ${intent}`;
          // An invented person's account goes without a password; it is tried where accounts are.
          if (intent === "delete" && caller.demo && route === "min-side/data") continue;
          const answer = await sendForm(site, address, { intent }, await knock(caller));
          if (rule(viewerFor(caller), row)) {
            expect([200, 303, 400, 404, 409, 429], `${where}: ${answer.status}`).toContain(answer.status);
          } else {
            expectDenied(answer, caller, { subject, rule }, where);
          }
        }
      }
    },
  );

  // It is answered before anybody asks who is calling, so one caller will do: the one who may most.
  it("knows no other form, and no other way of asking", async () => {
    const headers = await knock(admin);
    const unknown = await sendForm(site, address, { intent: "slet-alt" }, headers);
    expect(unknown.status).toBe(Object.keys(intents).length > 0 ? 400 : 405);
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      expect((await ask(site, address, { method, headers })).status, method).toBe(405);
    }
  });
});
