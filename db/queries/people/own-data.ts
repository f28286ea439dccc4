import type { Sql } from "../../client.ts";

/** What is held on a person, as it stands in each table; by the names of the Danish download. */
export interface OwnData {
  konto: {
    navn: string;
    mailadresse: string;
    oprettet: string;
    harAdgangskode: boolean;
    engangskoderSlaaetTil: string | null;
    reservekoderTilbage: number;
    demodata: boolean;
  };
  roller: { rolle: string; kommune: string | null; enhed: string | null; givet: string }[];
  logindsteder: { enhed: string; begyndt: string; udloeber: string; medEngangskode: boolean }[];
  anmodninger: { kommune: string; sendt: string }[];
  invitationer: { rolle: string; kommune: string | null; sendt: string }[];
  kontaktperson: {
    kommune: string;
    navn: string;
    titel: string;
    mailadresse: string;
    telefon: string | null;
    sagtJa: string | null;
  }[];
  meldinger: { side: string; tekst: string; sendt: string }[];
  haendelser: { hvornaar: string; hvad: string; kommune: string | null; genstand: string | null; afDig: boolean }[];
}

/** Everything that is held on a person: the account, and what carries the same address. */
export async function readOwnData(sql: Sql, id: string): Promise<OwnData | undefined> {
  const all = (rows: ReturnType<Sql>) => sql`coalesce((select json_agg(x) from (${rows}) x), '[]')`;
  const [row] = await sql<OwnData[]>`
    select
      json_build_object(
        'navn', p.name, 'mailadresse', p.email, 'oprettet', p.created_at, 'harAdgangskode', p.password_hash is not null,
        'engangskoderSlaaetTil', p.totp_confirmed_at,
        'reservekoderTilbage', (select count(*) from recovery_code where person_id = p.id), 'demodata', p.demo
      ) as konto,
      ${all(sql`
        select g.role as rolle, k.name as kommune, u.name as enhed, g.granted_at as givet
        from role_grant g left join municipality k on k.code = g.municipality_code left join unit u on u.id = g.unit_id
        where g.person_id = p.id order by g.granted_at`)} as roller,
      ${all(sql`
        select device as enhed, created_at as begyndt, expires_at as udloeber, second_factor as "medEngangskode"
        from session where person_id = p.id order by created_at`)} as logindsteder,
      ${all(sql`
        select k.name as kommune, j.asked_at as sendt from join_request j join municipality k on k.code = j.municipality_code
        where j.person_id = p.id order by j.asked_at`)} as anmodninger,
      ${all(sql`
        select i.role as rolle, k.name as kommune, i.invited_at as sendt
        from invitation i left join municipality k on k.code = i.municipality_code
        where i.email = p.email order by i.invited_at`)} as invitationer,
      ${all(sql`
        select k.name as kommune, c.name as navn, c.title as titel, c.email as mailadresse, c.phone as telefon, c.consented_at as "sagtJa"
        from contact_person c join municipality k on k.code = c.municipality_code
        where c.email = p.email order by k.name`)} as kontaktperson,
      ${all(sql`
        select path as side, message as tekst, reported_at as sendt from problem_report
        where lower(reply_to) = p.email order by reported_at`)} as meldinger,
      ${all(sql`
        select l.happened_at as hvornaar, l.action as hvad, k.name as kommune, l.subject as genstand,
          coalesce(l.actor_id = p.id, false) as "afDig"
        from audit_log l left join municipality k on k.code = l.municipality_code
        where l.actor_id = p.id or l.person_id = p.id order by l.id`)} as haendelser
    from person p where p.id = ${id}`;
  return row;
}

/** Deletes what carries a person's address outside the account: reports with it lose it, contact entries and invitations go. */
export async function forgetAddress(sql: Sql, email: string): Promise<void> {
  await sql`update problem_report set reply_to = null where lower(reply_to) = ${email}`;
  await sql`delete from contact_person where email = ${email}`;
  await sql`delete from invitation where email = ${email}`;
  await sql`delete from one_time_token where payload ->> 'email' = ${email}`;
}
