import { sortKey } from "./danish.ts";
import { type Kind, kinds, type SearchDocument } from "./document.ts";
import type { Hit } from "./engine.ts";

/** How many entries a question can find on Meilisearch, and so how exact its totals are. */
export const longestKept = 1_000_000;

/** Which kind comes first when words stand equally well in two entries: guides and places, then cases, documents and sources last. */
const weights: Record<Kind, number> = {
  ...{ method: 0, municipality: 1, case: 2, commitment: 2 },
  ...{ initiative: 3, indicator: 3, status: 3, document: 4, reference: 5 },
};

/** Longest beginning of a form that is told apart from others; no word is so long, and Meilisearch drops values of more than 468 bytes. */
const longestForm = 60;

/** An entry as Meilisearch keeps it. */
export interface MirrorDocument {
  /** Such as `case_<uuid>`. */
  id: string;
  kind: Kind;
  /** Without its kind, for the last say in an order. */
  key: string;
  audience: string[];
  demo: boolean;
  /** The kind's place among kinds, when nobody has asked for words. */
  place: number;
  weight: number;
  /** Orders as Danish does. */
  sortKey: string;
  titleForms: string;
  summaryForms: string;
  textForms: string;
  /** The forms once each, as `mark` writes them: these decide what is found. */
  inTitle: string[];
  inAll: string[];
  municipality: string | null;
  settings: string[];
  levels: string[];
  commitments: string[];
  methods: string[];
  /** Milliseconds. */
  changedAt: number;
}

/** What Meilisearch is to keep of an entry. */
export function toMirrorDocument(document: SearchDocument): MirrorDocument {
  const { titleForms, summaryForms, textForms } = document;
  const marks = (forms: string[]) => [...new Set(forms.map(mark))];
  return {
    id: mirrorId(document),
    kind: document.kind,
    key: document.id,
    audience: document.audience,
    demo: document.demo,
    place: kinds.indexOf(document.kind),
    weight: weights[document.kind],
    sortKey: sortKey(document.title),
    titleForms: titleForms.join(" "),
    summaryForms: summaryForms.join(" "),
    textForms: textForms.join(" "),
    inTitle: marks(titleForms),
    inAll: marks([...titleForms, ...summaryForms, ...textForms]),
    municipality: document.municipality,
    settings: document.settings,
    levels: document.levels,
    commitments: document.commitments,
    methods: document.methods,
    changedAt: document.changedAt.getTime(),
  };
}

/**
 * A form in letters that Meilisearch leaves alone and that cannot end a quoted string: it takes `å` apart into `a` and a ring, and then
 * a word that begins with `ska` would be found among those with `skå`. Forms with the same beginning have marks with the same beginning.
 */
export const mark = (form: string): string =>
  [...form]
    .slice(0, longestForm)
    .map((letter) => (/[a-z0-9]/.test(letter) ? letter : `_${letter.codePointAt(0)?.toString(16)}_`))
    .join("");

export const mirrorId = ({ kind, id }: Hit): string => `${kind}_${id}`;

/** The entry that an id of the mirror stands for. */
export function entryOf(mirrorId: string): Hit {
  const [kind = "", ...id] = mirrorId.split("_");
  return { kind: kind as Kind, id: id.join("_") };
}
