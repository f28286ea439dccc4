import { activityStages, effects } from "#app/domain/statuses/status-vocabulary.ts";
import type { MovedPoint, SinceLast } from "#app/papers/since-last.ts";
import type { ShownPin } from "#db/queries/statuses/pins.ts";
import { EffectSign, StageSquare } from "../statuses/marks.tsx";
import { sourceWithdrawn } from "./pins.tsx";

/** What has become of points, milestones and initiatives since the status before, counted and named. No direction is reckoned. */
export function SinceLastBox({ since, pins }: { since: SinceLast; pins: readonly ShownPin[] }) {
  const lines = [
    { items: since.reached, one: "milepæl er nået", many: "milepæle er nået", told: false },
    { items: since.moved, one: "milepæl er flyttet", many: "milepæle er flyttet", told: true },
    { items: since.dropped, one: "milepæl er droppet", many: "milepæle er droppet", told: true },
    { items: since.stopped, one: "indsats er stoppet", many: "indsatser er stoppet", told: true },
  ].filter(({ items, one }) => items.length > 0 || one.endsWith("flyttet") || one.endsWith("stoppet"));
  const moved = since.points.length;
  return (
    <div className="since">
      <div>
        <b>{moved}</b> {moved === 1 ? "punkt er ændret" : "punkter er ændret"}
        {moved > 0 && (
          <ul>
            {since.points.map((point) => (
              <li key={`${point.year}-${point.number}`}>
                <PointMove point={point} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div>
        <b>{since.asBefore}</b> {since.asBefore === 1 ? "punkt står, som det stod" : "punkter står, som de stod"}
      </div>
      {since.notAssessed > 0 && (
        <div>
          <b>{since.notAssessed}</b> {since.notAssessed === 1 ? "punkt er" : "punkter er"} ikke vurderet i denne status
        </div>
      )}
      {lines.map(({ items, one, many, told }) => (
        <div key={one}>
          <b>{items.length}</b> {items.length === 1 ? one : many}
          {items.length > 0 && (
            <ul>
              {items.map(({ pin: id, said }) => {
                const pin = pins.find((item) => item.id === id);
                return (
                  <li key={id}>
                    {pin?.state === "here" ? (
                      <>
                        {pin.title}
                        {told && said && `: ${said}`}
                      </>
                    ) : (
                      <em>{sourceWithdrawn}</em>
                    )}
                  </li>
                );
              })}
            </ul>
          )}
        </div>
      ))}
    </div>
  );
}

/** A point as it stood and as it stands, both axes apart. */
export function PointMove({ point: { number, title, stage, effect } }: { point: MovedPoint }) {
  return (
    <>
      {number}. {title}:{" "}
      {stage.before !== stage.now && (
        <span className="move">
          {stage.before ? <StageSquare stage={stage.before} /> : "–"}
          <span className="sr-only">{stage.before ? activityStages[stage.before] : "ikke vurderet"}</span> til{" "}
          {stage.now ? <StageSquare stage={stage.now} /> : "–"}
          <span className="sr-only">{stage.now ? activityStages[stage.now] : "ikke vurderet"}</span>
        </span>
      )}{" "}
      {effect.before !== effect.now && (
        <span className="move">
          <EffectSign effect={effect.before} />
          <span className="sr-only">{effect.before ? effects[effect.before] : "effekt ikke vurderet"}</span> til{" "}
          <EffectSign effect={effect.now} />
          <span className="sr-only">{effect.now ? effects[effect.now] : "effekt ikke vurderet"}</span>
        </span>
      )}
    </>
  );
}
