import { type Setting, settings } from "#app/domain/vocabulary.ts";
import type { CaseCardRow } from "#db/queries/cases/card.ts";
import { dateOf, phrase } from "./format.ts";
import { DemoTag, StageTag, Tag } from "./tags.tsx";

/** Where it happens; a long row is cut, the page has all of it. */
function places(codes: readonly Setting[]): string {
  const words = codes.map((setting) => settings[setting]);
  return words.length > 3 ? `${phrase(words.slice(0, 2)).replace(" og ", ", ")} med flere` : phrase(words);
}

/** A case in a list. The whole card leads to it. @param reason why it stands here, where that is not plain. */
export function CaseCard({ item, reason, level = 3 }: { item: CaseCardRow; reason?: string; level?: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <article className={item.demo ? "card card-case card-demo" : "card card-case"}>
      <p className="card-tags">
        <Tag tone="case">Eksempel</Tag>
        <StageTag stage={item.stage} />
        {item.demo && <DemoTag />}
      </p>
      <Heading className="card-title">
        <a href={`/eksempler/${item.slug}`}>{item.title}</a>
      </Heading>
      <p className="card-meta">
        {item.demo ? `Opdigtet, ikke fra ${item.municipality.name}` : item.municipality.name}
        {item.settings.length > 0 && ` · ${places(item.settings)}`}
        {item.retold ? ` · gengivet fra dokument, ${item.sourceYear}` : ` · ${dateOf(item.publishedAt)}`}
      </p>
      <p>{item.summary}</p>
      {item.hard && (
        <p className="card-hard">
          <strong>Det svære:</strong> {item.hard}
        </p>
      )}
      {reason && <p className="card-reason">{reason}</p>}
    </article>
  );
}
