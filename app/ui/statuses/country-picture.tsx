import type { StatusPicture } from "#app/http/status-picture.ts";
import { CsvLink } from "../csv-link.tsx";
import { counted } from "../format.ts";
import { HonestBlank } from "../honest-blank.tsx";
import { Tag } from "../tags.tsx";
import { tileAddress } from "./count-parts.ts";
import { CountryTotals } from "./country-totals.tsx";
import { GroupTotals, MatrixByRegion, MatrixTools, shownInMatrix } from "./matrix-table.tsx";
import { HelpQueue, MovesBothWays } from "./moves-and-help.tsx";
import { type PictureAddress, SeenBy } from "./picture-head.tsx";
import { PointBars, StageLegend } from "./point-bars.tsx";
import { PointOnMap } from "./point-on-map.tsx";
import { StatusMap } from "./status-map.tsx";

const network = "KL og netværket";

/** The country's picture below its head: counts for everybody, and for the network each municipality by name. */
export function CountryPicture({ picture, address }: { picture: StatusPicture; address: PictureAddress }) {
  const { year, period, points, counts, published, asking, named, query } = picture;
  const all = counts[0]?.municipalities ?? 0;
  if (!period)
    return (
      <div className="wrap section">
        <HonestBlank title="Der er ikke åbnet for statusser endnu.">
          <p>KL åbner hvert halvår. Så kan kommunerne skrive, hvor de er på de ti punkter.</p>
        </HonestBlank>
      </div>
    );
  const csv = <CsvLink path={`/erklaeringer/${year}/status`} query={fileQuery(query, period.code)} />;
  return (
    <>
      <section className="strip strip-white" aria-labelledby="alle">
        <div className="wrap">
          <h2 id="alle">{`${counted(published, "kommune har", "kommuner har")} udgivet status for ${period.name}`}</h2>
          <CountryTotals published={published} municipalities={all} asking={asking} moved={named?.moved ?? null} />
        </div>
      </section>
      <section className="strip" aria-labelledby="ti">
        <div className="wrap">
          <div className="strip-head">
            <h2 id="ti">De ti punkter, hele landet</h2>
            <SeenBy>alle</SeenBy>
          </div>
          <p className="small">
            {`Hver bjælke er ${counted(all, "kommune", "kommuner")}. Trinnet er det, kommunen selv skriver i sin status eller i det papir, den er gengivet fra. Der er ingen gennemsnit, og trinnene er ingen rangliste. »Ingen status endnu« siger ikke, at der ikke bliver arbejdet.`}
          </p>
          <StageLegend />
          <PointBars year={year} points={points} counts={counts} helpHref={named ? "#hjaelp" : null} />
          {csv}
        </div>
      </section>
      {named ? <ForTheNetwork picture={picture} named={named} address={address} /> : <ForEverybody picture={picture} />}
    </>
  );
}

/** The file is of the same statuses; what the page is narrowed to beside that is not its. */
const fileQuery = (query: string, period: string) => {
  const own = new URLSearchParams({ periode: period });
  if (new URLSearchParams(query).get("demodata") === "ja") own.set("demodata", "ja");
  return own.toString();
};

function ForTheNetwork({
  picture,
  named,
  address,
}: {
  picture: StatusPicture;
  named: NonNullable<StatusPicture["named"]>;
  address: PictureAddress;
}) {
  const { demo, points, year } = picture;
  const period = picture.period?.code ?? null;
  const title = points.find(({ number }) => number === named.point)?.title;
  const shown = shownInMatrix(named.view);
  return (
    <>
      <section className="strip strip-white" aria-labelledby="punktet">
        <div className="wrap">
          <div className="strip-head">
            <h2 id="punktet">{named.view === "indikator" ? "En indikator på kortet" : `${named.point}. ${title}`}</h2>
            <SeenBy>{network}</SeenBy>
          </div>
          <PointOnMap picture={picture} named={named} address={address} />
        </div>
      </section>
      <section className="strip" aria-labelledby="kommuner">
        <div className="wrap">
          <div className="strip-head">
            <h2 id="kommuner">Kommune for kommune</h2>
            <SeenBy>{network}</SeenBy>
          </div>
          <p className="small">
            Kommunerne står efter region og navn, aldrig efter trin. Åbn en region for at se navnene.
          </p>
          <MatrixTools named={named} address={address} />
          {named.rows.length === 0 ? (
            <HonestBlank title="Ingen kommuner passer på det, du har valgt.">
              <p>
                <a href={address.choose({ region: null, stoerrelse: null, kun: null })}>Vis alle kommuner</a>.
              </p>
            </HonestBlank>
          ) : (
            <MatrixByRegion named={named} points={points} demo={demo} address={address} />
          )}
          <GroupTotals groups={named.groups} points={points} view={shown} />
        </div>
      </section>
      <section className="strip strip-white" aria-labelledby="flyttet">
        <div className="wrap">
          <div className="strip-head">
            <h2 id="flyttet">Flyttet siden sidst</h2>
            <SeenBy>{network}</SeenBy>
          </div>
          <p className="small">
            Kommuner, der har udgivet en status før denne. Et trin tilbage kan være det rigtige: så står grunden i
            status.
          </p>
          <MovesBothWays moves={named.moves} moving={named.moving} points={points} period={period} demo={demo} />
        </div>
      </section>
      <section className="strip" aria-labelledby="hjaelp">
        <div className="wrap">
          <div className="strip-head">
            <h2 id="hjaelp">De beder om hjælp</h2>
            <SeenBy>{network}</SeenBy>
          </div>
          <HelpQueue help={named.help} points={points} period={period} year={year} demo={demo} />
        </div>
      </section>
    </>
  );
}

/** Where there is something to read, and what is asked for; no names by stage. */
function ForEverybody({ picture: { where, counts, points, asking, demo, year } }: { picture: StatusPicture }) {
  const tiles = where.map(({ slug, name, tileColumn, tileRow, period }) => ({
    slug,
    name,
    tileColumn,
    tileRow,
    href: tileAddress(slug, period, demo),
    words: period ? "har udgivet status" : "ingen status endnu",
    sign: period ? "●" : "",
    tone: period ? "has" : "none",
  }));
  const wanted = counts.filter(({ help }) => help > 0);
  return (
    <div className="strip">
      <div className="wrap picture-duo">
        <section aria-labelledby="laes">
          <h2 id="laes">Læs en kommunes egen status</h2>
          <p className="small">Kortet viser, hvor der er noget at læse. Ikke hvor langt kommunerne er.</p>
          <StatusMap tiles={tiles} label="hvor der er en status at læse" />
          <h3>Samme som liste, efter navn</h3>
          {where.some(({ period }) => period) ? (
            <ul className="names-list">
              {where
                .filter(({ period }) => period)
                .map(({ slug, name, period }) => (
                  <li key={slug}>
                    <a href={tileAddress(slug, period, demo)}>{name}</a>
                  </li>
                ))}
            </ul>
          ) : (
            <p className="quiet">Ingen kommuner har udgivet status i perioden endnu.</p>
          )}
        </section>
        <section aria-labelledby="hjaelp">
          <h2 id="hjaelp">Det, de gerne vil have hjælp til</h2>
          {wanted.length === 0 ? (
            <p>Ingen har bedt om hjælp til et punkt i perioden.</p>
          ) : (
            <>
              <p>{`${counted(asking, "kommune", "kommuner")} har bedt om hjælp til et punkt. Kender du et svar, så del et eksempel.`}</p>
              <ul className="ask-list">
                {wanted.map(({ number, help }) => (
                  <li key={number}>
                    <a href={`/erklaeringer/${year}/punkter/${number}`}>
                      <Tag tone="commitment">{`${number}. ${points.find((point) => point.number === number)?.title ?? ""}`}</Tag>
                    </a>
                    <span>{counted(help, "kommune", "kommuner")}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <p>
            <a className="button button-primary" href="/del-et-eksempel">
              Del et eksempel
            </a>
          </p>
        </section>
      </div>
    </div>
  );
}
