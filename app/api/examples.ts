import type { AppLoadContext } from "@remix-run/node";
import { findOperation } from "./find-operation.ts";
import { apiRoot } from "./openapi.ts";
import { answerOperation } from "./operation.ts";

const examples = [
  { what: "Hent en kommune", path: "/municipalities/0165" },
  { what: "Hent det tredje af de ti punkter", path: "/declarations/2025/commitments/3" },
  {
    what: "Søg efter en skole i Københavns eksempler",
    path: "/search?q=lundehusskolen&type=case&municipality=koebenhavn&level=mellemform",
  },
];

/** A question to the API that can be copied, and what this site answers to it now. */
export interface Example {
  what: string;
  /** The whole address. */
  address: string;
  /** JSON, set out for reading. */
  answer: string;
}

/** Asks the API of this site, for the page about it. */
export function readExamples(context: AppLoadContext): Promise<Example[]> {
  return Promise.all(
    examples.map(async ({ what, path }) => {
      const address = context.site.publicUrl + apiRoot + path;
      const found = findOperation(new URL(address).pathname);
      if (!found) throw new Error(`no operation at ${path}`);
      const response = await answerOperation(found.operation, {
        request: new Request(address),
        params: found.params,
        context,
      });
      return { what, address, answer: JSON.stringify(await response.json(), null, 2) };
    }),
  );
}
