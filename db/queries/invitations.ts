import type { Place } from "#app/domain/viewer.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { Sql } from "../client.ts";
import type { InvitationTable } from "../row-types.ts";
import { holdsWords } from "./holds-words.ts";
import { type Head, toHead } from "./paging.ts";
import type { Onlooker } from "./people/list.ts";

/** Days that an invitation stands. */
export const invitationDays = 14;

/** An invitation that has not been answered. */
export interface InvitationRow
  extends Pick<
    InvitationTable,
    "id" | "email" | "name" | "role" | "unitId" | "invitedBy" | "expiresAt" | "undeliverable" | "demo"
  > {
  municipality: Place | null;
  unit: string | null;
  /** Who sent it; null for one who has left. */
  inviter: string | null;
  /** Whether KL invites, also to a municipality. */
  byAssociation: boolean;
}

const columns = (sql: Sql) => sql`
  i.id, i.email, i.name, i.role, i.unit_id as "unitId", u.name as unit, i.expires_at as "expiresAt", i.undeliverable,
  i.invited_by as "invitedBy", p.name as inviter, i.demo,
  i.municipality_code is null or coalesce((
    select bool_and(g.municipality_code is null) from role_grant g where g.person_id = i.invited_by
  ), false) as "byAssociation",
  case when k.code is not null then json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) end as municipality`;

const open = (sql: Sql) => sql`
  invitation i
  left join municipality k on k.code = i.municipality_code
  left join unit u on u.id = i.unit_id
  left join person p on p.id = i.invited_by
  where i.expires_at > now()`;

/**
 * What stands open in a municipality, newest first; with null, at KL.
 * @param options.words of the name or the address
 * @param options.limit the most that are wanted; all of them are counted
 */
export async function listInvitations(
  sql: Sql,
  code: string | null,
  { words, limit, demo }: { words: string; limit: number } & Onlooker,
): Promise<Head<InvitationRow>> {
  const rows = await sql<(InvitationRow & { total: number })[]>`
    select ${columns(sql)}, count(*) over ()::int as total from ${open(sql)}
      and ${code === null ? sql`i.municipality_code is null` : sql`i.municipality_code = ${code}`}
      and i.demo = ${demo} and ${holdsWords(sql, sql`i.name || ' ' || i.email`, words)}
    order by i.invited_at desc, i.id limit ${limit}`;
  return toHead(rows);
}

export async function findInvitation(sql: Sql, id: string): Promise<InvitationRow | undefined> {
  const [row] = await sql<InvitationRow[]>`select ${columns(sql)} from ${open(sql)} and i.id = ${id}`;
  return row;
}

/** Invites, or invites again. @returns the invitation's id */
export async function storeInvitation(
  sql: Sql,
  invitation: {
    email: string;
    name: string;
    role: Role;
    municipality: string | null;
    unitId: string | null;
    invitedBy: string;
    demo: boolean;
  },
): Promise<string> {
  const { email, name, role, municipality, unitId, invitedBy, demo } = invitation;
  const [row] = await sql<{ id: string }[]>`
    insert into invitation (email, name, role, municipality_code, unit_id, invited_by, demo, expires_at)
    values (
      ${email}, ${name}, ${role}, ${municipality}, ${unitId}, ${invitedBy}, ${demo}, now() + make_interval(days => ${invitationDays})
    )
    on conflict (email, role, municipality_code, unit_id) do update
      set name = excluded.name, invited_by = excluded.invited_by, invited_at = now(),
        expires_at = excluded.expires_at, undeliverable = null
    returning id`;
  if (!row) throw new Error("no invitation was stored");
  return row.id;
}

/** Keeps what the mail server said that will not take an invitation's letter. */
export async function setInvitationUndeliverable(sql: Sql, id: string, why: string): Promise<void> {
  await sql`update invitation set undeliverable = ${why} where id = ${id}`;
}

/** Takes an invitation away, and the link with it. */
export async function deleteInvitation(sql: Sql, id: string): Promise<void> {
  await sql`delete from invitation where id = ${id}`;
}

/** Takes away what somebody has sent and may not send any more. KL's editors send invitations when they act for a municipality. */
export async function deleteInvitationsWithoutRight(sql: Sql, personId: string): Promise<void> {
  await sql`
    delete from invitation i where i.invited_by = ${personId} and not exists (
      select from role_grant g where g.person_id = ${personId} and (
        g.role = 'association_admin'
        or (g.role = 'association_editor' and i.municipality_code is not null)
        or (g.role = 'coordinator' and g.municipality_code = i.municipality_code)
      )
    )`;
}

/** Takes away what would give a person roles in a municipality. @param code null for KL */
export async function deleteInvitationsTo(sql: Sql, personId: string, code: string | null): Promise<void> {
  await sql`
    delete from invitation where municipality_code is not distinct from ${code}
      and email = (select email from person where id = ${personId})`;
}

/** Removes those that nobody has answered in time. */
export async function deleteExpiredInvitations(sql: Sql): Promise<void> {
  await sql`delete from invitation where expires_at < now()`;
}
