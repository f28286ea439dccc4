import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { endedSentences } from "#app/domain/accounts/ended.ts";
import { isFitName } from "#app/domain/accounts/input.ts";
import { TooManyTries, waitInWords } from "#app/domain/accounts/slow-down.server.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { hasRole, viewerOf } from "#app/domain/viewer.ts";
import { type AnyAccess, access, type GuardedRoute, type Intent, type SubjectOf } from "./access.ts";
import type { AccessRule } from "./access-rule.ts";
import { answerOnce } from "./answer-once.ts";
import {
  type AnswerAndAgain,
  type Fields,
  type FormAnswer,
  FormError,
  fieldsToSendAgain,
  formError,
  readFields,
  type Sent,
  sentOf,
} from "./form.ts";
import { refuse } from "./respond.ts";
import { subjectSources } from "./subjects.ts";

/** A request that has been let in. @template S the row that its address is about @template Args a loader's or an action's */
export type Admitted<S = undefined, Args extends LoaderFunctionArgs = LoaderFunctionArgs> = Args & { subject: S };

/** A loader or an action that tells which address it guards, so that a test can hold it against the table of rules. */
export type Guarded<F> = F & { guards: GuardedRoute };

/** A loader behind the rule of its address. */
export function guarded<R extends GuardedRoute, T>(
  route: R,
  load: (args: Admitted<SubjectOf<R>>) => Promise<T>,
): Guarded<(args: LoaderFunctionArgs) => Promise<T>> {
  const rules: AnyAccess = access[route];
  const loader = async (args: LoaderFunctionArgs) =>
    load(await admit<SubjectOf<R>, LoaderFunctionArgs>(args, rules, rules.read));
  return Object.assign(loader, { guards: route });
}

type Handler<S> = (args: Admitted<S, ActionFunctionArgs>, sent: Sent) => Promise<FormAnswer | AnswerAndAgain>;

type Handlers = { [R in GuardedRoute]: { [I in Intent<R>]: Handler<SubjectOf<R>> } };

/** An action with one handler for each form that the address has a rule for. */
export function intents<R extends GuardedRoute>(
  route: R,
  handlers: Handlers[R],
): Guarded<(args: ActionFunctionArgs) => Promise<FormAnswer>> {
  const rules: AnyAccess = access[route];
  const answer = async (args: ActionFunctionArgs, fields: Fields): Promise<FormAnswer | AnswerAndAgain> => {
    const intent = fields.get("intent")?.[0] ?? "";
    const rule = Object.hasOwn(rules.intents, intent) ? rules.intents[intent] : undefined;
    const handle = (handlers as Readonly<Record<string, Handler<SubjectOf<R>>>>)[intent];
    if (!rule || !handle) return refuse(400, "Formularen kan siden ikke kende. Åbn siden igen, og prøv derfra.");
    const admitted = await admit<SubjectOf<R>, ActionFunctionArgs>(args, rules, rule, fields);
    const sent = sentOf(intent, fields);
    try {
      return await handle(admitted, sent);
    } catch (thrown) {
      if (thrown instanceof FormError) return thrown.answer;
      if (thrown instanceof DomainError)
        return formError(sent, { [thrown.field]: thrown.message, ...thrown.also }, thrown.status).answer;
      if (thrown instanceof TooManyTries) {
        args.context.answer.retryAfter = thrown.seconds;
        const message = `${thrown.message} Vent ${waitInWords(thrown.seconds)}, og prøv igen.`;
        return formError(sent, { form: message }, 429).answer;
      }
      throw thrown;
    }
  };
  const action = async (args: ActionFunctionArgs): Promise<FormAnswer> => {
    const fields = await readFields(args.request, rules.mostFields);
    return answerOnce(args, fields, () => answer(args, fields));
  };
  return Object.assign(action, { guards: route });
}

/** After a form was taken: the way back to the page, which says what was done. @param done a code that the page has a sentence for */
export const taken = (path: string, done: string, headers?: HeadersInit): Response =>
  redirect(`${path}${path.includes("?") ? "&" : "?"}gjort=${done}`, { status: 303, headers });

/** After a form was taken: the same page, with what is shown this once. */
export const shownOnce = ({ intent }: Sent, once: string[], headers?: HeadersInit): FormAnswer =>
  data({ intent, errors: {}, typed: {}, once }, { headers });

/** The way to where one wanted to go: an address here on the site, or the front door of those who are signed in. */
export function localPath(wanted: string | null | undefined, otherwise = "/min-side"): string {
  if (!wanted || !/^\/(?![/\\])[^\s\\]{0,499}$/.test(wanted)) return otherwise;
  // Escaped, as an address in a header must be.
  const { pathname, search, hash } = new URL(`http://site${wanted}`);
  return pathname.startsWith("//") ? otherwise : pathname + search + hash;
}

/**
 * Lets a request in, with the row that its address is about, or answers for it: whoever has not signed in is shown the way to do so; one who
 * lacks the code from the phone, the way to give it; one whose name cannot stand, the way to another; a stranger to the row meets 404 as if there were none, who sees it but may not act 403.
 * @param rule that of the loader, or of one of the forms
 * @param fields what a form has sent, to be given back where its sender is no longer signed in
 * @throws the answer to a request that is not let in
 */
export async function admit<S, Args extends LoaderFunctionArgs>(
  args: Args,
  { subject: kind, anyName = false }: AnyAccess,
  rule: AnyAccess["read"],
  fields: Fields = new Map(),
): Promise<Admitted<S, Args>> {
  const { viewer, sql, ended } = args.context;
  const { pathname, search } = new URL(args.request.url);
  if (viewer.person && !anyName && args.request.method === "GET" && !isFitName(viewer.person.name))
    throw redirect(`/nyt-navn?til=${encodeURIComponent(pathname + search)}`, 303);
  const source: AnySource | null = kind && subjectSources[kind];
  const { id = "", slug = id } = args.params;
  const subject = source ? await source.load(sql, source.named === "id" ? id : slug) : undefined;
  const there = !source || subject !== undefined;
  if (there && rule(viewer, subject)) return { ...args, subject: subject as S };
  if (!viewer.person) {
    if (args.request.method !== "GET") {
      const ending = ended ? endedSentences[ended] : "Du er ikke logget ind længere.";
      refuse(403, `${ending} Vi har ikke gemt noget endnu. Log ind i et nyt vindue, og kom så tilbage hertil.`, {
        again: fieldsToSendAgain(fields),
      });
    }
    throw redirect(`/log-ind?til=${encodeURIComponent(pathname + search)}`, 303);
  }
  const sent = { written: fieldsToSendAgain(fields) };
  if (!there) return refuse(404, source.missing, sent);
  const { withheld, ...person } = viewer.person;
  const fully = viewerOf({ ...person, secondFactor: true, grants: [...person.grants, ...withheld] });
  const roles = withheld.map(({ role }) => role);
  if (withheld.length > 0 && hasRole(fully, roles) && rule(fully, subject)) {
    throw redirect("/min-side/sikkerhed?gjort=mangler", 303);
  }
  if (source && !source.sees(viewer, subject)) return refuse(404, source.missing, sent);
  return refuse(
    403,
    "Det har du ikke adgang til. Spørg kommunens koordinator, hvis du mener, at du skal have det.",
    sent,
  );
}

interface AnySource {
  named?: "id";
  load(sql: LoaderFunctionArgs["context"]["sql"], name: string): Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: which row it is depends on the address
  sees: AccessRule<any>;
  missing: string;
}
