import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Env, SettingError } from "#app/env.server.ts";

/** Bytes of randomness in a key that is made here; more than the characters that a given one must have. */
const keyLength = 48;

/**
 * The key that protects what is kept of accounts: the one given, or on the embedded database one that is made once and kept in the data folder.
 * @throws {SettingError} when a database is given and a key is not: several machines may share that database, and must share the key
 */
export function secretKeyOf({ secretKey, databaseUrl, dataDir }: Env): string {
  if (secretKey) return secretKey;
  if (databaseUrl) {
    throw new SettingError(
      "Med DATABASE_URL skal SECRET_KEY også være angivet: mindst 32 tilfældige tegn, som skal være de samme ved hver start.",
    );
  }
  const file = path.join(dataDir, "secret-key");
  // The data folder is ours alone by now: only one process at a time runs a database on it.
  const kept = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  // One that was cut short while it was written has sealed nothing yet.
  if (kept.length >= keyLength) return kept;
  const made = randomBytes(keyLength).toString("base64url");
  writeFileSync(file, made, { mode: 0o600 });
  return made;
}
