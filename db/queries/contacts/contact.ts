import type { Sql } from "../../client.ts";

/** What a contact person can be asked about; null stands for the municipality's work as a whole. */
export type ContactTopic =
  | { kind: "method"; id: string; slug: string; title: string }
  | { kind: "case"; id: string; slug: string; title: string }
  | { kind: "commitment"; year: number; number: number; title: string };

/** A contact person as readers see one. */
export interface Contact {
  id: string;
  name: string;
  title: string;
  email: string;
  phone: string | null;
  municipality: { code: string; slug: string; name: string };
  topic: ContactTopic | null;
  demo: boolean;
}

/** The contact persons that a condition on `contact_person p` and what it is about picks; general ones first. */
export const contacts = <T extends Contact>(sql: Sql, which: ReturnType<Sql>) => sql<T[]>`
  select p.id, p.name, p.title, p.email, p.phone, p.demo, p.consented_at as "consentedAt", p.version,
    json_build_object('code', k.code, 'slug', k.slug, 'name', k.name) as municipality,
    case
      when mr.id is not null then json_build_object('kind', 'method', 'id', m.id, 'slug', m.slug, 'title', mr.title)
      when cr.id is not null then json_build_object('kind', 'case', 'id', c.id, 'slug', c.slug, 'title', cr.title)
      when w.number is not null
        then json_build_object('kind', 'commitment', 'year', w.declaration_year, 'number', w.number, 'title', w.title)
    end as topic
  from contact_person p
  join municipality k on k.code = p.municipality_code
  left join method m on m.id = p.method_id
  left join method_revision mr on mr.id = m.published_revision_id
  left join case_story c on c.id = p.case_id
  left join case_revision cr on cr.id = c.published_revision_id
  left join commitment w on w.declaration_year = p.declaration_year and w.number = p.commitment_number
  where ${which}
  order by p.demo, (p.method_id is null and p.case_id is null and p.declaration_year is null) desc,
    k.name collate danish, p.name collate danish`;
