import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isFitName, nameInput } from "#app/domain/accounts/input.ts";
import type { Sql } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());

const names: [name: string, fits: boolean][] = [
  ["Åse Ørsted-Æbelø", true],
  ["J. P. Jacobsen", true],
  ["A.P. Møller", true],
  ["Anne (PPR) O'Neill jr.", true],
  ["Нина", true],
  ["李", true],
  ["12345678", false],
  ["!!!", false],
  ["\u3164", false],
  ["ᅟᅠ", false],
  ["anne@aarhus.dk", false],
  ["Vind på gave.example", false],
  ["WWW.GAVE.DK", false],
  ["https://x", false],
  ["Se //x", false],
  ["blåbær.dk nu", false],
];

describe.each(names)("the name %j", (name, fits) => {
  it(`${fits ? "may" : "may not"} stand, as a form and as the database see it`, async () => {
    expect(isFitName(name)).toBe(fits);
    expect(await sql`select name_is_fit(${name}) as fits`).toEqual([{ fits }]);
    for (const table of ["person", "invitation", "contact_person"]) {
      const [trigger] = await sql`
        select from pg_trigger where tgrelid = ${table}::regclass and tgname = 'name_is_fit' and tgenabled = 'O'`;
      expect(trigger, table).toBeDefined();
    }
    const stored = sql`insert into person (email, name) values ('a@b.dk', ${name})`;
    await (fits ? stored : expect(stored).rejects.toMatchObject({ code: "23514", column_name: "name" }));
    await sql`delete from person`;
  });
});

it("a name loses what cannot be seen, and letters of another width become plain ones", () => {
  expect(nameInput.parse(" Anne\u200b\u00ad  Holm\ufeff ")).toBe("Anne Holm");
  expect(isFitName("gave．dk")).toBe(false);
  expect(isFitName("ga\u200bve.\u200bdk")).toBe(false);
  expect(isFitName("anne＠aarhus")).toBe(false);
});

it("one who has a name that cannot stand may change all else, and no name for another such", async () => {
  await sql`alter table person disable trigger name_is_fit`;
  await sql`insert into person (email, name) values ('a@b.dk', 'gave.dk')`;
  await sql`alter table person enable trigger name_is_fit`;
  await sql`update person set totp_last_step = 1, introduced_at = now(), email = 'c@d.dk'`;
  await expect(sql`update person set name = 'vind.dk'`).rejects.toMatchObject({ code: "23514" });
  await sql`update person set name = 'Anne Holm'`;
  await sql`delete from person`;
});
