import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Fault, reasonOf } from "./fault.mjs";

/** Whom PostgreSQL runs as when this process is root, which it refuses. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Where the embedded database lies and whom it runs as; no account means the one of this process. */
export interface DatabaseHome {
  /** Holds the database's own files: the folder `postgres`, and a copy of the programs where needed. */
  home: string;
  account: Account | undefined;
}

/** Where the database's files go when its account cannot enter the data folder. The first of these that it can use is taken. */
const lastingFolders = ["/var/lib", "/usr/local/var"];

/**
 * Decides where the database lies, making the data folder if it is not there.
 * @throws {Fault} when the data folder cannot be used
 */
export function findDatabaseHome(dataDir: string): DatabaseHome {
  makeFolder(dataDir);
  const account = process.getuid?.() === 0 ? chooseAccount([path.join(dataDir, "postgres"), dataDir]) : undefined;
  const marker = path.join(dataDir, "postgres-folder");
  if (existsSync(marker)) return { home: readMarker(marker), account: account && ownerOf(readMarker(marker), account) };
  if (!account || canEnter(account, dataDir)) return { home: dataDir, account };
  if (existsSync(path.join(dataDir, "postgres"))) {
    throw new Fault(
      `Databasen i ${dataDir} kører som kontoen ${account.name}, der ikke længere kan komme ind i mappen.`,
    );
  }
  const home = makeLastingHome(dataDir, account);
  writeMarker(marker, home);
  return { home: readMarker(marker), account };
}

/** Makes a folder, readable for the database's account whatever the umask, and checks that one can write there. @throws {Fault} */
function makeFolder(folder: string): void {
  try {
    const first = mkdirSync(folder, { recursive: true });
    for (let made = folder; first && made.length >= first.length; made = path.dirname(made)) chmodSync(made, 0o755);
    const probe = path.join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Fault(`Datamappen ${folder} kan ikke oprettes eller skrives i (${reasonOf(error)}).`);
  }
}

/** The owner of what is there already, else an unprivileged account that the system has. */
function chooseAccount(existing: string[]): Account {
  for (const folder of existing) {
    const owner = existsSync(folder) ? statSync(folder) : undefined;
    if (owner?.uid) return { name: nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  }
  return unprivilegedAccount();
}

/** An account that every system of some kind has, for a process that is root. @throws {Fault} when there is none */
export function unprivilegedAccount(): Account {
  for (const name of ["postgres", "nobody"]) {
    const uid = id("-u", name);
    const gid = id("-g", name);
    if (uid && gid) return { name, uid, gid };
  }
  throw new Fault(
    "PostgreSQL kan ikke køre som root, og der er hverken en konto postgres eller nobody; start som en anden bruger.",
  );
}

/** An account made or removed since the database was must not change whom it runs as. */
function ownerOf(home: string, otherwise: Account): Account {
  const data = path.join(home, "postgres");
  return existsSync(data) ? chooseAccount([data]) : otherwise;
}

function id(flag: string, who: string): number | undefined {
  const run = spawnSync("id", [flag, who], { encoding: "utf8" });
  return run.status === 0 ? Number(run.stdout) : undefined;
}

function nameOf(uid: number): string {
  const run = spawnSync("id", ["-un", String(uid)], { encoding: "utf8" });
  return run.status === 0 ? run.stdout.trim() : String(uid);
}

/** Whether the account can go into a folder, which takes the right to go through every folder above it. */
export function canEnter(account: Account, folder: string): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { cwd: "/", uid: account.uid, gid: account.gid }).status === 0
  );
}

/** A folder named after the data folder, and not one that holds the database of a data folder since removed. */
function makeLastingHome(dataDir: string, account: Account): string {
  const hash = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 10);
  for (const base of lastingFolders) {
    if (!existsSync(base) || !canEnter(account, base)) continue;
    for (let number = 1; ; number++) {
      const home = path.join(base, "mere-for-flere", number === 1 ? hash : `${hash}-${number}`);
      if (existsSync(path.join(home, "postgres"))) continue;
      try {
        makeFolder(home);
      } catch {
        break;
      }
      if (canEnter(account, home)) return home;
      break;
    }
  }
  throw new Fault(
    `PostgreSQL kan ikke køre som root, og kontoen ${account.name} kan ikke komme ind i ${dataDir}; angiv en anden mappe med DATA_DIR.`,
  );
}

/** Of two first starts at the same time, one writes the marker and both read it. */
function writeMarker(marker: string, home: string): void {
  const draft = `${marker}.${process.pid}`;
  writeFileSync(draft, `${home}\n`);
  try {
    linkSync(draft, marker);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}

function readMarker(marker: string): string {
  const home = readFileSync(marker, "utf8").trim();
  if (existsSync(home)) return home;
  throw new Fault(
    `Databasens mappe ${home} findes ikke mere; læg den tilbage, eller slet ${marker} for at begynde forfra.`,
  );
}
