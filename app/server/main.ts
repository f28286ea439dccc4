import { DomainError } from "#app/domain/domain-error.ts";
import { codes, isCode, roles } from "#app/domain/vocabulary.ts";
import { type Env, filesFolder, mailsFolder, readEnv, SettingError } from "#app/env.server.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { mailSettingsOf } from "#app/mail/settings.ts";
import { createDatabase, type Sql } from "#db/client.ts";
import type { SeedLevel } from "#seeds/seed.ts";
import { type OpenDatabase, openDatabase, openRunningDatabase } from "./database.ts";
import { Fault, Stopped } from "./fault.mjs";
import { atMost, Lifetime } from "./lifetime.ts";
import { closingPromptly, listen, waitForPort } from "./listening.ts";
import { type Duties, fitPools, type Pools, usualPools } from "./pools.ts";
import { secretKeyOf } from "./secret-key.ts";

/** How long jobs under way are given when the process stops. One that is cut off is run again by the next start. */
const workerGrace = 2_000;

// What is slow to load and not needed by every command is imported where it is used: what cannot succeed says so at once.
const commands = { site, dev, worker, "demo-remove": demoRemove, "demo-login": demoLogin, reindex };

/** What `start.mjs` can be asked to do. */
export type Command = keyof typeof commands;

/**
 * Runs one command, with what was typed after it, until it is done or `stop` is signalled, and ends everything it has started.
 * @returns the exit code; what is wrong has been said
 */
export async function main(command: Command, args: readonly string[], stop: AbortSignal): Promise<number> {
  const life = new Lifetime(stop);
  // A stray error ends the process in any case; like this it ends in good order.
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, (error) => life.fail(error));
  const work = async () => commands[command](readEnv(process.env), life, args);
  const error = await Promise.race([work(), life.over]).catch((reason) => reason);
  if (error && !(error instanceof Stopped)) {
    console.error(error instanceof Fault || error instanceof SettingError ? error.message : error);
  }
  await life.end();
  if (error instanceof Stopped) console.log("Stoppet.");
  return !error || error instanceof Stopped ? 0 : 1;
}

/** `npm start` */
async function site(env: Env, life: Lifetime): Promise<void> {
  await serve(env, life, { development: false });
}

/** `npm run dev` */
async function dev(env: Env, life: Lifetime): Promise<void> {
  await serve(env, life, { development: true });
}

async function serve(env: Env, life: Lifetime, { development }: { development: boolean }): Promise<void> {
  const database = await openDatabase(env, life);
  const secretKey = secretKeyOf(env);
  const pools = poolsOn(database, { site: true, worker: env.worker });
  await waitForPort(env);
  await prepareTables(database, env.seed);
  const sql = openPool(database, life, pools.site);

  // The site and the worker are ended together: the next start waits only so long.
  const stops: (() => Promise<void>)[] = [];
  life.onEnd(() => Promise.all(stops.map((stop) => stop())));
  if (env.worker) stops.push(await runWorker(env, database, pools));
  const vite = development ? await (await import("./dev-server.ts")).startDevServer(life) : undefined;
  const { createSite } = await import("./http.ts");
  const pages = await createSite({
    env,
    sql,
    databaseUrl: database.url,
    searchConnections: pools.search,
    secretKey,
    vite,
  });
  stops.push(closingPromptly(pages));
  await listen(pages.server, env);
  const { firstAdminToken } = await import("#app/domain/accounts/first-admin.server.ts");
  announce(env, database, await firstAdminToken(sql));
  await life.over;
}

/** `npm run worker` */
async function worker(env: Env, life: Lifetime): Promise<void> {
  const database = await openRunningDatabase(env, life);
  const pools = poolsOn(database, { site: false, worker: true });
  if (env.databaseUrl) await prepareTables(database, "none");
  life.onEnd(await runWorker(env, database, pools));
  console.log(`Opgaverne kører nu, på ${database.description}.\nStop med Ctrl-C.`);
  await life.over;
}

/** `npm run demo:remove` */
async function demoRemove(env: Env, life: Lifetime): Promise<void> {
  const database = await openDatabase(env, life, { join: true });
  if (!database.joined) await prepareTables(database, "none");
  const { removeDemo } = await import("#seeds/seed.ts");
  const removed = await removeDemo(openPool(database, life), mailsFolder(env));
  console.log(removed === 1 ? "1 eksempel med Demodata er fjernet." : `${removed} eksempler med Demodata er fjernet.`);
}

/** `npm run demo:login -- role [municipality]` */
async function demoLogin(env: Env, life: Lifetime, [role = "", municipality]: readonly string[]): Promise<void> {
  if (!isCode(roles, role)) throw new Fault(`Skriv en rolle efter demo:login, en af: ${codes(roles).join(", ")}.`);
  const sql = openPool(await openRunningDatabase(env, life), life);
  const { demoToken } = await import("#app/domain/accounts/demo-link.server.ts");
  const { token, name } = await demoToken(sql, role, municipality).catch((error) => {
    throw error instanceof DomainError ? new Fault(error.message) : error;
  });
  console.log(
    `Log ind som ${name}. Linket virker én gang, inden for en time:\n  ${env.publicUrl}/demo-login?kode=${token}`,
  );
}

/** `npm run reindex` */
async function reindex(env: Env, life: Lifetime): Promise<void> {
  const database = await openDatabase(env, life, { join: true });
  if (!database.joined) await prepareTables(database, "none");
  const { rebuildSearch } = await import("./rebuild-search.ts");
  await rebuildSearch(openPool(database, life), env.meilisearch);
}

async function prepareTables(database: OpenDatabase, level: SeedLevel): Promise<void> {
  const { migrateAndSeed } = await import("./migrate-and-seed.ts");
  await migrateAndSeed(database, level);
}

const poolsOn = ({ connections }: OpenDatabase, duties: Duties): Pools =>
  connections === undefined ? usualPools : fitPools(connections, duties);

/** @param max how many connections; what a command does by itself it does one thing at a time */
function openPool(database: OpenDatabase, life: Lifetime, max = 2): Sql {
  const sql = createDatabase(database.url, { max });
  life.onEnd(() => sql.end({ timeout: 1 }));
  return sql;
}

async function runWorker(env: Env, { url }: OpenDatabase, { jobs, runners }: Pools): Promise<() => Promise<void>> {
  const { meilisearch, auditDays } = env;
  const { startWorker } = await import("#app/jobs/worker.ts");
  const running = await startWorker({
    databaseUrl: url,
    connections: { jobs, runners },
    meilisearch,
    auditDays,
    mail: mailSettingsOf(env),
    files: createFolderStore(filesFolder(env)),
  });
  return () => atMost(workerGrace, running.stop());
}

function announce(env: Env, database: OpenDatabase, adminToken: string | null): void {
  const lines = [
    `Mere for Flere er klar på ${env.publicUrl}`,
    ...(env.publicUrlGiven ? [`  Lytter på ${env.host}, port ${env.port}`] : []),
    `  Database: ${database.description}`,
    ...(database.home ? [`  Data ligger i ${env.dataDir}`] : []),
    ...(database.home && database.home !== env.dataDir
      ? [`  Databasens egne filer ligger i ${database.home}, fordi den ikke kan køre som root`]
      : []),
    `  Søgning: ${env.meilisearch ? `Meilisearch på ${new URL(env.meilisearch.url).host}, med PostgreSQL som reserve` : "PostgreSQL"}`,
    `  Opgaver: ${env.worker ? "kører her i siden" : "slået fra (WORKER=0); kør dem med npm run worker"}`,
    `  Mail: ${env.smtpUrl ? `sendes over ${new URL(env.smtpUrl).host}` : `lægges i ${mailsFolder(env)}; en KL-administrator kan læse den på ${env.publicUrl}/kl/mails`}`,
    ...(adminToken
      ? [
          "Sitet har endnu ingen administrator. Bliv den første med dette link, som virker én gang:",
          `  ${env.publicUrl}/foerste-administrator?kode=${adminToken}`,
        ]
      : []),
    "Stop med Ctrl-C.",
  ];
  console.log(lines.join("\n"));
}
