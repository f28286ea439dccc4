import type { ChoiceName } from "#app/domain/cases/choice-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "../../client.ts";
import { visibleMethod } from "../visible.ts";
import { writingRoles } from "./draft.ts";

/** The units, methods and commitments that can be chosen beside the text of a draft. */
export interface ChoiceOptions {
  units: { id: string; name: string }[];
  methods: { slug: string; title: string }[];
  commitments: { year: number; number: number; title: string }[];
}

/**
 * The options that a viewer has for a draft: the units that the viewer writes for and that are not closed, the methods that the viewer may
 * read, and the points of the latest declaration. What is chosen already is always among them.
 */
export async function findChoiceOptions(
  sql: Sql,
  viewer: Viewer,
  draft: { municipality: { code: string }; demo: boolean; unitId: string | null; methods: readonly { slug: string }[] },
): Promise<ChoiceOptions> {
  const grants = (viewer.person?.grants ?? []).filter(
    ({ role, municipality }) => writingRoles.includes(role) && municipality?.code === draft.municipality.code,
  );
  const isLimited = grants.every(({ unitId }) => unitId !== null);
  const limitedTo = grants.flatMap(({ unitId }) => unitId ?? []);
  const [units, methods, commitments] = await Promise.all([
    sql<ChoiceOptions["units"]>`
      select id, name from unit
      where municipality_code = ${draft.municipality.code} and (
        id = ${draft.unitId}
        or (closed_at is null and demo = ${draft.demo} and (not ${isLimited} or id = any(${limitedTo}::uuid[])))
      )
      order by name collate danish`,
    sql<ChoiceOptions["methods"]>`
      select m.slug, r.title from method m join method_revision r on r.id = m.published_revision_id
      where ${visibleMethod(sql, viewer)} or m.slug = any(${draft.methods.map(({ slug }) => slug)}::text[])
      order by r.title collate danish`,
    sql<ChoiceOptions["commitments"]>`
      select declaration_year as year, number, title from commitment
      where declaration_year = (select max(declaration_year) from commitment)
      order by number`,
  ]);
  return { units: [...units], methods: [...methods], commitments: [...commitments] };
}

/**
 * Changes what is chosen in a working revision.
 * @param values as `chosenValues` gives them, of the unit its id; they must have been checked
 */
export async function updateChoice(
  tx: Sql,
  revisionId: string,
  choice: ChoiceName,
  values: readonly string[],
): Promise<void> {
  const set = (columns: ReturnType<Sql>) => tx`update case_revision set ${columns} where id = ${revisionId}`;
  const all = [...values];
  switch (choice) {
    case "title":
      return void (await set(tx`title = ${all[0] ?? ""}`));
    case "unit":
      // Whether a unit is named has been answered of that unit.
      return void (await set(
        tx`unit_id = ${all[0] ?? null}, names_unit = case when unit_id = ${all[0] ?? null}::uuid then names_unit end`,
      ));
    case "settings":
      return void (await set(tx`settings = ${all}`));
    case "levels": {
      const within = all.flatMap((value) => /^mellemform-(\d)$/.exec(value)?.[1] ?? []).map(Number);
      const levels = all.filter((value) => !/^mellemform-\d$/.test(value));
      return void (await set(tx`levels = ${levels}, mellemform_levels = ${within}`));
    }
    case "classLevels":
      return void (await set(tx`class_levels = ${all.map(Number)}`));
    case "methods":
      await tx`delete from case_method where revision_id = ${revisionId}`;
      await tx`
        insert into case_method (revision_id, method_id, position)
        select ${revisionId}, m.id, chosen.position
        from unnest(${all}::text[]) with ordinality as chosen (slug, position) join method m on m.slug = chosen.slug`;
      return;
    case "commitments": {
      const codes = all.map((value) => value.split(" ", 1)[0] ?? "");
      const whys = all.map((value, index) => value.slice((codes[index]?.length ?? 0) + 1));
      await tx`
        delete from case_commitment
        where revision_id = ${revisionId} and declaration_year || '-' || number <> all(${codes}::text[])`;
      // What the municipality links itself needs no reason; a reason of the editors' that it rewrites is its own from then on.
      await tx`
        insert into case_commitment as x (revision_id, declaration_year, number, linked_by, why)
        select ${revisionId}, p.declaration_year, p.number, 'source', chosen.why
        from unnest(${codes}::text[], ${whys}::text[]) as chosen (code, why)
        join commitment p on p.declaration_year || '-' || p.number = chosen.code
        on conflict (revision_id, declaration_year, number) do update set why = excluded.why, linked_by = 'source'
        where x.why <> excluded.why`;
      return;
    }
    case "period":
      return void (await set(tx`period_from = nullif(${all[0] ?? ""}, ''), period_to = nullif(${all[1] ?? ""}, '')`));
    case "visibility":
      return void (await set(tx`visibility = ${all[0] ?? "municipality"}`));
  }
}
