import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cluster, createCluster, databaseUrl, freePort, launchCluster, stopCluster } from "#app/server/cluster.ts";
import { unprivilegedAccount } from "#app/server/database-account.ts";
import { checkGivenPostgres } from "#app/server/given-postgres.ts";
import { migrateAndSeed } from "#app/server/migrate-and-seed.ts";
import { embeddedBinaries } from "#app/server/postgres-binaries.ts";
import { createDatabase } from "#db/client.ts";
import { pgOptions, postgresOptions } from "#db/database-url.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { newFolder, start, startReady, stop } from "#tests/support/start-process.ts";

const timeout = { timeout: 60_000 };
const has = (program: string) => spawnSync(program, ["--version"]).error === undefined;
const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;

/** A folder of which the database's account may read everything. */
function ownFolder(): string {
  const folder = newFolder();
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

const settingsFor = async (url: string) => ({
  DATABASE_URL: url,
  SECRET_KEY: testSecretKey,
  DATA_DIR: path.join(newFolder(), "data"),
  PORT: String(await freePort()),
  SEED: "none",
});

describe.skipIf(!has("openssl"))("a PostgreSQL with a certificate of its own making", timeout, () => {
  const folder = ownFolder();
  const certificate = path.join(folder, "server.crt");
  let stopServer: () => Promise<void>;
  let url: string;

  beforeAll(async () => {
    const key = path.join(folder, "server.key");
    const made = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2"];
    const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    execFileSync("openssl", ["req", "-x509", ...made, ...name], { stdio: "ignore" });
    chmodSync(key, 0o600);
    if (account) chownSync(key, account.uid, account.gid);
    mkdirSync(path.join(folder, "server"), { mode: 0o755 });
    const { bin } = embeddedBinaries(account, path.join(folder, "server"));
    const data = path.join(folder, "server/postgres");
    const cluster: Cluster = { data, bin, account, password: "hemmelig", log: path.join(folder, "postgres.log") };
    await createCluster(cluster, { durable: false });
    const settings = { ssl: "on", ssl_cert_file: certificate, ssl_key_file: key, fsync: "off" };
    const server = await launchCluster(cluster, { settings });
    if (!server) throw new Error("the server is already running");
    stopServer = () => stopCluster(data, server, "SIGQUIT");
    url = databaseUrl("hemmelig", server, "postgres").replace("127.0.0.1", "localhost");
  });
  afterAll(() => stopServer());

  /** Whether each driver's connection is encrypted. */
  async function encryptedBy(address: string): Promise<boolean[]> {
    const question = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    const sql = postgres({ ...postgresOptions(address), max: 1 });
    const [ours] = await sql.unsafe(question).finally(() => sql.end());
    const client = new pg.Client(pgOptions(address));
    await client.connect();
    const { rows } = await client.query(question).finally(() => client.end());
    return [ours?.ssl, rows[0].ssl];
  }
  const checked = async (parameters: string) => (await checkGivenPostgres(`${url}?${parameters}`)).url;

  it.each(["", "sslmode=prefer", "sslmode=require", "sslmode=no-verify", "ssl=true"])(
    "is spoken to under TLS by both drivers with %j",
    async (parameters) => {
      expect(await encryptedBy(await checked(parameters))).toEqual([true, true]);
    },
  );

  it("is spoken to in the open where that is asked for", async () => {
    expect(await encryptedBy(await checked("sslmode=disable"))).toEqual([false, false]);
  });

  it("is trusted when its certificate is known, and under its own name", async () => {
    const known = `sslrootcert=${encodeURIComponent(certificate)}`;
    for (const mode of ["require", "verify-ca", "verify-full"])
      expect(await encryptedBy(await checked(`sslmode=${mode}&${known}`))).toEqual([true, true]);
    const elsewhere = (mode: string) =>
      checkGivenPostgres(`${url.replace("localhost", "127.0.0.1")}?sslmode=${mode}&${known}`);
    expect(await encryptedBy((await elsewhere("verify-ca")).url)).toEqual([true, true]);
    await expect(elsewhere("verify-full")).rejects.toThrow(
      /kan ikke nås: serverens certifikat gælder for en anden vært\.$/,
    );
    await expect(checked("sslmode=verify-full")).rejects.toThrow(
      /kan ikke nås: serverens certifikat er udstedt af (serveren selv|nogen, der ikke stoles på)\.$/,
    );
  });

  it("serves a site with its jobs", async () => {
    const site = await startReady(await settingsFor(`${url}?sslmode=require`));
    expect((await fetch(`${site.url}/healthz`)).status).toBe(200);
    const sql = postgres(url, { max: 1 });
    const open = await sql`
      select application_name, ssl from pg_stat_ssl join pg_stat_activity using (pid)
      where application_name like 'mere-for-flere%' and not ssl`;
    await sql.end();
    expect(open).toEqual([]);
    expect(await stop(site)).toBe(0);
  });
});

describe("a given database", timeout, () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it("without TLS is told of when that is asked for", async () => {
    await expect(checkGivenPostgres(`${database.url}?sslmode=require`)).rejects.toThrow(
      /kan ikke nås: serveren tilbyder ikke TLS\.$/,
    );
  });

  it("that another start keeps for itself is waited for, but not for ever, and the holder is named", async () => {
    const { pathname } = new URL(database.url);
    const holder = postgres(database.url, { max: 1, connection: { application_name: "en anden start" } });
    const [{ pid } = { pid: 0 }] = await holder<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await holder`select pg_advisory_lock(727403120)`;
    const open = { url: database.url, joined: false, description: pathname };
    const waited = migrateAndSeed(open, "none", { patienceMs: 100 });
    await expect(waited).rejects.toThrow(
      `En anden start (en anden start fra 127.0.0.1, databasens proces ${pid}) gør stadig databasen klar; vent, til den er færdig, eller stop den.`,
    );
    await holder.end();
    await migrateAndSeed(open, "none", { patienceMs: 100 });
  });

  describe("whose role may have six connections", () => {
    const role = `seks_${process.pid}`;
    let url: URL;
    beforeEach(async () => {
      await database.sql.unsafe(`create role ${role} login password 'hemmelig' connection limit 6`);
      const [{ name } = { name: "" }] = await database.sql<{ name: string }[]>`select current_database() as name`;
      await database.sql.unsafe(`alter database "${name}" owner to ${role}`);
      // Everything in it, as if it had been made by the role.
      await database.sql.unsafe(`grant all on all tables in schema public, graphile_worker to ${role}`);
      await database.sql.unsafe(`grant all on all sequences in schema public, graphile_worker to ${role}`);
      await database.sql.unsafe(`grant all on schema public, graphile_worker to ${role}`);
      url = Object.assign(new URL(database.url), { username: role, password: "hemmelig" });
    });
    afterEach(async () => {
      await database.sql.unsafe(`reassign owned by ${role} to current_user`);
      await database.sql.unsafe(`drop owned by ${role}`);
      await database.sql.unsafe(`drop role ${role}`);
    });

    it("is too small for a site with its jobs, which says so", async () => {
      const started = start(await settingsFor(url.href));
      expect((await started.ended).code).toBe(1);
      expect(started.err).toBe(
        "Databasen tillader kun 6 forbindelser ad gangen; siden med sine opgaver skal bruge mindst 14 og bruger gerne 35.\n",
      );
    });

    it("serves a site without them to many at once, and /healthz tells when it no longer can", async () => {
      const site = await startReady({ ...(await settingsFor(url.href)), WORKER: "0" });
      const asked = Array.from({ length: 40 }, (_, at) =>
        fetch(`${site.url}${at % 2 ? `/eksempler?side=${at}` : `/soeg?q=ord${at}`}`),
      );
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
      const health = async () => {
        const answer = await fetch(`${site.url}/healthz`);
        return [answer.status, await answer.json()];
      };
      expect(await health()).toMatchObject([200, { database: "ok", search: { status: "ok" } }]);
      const used = await database.sql`select from pg_stat_activity where usename = ${role}`;
      expect(used.length).toBeLessThanOrEqual(6);
      await database.sql.unsafe(`alter role ${role} connection limit 0`);
      await database.sql`
        select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role} and application_name = 'mere-for-flere'`;
      expect(await health()).toMatchObject([
        503,
        { status: "failing", database: "failing", search: { status: "failing" } },
      ]);
      await stop(site);
    });
  });

  describe.skipIf(!has("pgbouncer"))("behind pgbouncer", () => {
    const poolers: (() => Promise<unknown>)[] = [];
    afterEach(async () => {
      for (const end of poolers.splice(0)) await end();
    });

    /** Starts one with nothing but what it needs. @returns the address of the test's database through it */
    async function startPooler(mode: string): Promise<string> {
      const folder = ownFolder();
      const { hostname, port, username, password, pathname } = new URL(database.url);
      const listenPort = await freePort();
      const file = path.join(folder, "pgbouncer.ini");
      writeFileSync(
        file,
        `[databases]
* = host=${hostname} port=${port} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
`,
      );
      const child = spawn("pgbouncer", ["-q", file], { stdio: "ignore", uid: account?.uid, gid: account?.gid });
      const ended = once(child, "exit");
      poolers.push(() => {
        child.kill("SIGKILL");
        return ended;
      });
      const url = `postgres://u:p@127.0.0.1:${listenPort}${pathname}`;
      await expect
        .poll(
          async () => {
            const sql = postgres(url, { max: 1, connect_timeout: 1, prepare: false, fetch_types: false });
            return sql`select 1`
              .then(
                () => true,
                () => false,
              )
              .finally(() => sql.end({ timeout: 0 }));
          },
          { timeout: 10_000 },
        )
        .toBe(true);
      return url;
    }

    it("by session serves a site with its jobs, without special settings", async () => {
      const url = await startPooler("session");
      const site = await startReady(await settingsFor(url));
      expect(site.out).toContain("gennem en pooler");
      const asked = Array.from({ length: 40 }, (_, at) =>
        fetch(`${site.url}${at % 2 ? `/eksempler?side=${at}` : `/soeg?q=ord${at}`}`),
      );
      expect((await Promise.all(asked)).filter(({ status }) => status >= 500)).toEqual([]);
      expect((await fetch(`${site.url}/healthz`)).status).toBe(200);
      await database.sql`select graphile_worker.add_job('rebuild-index', '{}'::json)`;
      await expect
        .poll(() => database.sql`select last_error from graphile_worker.jobs where task_identifier = 'rebuild-index'`, {
          timeout: 15_000,
        })
        .toEqual([]);
      expect(await stop(site)).toBe(0);
    });

    it("by session has a query stopped that takes too long, and goes on", async () => {
      const given = await checkGivenPostgres(await startPooler("session"));
      const sql = createDatabase(given.url, { max: 1, statementTimeoutMs: 300 });
      const slow = [
        () => sql`select pg_sleep(30)`,
        () => sql.unsafe("select pg_sleep(30)"),
        () => sql.begin((tx) => tx`select pg_sleep(30) ${tx`, 1`}`),
        () => sql.begin((tx) => tx.savepoint((inner) => inner`select pg_sleep(30)`)),
      ];
      for (const query of slow) await expect(query()).rejects.toMatchObject({ code: "57014" });
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
      await sql.end();
    });

    it.each(["transaction", "statement"])(
      "by %s is refused before anything is changed, and leaves no lock",
      async (mode) => {
        await database.sql`drop schema public cascade`;
        const url = await startPooler(mode);
        const started = start(await settingsFor(url));
        expect((await started.ended).code).toBe(1);
        expect(started.err).toMatch(
          /^Databasen i DATABASE_URL \([^)]+\) står bag en pooler, der deler forbindelser ud for hver transaktion; siden kræver pool_mode = session\.\n$/,
        );
        expect(await database.sql`select from pg_namespace where nspname = 'public'`).toHaveLength(0);
        expect(
          await database.sql`select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
        ).toHaveLength(0);
      },
    );
  });
});
