import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import { type QuerySchema, readQuery } from "./query.ts";
import { jsonResponse, problemResponse, Refused } from "./respond.ts";

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
  /** Reads as an anonymous reader, whoever asks. Null: there is nothing at the address. */
  read(asked: Asked<z.output<Q>>): Promise<z.output<A> | null>;
}

/** States an operation so that its schemas and its reading agree. */
export const operation = <Q extends QuerySchema, A extends z.ZodType>(stated: Operation<Q, A>) => stated;

/** An operation of any shape, for the table of them all. */
export type AnyOperation = Omit<Operation, "read">;

/** The loader of an operation's route. */
export const loaderOf =
  <Q extends QuerySchema, A extends z.ZodType>(stated: Operation<Q, A>) =>
  async ({ request, params, context }: LoaderFunctionArgs): Promise<Response> => {
    try {
      const query = readQuery(stated.query, new URL(request.url).searchParams);
      const body = await stated.read({ query, params, context });
      if (body === null) throw new Refused({ status: 404, detail: null });
      return jsonResponse(body, stated.alwaysFresh ? { "Cache-Control": "no-cache" } : {});
    } catch (error) {
      if (error instanceof Refused) return problemResponse(context.site.publicUrl, error.problem);
      if (!request.signal.aborted) console.error(error);
      return problemResponse(context.site.publicUrl, {
        status: 500,
        detail: "Noget gik galt hos os. Prøv igen om lidt.",
      });
    }
  };
