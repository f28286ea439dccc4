import type { Sql } from "#db/client.ts";
import type { Credentials } from "#db/queries/people/account.ts";

/** Who somebody has shown to be. */
export interface Identity {
  /** As the person was when it was shown. */
  person: Credentials;
  /** Whether the provider has seen a second factor, as a municipality's own sign-in may have. Ours asks for a code afterwards. */
  secondFactor: boolean;
}

/**
 * A way to show who one is. Ours are passwords; single sign-on of a municipality will be others. What follows is the same for all: a code
 * where one is in use, and a session.
 * @template Shown what the way asks for
 */
export interface IdentityProvider<Shown> {
  /** As the log and the code name it. */
  readonly name: string;
  /** @returns null when it is not so; whether the person is known must make no difference to the answer, nor to how long it takes */
  identify(sql: Sql, shown: Shown): Promise<Identity | null>;
}
