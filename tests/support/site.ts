import path from "node:path";
import type { Rooms } from "#app/collaboration/rooms.ts";
import { filesFolder, mailsFolder, readEnv } from "#app/env.server.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { startWorker } from "#app/jobs/worker.ts";
import { mailSettingsOf } from "#app/mail/settings.ts";
import { freePort } from "#app/server/cluster.ts";
import { createSite, type SiteParts } from "#app/server/http.ts";
import { closingPromptly, listen } from "#app/server/listening.ts";
import { createDatabase, type Sql } from "#db/client.ts";
import type { SeedLevel } from "#seeds/seed.ts";
import { createTestDatabase } from "./database.ts";
import { testSecretKey } from "./secret-key.ts";

/** A site of a test's own. */
export interface TestSite {
  /** Without a final slash. */
  url: string;
  /** The site's database, for preparing and checking. */
  sql: Sql;
  databaseUrl: string;
  /** The texts that are open in it. */
  rooms: Rooms;
  /** Where its mail lands. */
  mails: string;
  /** Where its files lie. */
  files: string;
  stop(): Promise<void>;
}

/** What a test site is started with. */
export interface TestSiteOptions {
  seed?: SeedLevel;
  /** A site whose database it shares, as another process would. */
  beside?: Pick<TestSite, "databaseUrl">;
  /** Settings as the operator would give them. */
  env?: Record<string, string>;
  /** Whether jobs are run too. */
  worker?: boolean;
  /** Today in Denmark, `YYYY-MM-DD`, for a test that would otherwise depend on the day. */
  today?: SiteParts["today"];
  /** Where files are kept instead of a folder. */
  store?: SiteParts["files"];
  /** How much the site takes in at a time, for a test of what happens beyond. */
  limits?: SiteParts["limits"];
}

/** Starts the real site, as it is built, in this process: a free port, and a database of its own. */
export async function startSite(options: TestSiteOptions = {}): Promise<TestSite> {
  const { beside } = options;
  const database = beside
    ? { url: beside.databaseUrl, sql: createDatabase(beside.databaseUrl, { max: 5 }) }
    : await createTestDatabase({ seed: options.seed });
  const port = await freePort();
  const dataDir = path.join(process.env.TEST_FOLDER ?? "", `site-${port}`);
  const env = readEnv({ PORT: String(port), DATABASE_URL: database.url, DATA_DIR: dataDir, ...options.env });
  const site = await createSite({
    env,
    sql: database.sql,
    databaseUrl: database.url,
    secretKey: testSecretKey,
    today: options.today,
    limits: options.limits,
    files: options.store,
  });
  const close = closingPromptly(site);
  await listen(site.server, { port, host: "127.0.0.1" });
  const worker = options.worker
    ? await startWorker({
        databaseUrl: database.url,
        meilisearch: env.meilisearch,
        auditDays: env.auditDays,
        mail: mailSettingsOf(env),
        files: createFolderStore(filesFolder(env)),
      })
    : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    sql: database.sql,
    databaseUrl: database.url,
    rooms: site.rooms,
    mails: mailsFolder(env),
    files: filesFolder(env),
    stop: async () => {
      await Promise.all([close(), worker?.stop()]);
      if ("drop" in database) await database.drop();
      else await database.sql.end({ timeout: 1 });
    },
  };
}
