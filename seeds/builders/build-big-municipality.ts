import { type Sql, transaction } from "#db/client.ts";
import { indexAsAWhole } from "#search/store.ts";
import { buildManyCases } from "./build-many-cases.ts";

/** How much a municipality holds. */
export interface MunicipalitySize {
  units: number;
  /** People with roles. A twentieth as many ask for access, a tenth as many are invited. */
  people: number;
  /** Cases, in all states and visibilities. A quarter as many problem reports are about them. */
  cases: number;
  contacts: number;
  logRows: number;
}

/** As much as København may come to hold, the largest of them. */
export const koebenhavnsSize: MunicipalitySize = {
  units: 500,
  people: 2_000,
  cases: 1_000,
  contacts: 300,
  logRows: 10_000,
};

/** A size with a part of everything. @param share above 0, at most 1 */
export const partOf = ({ units, people, cases, contacts, logRows }: MunicipalitySize, share: number) => ({
  units: Math.ceil(units * share),
  people: Math.ceil(people * share),
  cases: Math.ceil(cases * share),
  contacts: Math.ceil(contacts * share),
  logRows: Math.ceil(logRows * share),
});

const places = ["Amager", "Bispebjerg", "Brønshøj", "Christianshavn", "Nørrebro", "Sundby", "Valby", "Østerbro"];
const firstNames = ["Anne", "Bo", "Camilla", "Erik", "Fatima", "Gitte", "Hassan", "Ida", "Jens", "Karen", "Åse"];
const lastNames = ["Andersen", "Bach", "Christensen", "Eriksen", "Friis", "Hansen", "Kjær", "Møller", "Østergaard"];

/** The name of the one with the number `n`, unlike all others. */
const nameOf = (tx: Sql) => tx`(
  (${firstNames}::text[])[1 + n % ${firstNames.length}] || ' ' || (${lastNames}::text[])[1 + n / 3 % ${lastNames.length}] || ' ' || n
)`;

/**
 * Fills one municipality of a database that holds the reference data with made-up rows in bulk, for tests and measurements of what many
 * rows do: a forest of units, people with roles in them, cases from them, contact persons, requests, invitations, mail domains, problem
 * reports and a log. The cases are `sag-1` and so on, and cannot be searched before `rebuildIndex` has been called.
 * @param code of the municipality
 */
export async function buildBigMunicipality(sql: Sql, code: string, size: MunicipalitySize): Promise<void> {
  await buildManyCases(sql, { cases: size.cases, sources: 20, municipality: code });
  await transaction(sql, async (tx) => {
    await indexAsAWhole(tx);
    await buildUnits(tx, code, size.units);
    await buildPeople(tx, code, size.people);
    await spreadCases(tx, code);
    await buildContacts(tx, code, size.contacts);
    await buildLog(tx, code, size.logRows);
    await buildReports(tx, code, Math.ceil(size.cases / 4));
  });
  await sql`analyze`;
}

/** Districts, clusters in them, schools and daycare in those, and PPR beside them. */
async function buildUnits(tx: Sql, code: string, units: number): Promise<void> {
  const districts = Math.max(1, Math.floor(units / 50));
  const clusters = Math.max(1, Math.floor(units / 12));
  await tx`
    create temporary table big_unit on commit drop as
    select n, gen_random_uuid() as id, kind, case kind when 'distrikt' then null when 'klynge' then 1 + n % ${districts} else ${districts} + 1 + n % ${clusters} end as above,
      case kind
        when 'distrikt' then 'Distrikt ' || place || ' ' || n
        when 'klynge' then 'Klynge ' || place || ' ' || n
        when 'skole' then 'Skolen ved ' || place || ' Plads ' || n
        else 'Børnehuset ' || place || ' ' || n
      end as name
    from generate_series(1, ${units}) n,
      lateral (select (${places}::text[])[1 + n % ${places.length}] as place) p,
      lateral (select case
        when n <= ${districts} then 'distrikt' when n <= ${districts + clusters} then 'klynge' when n % 5 < 2 then 'skole' else 'dagtilbud'
      end as kind) k`;
  await tx`
    insert into unit (id, municipality_code, slug, name, kind, parent_id)
    select u.id, ${code}, replace(replace(replace(lower(u.name), ' ', '-'), 'ø', 'oe'), 'å', 'aa'), u.name, u.kind, above.id
    from big_unit u left join big_unit above on above.n = u.above`;
}

/** One in a hundred coordinates, most write or approve in a unit, and the rest read. */
async function buildPeople(tx: Sql, code: string, people: number): Promise<void> {
  const asking = Math.ceil(people / 20);
  await tx`
    create temporary table big_person on commit drop as
    select n, gen_random_uuid() as id, ${nameOf(tx)} as name from generate_series(1, ${people + asking}) n`;
  await tx`
    insert into person (id, email, name, totp_secret, totp_confirmed_at, introduced_at)
    select id, 'person' || n || '@kk.dk', name, 'secret', now(), now() from big_person`;
  await tx`
    insert into role_grant (person_id, role, municipality_code, unit_id)
    select p.id, role, ${code}, case when role in ('contributor', 'approver') then u.id end
    from big_person p
    join big_unit u on u.n = 1 + p.n % (select count(*) from big_unit)
    cross join lateral (select case
      when p.n % 100 = 1 then 'coordinator' when p.n % 10 = 2 then 'approver' when p.n % 3 > 0 then 'contributor' else 'reader'
    end as role) r
    where p.n <= ${people}`;
  await tx`
    insert into join_request (person_id, municipality_code, asked_at)
    select id, ${code}, now() - make_interval(hours => n) from big_person where n > ${people}`;
  await tx`
    insert into invitation (email, name, role, municipality_code, unit_id, invited_at, expires_at)
    select 'inviteret' || n || '@kk.dk', p.name, 'contributor', ${code}, u.id, now() - make_interval(mins => n::int), now() + interval '10 days'
    from big_person p join big_unit u using (n) where n <= ${Math.ceil(people / 10)}`;
  await tx`
    insert into mail_domain (domain, municipality_code, note, approved)
    select 'institution' || n || '.dk', ${code}, 'Et selvejende dagtilbud', n % 2 = 0
    from generate_series(1, ${Math.ceil(people / 100)}) n`;
}

/** Gives the cases units and texts of the usual length, and lets some be drafts, changed, hidden, withdrawn, or shared with fewer. */
async function spreadCases(tx: Sql, code: string): Promise<void> {
  const number = tx`substr(c.slug, 5)::int`;
  const ours = tx`c.municipality_code = ${code} and c.slug like 'sag-%'`;
  await tx`
    update case_revision r set title = 'Sådan fik ' || u.name || ' flere børn med i fællesskabet', unit_id = u.id,
      summary = rpad('Vi prøvede noget nyt i to klasser. ', 220, 'Det tog længere tid, end vi troede. '),
      hard = rpad('Det svære var tiden. ', 140, 'Ingen havde nok af den. ')
    from case_story c join big_unit u on u.n = 1 + ${number} % (select count(*) from big_unit)
    where r.case_id = c.id and ${ours}`;
  await tx`
    insert into case_revision (case_id, municipality_code, title, summary, stage, content, text)
    select c.id, ${code}, r.title || ', rettet', r.summary, r.stage, r.content, r.text
    from case_story c join case_revision r on r.id = c.published_revision_id where ${ours} and ${number} % 20 = 3`;
  await tx`
    update case_story c set
      visibility = case when ${number} % 5 = 0 then 'network' when ${number} % 11 = 0 then 'municipality' else 'public' end,
      withdrawn_at = case when ${number} % 30 = 7 then now() end,
      hidden_at = case when ${number} % 40 = 11 then now() end,
      working_revision_id = case ${number} % 20
        when 3 then (select id from case_revision r where r.case_id = c.id and r.id <> c.published_revision_id)
        when 13 then c.published_revision_id
      end,
      published_revision_id = case when ${number} % 20 <> 13 then c.published_revision_id end,
      first_published_at = case when ${number} % 20 <> 13 then c.first_published_at end
    where ${ours}`;
}

/** A third each about the municipality as a whole, a case, and a method or a commitment; four in five have said yes. */
async function buildContacts(tx: Sql, code: string, contacts: number): Promise<void> {
  await tx`
    with person as (
      insert into contact_person (municipality_code, name, title, email, phone, consented_at)
      select ${code}, ${nameOf(tx)}, 'Pædagogisk konsulent', 'person' || n || '@kk.dk', '12 34 56 78', case when n % 5 > 0 then now() end
      from generate_series(1, ${contacts}) n
      returning id, substring(email from '\\d+')::int as n
    )
    insert into contact_topic (contact_id, case_id, method_id, declaration_year, commitment_number)
    select person.id, case when n % 3 = 1 then c.id end, case when n % 6 = 2 then m.id end,
      case when n % 6 = 5 then w.declaration_year end, case when n % 6 = 5 then w.number end
    from person
    left join case_story c on c.slug = 'sag-' || n
    left join method m on m.slug = 'metode-' || 1 + n % 20
    left join commitment w on w.declaration_year = 2025 and w.number = 1 + n % 10`;
}

async function buildLog(tx: Sql, code: string, rows: number): Promise<void> {
  await tx`
    insert into audit_log (happened_at, actor_id, person_id, action, municipality_code, detail)
    select now() - make_interval(mins => ${rows} - deed.n), a.id, p.id,
      (array['session.opened', 'role.granted', 'invitation.sent', 'contact.changed', 'unit.changed'])[1 + deed.n % 5], ${code}, '{"role": "contributor"}'
    from generate_series(1, ${rows}) as deed (n)
    join big_person a on a.n = 1 + deed.n % 20
    join big_person p on p.n = 1 + deed.n % (select count(*) from big_person)`;
}

/** Two thirds wait to be dealt with. */
async function buildReports(tx: Sql, code: string, reports: number): Promise<void> {
  await tx`
    insert into problem_report (path, message, reply_to, municipality_code, reported_at, handled_at)
    select '/eksempler/sag-' || n, rpad('Der står et forkert årstal. ', 400, 'Vi var der selv. '), 'laeser' || n || '@example.org', ${code},
      now() - make_interval(hours => n), case when n % 3 = 0 then now() end
    from generate_series(1, ${reports}) n`;
}
