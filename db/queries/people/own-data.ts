import type { Sql } from "../../client.ts";
import { contactTables, publicTopicNames } from "../contacts/contact.ts";
import { valueHiddenLater } from "../indicators/values.ts";
import { addressesOf, isHeld } from "./addresses.ts";

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
  tidligereAdresser: { mailadresse: string; opgivet: string }[];
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
    kanSvarePaa: string[];
  }[];
  meldinger: { side: string; tekst: string; sendt: string }[];
  begyndteTekster: { titel: string; kommune: string; begyndt: string }[];
  skriverMedI: { titel: string; kommune: string; siden: string }[];
  /** Per version, the one that is being written without a number. */
  harSkrevetI: { titel: string; kommune: string; version: number | null; senest: string }[];
  /** What was typed and has not been put together with the rest yet; the text itself is the municipality's. */
  gemteAendringer: { titel: string; kommune: string; antal: number; senest: string }[];
  sendtTilGodkendelse: {
    titel: string;
    kommune: string;
    sendt: string;
    afDig: boolean;
    tilDig: boolean;
    svar: string | null;
    svaret: string | null;
    svaretAfDig: boolean;
    /** What was answered, where the person has. */
    ord: string | null;
  }[];
  beholdteAdvarsler: { titel: string; kommune: string; grund: string; hvornaar: string }[];
  billeder: { titel: string; kommune: string; satInd: string; maaVisesTil: string | null }[];
  begyndteIndsatser: { titel: string; kommune: string; begyndt: string }[];
  /** Mandates and how places are given, that the person began. */
  begyndteOpfoelgninger: { titel: string; kommune: string; hvad: string }[];
  flyttedeMilepaele: { titel: string; kommune: string; grund: string; hvornaar: string }[];
  /** Lines of money that the person began, amounts that the person entered, and those that the person put another in the place of. */
  penge: { linje: string; kommune: string; aar: number | null; hvad: string; grund: string | null; hvornaar: string }[];
  begyndteIndikatorer: { titel: string; kommune: string | null }[];
  /** Values that the person entered, and those that the person put another in the place of; `tal` is what stands, as printed or typed. */
  tal: {
    indikator: string;
    kommune: string | null;
    tid: string | null;
    hvad: string;
    tal: string | null;
    grund: string | null;
    hvornaar: string;
  }[];
  /** Answers in statuses as they stand, where the person wrote last. */
  svarIStatusser: {
    kommune: string;
    halvaar: string;
    udgave: number;
    om: string;
    felt: string;
    tekst: string;
    hvornaar: string;
  }[];
  /** What the person has done with editions of statuses: began, wrote in, sent, was asked, answered; `ord` is what was answered. */
  statusser: {
    kommune: string;
    halvaar: string;
    udgave: number;
    hvad: string;
    ord: string | null;
    hvornaar: string | null;
  }[];
  beholdteAdvarslerIStatusser: { kommune: string; halvaar: string; udgave: number; grund: string }[];
  /** What the person let a claim rest on. */
  belaegIStatusser: { kommune: string; halvaar: string; udgave: number; om: string; hvornaar: string }[];
  /** Reminders about statuses that the person sent or put off. */
  paamindelserOmStatus: {
    kommune: string;
    halvaar: string;
    hvad: string;
    grund: string | null;
    hvornaar: string | null;
  }[];
  /** Ambitions, and where the declaration was dealt with, that the person entered. */
  tastetOmErklaeringen: { kommune: string; hvad: string }[];
  /** Letters that have not been handed over. */
  ventendeBreve: { slags: string; siden: string; forsoeg: number }[];
  haendelser: {
    hvornaar: string;
    hvad: string;
    kommune: string | null;
    genstand: string | null;
    grund: string | null;
    afDig: boolean;
  }[];
}

/** Everything that is held on a person: the account, and what bears the address or one of earlier. */
export async function readOwnData(sql: Sql, id: string): Promise<OwnData | undefined> {
  const isMine = (address: ReturnType<Sql>, at: ReturnType<Sql>): ReturnType<Sql> =>
    isHeld(sql, sql`(select * from held)`, address, at);
  const all = (rows: ReturnType<Sql>) => sql`coalesce((select json_agg(x) from (${rows}) x), '[]')`;
  const [row] = await sql<OwnData[]>`
    with held as ${addressesOf(sql, id)}
    select
      json_build_object(
        'navn', p.name, 'mailadresse', p.email, 'oprettet', p.created_at, 'harAdgangskode', p.password_hash is not null,
        'engangskoderSlaaetTil', p.totp_confirmed_at,
        'reservekoderTilbage', (select count(*) from recovery_code where person_id = p.id), 'demodata', p.demo
      ) as konto,
      ${all(sql`
        select email as mailadresse, given_up_at as opgivet from earlier_address
        where person_id = p.id order by given_up_at`)} as "tidligereAdresser",
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
        where ${isMine(sql`i.email`, sql`i.invited_at`)} order by i.invited_at`)} as invitationer,
      ${all(sql`
        select k.name as kommune, p.name as navn, p.title as titel, p.email as mailadresse, p.phone as telefon, p.consented_at as "sagtJa",
          ${publicTopicNames(sql)} as "kanSvarePaa"
        from ${contactTables(sql)}
        where ${isMine(sql`p.email`, sql`p.addressed_at`)} order by k.name`)} as kontaktperson,
      ${all(sql`
        select path as side, message as tekst, reported_at as sendt from problem_report
        where ${isMine(sql`lower(reply_to)`, sql`reported_at`)} order by reported_at`)} as meldinger,
      ${all(sql`
        select ${titleOfCase(sql)} as titel, k.name as kommune, c.begun_at as begyndt
        from case_story c join municipality k on k.code = c.municipality_code
        where c.begun_by = p.id order by c.begun_at`)} as "begyndteTekster",
      ${all(sql`
        select ${titleOfCase(sql)} as titel, k.name as kommune, w.added_at as siden
        from case_contributor w join case_story c on c.id = w.case_id join municipality k on k.code = c.municipality_code
        where w.person_id = p.id order by w.added_at`)} as "skriverMedI",
      ${all(sql`
        select r.title as titel, k.name as kommune, r.number as version, a.last_wrote_at as senest
        from case_revision_author a join case_revision r on r.id = a.revision_id
        join municipality k on k.code = r.municipality_code
        where a.person_id = p.id order by a.last_wrote_at`)} as "harSkrevetI",
      ${all(sql`
        select r.title as titel, k.name as kommune, count(*)::int as antal, max(t.written_at) as senest
        from text_update t join case_revision r on r.id = t.revision_id join municipality k on k.code = r.municipality_code
        where t.person_id = p.id group by r.id, k.name order by max(t.written_at)`)} as "gemteAendringer",
      ${all(sql`
        select r.title as titel, k.name as kommune, h.handed_over_at as sendt, coalesce(h.handed_over_by = p.id, false) as "afDig",
          coalesce(h.assigned_to = p.id, false) as "tilDig", h.answer as svar, h.answered_at as svaret,
          coalesce(h.answered_by = p.id, false) as "svaretAfDig", case when h.answered_by = p.id then h.words end as ord
        from case_hand_over h join case_revision r on r.id = h.revision_id join municipality k on k.code = r.municipality_code
        where p.id in (h.handed_over_by, h.assigned_to, h.answered_by) order by h.handed_over_at`)} as "sendtTilGodkendelse",
      ${all(sql`
        select ${titleOfCase(sql)} as titel, k.name as kommune, w.reason as grund, w.kept_at as hvornaar
        from kept_warning w join case_story c on c.id = w.case_id join municipality k on k.code = c.municipality_code
        where w.kept_by = p.id order by w.kept_at`)} as "beholdteAdvarsler",
      ${all(sql`
        select ${titleOfCase(sql)} as titel, k.name as kommune, b.made_at as "satInd", b.consent_until as "maaVisesTil"
        from picture b join case_story c on c.id = b.case_id join municipality k on k.code = c.municipality_code
        where b.made_by = p.id order by b.made_at`)} as billeder,
      ${all(sql`
        select i.title as titel, k.name as kommune, i.created_at as begyndt
        from initiative i join municipality k on k.code = i.municipality_code
        where i.begun_by = p.id order by i.created_at`)} as "begyndteIndsatser",
      ${all(sql`
        select begun.titel, k.name as kommune, begun.hvad
        from (
          select title as titel, municipality_code, 'en opfølgning' as hvad from mandate where entered_by = p.id
          union all select subject, municipality_code, 'hvordan pladser gives' from placement where entered_by = p.id
        ) begun
        join municipality k on k.code = begun.municipality_code order by begun.titel collate danish`)} as "begyndteOpfoelgninger",
      ${all(sql`
        select m.title as titel, k.name as kommune, o.because as grund, o.moved_at as hvornaar
        from milestone_move o join milestone m on m.id = o.milestone_id join initiative i on i.id = m.initiative_id
        join municipality k on k.code = i.municipality_code
        where o.moved_by = p.id order by o.moved_at`)} as "flyttedeMilepaele",
      ${all(sql`
        select r.label as linje, k.name as kommune, deed.aar, deed.hvad, deed.grund, deed.hvornaar
        from (
          select id as row_id, null::smallint as aar, 'begyndte en linje' as hvad, null::text as grund, created_at as hvornaar
          from budget_row where entered_by = p.id
          union all select row_id, year, 'tastede et beløb ind', null, recorded_at from budget_line where recorded_by = p.id
          union all select row_id, year, 'rettede et beløb', replaced_because, replaced_at from budget_line where replaced_by = p.id
        ) deed
        join budget_row r on r.id = deed.row_id join municipality k on k.code = r.municipality_code
        order by deed.hvornaar`)} as penge,
      ${all(sql`
        select x.title as titel, k.name as kommune from indicator x left join municipality k on k.code = x.municipality_code
        where x.entered_by = p.id order by x.title collate danish`)} as "begyndteIndikatorer",
      ${all(sql`
        select x.title as indikator, k.name as kommune, coalesce(v.time_printed, v.time_from::text) as tid, deed.hvad,
          case when not ${valueHiddenLater(sql, "v")} then coalesce(v.printed, v.number::text, v.word, v.blank) end as tal,
          deed.grund, deed.hvornaar
        from (
          select id, 'tastede et tal ind' as hvad, null::text as grund, recorded_at as hvornaar from indicator_value where recorded_by = p.id
          union all select id, 'rettede et tal', replaced_because, replaced_at from indicator_value where replaced_by = p.id
        ) deed
        join indicator_value v on v.id = deed.id join indicator x on x.id = v.indicator_id
        left join municipality k on k.code = v.municipality_code
        order by deed.hvornaar`)} as tal,
      ${all(sql`
        select ${ofEdition(sql)}, a.subject as om, a.field as felt, a.value as tekst, a.changed_at as hvornaar
        from status_answer a ${joinEdition(sql, sql`a.edition_id`)}
        where a.changed_by = p.id order by a.changed_at, a.subject, a.field`)} as "svarIStatusser",
      ${all(sql`
        select ${ofEdition(sql)}, deed.hvad, deed.ord, deed.hvornaar
        from (
          select id as edition_id, 'begyndte på den' as hvad, null::text as ord, begun_at as hvornaar from status_edition where begun_by = p.id
          union all select edition_id, 'skrev i den', null, last_wrote_at from status_author where person_id = p.id
          union all select id, 'sendte den til godkendelse', null, submitted_at from status_edition where submitted_by = p.id
          union all select id, 'blev bedt om at godkende den', null, submitted_at from status_edition where assigned_to = p.id
          union all select id, 'svarede på den', answer_words, answered_at from status_edition where answered_by = p.id
        ) deed
        ${joinEdition(sql, sql`deed.edition_id`)}
        order by deed.hvornaar`)} as statusser,
      ${all(sql`
        select ${ofEdition(sql)}, w.reason as grund
        from status_kept_warning w ${joinEdition(sql, sql`w.edition_id`)}
        where w.kept_by = p.id order by s.period_code, e.number, w.finding_key`)} as "beholdteAdvarslerIStatusser",
      ${all(sql`
        select ${ofEdition(sql)}, v.subject as om, v.added_at as hvornaar
        from status_evidence v ${joinEdition(sql, sql`v.edition_id`)}
        where v.added_by = p.id order by v.added_at`)} as "belaegIStatusser",
      ${all(sql`
        select k.name as kommune, deed.period_code as halvaar, deed.hvad, deed.grund, deed.hvornaar
        from (
          select municipality_code, period_code, 'mindede om status' as hvad, null::text as grund, sent_at as hvornaar
          from status_reminder where sent_by = p.id
          union all select municipality_code, period_code, 'udsatte en påmindelse', put_off_because, null
          from status_reminder where put_off_by = p.id
        ) deed
        join municipality k on k.code = deed.municipality_code order by deed.hvornaar`)} as "paamindelserOmStatus",
      ${all(sql`
        select k.name as kommune, entered.hvad
        from (
          select municipality_code, 'en ambition: ' || text as hvad from ambition where entered_by = p.id
          union all select municipality_code, 'hvor erklæringen er behandlet: ' || body from treatment where entered_by = p.id
        ) entered
        join municipality k on k.code = entered.municipality_code order by k.name, entered.hvad`)} as "tastetOmErklaeringen",
      ${all(sql`
        select coalesce(j.payload -> 'letter' ->> 'kind', j.payload ->> 'kind', t.identifier) as slags, j.created_at as siden,
          j.attempts as forsoeg
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where coalesce(j.payload ->> 'to', j.payload ->> 'person') = p.id::text
          or ${isMine(sql`j.payload ->> 'email'`, sql`j.created_at`)}
        order by j.created_at`)} as "ventendeBreve",
      ${all(sql`
        select l.happened_at as hvornaar, l.action as hvad, k.name as kommune, l.subject as genstand, l.reason as grund,
          coalesce(l.actor_id = p.id, false) as "afDig"
        from audit_log l left join municipality k on k.code = l.municipality_code
        where l.actor_id = p.id or l.person_id = p.id order by l.id`)} as haendelser
    from person p where p.id = ${id}`;
  return row;
}

/** What `case_story c` is called now, by those who write it or else by its readers. */
const titleOfCase = (sql: Sql) => sql`(
  select title from case_revision where id = coalesce(c.working_revision_id, c.published_revision_id)
)`;

/** Which status an edition `e` is of. */
const ofEdition = (sql: Sql) => sql`k.name as kommune, s.period_code as halvaar, e.number as udgave`;

/** Joins the edition of an id, its status and its municipality as `e`, `s` and `k`. */
const joinEdition = (sql: Sql, id: ReturnType<Sql>) => sql`
  join status_edition e on e.id = ${id} join status s on s.id = e.status_id join municipality k on k.code = s.municipality_code`;
