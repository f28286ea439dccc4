import { apiRoot, openApi } from "./openapi.ts";
import type { AnyOperation } from "./operation.ts";
import { operations } from "./operations.ts";

const segmentsOf = (pathname: string) => pathname.split("/").slice(1);

/** Each operation with the pieces of its address; those in braces are named. */
const addresses = [...operations, openApi].map((operation) => ({
  operation,
  segments: segmentsOf(apiRoot + operation.path),
}));

/**
 * The operation at an address.
 * @param pathname from the site's root, escapes as they were sent; capital letters and escapes make no difference
 * @returns also the pieces that its path names in braces, decoded; undefined for an address that is nobody's
 */
export function findOperation(
  pathname: string,
): { operation: AnyOperation; params: Record<string, string> } | undefined {
  const asked = segmentsOf(pathname).map(decodeURIComponent);
  for (const { operation, segments } of addresses) {
    const params: Record<string, string> = {};
    const fits = segments.every((segment, index) => {
      const value = asked[index] ?? "";
      const [, name] = /^\{(\w+)\}$/.exec(segment) ?? [];
      if (name) params[name] = value;
      return name ? value !== "" : value.toLowerCase() === segment;
    });
    if (fits && segments.length === asked.length) return { operation, params };
  }
  return undefined;
}
