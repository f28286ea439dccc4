import { blankPhrases } from "#app/domain/blank-vocabulary.ts";
import {
  activityStages,
  effects,
  noStatusYet,
  notAssessed,
  stageLetters,
} from "#app/domain/statuses/status-vocabulary.ts";
import type { NamedPart, StatusPicture } from "#app/http/status-picture.ts";
import { counted } from "../format.ts";
import { Part } from "../ground/folded-part.tsx";
import { answerInWords, blankOf, numberInWords, timeInWords } from "../ground/value-words.tsx";
import { type CountPart, effectLetters, effectParts, stageParts, tileAddress } from "./count-parts.ts";
import { EffectSign, StageSquare } from "./marks.tsx";
import type { PictureAddress } from "./picture-head.tsx";
import { BlankSquare } from "./point-bars.tsx";
import { StatusMap, type StatusTile } from "./status-map.tsx";

const views = [
  { code: "fremdrift", label: "Fremdrift" },
  { code: "effekt", label: "Hvad de ser" },
  { code: "hjaelp", label: "Beder om hjælp" },
  { code: "indikator", label: "En indikator" },
] as const;

type Row = NamedPart["all"][number];

/** One of the ten points on the map, with what is counted beside it and who is meant. */
export function PointOnMap({
  picture,
  named,
  address,
}: {
  picture: Pick<StatusPicture, "demo" | "points">;
  named: NamedPart;
  address: PictureAddress;
}) {
  const { view, point, measured, counted: counts, all } = named;
  const { choose } = address;
  const told = all.map((row) => ({ row, ...tell(row, named) }));
  const tiles: StatusTile[] = told.map(({ row, words, sign, tone }) => ({
    slug: row.slug,
    name: row.name,
    tileColumn: row.tileColumn,
    tileRow: row.tileRow,
    href: tileAddress(row.slug, row.status?.period ?? null, picture.demo),
    words,
    sign,
    tone,
  }));
  const title = picture.points.find(({ number }) => number === point)?.title ?? "";
  const label = view === "indikator" ? (measured?.indicator.title ?? "ingen indikator") : `punkt ${point}, ${title}`;
  return (
    <>
      <div className="picture-switch">
        <Chooser named={named} points={picture.points} address={address} />
        <nav aria-label="Hvad kortet viser">
          <ul className="choices">
            {views.map(({ code, label }) => (
              <li key={code}>
                <a
                  href={`${choose({ vis: code === "fremdrift" ? null : code, hvem: null })}#punktet`}
                  aria-current={view === code ? "true" : undefined}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {view === "indikator" && <AboutIndicator measured={measured} />}
      <div className="one-point">
        <div>
          <StatusMap tiles={tiles} label={label} />
          <Fitting named={named} demo={picture.demo} />
          <Part title="Kortet som tabel, efter navn">
            <table className="table-plain map-table">
              <caption>{`Kommunerne: ${label}`}</caption>
              <thead>
                <tr>
                  <th scope="col">Kommune</th>
                  <th scope="col">{views.find(({ code }) => code === view)?.label}</th>
                </tr>
              </thead>
              <tbody>
                {told.map(({ row, words }) => (
                  <tr key={row.slug}>
                    <th scope="row">
                      <a href={tileAddress(row.slug, row.status?.period ?? null, picture.demo)}>{row.name}</a>
                    </th>
                    <td>{words}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Part>
        </div>
        {counts && view !== "indikator" && (
          <div className="stack">
            <CountTable
              caption="Fremdrift: hvad der bliver gjort"
              parts={stageParts(counts)}
              choose={choose}
              tone="stage"
            />
            <CountTable
              caption={`Effekt: hvad ${counted(counts.municipalities - counts.noStatus, "kommune", "kommuner")} ser`}
              parts={effectParts(counts).filter(({ code }) => code !== "ingen")}
              choose={choose}
              tone="effect"
            />
            <p className="quiet">
              Et ord åbner navnene under kortet. De to tabeller hører ikke sammen række for række.
            </p>
          </div>
        )}
      </div>
    </>
  );
}

/** What a municipality is on the map, in words and as it is drawn. */
function tell(
  { slug, status, cells }: Row,
  { view, point, measured }: NamedPart,
): Pick<StatusTile, "words" | "sign" | "tone"> {
  if (view === "indikator") {
    const value = measured?.values.find(({ municipality }) => municipality?.slug === slug);
    if (!value || !measured) return { words: "ikke oplyst", sign: "", tone: "none" };
    const { decimals, unit } = measured.indicator;
    const time = timeInWords(value);
    if (value.blank) return { words: `${blankPhrases[blankOf[value.blank]]}, ${time}`, sign: "–", tone: "unsaid" };
    const answer = answerInWords(value, decimals) ?? "ikke oplyst";
    return {
      words: `${answer}${unit && value.number !== null ? ` ${unit}` : ""}, ${time}`,
      sign: value.number !== null ? numberInWords(Math.round(value.number), 0) : "●",
      tone: "has",
    };
  }
  if (status === null) return { words: noStatusYet, sign: "", tone: "none" };
  const cell = cells.find(({ number }) => number === point);
  if (view === "hjaelp")
    return cell?.help
      ? { words: "beder om hjælp", sign: "?", tone: "has" }
      : { words: "beder ikke om hjælp", sign: "", tone: "unsaid" };
  if (view === "effekt")
    return cell?.effect
      ? { words: effects[cell.effect], sign: effectLetters[cell.effect], tone: cell.effect }
      : { words: "ikke vurderet", sign: "–", tone: "unsaid" };
  return cell?.stage
    ? { words: activityStages[cell.stage], sign: stageLetters[cell.stage], tone: cell.stage }
    : { words: notAssessed, sign: "–", tone: "unsaid" };
}

/** Chooses the point, or the indicator, that the map shows. */
function Chooser({
  named: { view, point, indicators, measured },
  points,
  address: { path, choose },
}: {
  named: NamedPart;
  points: StatusPicture["points"];
  address: PictureAddress;
}) {
  const [name, label, value] =
    view === "indikator"
      ? (["indikator", "Indikator", measured?.indicator.slug ?? ""] as const)
      : (["punkt", "Punkt", String(point)] as const);
  const options =
    view === "indikator"
      ? indicators.map(({ slug, title }) => ({ value: slug, label: title }))
      : points.map(({ number, title }) => ({ value: String(number), label: `${number}. ${title}` }));
  if (options.length === 0) return null;
  const others = [...new URLSearchParams(choose({ [name]: null, hvem: null }).split("?")[1] ?? "")];
  return (
    <form action={`${path}#punktet`} method="get" data-auto-submit>
      {others.map(([other, chosen]) => (
        <input key={other} type="hidden" name={other} value={chosen} />
      ))}
      <label htmlFor={name}>{label}</label>
      <select className="form-select" id={name} name={name} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <button className="button button-secondary button-small" type="submit">
        Vis
      </button>
    </form>
  );
}

const AboutIndicator = ({ measured }: Pick<NamedPart, "measured">) =>
  measured ? (
    <p className="small">
      {`Det nyeste tal i hver kommune${measured.indicator.unit ? `, i ${measured.indicator.unit}` : ""}, rundet af på kortet. Farven siger kun, at der er et tal, ikke hvor stort det er. `}
      <a href={`/indikatorer/${measured.indicator.slug}`}>{measured.indicator.title}</a>
    </p>
  ) : (
    <p className="small">Ingen kommuner har tal i de indikatorer, alle kommuner deler.</p>
  );

/** The names of those who say what the reader has asked for. */
function Fitting({ named: { fits, who }, demo }: { named: NamedPart; demo: boolean }) {
  if (who === "") return null;
  const said: Readonly<Record<string, string>> = {
    ...activityStages,
    ...effects,
    "ikke-vurderet": notAssessed,
    ingen: noStatusYet,
    hjaelp: "beder om hjælp",
  };
  return (
    <section className="names-open" aria-labelledby="hvem">
      <h3 id="hvem">{`${said[who]}: ${counted(fits.length, "kommune", "kommuner")}, efter navn`}</h3>
      <ul className="names-list">
        {fits.map(({ slug, name, period }) => (
          <li key={slug}>
            <a href={tileAddress(slug, period, demo)}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many say what, each with the way to their names. */
function CountTable({
  caption,
  parts,
  choose,
  tone,
}: {
  caption: string;
  parts: readonly CountPart[];
  choose: PictureAddress["choose"];
  tone: "stage" | "effect";
}) {
  const most = Math.max(1, ...parts.map(({ count }) => count));
  return (
    <table className="counts">
      <caption>{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Hvad de siger</th>
          <th scope="col">Kommuner</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ code, words, count }) => (
          <tr key={code}>
            <th scope="row">
              <span className={tone}>
                <PartSign code={code} tone={tone} />
                {count > 0 ? (
                  <a href={`${choose({ hvem: code })}#hvem`} rel="nofollow">
                    {words}
                  </a>
                ) : (
                  words
                )}
              </span>
            </th>
            <td>
              <span className="count-cell">
                <svg className="count-bar" aria-hidden="true" focusable="false">
                  <rect className={`count-${tone}`} width={`${(count / most) * 100}%`} height="10" />
                </svg>
                <b>{count}</b>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PartSign({ code, tone }: { code: CountPart["code"]; tone: "stage" | "effect" }) {
  if (code === "ingen") return <BlankSquare none />;
  if (code === "ikke-vurderet") return tone === "stage" ? <BlankSquare /> : <EffectSign effect={null} />;
  return Object.hasOwn(activityStages, code) ? (
    <StageSquare stage={code as keyof typeof activityStages} />
  ) : (
    <EffectSign effect={code as keyof typeof effects} />
  );
}
