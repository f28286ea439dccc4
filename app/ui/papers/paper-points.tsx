import { type Judge, judges, notAssessed } from "#app/domain/statuses/status-vocabulary.ts";
import type { PointPiece } from "#app/papers/group-blocks.ts";
import type { ShownPin } from "#db/queries/statuses/pins.ts";
import { joined } from "../format.ts";
import { EffectMark, StageMark } from "../statuses/marks.tsx";
import { PinnedSources } from "./pins.tsx";

/** The ten points: what is said of each, and beside it how far it has come and what is seen. */
export function PaperPoints({
  points,
  pinned,
  cutOff,
}: {
  points: readonly PointPiece[];
  pinned: (ids: readonly string[]) => ShownPin[];
  cutOff: string;
}) {
  return (
    <ol className="claims">
      {points.map(({ point, texts, pins }) => (
        <li key={`${point.year}-${point.number}`} id={`punkt-${point.number}`}>
          <span className="claim-number" aria-hidden="true">
            {point.number}
          </span>
          <div>
            <h3>
              <span className="sr-only">Punkt {point.number}: </span>
              <a href={`/erklaeringer/${point.year}/punkter/${point.number}`}>{point.title}</a>
            </h3>
            {texts.map(({ tone, text }) => (
              <p className={`claim-text is-${tone}`} key={tone}>
                {tone === "hard" && <strong>Det svære: </strong>}
                {tone === "help" && <strong>Vil gerne have hjælp: </strong>}
                {text}
              </p>
            ))}
            <PinnedSources pins={pinned(pins)} cutOff={cutOff} />
          </div>
          <dl className="claim-state">
            <div>
              <dt>Fremdrift</dt>
              <dd>{point.stage ? <StageMark stage={point.stage} /> : `– ${notAssessed}`}</dd>
            </div>
            {(point.stage || point.effect) && (
              <div>
                <dt>Hvad ser vi?</dt>
                <dd>
                  <EffectMark effect={point.effect} />
                  {point.judgedBy.length > 0 && <small>{judgedInWords(point.judgedBy)}</small>}
                </dd>
              </div>
            )}
          </dl>
        </li>
      ))}
    </ol>
  );
}

/** Who has seen it: "målt, set af ledere og forældre". */
function judgedInWords(judged: readonly Judge[]): string {
  const seen = judged.filter((one) => one !== "maalt").map((one) => judges[one]);
  return [judged.includes("maalt") ? judges.maalt : "", seen.length > 0 ? `set af ${joined(seen)}` : ""]
    .filter(Boolean)
    .join(", ");
}
