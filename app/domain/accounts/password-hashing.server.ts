import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import pLimit from "p-limit";

// More than the least that OWASP advises for argon2id (19 MiB, two passes). The algorithm is the library's default.
const cost = { memoryCost: 65_536, timeCost: 2, parallelism: 1 };

/** So many at a time: the rest of the processor belongs to readers. The server lets only a few forms in at once, so few wait. */
const atOnce = 1;
/** Turns passwords into what is kept, and holds them against it, without letting many at once stop the site. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether a password is the one that was kept. Takes the same time where there is none to compare with. */
  verify(kept: string | null | undefined, password: string): Promise<boolean>;
}

/** The hashing of one process. */
export function createPasswords(): Passwords {
  const limit = pLimit(atOnce);
  let nobodys: Promise<string> | undefined;
  return {
    hash: async (password) => limit(() => hash(password.normalize("NFC"), cost)),
    verify: async (kept, password) => {
      // Waited for by all, so that the first who signs in learns nothing from its being made.
      nobodys ??= hash(randomBytes(24), cost);
      const nobody = await nobodys;
      const right = await limit(() => verify(kept ?? nobody, password.normalize("NFC")));
      return right && kept != null;
    },
  };
}

/** Fewest and most characters of a password. */
export const passwordLength = { least: 12, most: 200 };

/** So much of a password is weighed, in characters: weighing takes longer the longer it is, and all others wait. What follows only helps. */
const mostWeighed = 64;

/** Made when the first password is chosen, for it sorts all its words. */
let guesser: ZxcvbnFactory | undefined;
/** Of zxcvbn's 0 to 4: fewer than 10^8 guesses, as for words from the list of common passwords with a digit after. */
const weakest = 3;

/**
 * What is wrong with a new password, as a Danish sentence; null when it will do.
 * @param known what others know of the person, such as name and address
 */
export function weaknessOf(password: string, known: readonly string[]): string | null {
  const characters = [...password];
  const { length } = characters;
  if (length < passwordLength.least)
    return `Brug mindst ${passwordLength.least} tegn. En lille sætning er let at huske.`;
  if (length > passwordLength.most) return `Brug højst ${passwordLength.most} tegn.`;
  const parts = known
    .flatMap((text) => [text, ...text.split("@"), ...text.split(/[\s@.]+/)])
    .filter((part) => part.length > 2);
  guesser ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const { score } = guesser.check(characters.slice(0, mostWeighed).join(""), [...parts, "mereforflere"]);
  return score < weakest ? "Den adgangskode er let at gætte. Brug tre eller fire ord, der ikke hører sammen." : null;
}
