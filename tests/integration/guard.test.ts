import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayReadCase, mayWriteCase } from "#app/domain/cases/policy.ts";
import { mayReadMethod } from "#app/domain/methods/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { hasRole } from "#app/domain/viewer.ts";
import type { AnyAccess } from "#app/http/access.ts";
import { about } from "#app/http/access-rule.ts";
import { admit } from "#app/http/guard.ts";
import { buildCase, builtStates } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { callers, here, viewerFor } from "#tests/support/callers.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

const cases = (["public", "network", "municipality"] as const).flatMap((visibility) =>
  builtStates.map((state) => ({ visibility, state, slug: `${visibility}-${state}` })),
);
const methods = cases.filter(({ visibility }) => visibility !== "municipality") as {
  visibility: "public" | "network";
  state: (typeof builtStates)[number];
  slug: string;
}[];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedPlaces(database.sql);
  for (const one of cases) await buildCase(database.sql, { ...one, municipalityCode: here.code });
  for (const one of methods) await buildMethod(database.sql, one);
});
afterAll(() => database.drop());

/** What becomes of a request to read: let in with its row, or answered with a status and perhaps a way. */
async function outcomeOf(viewer: Viewer, access: AnyAccess, slug: string): Promise<string> {
  const request = new Request(`http://localhost/steder/${slug}`);
  const args = { request, params: { slug }, context: { sql: database.sql, viewer } } as unknown as LoaderFunctionArgs;
  try {
    const { subject } = await admit<{ slug: string }, LoaderFunctionArgs>(args, access, access.read);
    expect(subject.slug).toBe(slug);
    return "in";
  } catch (thrown) {
    if (thrown instanceof Response) return `${thrown.status} ${thrown.headers.get("location")?.replace(/\?.*/, "")}`;
    return String((thrown as { init?: { status?: number } }).init?.status ?? thrown);
  }
}

describe.each(callers)("an address about a row is for $name", (caller) => {
  const viewer = viewerFor(caller);
  const fully = viewerFor(caller, true);

  /** What the guard must answer. */
  const expected = (may: (viewer: Viewer) => boolean, sees: boolean) => {
    if (may(viewer)) return "in";
    if (!viewer.person) return "303 /log-ind";
    if (caller.passwordAlone && may(fully)) return "303 /min-side/sikkerhed";
    return sees ? "403" : "404";
  };

  it("as its rule says, and nothing to a stranger of it: cases", async () => {
    const writing = about("case", { read: mayWriteCase });
    for (const { slug, visibility, state } of cases) {
      const may = (one: Viewer) => mayWriteCase(one, { municipality: here.code, unitId: null });
      const sees = mayReadCase(viewer, { municipality: here.code, visibility, state });
      expect(await outcomeOf(viewer, writing, slug), slug).toBe(expected(may, sees));
    }
    expect(await outcomeOf(viewer, writing, "findes-ikke")).toBe(viewer.person ? "404" : "303 /log-ind");
  });

  it("as its rule says, and nothing to a stranger of it: methods", async () => {
    const may = (one: Viewer) => hasRole(one, ["association_admin"]);
    const editing = about("method", { read: may });
    for (const { slug, ...standing } of methods)
      expect(await outcomeOf(viewer, editing, slug), slug).toBe(expected(may, mayReadMethod(viewer, standing)));
    expect(await outcomeOf(viewer, editing, "findes-ikke")).toBe(viewer.person ? "404" : "303 /log-ind");
  });
});
