import { z } from "zod";
import { readings, referenceCountries, referenceKinds } from "#app/domain/reference-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";

const slug = z.string().regex(/^[a-z0-9-]+$/);
const line = z.string().trim().min(1);

/** Where anybody can read it: nothing that a browser would run, and no path of ours. */
const address = z.string().regex(/^https?:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/, "an address begins with https:// or http://");

/** What is told of a source that somebody has looked up. */
const seen = {
  kind: z.enum(codes(referenceKinds)),
  country: z.enum(codes(referenceCountries)),
  who: line.optional(),
  found: line,
  limits: line,
  readOn: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
  reading: z.enum(codes(readings)),
};
const whenSeen = Object.keys(seen) as (keyof typeof seen)[];

/** An entry of `reference/references/*.yaml`. */
export const referenceEntry = z
  .strictObject({
    slug,
    title: line,
    publisher: line,
    authors: line.optional(),
    year: z.number().int().min(1900).optional(),
    url: address.optional(),
    doi: z
      .string()
      .regex(/^10\.\d{4,9}\/\S+$/)
      .optional(),
    ...z.object(seen).partial().shape,
    topics: z.array(slug).default([]),
    withdrawn: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
    citedIn: line.optional(),
    note: line.optional(),
  })
  .superRefine((entry, { addIssue }) => {
    const slip = (at: keyof typeof entry | null, message: string) =>
      addIssue({ code: "custom", path: at ? [at] : [], message });
    const addressed = entry.url !== undefined || entry.doi !== undefined;
    if (!addressed && entry.citedIn === undefined)
      slip(null, "has neither an address nor a place in a document that cites it");
    if ((entry.citedIn === undefined) !== (entry.note === undefined))
      slip(null, "a place in a document that cites it and a note of what for go together");
    if ((entry.year ?? 0) > new Date().getFullYear()) slip("year", "lies in the future");
    for (const name of whenSeen)
      if (name !== "who" && (entry[name] !== undefined) !== addressed)
        slip(null, addressed ? `${name} is missing` : `${name} of a source that nobody has looked up`);
  });
export type ReferenceEntry = z.output<typeof referenceEntry>;
