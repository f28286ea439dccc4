import { openApi } from "./openapi.ts";
import type { AnyOperation } from "./operation.ts";
import { operations } from "./operations.ts";

/** Each operation with a pattern of its path that names the pieces in braces. */
const patterns = [...operations, openApi].map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(".", "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`, "i"),
}));

/** The operation at a path below `/api/v1`, with the pieces of the path that it names in braces, decoded. */
export function findOperation(path: string): { operation: AnyOperation; params: Record<string, string> } | undefined {
  for (const { operation, pattern } of patterns) {
    const found = pattern.exec(path);
    if (found) {
      const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { operation, params: Object.fromEntries(params) };
    }
  }
  return undefined;
}
