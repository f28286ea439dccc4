import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Bytes of randomness in whatever opens something: too many to guess. */
const tokenBytes = 32;

/** A new token, safe in an address and in a cookie. Only its hash is kept. */
export const newToken = (): string => randomBytes(tokenBytes).toString("base64url");

/** How a token is kept: SHA-256 in hex. A token is random, so nothing slower is needed. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** What SECRET_KEY protects. */
export interface Secrets {
  /** Encrypts a short text, differently each time. */
  seal(text: string): string;
  /** The text again. @throws when it was sealed with another key or has been changed */
  open(sealed: string): string;
  /** Stands for a text, always by the same letters, without telling it: for keys of counters about addresses and networks. */
  mark(text: string): string;
}

/** @param key SECRET_KEY, of any length; keys for each use are derived from it */
export function createSecrets(key: string): Secrets {
  const derived = (use: string) => Buffer.from(hkdfSync("sha256", key, "mere-for-flere", use, 32));
  const sealing = derived("seal");
  const marking = derived("mark");
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
    mark: (text) => createHmac("sha256", marking).update(text).digest("base64url"),
  };
}
