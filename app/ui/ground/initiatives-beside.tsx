import { danishNumber } from "#app/domain/dates.ts";
import type { NamedInitiative } from "#db/queries/initiatives/list.ts";
import type { Head } from "#db/queries/paging.ts";
import { DemoTag } from "../tags.tsx";

/** Initiatives beside a text that they are linked to; left out where there are none. */
export function InitiativesBeside({ title, all: { items, total } }: { title: string; all: Head<NamedInitiative> }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {items.map(({ slug, title: name, demo, municipality }) => (
          <li key={slug}>
            <a href={`/indsatser/${slug}`}>{name}</a>, {municipality} {demo && <DemoTag />}
          </li>
        ))}
      </ul>
      {total > items.length && (
        <p className="side-note">
          Her er de første {items.length} af {danishNumber(total)}.
        </p>
      )}
    </section>
  );
}
