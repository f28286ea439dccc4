import {
  type ActivityStage,
  activityStages,
  effects,
  noStatusYet,
  notAssessed,
  stageLetters,
} from "#app/domain/statuses/status-vocabulary.ts";
import type { NamedPart, StatusPicture } from "#app/http/status-picture.ts";
import { counted } from "../format.ts";
import { effectParts, stageParts, tileAddress } from "./count-parts.ts";
import { EffectSign } from "./marks.tsx";
import type { PictureAddress } from "./picture-head.tsx";
import { roleOf } from "./table-roles.ts";

type Row = NamedPart["rows"][number];
type Points = StatusPicture["points"];
/** A stage or an effect; the matrix shows no values of indicators. */
type Shown = "fremdrift" | "effekt" | "hjaelp";

/** What the matrix shows for the view that is chosen. */
export const shownInMatrix = (view: NamedPart["view"]): Shown => (view === "indikator" ? "fremdrift" : view);

/** Narrows the matrix. A plain form whose state is the address. */
export function MatrixTools({ named, address: { path, choose } }: { named: NamedPart; address: PictureAddress }) {
  const { view, filter, regions, sizes, rows } = named;
  const kept = [
    ...new URLSearchParams(choose({ region: null, stoerrelse: null, vis: null, kun: null }).split("?")[1] ?? ""),
  ];
  const selects = [
    {
      name: "region",
      label: "Region",
      value: filter.region ?? "",
      options: [{ value: "", label: "Alle" }, ...regions.map(({ slug, name }) => ({ value: slug, label: name }))],
    },
    {
      name: "stoerrelse",
      label: "Størrelse",
      value: filter.size ?? "",
      options: [{ value: "", label: "Alle" }, ...sizes.map(({ code, name }) => ({ value: code, label: name }))],
    },
    {
      name: "vis",
      label: "Vis",
      value: shownInMatrix(view),
      options: [
        { value: "fremdrift", label: "Fremdrift" },
        { value: "effekt", label: "Hvad de ser" },
        { value: "hjaelp", label: "Beder om hjælp" },
      ],
    },
    {
      name: "kun",
      label: "Kun dem, der",
      value: filter.only,
      options: [
        { value: "alle", label: "alle" },
        { value: "status", label: "har udgivet status" },
        { value: "ingen", label: "ingen status har endnu" },
        { value: "hjaelp", label: "beder om hjælp" },
        { value: "flyttet", label: "har flyttet et trin" },
      ],
    },
  ];
  return (
    <form className="matrix-tools" action={`${path}#kommuner`} method="get" aria-label="Afgræns tabellen">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {selects.map(({ name, label, value, options }) => (
        <p key={name}>
          <label htmlFor={`m-${name}`}>{label}</label>
          <select className="form-select" id={`m-${name}`} name={name} defaultValue={value}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </p>
      ))}
      <button className="button button-secondary button-small" type="submit">
        Vis
      </button>
      <p className="matrix-count">
        {counted(rows.length, "kommune", "kommuner")}. <HelpDot /> beder om hjælp. P→I: flyttet siden sidst.
      </p>
    </form>
  );
}

const HelpDot = () => <span className="help-dot" aria-hidden="true" />;

/** Totals by region and size: how many say what of each point. Counts alone; there is no mean of stages. */
export function GroupTotals({ groups, points, view }: { groups: NamedPart["groups"]; points: Points; view: Shown }) {
  return (
    <div className="table-scroll" role="region" aria-label="Antal efter region og størrelse" tabIndex={0}>
      <table className="matrix-groups">
        <caption>{`Efter region og størrelse: ${viewNames[view]}`}</caption>
        <thead>
          <tr>
            <th scope="col">Kommuner</th>
            {points.map(({ number, title }) => (
              <th key={number} scope="col">
                <b>{number}</b>
                <span className="sr-only">. {title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ name, municipalities, published, counts }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <small>{`${published} af ${municipalities} har udgivet`}</small>
              </th>
              {counts.map((point) => (
                <td key={point.number}>
                  <Pairs counts={point} view={view} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const viewNames: Readonly<Record<Shown, string>> = {
  fremdrift: "fremdrift",
  effekt: "hvad de ser",
  hjaelp: "hvem der beder om hjælp",
};

/** "B1 I10 G5", told in words to those who listen. */
function Pairs({ counts, view }: { counts: StatusPicture["counts"][number]; view: Shown }) {
  if (view === "hjaelp") return counts.help > 0 ? counts.help : <span className="quiet">ingen</span>;
  const parts = (view === "effekt" ? effectParts(counts) : stageParts(counts)).filter(
    ({ code, count }) => code !== "ingen" && count > 0,
  );
  if (parts.length === 0) return <span className="quiet">ingen</span>;
  return (
    <>
      <span aria-hidden="true">
        {/* A dash before a number would be read as a minus. */}
        {parts
          .map(({ letter, count }) => (letter === "–" ? `uden\u00a0${count}` : `${letter}\u2060${count}`))
          .join(" ")}
      </span>
      <span className="sr-only">{parts.map(({ words, count }) => `${words} ${count}`).join(", ")}</span>
    </>
  );
}

/** The municipalities of each region with their ten points, folded until one asks for the names. */
export function MatrixByRegion({
  named,
  points,
  demo,
  address: { choose },
}: {
  named: NamedPart;
  points: Points;
  demo: boolean;
  address: PictureAddress;
}) {
  const { rows, regions, filter, view, point } = named;
  const shown = shownInMatrix(view);
  const isNarrowed = filter.region !== null || filter.size !== null || filter.only !== "alle";
  const heads = points.map(({ number, title }) => ({
    number,
    title,
    href: `${choose({ punkt: String(number) })}#kommuner`,
    chosen: number === point,
  }));
  return regions.map(({ slug, name }) => {
    const own = rows.filter(({ region }) => region.slug === slug);
    if (own.length === 0) return null;
    const published = own.filter(({ status }) => status !== null).length;
    return (
      <details key={slug} className="matrix-fold folded-part" open={isNarrowed || undefined}>
        <summary>
          {name} <small>{`${published} af ${own.length} har udgivet`}</small>
        </summary>
        <table className="matrix" {...roleOf.table}>
          <caption className="sr-only">{`${name}: ${viewNames[shown]}, kommune for kommune`}</caption>
          <thead {...roleOf.rowgroup}>
            <tr {...roleOf.row}>
              <th {...roleOf.columnheader} scope="col">
                Kommune
                <span className="matrix-point" aria-hidden="true">
                  {heads.map(({ number, title, chosen }) => (chosen ? `${number}. ${title}` : null))}
                </span>
              </th>
              {heads.map(({ number, title, href, chosen }) => (
                <th key={number} {...roleOf.columnheader} scope="col" className={chosen ? "matrix-now" : undefined}>
                  <a href={href}>
                    <b>{number}</b> <span>{title}</span>
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...roleOf.rowgroup}>
            {own.map((row) => (
              <MatrixLine key={row.slug} row={row} points={points} shown={shown} point={point} demo={demo} />
            ))}
          </tbody>
        </table>
      </details>
    );
  });
}

interface Told {
  tone: string;
  short: string;
  before: string;
  words: string;
}

/** What a square of the matrix says, short and in words. */
function told({ cells }: Row, number: number, shown: Shown): Told {
  const cell = cells.find((one) => one.number === number);
  if (shown === "hjaelp")
    return cell?.help
      ? { tone: "has", short: "?", before: "", words: "beder om hjælp" }
      : { tone: "unsaid", short: "–", before: "", words: "beder ikke om hjælp" };
  if (shown === "effekt")
    return cell?.effect
      ? { tone: "effect", short: cell.effect, before: "", words: effects[cell.effect] }
      : { tone: "unsaid", short: "–", before: "", words: "ikke vurderet" };
  if (!cell?.stage) return { tone: "unsaid", short: "–", before: "", words: notAssessed };
  const { stage, before } = cell;
  const moved = before !== null && before !== stage ? before : null;
  return {
    tone: stage,
    short: stageLetters[stage],
    before: moved ? stageLetters[moved] : "",
    words: `${activityStages[stage]}${moved ? `, før ${activityStages[moved as ActivityStage]}` : ""}`,
  };
}

function MatrixLine({
  row,
  points,
  shown,
  point,
  demo,
}: {
  row: Row;
  points: Points;
  shown: Shown;
  point: number;
  demo: boolean;
}) {
  const { slug, name, status, cells } = row;
  const link = <a href={tileAddress(slug, status?.period ?? null, demo)}>{name}</a>;
  if (status === null)
    return (
      <tr {...roleOf.row} className="matrix-none">
        <th {...roleOf.rowheader} scope="row">
          {link}
        </th>
        <td {...roleOf.cell} colSpan={points.length}>
          {noStatusYet}
        </td>
      </tr>
    );
  return (
    <tr {...roleOf.row}>
      <th {...roleOf.rowheader} scope="row">
        {link}
        {cells.some(({ help }) => help) && (
          <>
            {" "}
            <HelpDot />
            <span className="sr-only">, beder om hjælp</span>
          </>
        )}
        <span className="matrix-said" aria-hidden="true">
          {told(row, point, shown).words}
        </span>
      </th>
      {points.map(({ number }) => {
        const { tone, short, before, words } = told(row, number, shown);
        return (
          <td key={number} {...roleOf.cell} className={`stage-${tone}${number === point ? " matrix-now" : ""}`}>
            <span aria-hidden="true">
              {before && <i>{before}→</i>}
              {tone === "effect" ? <EffectSign effect={short as keyof typeof effects} /> : short}
            </span>
            <span className="sr-only">{words}</span>
          </td>
        );
      })}
    </tr>
  );
}
