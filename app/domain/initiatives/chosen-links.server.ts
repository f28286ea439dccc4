import type { Sql } from "#db/client.ts";
import {
  type InitiativeLinks,
  type LinkChoice,
  type LinkChoices,
  listLinkChoices,
  listMeantCases,
} from "#db/queries/initiatives/keep-links.ts";
import { didYouMean, mostSuggestions } from "../did-you-mean.ts";
import { DomainError } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { mostCasesToTick } from "./link-vocabulary.ts";

/** What a form says that an initiative is linked to. */
interface Typed extends InitiativeLinks {
  /** Cases by a title of the municipality's or an address, where there are too many to tick. */
  case: readonly string[];
}

/** Links that have been checked. */
export interface ChosenLinks {
  chosen: InitiativeLinks;
  /** What there was to choose from. */
  could: InitiativeLinks;
  /** The same in words, by field; and what is stored now. */
  inWords: Readonly<Record<keyof InitiativeLinks, string>>;
  standingInWords: Readonly<Record<keyof InitiativeLinks, string>>;
}

const sentences: Readonly<Record<keyof InitiativeLinks, string>> = {
  methods: "Vælg metoder fra listen.",
  cases: "Et af eksemplerne kan ikke læses længere. Fjern krydset ved det.",
  units: "Vælg enheder fra listen. Måske er en af dem slettet.",
  municipalities: "Vælg kommuner fra listen.",
};
const kinds = Object.keys(sentences) as (keyof InitiativeLinks)[];

/**
 * What an initiative is to be linked to, checked against what the viewer may link it to.
 * @param kept the initiative as it is stored
 * @throws {DomainError} at the field that holds something else
 */
export async function chosenLinks(
  tx: Sql,
  viewer: Viewer,
  kept: InitiativeLinks & { municipality: string; demo: boolean },
  typed: Typed,
): Promise<ChosenLinks> {
  const written: LinkChoice[] = [];
  for (const [at, words] of typed.case.entries())
    if (words) written.push(await meantCase(tx, viewer, kept, { words, field: at === 0 ? "case" : `case-${at + 1}` }));
  const choices = await listLinkChoices(tx, viewer, kept, mostCasesToTick);
  const offered: LinkChoices = { ...choices, cases: [...choices.cases, ...written] };
  const could = each((kind) => offered[kind].map(({ id }) => id));
  const wrong = kinds.find((kind) => typed[kind].some((id) => !could[kind].includes(id)));
  if (wrong) throw new DomainError(sentences[wrong], 400, wrong);
  const cases = [...typed.cases, ...written.map(({ id }) => id)];
  const chosen = each((kind) => [...new Set(kind === "cases" ? cases : typed[kind])]);
  const words = (of: InitiativeLinks) =>
    each((kind) =>
      [...new Map(offered[kind].map(({ id, name }) => [id, name]))]
        .filter(([id]) => of[kind].includes(id))
        .map(([, name]) => name)
        .sort()
        .join("; "),
    );
  return { chosen, could, inWords: words(chosen), standingInWords: words(kept) };
}

const each = <T>(make: (kind: keyof InitiativeLinks) => T): Record<keyof InitiativeLinks, T> => ({
  methods: make("methods"),
  cases: make("cases"),
  units: make("units"),
  municipalities: make("municipalities"),
});

/** The one case that is meant by its title or its address. */
async function meantCase(
  tx: Sql,
  viewer: Viewer,
  of: { municipality: string; demo: boolean },
  { words, field }: { words: string; field: string },
): Promise<LinkChoice> {
  const slug = /^(?:\S*\/eksempler\/)?([a-z0-9-]+)\/?(?:[?#]\S*)?$/.exec(words)?.[1] ?? null;
  const alike = await listMeantCases(tx, viewer, of, { words, slug, limit: mostSuggestions });
  const [found, another] =
    [
      alike.filter((one) => one.slug === slug),
      alike.filter(({ title }) => title.toLowerCase() === words.toLowerCase()),
    ].find((some) => some.length > 0) ?? [];
  if (found && !another) return { id: found.id, name: found.title };
  throw new DomainError(
    found
      ? `Flere eksempler hedder »${words}«. Skriv adressen på det rigtige.${didYouMean(alike.map((one) => `/eksempler/${one.slug}`))}`
      : `Vi kender ikke eksemplet »${words}«. Skriv titlen på et af kommunens egne, eller indsæt adressen på et andet.${didYouMean(alike.map(({ title }) => title))}`,
    400,
    field,
  );
}
