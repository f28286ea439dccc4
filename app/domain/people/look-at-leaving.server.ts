import type { Sql } from "#db/client.ts";
import { findPerson } from "#db/queries/people/account.ts";
import { countRunning, findGrant, listGrants } from "#db/queries/people/grants.ts";
import { personOf } from "../accounts/totp.server.ts";
import { isDemo, type Viewer } from "../viewer.ts";
import type { Role } from "../vocabulary.ts";

/** What follows when somebody leaves, for a page that says so first. */
export interface Leaving {
  /** The viewer is who leaves. */
  self: boolean;
  /** Nobody else runs the municipality, or administers the site for KL. */
  last: boolean;
}

/** What follows when somebody loses some roles in one place. @param municipality code; null for KL */
export async function lookAtLeaving(
  sql: Sql,
  viewer: Viewer,
  municipality: string | null,
  { id, demo, roles }: { id: string; demo: boolean; roles: readonly Role[] },
): Promise<Leaving> {
  const runs = roles.includes(municipality === null ? "association_admin" : "coordinator");
  const last = runs && (await countRunning(sql, municipality, { demo })) <= 1;
  return { self: personOf(viewer).id === id, last };
}

/** A role before it is taken away. */
export interface RoleToTake extends Leaving {
  grant: string;
  role: Role;
  unit: string | null;
  name: string;
  /** The person has no other role there. */
  only: boolean;
}

/** A role in a place as it is before it is taken away; null when there is none. @param municipality code; null for KL */
export async function lookAtRole(
  sql: Sql,
  viewer: Viewer,
  municipality: string | null,
  grantId: string,
): Promise<RoleToTake | null> {
  const grant = await findGrant(sql, grantId);
  const person = grant?.municipality === municipality ? await findPerson(sql, grant.personId) : undefined;
  // Invented people meet invented people alone, and real people real ones.
  if (!grant || person?.demo !== isDemo(viewer)) return null;
  const there = (await listGrants(sql, person.id)).filter((one) => (one.municipality?.code ?? null) === municipality);
  const { role } = grant;
  return {
    grant: grantId,
    role,
    unit: there.find(({ id }) => id === grantId)?.unit ?? null,
    name: person.name,
    only: there.length === 1,
    ...(await lookAtLeaving(sql, viewer, municipality, { ...person, roles: [role] })),
  };
}

/** The municipalities that nobody coordinates but the viewer. */
export async function lastCoordinatorIn(sql: Sql, viewer: Viewer): Promise<string[]> {
  const { id, demo } = personOf(viewer);
  const names: string[] = [];
  for (const { role, municipality } of await listGrants(sql, id))
    if (role === "coordinator" && municipality && (await countRunning(sql, municipality.code, { demo })) <= 1)
      names.push(municipality.name);
  return names;
}
