import { startTestPostgres } from "./test-postgres.ts";

/** For Vitest: one PostgreSQL for all test files of the run. */
export default startTestPostgres;
