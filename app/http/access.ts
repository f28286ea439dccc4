import { accountsAccess } from "#app/routes/accounts/access.ts";
import { associationAccess } from "#app/routes/association/access.ts";
import { machineAccess } from "#app/routes/machine/access.ts";
import { meAccess } from "#app/routes/me/access.ts";
import { municipalityAccess } from "#app/routes/municipality/access.ts";
import { readingAccess } from "#app/routes/reading/access.ts";
import { writingAccess } from "#app/routes/writing/access.ts";
import type { Access, SubjectKind, Subjects } from "./access-rule.ts";

/**
 * Every address that is not simply read by all, as it stands in `app/routes.ts`, with what it asks. A guarded route takes its rule from
 * here, so that an intent without a rule does not compile; a test walks all of it as every role.
 */
export const access = {
  ...readingAccess,
  ...accountsAccess,
  ...meAccess,
  ...municipalityAccess,
  ...associationAccess,
  ...writingAccess,
  ...machineAccess,
};

type Table = typeof access;

/** An address with a rule. */
export type GuardedRoute = keyof Table;
/** The forms of an address. */
export type Intent<R extends GuardedRoute> = keyof Table[R]["intents"] & string;
/** The row that an address is about; undefined where it is about none. */
export type SubjectOf<R extends GuardedRoute> = Table[R] extends { subject: infer K extends SubjectKind }
  ? Subjects[K]
  : undefined;

/** A rule with the row that it is about unknown, as the guard and tests that walk the table see it. */
// biome-ignore lint/suspicious/noExplicitAny: a table of rules about rows of different kinds has no common row
export type AnyAccess = Access<any>;
/** The rules by address, for who walks them all. */
export const accessRules = Object.entries(access) as [GuardedRoute, AnyAccess][];
