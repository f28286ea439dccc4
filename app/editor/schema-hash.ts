import { getSchema } from "@tiptap/core";
import { digest } from "lib0/hash/sha256";
import { writingExtensions } from "./schema/extensions.ts";

/** The schema of what writers write, in words: every node and mark with what it may hold and which attributes it has. */
function schemaInWords(): string {
  const { nodes, marks } = getSchema(writingExtensions);
  const inWords = ([name, { spec }]: [string, { spec: Record<string, unknown> }]) => {
    const { content, marks: allowed, group, inline, atom, excludes, attrs } = spec;
    const attributes = Object.entries((attrs ?? {}) as Record<string, { default?: unknown }>)
      .map(([attribute, { default: usual }]) => [attribute, usual === undefined ? "required" : JSON.stringify(usual)])
      .sort();
    return [name, content, allowed, group, inline, atom, excludes, attributes];
  };
  return JSON.stringify([Object.entries(nodes).map(inWords), Object.entries(marks).map(inWords)]);
}

/**
 * Tells whether browser and server write by the same schema: 32 hexadecimal digits. An editor that does not know a node or an attribute deletes
 * it without asking, so nothing is merged of one whose hash is another.
 */
export const schemaHash: string = [...digest(new TextEncoder().encode(schemaInWords())).subarray(0, 16)]
  .map((byte) => byte.toString(16).padStart(2, "0"))
  .join("");
