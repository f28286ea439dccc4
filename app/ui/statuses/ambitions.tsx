import type { ReactNode } from "react";
import { longDate } from "#app/domain/dates.ts";
import type { Ambition } from "#db/queries/ambitions/list.ts";

/** The ambitions of one municipality with one commitment: the one that holds, those that come, and the earlier ones folded. */
function OneAmbition({ all, today, name }: { all: readonly Ambition[]; today: string; name: ReactNode }) {
  const coming = all.filter(({ holdsFrom }) => holdsFrom > today);
  const [now, ...earlier] = all.filter(({ holdsFrom }) => holdsFrom <= today);
  const one = ({ id, text, holdsFrom }: Ambition, words: string) => (
    <div key={id}>
      {text.split(/\n+/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p className="quiet">
        {words} {longDate(holdsFrom)}.
      </p>
    </div>
  );
  return (
    <li className="ambition">
      <h3>{name}</h3>
      {now && one(now, "Gælder fra")}
      {coming.map((ambition) => one(ambition, "Kommer til at gælde fra"))}
      {earlier.length > 0 && (
        <details className="folded folded-part">
          <summary>{earlier.length === 1 ? "Den tidligere" : `De ${earlier.length} tidligere`}</summary>
          {earlier.map((ambition) => one(ambition, "Galdt fra"))}
        </details>
      )}
    </li>
  );
}

/** Ambitions in groups of a key, each under a name. @param all in the order in which they are shown, the latest date first in each group */
export function Ambitions({
  all,
  today,
  keyOf,
  nameOf,
}: {
  all: readonly Ambition[];
  today: string;
  keyOf: (ambition: Ambition) => string;
  nameOf: (ambition: Ambition) => ReactNode;
}) {
  const groups = new Map<string, Ambition[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return (
    <ul className="ambitions">
      {[...groups].map(([key, own]) => (
        <OneAmbition all={own} today={today} name={own[0] && nameOf(own[0])} key={key} />
      ))}
    </ul>
  );
}
