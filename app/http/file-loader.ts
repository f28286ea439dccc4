import type { LoaderFunctionArgs } from "@remix-run/node";
import { problemResponse } from "#app/api/respond.ts";
import type { ErrorPageData } from "./respond.ts";

/**
 * A loader of an address that is no page. What it refuses (see `refuse`) would lose its sentence on the way; as a problem document it keeps
 * it, and the server makes a page of that.
 */
export const fileLoader =
  (load: (args: LoaderFunctionArgs) => Promise<Response>) => async (args: LoaderFunctionArgs) => {
    try {
      return await load(args);
    } catch (thrown) {
      const { data, init } = (thrown ?? {}) as { data?: ErrorPageData; init?: ResponseInit | null };
      if (!data?.message || !init?.status) throw thrown;
      return problemResponse(args.context.site.publicUrl, { status: init.status, detail: data.message });
    }
  };
