import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import type { Ambition } from "#db/queries/ambitions/list.ts";
import type { StatusOnCommitment } from "#db/queries/statuses/over-periods.ts";
import { counted } from "../format.ts";
import { HonestBlank } from "../honest-blank.tsx";
import { Ambitions } from "./ambitions.tsx";
import { statusPlace } from "./over-periods.tsx";

/** Who has written of a commitment in a status, and what they ask for. How far each has come is read in the status itself. */
function Statuses({ all, number, demo }: { all: readonly StatusOnCommitment[]; number: number; demo: boolean }) {
  const asking = all.filter(({ help }) => help);
  return (
    <>
      <p>
        {counted(all.length, "kommune har", "kommuner har")} skrevet om punktet i en status. Hvor langt de er, står i
        den enkelte status med kommunens egne ord.
      </p>
      <ul className="status-rows">
        {all.map(({ municipality: { slug, name }, period, origin }) => (
          <li key={slug}>
            <a href={statusPlace({ slug, period, demo }, `punkt-${number}`)}>
              {name}
              <span className="sr-only">: status for {periodName(period)}</span>
            </a>{" "}
            <span>
              {periodName(period)}
              {origin === "document" && ", gengivet fra dokument"}
            </span>
          </li>
        ))}
      </ul>
      {asking.length > 0 && (
        <>
          <h3>Det, der bliver spurgt om</h3>
          <ul className="over-help">
            {asking.map(({ municipality: { slug, name }, help }) => (
              <li key={slug}>
                {help} <a href={`/kommuner/${slug}`}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The sections of a commitment's page on statuses and ambitions, the invented ones folded under their mark. */
export function CommitmentStatuses({
  point: { year, number },
  statuses,
  ambitions,
  today,
}: {
  point: { year: number; number: number };
  statuses: { real: readonly StatusOnCommitment[]; invented: readonly StatusOnCommitment[] };
  ambitions: readonly Ambition[];
  today: string;
}) {
  const { real, invented } = statuses;
  const own = (demo: boolean) => ambitions.filter((one) => one.demo === demo);
  const list = (some: readonly Ambition[]) => (
    <Ambitions
      all={some}
      today={today}
      keyOf={({ municipality }) => municipality.slug}
      nameOf={({ municipality: { slug, name } }) => <a href={`/kommuner/${slug}`}>{name}</a>}
    />
  );
  return (
    <>
      <section aria-labelledby="status">
        <h2 id="status">Status fra kommunerne</h2>
        {real.length > 0 ? (
          <Statuses all={real} number={number} demo={false} />
        ) : (
          <HonestBlank title="Her er ingen status endnu.">
            <p>Ingen kommune har skrevet om punktet i en status. Det siger ikke, at ingen arbejder med det.</p>
          </HonestBlank>
        )}
        <p>
          <a href={`/erklaeringer/${year}/status`}>Se landets billede af de ti punkter</a>
        </p>
        {invented.length > 0 && (
          <details className="invented">
            <summary>{counted(invented.length, "opdigtet status", "opdigtede statusser")} (Demodata)</summary>
            <Statuses all={invented} number={number} demo />
          </details>
        )}
      </section>
      {ambitions.length > 0 && (
        <section aria-labelledby="ambitioner">
          <h2 id="ambitioner">Det, kommunerne selv vil</h2>
          {own(false).length > 0 && list(own(false))}
          {own(true).length > 0 && (
            <details className="invented">
              <summary>{counted(own(true).length, "opdigtet ambition", "opdigtede ambitioner")} (Demodata)</summary>
              {list(own(true))}
            </details>
          )}
        </section>
      )}
    </>
  );
}
