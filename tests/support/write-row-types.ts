// What `npm run row-types` runs: makes db/row-types.ts anew from the migrations, on a PostgreSQL of its own.
import { writeFileSync } from "node:fs";
import { createTestDatabase } from "./database.ts";
import { printRowTypes, rowTypesFile } from "./print-row-types.ts";
import { startTestPostgres } from "./test-postgres.ts";

const stop = await startTestPostgres();
try {
  const database = await createTestDatabase();
  writeFileSync(rowTypesFile, await printRowTypes(database.sql));
  await database.drop();
} finally {
  await stop();
}
