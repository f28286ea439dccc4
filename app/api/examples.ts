import type { AppLoadContext } from "@remix-run/node";
import { oneCommitment } from "./declarations.ts";
import { oneMunicipality } from "./municipalities.ts";
import { apiRoot } from "./openapi.ts";
import { loaderOf } from "./operation.ts";
import { search } from "./search.ts";

const examples = [
  {
    what: "Hent en kommune",
    path: "/municipalities/0165",
    params: { code: "0165" },
    loader: loaderOf(oneMunicipality),
  },
  {
    what: "Hent det tredje af de ti punkter",
    path: "/declarations/2025/commitments/3",
    params: { year: "2025", number: "3" },
    loader: loaderOf(oneCommitment),
  },
  {
    what: "Søg efter en skole i Københavns eksempler",
    path: "/search?q=lundehusskolen&type=case&municipality=koebenhavn&level=mellemform",
    params: {},
    loader: loaderOf(search),
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
    examples.map(async ({ what, path, params, loader }) => {
      const address = context.site.publicUrl + apiRoot + path;
      const response = await loader({ request: new Request(address), params, context });
      return { what, address, answer: JSON.stringify(await response.json(), null, 2) };
    }),
  );
}
