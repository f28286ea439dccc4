import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "#app/server/cluster.ts";
import { indexName, type MirrorPlace, openMeilisearch } from "#search/mirror.ts";

/** The server program on this machine, if it has one. */
export const meilisearchProgram = (process.env.PATH ?? "")
  .split(path.delimiter)
  .filter(Boolean)
  .map((folder) => path.join(folder, "meilisearch"))
  .find((file) => existsSync(file));

/** Whether there is a server for tests that only need one: given by MEILI_URL, or a program to start. */
export const hasMeilisearch = Boolean(process.env.MEILI_URL || meilisearchProgram);

/** An index of a test's own on a real server. */
export interface TestMirror {
  place: MirrorPlace;
  stop(): Promise<void>;
}

/** Gives an index of one's own on the server of MEILI_URL, or else on one started for it. */
export async function openTestMirror(): Promise<TestMirror> {
  const index = `mff-test-${randomBytes(5).toString("hex")}`;
  const { MEILI_URL, MEILI_KEY } = process.env;
  if (MEILI_URL) {
    const place = { url: MEILI_URL, key: MEILI_KEY || undefined, index };
    return { place, stop: () => dropMirror(place) };
  }
  const server = await startMeilisearch();
  return { place: { ...server.place, index }, stop: () => server.remove() };
}

/** A server that can be stopped, started again with its data on the same port, and removed. */
export interface TestMeilisearch {
  place: MirrorPlace;
  start(): Promise<void>;
  /** As when the machine loses power. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts the program on this machine. Whatever becomes of the run, it is ended and its files are removed with the run's folder. */
export async function startMeilisearch(): Promise<TestMeilisearch> {
  const folder = mkdtempSync(path.join(process.env.TEST_FOLDER ?? "", "meilisearch-"));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const key = randomBytes(16).toString("hex");
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const stop = async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    }
  };
  const start = async () => {
    const options = ["--no-analytics", "--http-addr", `127.0.0.1:${port}`, "--db-path", path.join(folder, "data")];
    // Otherwise it prepares two thirds of the machine's memory for each change, which takes longer than the change.
    options.push("--max-indexing-memory", "256MiB");
    child = spawn(meilisearchProgram ?? "", options, {
      cwd: folder,
      env: { ...process.env, MEILI_MASTER_KEY: key },
      stdio: "ignore",
      detached: true,
    });
    writeFileSync(path.join(process.env.TEST_FOLDER ?? "", `started-${child.pid}`), "");
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`meilisearch ended with ${child.exitCode}`);
      await pause(25);
    }
  };
  await start();
  return {
    place: { url, key },
    start,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A way to a server on which it can be made to keep silent: connections are taken, and nothing comes back until it speaks again. */
export interface SlowWay {
  url: string;
  silent: boolean;
  /** How many times somebody has been left waiting. */
  readonly waiting: number;
  close(): Promise<void>;
}

export async function openSlowWay(to: string): Promise<SlowWay> {
  const { hostname, port: far } = new URL(to);
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  const server = createServer((near) => {
    const beyond = connect(Number(far), hostname);
    for (const [socket, other] of [
      [near, beyond],
      [beyond, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => sockets.delete(socket) && other.destroy());
    }
    near.on("data", (asked) => {
      if (!silent) {
        beyond.write(asked);
        return;
      }
      waiting += 1;
      held.push(() => beyond.destroyed || beyond.write(asked));
    });
    beyond.on("data", (answer) => near.write(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  let waiting = 0;
  let silent = false;
  const way: SlowWay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get silent() {
      return silent;
    },
    set silent(now) {
      silent = now;
      if (!silent) for (const speak of held.splice(0)) speak();
    },
    get waiting() {
      return waiting;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return way;
}

/** Leaves a given server as it was. */
async function dropMirror(place: MirrorPlace): Promise<void> {
  const client = openMeilisearch(place);
  for (const name of [indexName(place), `${indexName(place)}-next`]) await client.deleteIndexIfExists(name);
}
