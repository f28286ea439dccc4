import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { z } from "zod";
import { TooManyTries, waitInWords } from "#app/domain/accounts/slow-down.server.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { hasRole, type Place, viewerOf } from "#app/domain/viewer.ts";
import { findPlace } from "#db/queries/municipalities.ts";
import { type Access, access, type GuardedRoute, type Intent } from "./access.ts";
import { refuse } from "./respond.ts";

/** A request that has been let in. @template Args a loader's or an action's */
export type Admitted<Args extends LoaderFunctionArgs = LoaderFunctionArgs> = Args & {
  /** The municipality that the address names; an empty one where it names none. */
  place: Place;
};

const nowhere: Place = { code: "", slug: "", name: "" };

/** A loader behind the rule of its address. */
export function guarded<T>(
  route: GuardedRoute,
  load: (args: Admitted) => Promise<T>,
): (args: LoaderFunctionArgs) => Promise<T> {
  return async (args) => load(await admit(args, route, access[route]));
}

/** What an action answers: the way to the next page, or what is wrong with what was typed. */
export type FormAnswer = Response | ReturnType<typeof data<FormReply>>;

/** Why a form was not taken. */
export interface FormReply {
  intent: string;
  /** By the name of the field; one of the form as a whole under `form`. */
  errors: Record<string, string>;
  /** What was typed, secrets left out. */
  typed: Record<string, string>;
  /** What the form has brought forth and is shown this once. */
  once?: string[];
}

/** What a form has sent. */
export interface Sent {
  intent: string;
  form: FormData;
  /** One field as text, trimmed, without control characters; empty when it was left out. */
  text(name: string): string;
  /**
   * The form's fields as the schema wants them.
   * @throws the answer that says what is wrong and keeps what was typed
   */
  parse<S extends z.ZodType>(schema: S): z.output<S>;
}

type Handler = (args: Admitted<ActionFunctionArgs>, sent: Sent) => Promise<FormAnswer>;

type Handlers = { [R in GuardedRoute]: { [I in Intent<R>]: Handler } };

/** An action with one handler for each form that the address has a rule for. */
export function intents<R extends GuardedRoute>(route: R, handlers: Handlers[R]) {
  return async (args: ActionFunctionArgs): Promise<FormAnswer> => {
    const form = await args.request
      .formData()
      .catch(() => refuse(400, "Formularen kom ikke hel frem, og vi har ikke gemt noget. Prøv at sende den igen."));
    const intent = String(form.get("intent") ?? "");
    const rule: Access = access[route];
    const need = rule.intents && Object.hasOwn(rule.intents, intent) ? rule.intents[intent] : undefined;
    const handle = (handlers as Readonly<Record<string, Handler>>)[intent];
    if (!need || !handle) return refuse(400, "Formularen kan siden ikke kende. Åbn siden igen, og prøv derfra.");
    const admitted = await admit(args, route, { read: need });
    const sent = readSent(intent, form);
    try {
      return await handle(admitted, sent);
    } catch (thrown) {
      if (thrown instanceof FormError) return thrown.answer;
      if (thrown instanceof DomainError)
        return formError(sent, { [thrown.field]: thrown.message }, thrown.status).answer;
      if (thrown instanceof TooManyTries) {
        args.context.answer.retryAfter = thrown.seconds;
        const message = `Der er prøvet for mange gange. Vent ${waitInWords(thrown.seconds)}, og prøv igen.`;
        return formError(sent, { form: message }, 429).answer;
      }
      throw thrown;
    }
  };
}

/** After a form was taken: the way back to the page, which says what was done. @param done a code that the page has a sentence for */
export const taken = (path: string, done: string, headers?: HeadersInit): Response =>
  redirect(`${path}${path.includes("?") ? "&" : "?"}gjort=${done}`, { status: 303, headers });

/** After a form was taken: the same page, with what is shown this once. */
export const shownOnce = ({ intent }: Sent, once: string[], headers?: HeadersInit): FormAnswer =>
  data({ intent, errors: {}, typed: {}, once }, { headers });

/** The way to where one wanted to go: an address here on the site, or the front door of those who are signed in. */
export function localPath(wanted: string | null | undefined, otherwise = "/min-side"): string {
  return wanted && /^\/(?![/\\])[^\s\\]{0,499}$/.test(wanted) ? wanted : otherwise;
}

async function admit<Args extends LoaderFunctionArgs>(
  args: Args,
  route: GuardedRoute,
  { read: need }: Access,
): Promise<Admitted<Args>> {
  const { viewer, sql } = args.context;
  const municipal = route.startsWith("kommuner/:slug");
  const place = municipal ? await findPlace(sql, args.params.slug ?? "") : nowhere;
  if (place && need(viewer, place.code)) return { ...args, place };
  const { pathname, search } = new URL(args.request.url);
  if (!viewer.person) {
    if (args.request.method !== "GET") {
      refuse(
        403,
        "Du er ikke logget ind længere, og vi har ikke gemt noget. Gå tilbage, kopiér det, du har skrevet, og log ind igen.",
      );
    }
    throw redirect(`/log-ind?til=${encodeURIComponent(pathname + search)}`, 303);
  }
  if (!place) return refuse(404, "Vi kan ikke finde en kommune her. Måske er adressen skrevet forkert.");
  const { withheld, ...person } = viewer.person;
  const fully = viewerOf({ ...person, secondFactor: true, grants: [...person.grants, ...withheld] });
  if (
    withheld.length > 0 &&
    hasRole(
      fully,
      withheld.map(({ role }) => role),
    ) &&
    need(fully, place.code)
  ) {
    throw redirect("/min-side/sikkerhed?gjort=mangler", 303);
  }
  return refuse(403, "Det har du ikke adgang til. Spørg kommunens koordinator, hvis du mener, at du skal have det.");
}

/** Answers an action from deep within it. */
class FormError extends Error {
  constructor(readonly answer: FormAnswer) {
    super("rejected");
  }
}

/** What is never shown again. */
const secret = ["password", "current", "code"];

function formError({ intent, form }: Sent, errors: Record<string, string>, status = 400): FormError {
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" && !secret.includes(name) ? [[name, value]] : [])),
  );
  return new FormError(data({ intent, errors, typed }, { status }));
}

// Control characters but tab and line ends, and marks that turn the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function readSent(intent: string, form: FormData): Sent {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replace(unseen, "").trim() : "";
  };
  const sent: Sent = {
    intent,
    form,
    text,
    parse(schema) {
      const parsed = schema.safeParse(Object.fromEntries([...new Set(form.keys())].map((name) => [name, text(name)])));
      if (parsed.success) return parsed.data;
      const errors: Record<string, string> = {};
      for (const { path, message } of parsed.error.issues) errors[String(path[0] ?? "form")] ??= message;
      throw formError(sent, errors);
    },
  };
  return sent;
}
