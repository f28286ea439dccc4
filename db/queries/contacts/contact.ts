import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { visibleTopic } from "../visible.ts";

/** What contact persons are read from: `contact_person p` and its municipality `k`. */
export const contactTables = (sql: Sql) => sql`contact_person p join municipality k on k.code = p.municipality_code`;

/** What `contact_person p` can be asked about, as `contact_topic t` with its method `m` and `mr`, case `c` and `cr` or commitment `w`. */
const topicTables = (sql: Sql) => sql`
  contact_topic t
  left join method m on m.id = t.method_id
  left join method_revision mr on mr.id = m.published_revision_id
  left join case_story c on c.id = t.case_id
  left join case_revision cr on cr.id = c.published_revision_id
  left join commitment w on (w.declaration_year, w.number) = (t.declaration_year, t.commitment_number)
  where t.contact_id = p.id`;

/** The condition that a `contact_topic` stands for the municipality's work as a whole. */
const isWhole = (sql: Sql, topic: string): ReturnType<Sql> => sql`
  num_nonnulls(${sql(topic)}.method_id, ${sql(topic)}.case_id, ${sql(topic)}.declaration_year) = 0`;

/** Whether `contact_person p` answers for the municipality's work as a whole. Not an `exists`, for which Postgres may read every topic there is. */
export const answersForWhole = (sql: Sql): ReturnType<Sql> => sql`
  (select bool_or(${isWhole(sql, "t")}) from contact_topic t where t.contact_id = p.id)`;

/** One thing that a contact person can be asked about; `municipality` stands for its work as a whole. */
export type TopicKey =
  | { kind: "municipality" }
  | { kind: "method" | "case"; id: string }
  | { kind: "commitment"; year: number; number: number };

/** The same, as it is shown. */
export type ContactTopic =
  | { kind: "municipality" }
  | { kind: "method" | "case"; id: string; title: string }
  | { kind: "commitment"; year: number; number: number; title: string };

/** A topic of `topicTables`, as a `ContactTopic` in JSON. */
const topic = (sql: Sql) => sql`
  case
    when mr.id is not null then jsonb_build_object('kind', 'method', 'id', m.id, 'title', mr.title)
    when cr.id is not null then jsonb_build_object('kind', 'case', 'id', c.id, 'title', cr.title)
    when w.number is not null
      then jsonb_build_object('kind', 'commitment', 'year', w.declaration_year, 'number', w.number, 'title', w.title)
    else jsonb_build_object('kind', 'municipality')
  end`;

const topicOrder = (sql: Sql) => sql`
  ${isWhole(sql, "t")} desc, w.declaration_year, w.number, mr.title collate danish, cr.title collate danish, t.id`;

/** What `contact_person p` can be asked about and a viewer may read, as a list of `ContactTopic` in JSON. */
export const topicsFor = (sql: Sql, viewer: Viewer) => sql`
  coalesce((
    select json_agg(${topic(sql)} order by ${topicOrder(sql)}) from ${topicTables(sql)} and ${visibleTopic(sql, viewer)}
  ), '[]')`;

/** A topic as those who keep it see it. */
export type KeptTopic = ContactTopic & {
  /** Whether all may read what it is about; if not, readers do not see that the person can be asked about it. */
  isPublic: boolean;
};

/** Whoever reads without having signed in. */
const everybody: Viewer = { network: false, municipalities: [] };

/** All that `contact_person p` can be asked about, as a list of `KeptTopic` in JSON. */
export const keptTopics = (sql: Sql) => sql`
  coalesce((
    select json_agg(
      ${topic(sql)} || jsonb_build_object('isPublic', ${visibleTopic(sql, everybody)}) order by ${topicOrder(sql)}
    ) from ${topicTables(sql)}
  ), '[]')`;

/** What `contact_person p` can be asked about, as a list of names in JSON, without the titles that not all may read. */
export const publicTopicNames = (sql: Sql) => sql`
  coalesce((
    select json_agg(
      case when ${visibleTopic(sql, everybody)}
        then coalesce(mr.title, cr.title, 'Punkt ' || w.number || ': ' || w.title, 'Kommunens arbejde i det hele')
        else 'Noget, som ikke kan læses af alle'
      end order by ${topicOrder(sql)}
    ) from ${topicTables(sql)}
  ), '[]')`;

/** The titles of all that `contact_person p` can be asked about, as one text. */
export const topicTitles = (sql: Sql) => sql`(
  select string_agg(coalesce(mr.title, cr.title, w.title), ' ') from ${topicTables(sql)}
)`;

/** Real ones before invented ones, those who answer for the municipality as a whole before the others. */
export const contactOrder = (sql: Sql) => sql`
  p.demo, ${answersForWhole(sql)} desc,
  k.name collate danish, p.name collate danish, p.id`;
