// A second process of a site, on the database of the first. Prints its address as one line of JSON, and ends when the pipe to it closes.
import { startSite } from "./site.ts";

const site = await startSite({ beside: { databaseUrl: process.env.TEST_SITE_DATABASE_URL ?? "" } });
process.stdin.on("close", () => void site.stop().then(() => process.exit(0))).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.stdout.write(`${JSON.stringify({ TEST_SITE_URL: site.url })}\n`);
