import { readFileSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { createTestDatabase } from "#tests/support/database.ts";
import { printRowTypes, rowTypesFile } from "#tests/support/print-row-types.ts";

it("the row types are those of the migrated database", async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const printed = await printRowTypes(database.sql);
  expect(printed, `${rowTypesFile} is not what the migrations give: run \`npm run row-types\``).toBe(
    readFileSync(rowTypesFile, "utf8"),
  );
});
