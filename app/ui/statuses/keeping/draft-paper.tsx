import type { ComparedBlock } from "#app/domain/cases/compare-versions.ts";
import type { DraftPaper } from "#app/http/status-paper.server.ts";
import type { SinceLast } from "#app/papers/since-last.ts";
import { PaperBody } from "../../papers/paper-body.tsx";
import { SinceLastBox } from "../../papers/since-last-box.tsx";
import { Comparison } from "../../writing/comparison.tsx";

/** What an edition is compared with as, block by block. */
export interface ComparedPaper {
  since: SinceLast;
  compared: ComparedBlock[];
}

/** An edition that is not published, as its readers will have it, or what has changed in it since the one before. */
export function PaperOrChanges({
  paper,
  changes,
  compares,
}: {
  paper: Pick<DraftPaper, "head" | "blocks" | "pins" | "indicators">;
  changes: ComparedPaper | null;
  /** What has changed is asked for. */
  compares: boolean;
}) {
  const { head, blocks, pins, indicators } = paper;
  if (!compares)
    return (
      <PaperBody
        blocks={blocks}
        pins={pins}
        indicators={indicators}
        place={head.municipality.name}
        cutOff={head.edition.cutOff}
      />
    );
  if (!changes) return <p>Der er ingen tidligere status at sammenligne med. Det er den første.</p>;
  return (
    <>
      <SinceLastBox since={changes.since} pins={pins} />
      <Comparison blocks={changes.compared} />
    </>
  );
}

/** The ways to look at an edition. */
export function PaperViews({ path, changes }: { path: string; changes: boolean }) {
  return (
    <nav className="sister-menu no-print" aria-label="Sådan ser du status">
      <ul>
        <li>
          <a href={path} aria-current={changes ? undefined : "page"}>
            Som udvalget læser den
          </a>
        </li>
        <li>
          <a href={`${path}?vis=aendret`} aria-current={changes ? "page" : undefined}>
            Ændret siden sidst
          </a>
        </li>
      </ul>
    </nav>
  );
}
