import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { refuse } from "#app/http/respond.ts";
import { listReferences } from "#db/queries/references.ts";

/** All references stand on one page; the address of one leads to its place there. */
export async function loader({ params: { slug }, context: { sql, viewer } }: LoaderFunctionArgs) {
  const known = (await listReferences(sql, viewer)).some((reference) => reference.slug === slug);
  return known ? redirect(`/kilder#${slug}`) : refuse(404, "Den kilde har vi ikke.");
}
