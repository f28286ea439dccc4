import { hasAccount } from "#app/domain/accounts/policy.ts";
import type { CaseSubject, DraftSubject } from "#app/domain/cases/policy.ts";
import type { ExportSubject } from "#app/domain/exports/policy.ts";
import type { MethodSubject } from "#app/domain/methods/policy.ts";
import type { Place, Viewer } from "#app/domain/viewer.ts";
import type { EditionSubject } from "#db/queries/statuses/keep-edition.ts";

/** The rows that an address can be about, each by the `:slug` in it, a draft, an export and a status by the `:id`. The guard loads them (`subjects.ts`). */
export interface Subjects {
  municipality: Place;
  case: CaseSubject;
  draft: DraftSubject;
  method: MethodSubject;
  export: ExportSubject;
  status: EditionSubject;
}
export type SubjectKind = keyof Subjects;

/** Whether a viewer may come in. @param subject the row that the address is about; undefined where it is about none */
export type AccessRule<S = undefined> = (viewer: Viewer, subject: S) => boolean;

/** What an address asks of those who read it, and of those who send it each of its forms. */
export interface Access<S = undefined, I extends string = string> {
  /** The row that the rules ask for; null: none. */
  subject: SubjectKind | null;
  read: AccessRule<S>;
  /** By the `intent` that a form names. */
  intents: Readonly<Record<I, AccessRule<S>>>;
  /** Most fields of a form; 100 unless more are named. */
  mostFields?: number;
  /** Its forms weigh or keep a password, which is slow: they have places of their own, so that other forms need not wait for them. */
  hashes?: boolean;
  /** Also for one whose name cannot stand and who is to choose another first. */
  anyName?: boolean;
}

/** Lets everybody in. */
export const anyone: AccessRule = () => true;
/** Lets those in who have signed in, whatever their roles. */
export const signedIn: AccessRule = hasAccount;

type Rules<S, I extends string> = Omit<Access<S, I>, "subject" | "intents"> & { intents?: Access<S, I>["intents"] };

/** The rules of an address that is about no row. */
export const plain = <I extends string = never>(rules: Rules<undefined, I>): Access<undefined, I> => ({
  intents: {} as Access<undefined, I>["intents"],
  ...rules,
  subject: null,
});

/** The rules of an address that is about a row. A stranger to the row gets 404, who sees it but may not act 403. */
export const about = <K extends SubjectKind, I extends string = never>(
  subject: K,
  rules: Rules<Subjects[K], I>,
): Access<Subjects[K], I> & { subject: K } => ({ intents: {} as Access<Subjects[K], I>["intents"], ...rules, subject });

/** A policy that takes a municipality's code, as a rule of an address about a municipality. */
export const within =
  (may: (viewer: Viewer, code: string) => boolean): AccessRule<Place> =>
  (viewer, { code }) =>
    may(viewer, code);
