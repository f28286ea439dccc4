import type { MethodCardRow } from "#db/queries/methods/card.ts";
import { counted } from "./format.ts";
import { KindTag } from "./tags.tsx";

/** A method in a list. The whole card leads to it. @param reason why it stands here, where that is not plain. */
export function MethodCard({ item, reason, level = 3 }: { item: MethodCardRow; reason?: string; level?: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <article className="card card-method">
      <p className="card-tags">
        <KindTag kind={item.kind} />
      </p>
      <Heading className="card-title">
        <a href={`/metoder/${item.slug}`}>{item.title}</a>
      </Heading>
      <p className="card-meta">
        {item.municipalityCount > 0
          ? `${counted(item.caseCount, "eksempel", "eksempler")} fra ${counted(item.municipalityCount, "kommune", "kommuner")}`
          : "Ingen eksempler endnu"}
      </p>
      <p>{item.summary}</p>
      {reason && <p className="card-reason">{reason}</p>}
    </article>
  );
}
