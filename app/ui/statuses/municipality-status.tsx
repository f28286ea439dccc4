import type { Ambition } from "#db/queries/ambitions/list.ts";
import type { OverPeriods } from "#db/queries/statuses/over-periods.ts";
import { Invented } from "../ground/invented.tsx";
import { Ambitions } from "./ambitions.tsx";
import { PointsOverTime } from "./over-periods.tsx";

/** What a municipality's statuses have said of the ten commitments, real and invented apart; null where there is none. */
export interface BothOverPeriods {
  real: OverPeriods | null;
  invented: OverPeriods | null;
}

/** The ten commitments over the half years on a municipality's page. */
export function MunicipalityStatus({ over, place }: { over: BothOverPeriods; place: { slug: string; name: string } }) {
  return (
    <>
      {over.real ? (
        <PointsOverTime over={over.real} place={place} demo={false} />
      ) : (
        <p>{place.name} har ingen status endnu. Det siger ikke, at kommunen ikke arbejder med punkterne.</p>
      )}
      {over.invented && (
        <Invented id="opdigtede-statusser" what="statusser" place={place.name}>
          <PointsOverTime over={over.invented} place={place} demo />
        </Invented>
      )}
    </>
  );
}

/** What a municipality wants with each of the ten commitments, in its own words. */
export function MunicipalityAmbitions({ all, today, name }: { all: readonly Ambition[]; today: string; name: string }) {
  const own = (demo: boolean) => all.filter((one) => one.demo === demo);
  const list = (some: readonly Ambition[]) => (
    <Ambitions
      all={some}
      today={today}
      keyOf={({ year, number }) => `${year}-${number}`}
      nameOf={({ year, number, title }) => (
        <a href={`/erklaeringer/${year}/punkter/${number}`}>
          {number}. {title}
        </a>
      )}
    />
  );
  return (
    <>
      {own(false).length > 0 && (
        <>
          <p>Med kommunens egne ord. En ny ambition står ved siden af den tidligere, som stadig kan læses.</p>
          {list(own(false))}
        </>
      )}
      {own(true).length > 0 && (
        <Invented id="opdigtede-ambitioner" what="ambitioner" place={name}>
          {list(own(true))}
        </Invented>
      )}
    </>
  );
}
