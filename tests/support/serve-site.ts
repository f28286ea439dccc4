// The site that browser tests visit, as a process of its own. Prints its address as one line of JSON, and ends when the pipe to it closes.
import { startSite } from "./site.ts";
import { startTestPostgres } from "./test-postgres.ts";

const stopPostgres = await startTestPostgres();
const site = await startSite({ seed: "demo", worker: true });
process.stdin.on("close", stop).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
const { TEST_POSTGRES_URL, TEST_POSTGRES_PREFIX, TEST_FOLDER } = process.env;
const shared = {
  TEST_SITE_URL: site.url,
  TEST_SITE_DATABASE_URL: site.databaseUrl,
  TEST_POSTGRES_URL,
  TEST_POSTGRES_PREFIX,
  TEST_FOLDER,
};
process.stdout.write(`${JSON.stringify(shared)}\n`);

async function stop(): Promise<void> {
  await site.stop();
  await stopPostgres();
  process.exit(0);
}
