import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readings, referenceCountries, referenceKinds } from "#app/domain/reference-vocabulary.ts";
import {
  aspects,
  classLevels,
  codes,
  gradeMeanings,
  levels,
  mellemformLevels,
  methodKinds,
  settings,
  stages,
} from "#app/domain/vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { buildDeclaration, buildDocument, buildReference } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "notat", places: ["sted"] });
  await buildReference(sql, "/dokumenter/notat#sted", "vive");
  await buildDeclaration(sql, { quotedFrom: "/dokumenter/notat#sted" });
  await buildMethod(sql, { slug: "metoden", kind: "metode", retiredSlugs: ["glemt"] });
  await buildMethod(sql, { slug: "maaden", kind: "styring" });
  await sql`insert into unit (municipality_code, slug, name, kind) values ('0101', 'skolen', 'Skolen', 'skole')`;
  await buildCase(sql, { slug: "et", municipalityCode: "0751", retiredSlugs: ["forladt"] });
  await buildCase(sql, { slug: "andet", municipalityCode: "0751" });
});
afterAll(() => database.drop());

describe("every foreign key", () => {
  it("has an index that begins with its columns, so that nothing that is looked up or deleted needs a whole table", async () => {
    const keys = await sql<{ key: string; covered: boolean }[]>`
      select k.conrelid::regclass || ' ' || k.conname as key, exists (
        select from pg_index i
        join pg_class c on c.oid = i.indexrelid
        join pg_am a on a.oid = c.relam and a.amname = 'btree'
        where i.indrelid = k.conrelid and i.indpred is null and i.indisvalid
          and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey
      ) as covered
      from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace`;
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter(({ covered }) => !covered).map(({ key }) => key)).toEqual([]);
  });
});

describe("every table that pages are made of", () => {
  it("tells of each change to it", async () => {
    // What is searched is never kept among the rendered pages.
    const noPage = ["migration", "problem_report", "search_entry", "search_word", "seeded"];
    // What only those who are signed in see is rendered for each of them.
    const nobodysPage = [
      ...["person", "recovery_code", "session", "acting", "role_grant", "mail_domain", "join_request", "invitation"],
      ...["one_time_token", "audit_log", "rate_limit", "earlier_address", "ended_session"],
      ...[
        "case_revision_author",
        "shared_text",
        "text_update",
        "case_contributor",
        "case_hand_over",
        "kept_warning",
        "municipality_export",
      ],
      ...["status_author", "status_kept_warning", "status_reminder", "period_question"],
    ];
    // A picture that is added stands in no text yet; that it goes, or its time changes, is told.
    const partly = ["picture"];
    // An edition is read by nobody until its status points at it, and does not change after; what the committee did with it is told.
    const editions = ["status_edition", "status_part", "status_answer", "status_evidence"];
    // A revision is read by nobody until a method or a case points at it; those two tell of just that.
    const parts = [
      ...["method_revision", "method_relation", "method_grade", "method_citation", "method_commitment"],
      ...["case_revision", "case_method", "case_commitment", "case_citation", "revision_picture"],
    ];
    const pointing = await sql<{ name: string; told: number }[]>`
      select c.relname as name, count(*)::int as told
      from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid
      where p.proname = 'tell_content_changed' and c.relname in ('method', 'case_story') group by c.relname order by 1`;
    expect(pointing).toEqual([
      { name: "case_story", told: 4 },
      { name: "method", told: 4 },
    ]);
    const tables = await sql<{ name: string; told: boolean }[]>`
      select c.relname as name, exists (
        select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
        -- After insert, update and delete: 60, once for each statement, truncate too; 29, for each row.
        where t.tgrelid = c.oid and p.proname = 'tell_content_changed' and t.tgtype in (29, 60) and t.tgenabled = 'O'
      ) as told
      from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
    expect(tables.filter(({ told }) => told).length).toBeGreaterThan(12);
    const silent = [...noPage, ...nobodysPage, ...parts, ...partly, ...editions, "method", "case_story"];
    expect(tables.filter(({ name, told }) => !told && !silent.includes(name)).map(({ name }) => name)).toEqual([]);
  });
});

describe("the vocabulary and the database", () => {
  it("know the same settings and levels", async () => {
    const [known] = await sql`select known_settings() as settings, known_levels() as levels`;
    expect(known).toEqual({ settings: codes(settings), levels: codes(levels) });
  });

  /** The values that a check of one column allows. */
  async function allowed(table: string, column: string): Promise<string[]> {
    const [check] = await sql<{ rule: string }[]>`
      select pg_get_constraintdef(oid) as rule from pg_constraint where conname = ${`${table}_${column}_check`}`;
    return [...(check?.rule ?? "").matchAll(/'([^']*)'::text|\((\d+)\)::smallint/g)].map(
      ([, text, number]) => text ?? number ?? "",
    );
  }

  it.each([
    ["case_revision", "stage", codes(stages)],
    ["case_revision", "class_levels", classLevels.map(String)],
    ["case_revision", "mellemform_levels", Object.keys(mellemformLevels)],
    ["method_revision", "kind", codes(methodKinds)],
    ["method_revision", "mellemform_levels", Object.keys(mellemformLevels)],
    ["method_grade", "aspect", codes(aspects)],
    ["reference", "kind", codes(referenceKinds)],
    ["reference", "country", codes(referenceCountries)],
    ["reference", "reading", codes(readings)],
    ["method_grade", "grade", Object.keys(gradeMeanings.effect)],
  ])("allow the same in %s.%s", async (table, column, values) => {
    expect((await allowed(table, column)).sort()).toEqual([...values].sort());
  });
});

const aCase = "(select id from case_story where slug = 'et')";
const itsRevision = "(select published_revision_id from case_story where slug = 'et')";
const otherRevision = "(select published_revision_id from case_story where slug = 'andet')";
const graded = "(select published_revision_id from method where slug = 'metoden')";
const document = "(select id from document where slug = 'notat')";
const unit = "(select id from unit where slug = 'skolen')";
const setCase = (change: string) => `update case_revision set ${change} where id = ${itsRevision}`;
const setMethod = (change: string) => `update method_revision set ${change} where id = ${graded}`;
/** All that is told of a source that has been looked up. */
const told = "kind = 'lov', country = 'danmark', found = 'f', limits = 'l', read_on = '2026-11', reading = 'helt'";
const known = (change: string) => `update reference set ${change} where slug = 'vive'`;
const cite = (columns: string, values: string) =>
  `insert into case_citation (revision_id, position, ${columns}) values (${itsRevision}, 0, ${values})`;
const grade = (columns: string, values: string) =>
  `insert into method_grade (revision_id, aspect, ${columns}) values (${graded}, 'effect', ${values})`;
const newUnit = (columns: string, values: string) =>
  `insert into unit (municipality_code, slug, name, kind, ${columns}) values ('0751', 'ny', 'Ny', 'skole', ${values})`;

/** Rows that must not be, and the rule that each of them breaks. */
const badRows: [what: string, statement: string, rule: string][] = [
  ["a setting that nobody knows", setCase("settings = '{dagtilbud,maanen}'"), "case_revision_settings_check"],
  ["a setting of a method that nobody knows", setMethod("settings = '{maanen}'"), "method_revision_settings_check"],
  ["a level that nobody knows", setCase("levels = '{special}'"), "case_revision_levels_check"],
  ["a fifth mellemform", setCase("mellemform_levels = '{5}'"), "case_revision_mellemform_levels_check"],
  ["an eleventh class", setCase("class_levels = '{10,11}'"), "case_revision_class_levels_check"],
  ["a stage that nobody knows", setCase("stage = 'besluttet'"), "case_revision_stage_check"],
  ["a case without a title", setCase("title = ''"), "case_revision_whole_when_handed_over"],
  ["a summary that no card holds", setCase("summary = repeat('x', 301)"), "case_revision_summary_length"],
  ["a school without pupils", setCase("school_size = 0"), "case_revision_school_size_check"],
  ["a period that is no year", setCase("period_from = 'i fjor'"), "case_revision_period_from_check"],
  ["a period that begins in a thirteenth month", setCase("period_from = '2024-13'"), "case_revision_period_from_check"],
  ["a period that ends in month nought", setCase("period_to = '2024-00'"), "case_revision_period_to_check"],
  [
    "a period that ends before it begins",
    setCase("period_from = '2024-05', period_to = '2024-03'"),
    "case_revision_check",
  ],
  [
    "a period that ends in the year before",
    setCase("period_from = '2024', period_to = '2023-12'"),
    "case_revision_check",
  ],
  [
    "an address that another case has left behind",
    `insert into case_story (slug, municipality_code, visibility) values ('forladt', '0751', 'public')`,
    "case_slug_retired",
  ],
  [
    "a move to an address that another case has left behind",
    `update case_story set slug = 'forladt' where id = ${aCase}`,
    "case_slug_retired",
  ],
  [
    "an address left behind that a case stands at",
    `insert into retired_case_slug values ('andet', ${aCase})`,
    "case_slug_in_use",
  ],
  [
    "an address that another method has left behind",
    "insert into method (slug) values ('glemt')",
    "method_slug_retired",
  ],
  [
    "an address left behind that a method stands at",
    "insert into retired_method_slug select 'maaden', id from method where slug = 'metoden'",
    "method_slug_in_use",
  ],
  [
    "a grade of a way of steering",
    "insert into method_grade (revision_id, aspect, needed) select published_revision_id, 'effect', 'x' from method where slug = 'maaden'",
    "method_grade_kind",
  ],
  ["a unit of another municipality", setCase(`unit_id = ${unit}`), "case_revision_unit_id_municipality_code_fkey"],
  [
    "a revision in another municipality than its case",
    setCase("municipality_code = '0101'"),
    "case_revision_case_id_municipality_code_fkey",
  ],
  [
    "a case that works on what is published",
    `update case_story set working_revision_id = published_revision_id where id = ${aCase}`,
    "case_story_check",
  ],
  [
    "a case that publishes another case's text",
    `update case_story set published_revision_id = ${otherRevision} where id = ${aCase}`,
    "case_story_published_revision_id_id_fkey",
  ],
  [
    "a case that works on another case's text",
    `update case_story set working_revision_id = ${otherRevision} where id = ${aCase}`,
    "case_story_working_revision_id_id_fkey",
  ],
  [
    "a published case without a date",
    `update case_story set first_published_at = null where id = ${aCase}`,
    "case_story_check1",
  ],
  [
    "a case that is shared with somebody else",
    `update case_story set visibility = 'naboer' where id = ${aCase}`,
    "case_story_visibility_check",
  ],
  [
    "an address with capitals and blanks",
    `update case_story set slug = 'Et Eksempel' where id = ${aCase}`,
    "case_story_slug_check",
  ],
  ["an address that is taken", `update case_story set slug = 'andet' where id = ${aCase}`, "case_story_slug_key"],
  [
    "a case nowhere",
    "insert into case_story (slug, municipality_code, visibility) values ('nyt', '9999', 'public')",
    "case_story_municipality_code_fkey",
  ],
  [
    "a link to a commitment that there is not",
    `insert into case_commitment values (${itsRevision}, 2025, 99, 'editors', '')`,
    "case_commitment_declaration_year_number_fkey",
  ],
  [
    "a link to a commitment made by nobody",
    `insert into case_commitment values (${itsRevision}, 2025, 1, 'nogen', '')`,
    "case_commitment_linked_by_check",
  ],
  ["a citation of nothing", cite("document_id", "null"), "case_citation_check1"],
  [
    "a citation of a document and a reference in one",
    cite("document_id, anchor, reference_slug", `${document}, 'sted', 'vive'`),
    "case_citation_check1",
  ],
  ["a citation of a whole document", cite("document_id", document), "case_citation_check"],
  ["a citation of a place without a document", cite("anchor, reference_slug", "'sted', 'vive'"), "case_citation_check"],
  [
    "a citation of a place that there is not",
    cite("document_id, anchor", `${document}, 'intetsteds'`),
    "case_citation_document_id_anchor_fkey",
  ],
  [
    "a citation of a reference that there is not",
    cite("reference_slug", "'ukendt'"),
    "case_citation_reference_slug_fkey",
  ],
  [
    "a citation in a method of two things",
    `insert into method_citation values (${graded}, 0, ${document}, 'sted', 'vive')`,
    "method_citation_check1",
  ],
  [
    "a method that is only the municipality's",
    "update method set visibility = 'municipality' where slug = 'metoden'",
    "method_visibility_check",
  ],
  [
    "a method that publishes another method's text",
    `update method set published_revision_id = ${graded} where slug = 'maaden'`,
    "method_published_revision_id_id_fkey",
  ],
  [
    "a method that works on what is published",
    "update method set working_revision_id = published_revision_id where slug = 'metoden'",
    "method_check",
  ],
  [
    "a kind of method that nobody knows",
    setMethod("kind = 'kursus', use_for = 'Til alt'"),
    "method_revision_kind_check",
  ],
  ["a graded method that says what it is for instead", setMethod("use_for = 'Til alt'"), "method_revision_check"],
  ["a way of steering that does not say what it is for", setMethod("kind = 'styring'"), "method_revision_check"],
  ["a theme that says what it is for", setMethod("kind = 'tema', use_for = 'Til alt'"), "method_revision_check"],
  ["a grade without a source", grade("grade, basis", "'A', 'Vi synes det'"), "method_grade_check1"],
  ["a grade without a basis", grade("grade, document_id, anchor", `'A', ${document}, 'sted'`), "method_grade_check1"],
  [
    "a grade with two sources",
    grade("grade, basis, document_id, anchor, reference_slug", `'A', 'b', ${document}, 'sted', 'vive'`),
    "method_grade_check1",
  ],
  ["a missing grade that does not say what it would take", grade("basis", "null"), "method_grade_check1"],
  ["a missing grade with a basis", grade("needed, basis", "'En undersøgelse', 'Noget'"), "method_grade_check1"],
  [
    "a grade that is not on the scale",
    grade("grade, basis, reference_slug", "'E', 'b', 'vive'"),
    "method_grade_grade_check",
  ],
  [
    "an aspect that nobody knows",
    `insert into method_grade (revision_id, aspect, needed) values (${graded}, 'looks', 'x')`,
    "method_grade_aspect_check",
  ],
  ["a unit under a unit of another municipality", newUnit("parent_id", unit), "unit_parent_id_municipality_code_fkey"],
  ["a unit under itself", `update unit set parent_id = id where slug = 'skolen'`, "unit_check"],
  ["a unit of an unknown kind", "update unit set kind = 'klub' where slug = 'skolen'", "unit_kind_check"],
  [
    "two regions at once",
    "insert into municipality_region values ('0751', 'nordjylland', '2020-01-01', '2021-01-01')",
    "municipality_region_municipality_code_daterange_excl",
  ],
  [
    "a membership that ends before it begins",
    "insert into municipality_region values ('0751', 'nordjylland', '2000-01-01', '1999-01-01')",
    "municipality_region_check",
  ],
  [
    "two municipalities on one tile",
    "update municipality set (tile_column, tile_row) = (select tile_column, tile_row from municipality where code = '0101') where code = '0751'",
    "municipality_tile_column_tile_row_key",
  ],
  ["a code of three digits", "update municipality set code = '751' where code = '0851'", "municipality_code_check"],
  [
    "a home page without encryption",
    "update municipality set homepage = 'http://www.aarhus.dk' where code = '0751'",
    "municipality_homepage_check",
  ],
  [
    "a place in a document that no address can name",
    `insert into document_anchor values (${document}, 'Afsnit 2', 1, '')`,
    "document_anchor_anchor_check",
  ],
  ["a document from some time", "update document set dated = 'foråret 2025'", "document_dated_check"],
  ["a document from the thirteenth month", "update document set dated = '2025-13-01'", "document_dated_check"],
  ["a document from the 32nd", "update document set dated = '2025-01-32'", "document_dated_check"],
  [
    "a commitment number nought",
    `insert into commitment values (2025, 0, 't', 'p', 'q', ${document}, 'sted')`,
    "commitment_number_check",
  ],
  [
    "a commitment that is quoted from nowhere",
    `insert into commitment values (2025, 11, 't', 'p', 'q', ${document}, 'intetsteds')`,
    "commitment_document_id_anchor_fkey",
  ],
  [
    "a reference that no document cites",
    "update reference set anchor = 'intetsteds'",
    "reference_document_id_anchor_fkey",
  ],
  [
    "a source without an address and a place",
    known("document_id = null, anchor = null, note = null"),
    "reference_address_check",
  ],
  [
    "a source at an address that a browser would run",
    known(`url = 'javascript:alert(1)', ${told}`),
    "reference_url_check",
  ],
  ["a source at a path of ours", known(`url = '/om', ${told}`), "reference_url_check"],
  ["a source of half of what is told of one", known("kind = 'lov'"), "reference_seen_check"],
  ["a source of a sort that nobody knows", known("kind = 'rygte'"), "reference_kind_check"],
  ["a source from the moon", known("country = 'maanen'"), "reference_country_check"],
  ["a source that is read somehow", known("reading = 'næsten'"), "reference_reading_check"],
  ["a source that nobody stands behind", known("publisher = ''"), "reference_publisher_check"],
  ["a place without a note of what for", known("note = null"), "reference_note_check"],
  ["half a place in a document", known("anchor = null"), "reference_place_check"],
  [
    "a declaration that a municipality has dealt with twice",
    `insert into treatment values ('0751', 2025, '2025-01-01', 'Byrådet'), ('0751', 2025, '2025-02-01', 'Byrådet')`,
    "treatment_once",
  ],
  [
    "a report that says nothing",
    "insert into problem_report (path, message) values ('/', '')",
    "problem_report_message_check",
  ],
  [
    "a report that is a book",
    "insert into problem_report (path, message) values ('/', repeat('x', 4001))",
    "problem_report_message_check",
  ],
];

/** The rule that stops a statement, checked as at the end of a transaction; nothing is kept either way. */
async function ruleAgainst(statement: string): Promise<string | undefined> {
  const kept = new Error("The row was accepted");
  const outcome = await sql
    .begin(async (tx) => {
      await tx.unsafe(statement);
      await tx`set constraints all immediate`;
      throw kept;
    })
    .catch((error) => error);
  return outcome === kept ? undefined : (outcome.constraint_name ?? outcome.message);
}

describe("the database", () => {
  it.each(badRows)("refuses %s", async (_what, statement, rule) => {
    expect(await ruleAgainst(statement)).toBe(rule);
  });

  it("takes the same rows when they are in order", async () => {
    const goodRows = [
      setCase(
        "settings = '{dagtilbud,sfo-klub}', levels = '{almen}', class_levels = '{0,10}', mellemform_levels = '{1,4}'",
      ),
      setCase("period_from = '2024', period_to = '2024-12', school_size = 1, summary = repeat('æ', 300)"),
      setCase("period_from = '2024-05', period_to = '2024'"),
      setCase("period_from = '2023-11', period_to = '2024-01'"),
      cite("document_id, anchor", `${document}, 'sted'`),
      cite("reference_slug", "'vive'"),
      grade("grade, basis, document_id, anchor", `'A', 'b', ${document}, 'sted'`),
      grade("needed", "'En undersøgelse'"),
      newUnit("parent_id", "null"),
      "insert into municipality_region values ('0751', 'nordjylland', '2006-01-01', '2007-01-01')",
      `insert into case_commitment values (${itsRevision}, 2025, 1, 'editors', '')`,
      "update document set dated = '2025-12-31'",
      "update document set dated = '2025-09'",
    ];
    for (const statement of goodRows) expect(await ruleAgainst(statement), statement).toBeUndefined();
  });
});
