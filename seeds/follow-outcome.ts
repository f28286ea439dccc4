/**
 * Why a thing does not follow the release: people have changed or deleted it (`edited`), they have another of that name (`taken`), something
 * rests on what the release no longer holds (`inUse`), it rests on what is not here or not so any more (`unfit`), or texts cite a place
 * that is no longer in its document (`citedPlace`).
 */
export type Reason = "edited" | "taken" | "inUse" | "unfit" | "citedPlace";

/** What following a release came to. */
export interface FollowOutcome {
  inserted: number;
  revised: number;
  withdrawn: number;
  /** What was left as it is, by its Danish name. */
  left: { name: string; reason: Reason }[];
}

const reasons: Readonly<Record<Reason, string>> = {
  edited: "er rettet eller slettet her og følger ikke udgaven",
  taken: "fandtes her i forvejen, og udgavens egne er ikke lagt ind",
  inUse: "er ikke længere i udgaven, men bliver, for noget her hviler på dem",
  unfit: "kan ikke følge udgaven, for de passer ikke til det, der er rettet her",
  citedPlace: "er ikke længere i deres dokument, men tekster her henviser til dem",
};

/** More names than this are a number. */
const shown = 10;

/** What following a release came to, for the person at the terminal: no line when nothing happened and everything follows. */
export function tellOutcome({ inserted, revised, withdrawn, left }: FollowOutcome): string[] {
  const done = [
    inserted > 0 && (inserted === 1 ? "1 ny" : `${inserted} nye`),
    revised > 0 && `${revised} rettet`,
    withdrawn > 0 && `${withdrawn} taget ud`,
  ].filter(Boolean);
  const held = Object.entries(reasons).flatMap(([reason, words]) => {
    const names = left.filter((one) => one.reason === reason).map(({ name }) => name);
    if (names.length === 0) return [];
    const more = names.length > shown ? ` og ${names.length - shown} mere` : "";
    return [`${names.length} ${words}: ${names.slice(0, shown).join(", ")}${more}.`];
  });
  return [...(done.length > 0 ? [`Indholdet følger udgaven: ${done.join(", ")}.`] : []), ...held];
}
