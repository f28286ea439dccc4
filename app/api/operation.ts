import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import { isTimeout } from "#db/client.ts";
import { type QuerySchema, readQuery } from "./query.ts";
import { ApiError, jsonResponse, problemResponse } from "./respond.ts";

/** What somebody asks an operation for. */
export interface Asked<Query> {
  /** Checked, with defaults filled in. */
  query: Query;
  /** The pieces of the address in braces. */
  params: Readonly<Record<string, string | undefined>>;
  context: AppLoadContext;
}

/** One address of the API: the description, the check and the answer have one source. */
export interface Operation<Q extends QuerySchema = QuerySchema, A extends z.ZodType = z.ZodType> {
  /** The name in the description. */
  id: string;
  /** Below `/api/v1`, pieces in braces: `/cases/{id}`. */
  path: string;
  /** One Danish sentence. */
  summary: string;
  /** What each piece in braces is, in Danish. */
  params?: Readonly<Record<string, string>>;
  query: Q;
  answer: A;
  /** The answer is made anew each time, because it can change without the content doing so. */
  alwaysFresh?: boolean;
  /** What stands at the address can be withdrawn or hidden; then it is gone rather than unknown. */
  canGo?: (asked: Asked<z.output<Q>>) => Promise<boolean>;
  /** Reads as an anonymous reader, whoever asks. Null: there is nothing at the address. */
  read(asked: Asked<z.output<Q>>): Promise<z.output<A> | null>;
}

/** States an operation so that its schemas and its reading agree. */
export const operation = <Q extends QuerySchema, A extends z.ZodType>(stated: Operation<Q, A>) => stated;

/** An operation of any shape, for the table of them all. */
// biome-ignore lint/suspicious/noExplicitAny: what one operation reads is no other's to know
export type AnyOperation = Operation<any, any>;

/** Answers a request to an operation. @param asked.params the pieces of the address in braces */
export async function answerOperation(
  stated: AnyOperation,
  { request, params, context }: Pick<LoaderFunctionArgs, "request" | "params" | "context">,
): Promise<Response> {
  try {
    const query = readQuery(stated.query, new URL(request.url).searchParams);
    const body = await stated.read({ query, params, context });
    if (body === null) {
      const gone = (await stated.canGo?.({ query, params, context })) ?? false;
      throw new ApiError({ status: gone ? 410 : 404, detail: null });
    }
    return jsonResponse(body, stated.alwaysFresh ? { "Cache-Control": "no-cache" } : {});
  } catch (error) {
    if (error instanceof ApiError) return problemResponse(context.site.publicUrl, error.problem);
    if (isTimeout(error)) {
      const detail = "Det tager for lang tid at svare lige nu. Prøv igen om lidt, eller spørg om mindre.";
      return problemResponse(context.site.publicUrl, { status: 503, detail });
    }
    if (!request.signal.aborted) console.error(error);
    return problemResponse(context.site.publicUrl, {
      status: 500,
      detail: "Noget gik galt hos os. Prøv igen om lidt.",
    });
  }
}
