import type { ReactNode } from "react";
import { sumByYear, totalHolds, type YearSum } from "#app/domain/add-up.ts";
import { amountBlanks } from "#app/domain/blank-vocabulary.ts";
import { agreementName } from "#app/domain/budgets/agreement-vocabulary.ts";
import { danishDecimals, danishNumber, longDate } from "#app/domain/dates.ts";
import { accounts, moneyLevels, permanences } from "#app/domain/ground-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import type { BudgetCell, ShownBudgetRow, ShownBudgetTable } from "#db/queries/budgets/rows.ts";
import { Blank } from "../blank.tsx";
import { joined } from "../format.ts";
import { kroner, moneyKindInSentence, pricesInWords, yearsInWords } from "./money-words.ts";
import { PlaceLink, SourceLine } from "./source-line.tsx";

const divisors = { "kr.": 1, "1.000 kr.": 1_000, "mio. kr.": 1_000_000 } as const;

/** An amount as a cell of a table in this unit has it. */
const inUnit = (amount: number, unit: keyof typeof divisors) =>
  danishDecimals(amount / divisors[unit], unit === "mio. kr." ? 1 : 0, 6);

/** The unit of a table: that of its rows, or kroner where they have several. */
export function unitOf(rows: readonly Pick<ShownBudgetRow, "printedUnit">[]): keyof typeof divisors {
  const [unit = "kr.", another] = new Set(rows.map(({ printedUnit }) => printedUnit));
  return another ? "kr." : unit;
}

/** A cell as printed. What is no amount says so: a dash, an empty cell, an existing frame and 0 are four things. */
function Cell({
  cell,
  row,
  unit,
}: {
  cell: BudgetCell | undefined;
  row: ShownBudgetRow;
  /** Of the table. */
  unit: keyof typeof divisors;
}) {
  if (!cell) return null;
  const { amount, printed, blank } = cell;
  if (row.row === "heading") return null;
  const address = row.source?.address ?? null;
  if (amount === null) {
    // What is hidden stands nowhere; the other three stand in the document as much as a number does.
    if (blank === "hidden") return <Blank kind="hidden" />;
    if (blank === "within_frame") return <Figure address={address}>{printed || "eksisterende ramme"}</Figure>;
    return <Figure address={address}>{blank === "dash" ? "-" : <Blank kind="empty" />}</Figure>;
  }
  // What a person has typed, or a seed invents, is printed nowhere, and is written as we write amounts.
  const words = (address && row.printedUnit === unit && printed) || inUnit(amount, unit);
  return (
    <>
      <Figure address={address}>{words}</Figure>
      {cell.partYear && <span className="cell-sub">ikke et helt år</span>}
    </>
  );
}

/** What stands in a cell, as the way to the passage that it rests on. @param address null: on none */
const Figure = ({ address, children }: { address: string | null; children: ReactNode }) =>
  address ? (
    <a className="figure" href={address}>
      {children}
    </a>
  ) : (
    <>{children}</>
  );

const Checked = ({ children }: { children: ReactNode }) => (
  <span className="checked">
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M3 8.5l3.2 3.2L13 4.8" />
    </svg>
    {children}
  </span>
);

/** Rows of a budget over the years, with the cells as they are printed. @param whole that every row is there, so that totals can be checked */
export function BudgetGrid({
  caption,
  rows,
  whole = true,
  sum = false,
}: {
  caption: ReactNode;
  rows: readonly ShownBudgetRow[];
  whole?: boolean;
  /** Add a last row with our own sum. */
  sum?: boolean;
}) {
  const years = [...new Set(rows.flatMap(({ cells }) => cells.map(({ year }) => year)))].sort();
  const lines = rows.filter(({ row }) => row === "line");
  const means = rows.some(({ meanPrinted }) => meanPrinted !== null);
  const paid = lines.some(({ financing, cells }) => financing ?? cells.some((cell) => cell.financing));
  const unit = unitOf(rows);
  const sums = new Map(sumByYear(lines).map((one) => [one.year, one]));
  return (
    <table className="figures stack-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Linje</th>
          {years.map((year) => (
            <th scope="col" className="number" key={year}>
              {year}
            </th>
          ))}
          {means && (
            <th scope="col" className="number">
              Gns.
            </th>
          )}
          {paid && <th scope="col">Betales af</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) =>
          row.row === "heading" ? (
            <tr className="group" key={row.id}>
              <th scope="rowgroup" colSpan={1 + years.length + (means ? 1 : 0) + (paid ? 1 : 0)}>
                {row.label}
              </th>
            </tr>
          ) : (
            <tr className={row.row === "total" ? (row.permanence ? "total" : "total grand") : undefined} key={row.id}>
              <th scope="row">
                <Label row={row} />
                {row.row === "total" && whole && <Verdict total={row} lines={lines} />}
              </th>
              {years.map((year) => (
                <td className="number" data-label={year} key={year}>
                  <Cell cell={row.cells.find((cell) => cell.year === year)} row={row} unit={unit} />
                </td>
              ))}
              {means && (
                <td className="number" data-label="Gns.">
                  {row.meanPrinted && <Figure address={row.source?.address ?? null}>{row.meanPrinted}</Figure>}
                </td>
              )}
              {paid && (
                <td className="full" data-label="Betales af">
                  {row.row === "line" && <Payer row={row} />}
                </td>
              )}
            </tr>
          ),
        )}
        {sum && (
          <tr className="total">
            <th scope="row">Lagt sammen af os, ikke trykt</th>
            {years.map((year) => {
              const sum = sums.get(year);
              return (
                <td className="number" data-label={year} key={year}>
                  {sum?.amount == null ? <Blank kind={sum?.blank ?? "not_stated"} /> : inUnit(sum.amount, unit)}
                </td>
              );
            })}
            {means && <td />}
            {paid && <td className="full" />}
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** What pays; where that changes with the year, what pays when. */
function Payer({ row: { financing, cells } }: { row: ShownBudgetRow }) {
  const years = new Map<string, number[]>();
  for (const cell of cells) {
    const payer = cell.financing ?? financing;
    if (payer && (cell.amount !== null || cell.blank === "within_frame"))
      years.set(payer, [...(years.get(payer) ?? []), cell.year]);
  }
  const [only] = years.keys();
  if (years.size < 2 && (!only || !financing || only === financing))
    return financing ?? only ?? <Blank kind="not_stated" />;
  return (
    <>
      {financing && !years.has(financing) && financing}
      {[...years].map(([payer, own]) => (
        <span className="cell-sub" key={payer}>
          {yearsInWords(own)}: {payer}
        </span>
      ))}
    </>
  );
}

function Label({ row }: { row: ShownBudgetRow }) {
  const name = row.level ? moneyLevels[row.level] : row.label;
  const notes = [
    row.sector && `Sektor ${row.sector}`,
    // What is printed has its number in the label.
    row.proposal && !row.label.includes(row.proposal) && row.proposal,
    row.row === "line" && row.permanence && permanences[row.permanence],
    row.row === "line" && row.account && accounts[row.account],
    row.row === "line" &&
      row.source &&
      row.source.address === null &&
      `${row.source.title}, ${longDate(row.source.dated)}`,
    row.row === "line" && !row.source && "kommunens egen oplysning",
    row.tableId === null && row.agreement && `aftale: ${agreementName(row.agreement)}`,
    row.superseded && "aftalen er afløst af en senere",
  ].filter(Boolean);
  return (
    <>
      {row.initiative ? <a href={`/indsatser/${row.initiative.slug}`}>{name}</a> : name}
      {notes.length > 0 && <span className="cell-sub">{notes.join(", ")}</span>}
    </>
  );
}

function Verdict({ total, lines }: { total: ShownBudgetRow; lines: readonly ShownBudgetRow[] }) {
  if (totalHolds(total, lines)) return <Checked>stemmer</Checked>;
  const own = lines.filter(({ permanence }) => total.permanence === null || permanence === total.permanence);
  const sums = sumByYear(own).flatMap(({ year, amount }) =>
    amount === null ? [] : `${inUnit(amount, total.printedUnit)} i ${year}`,
  );
  const corrected = own.some(({ corrections }) => corrections.length > 0);
  return (
    <span className="cell-sub">
      {corrected ? "stemmer ikke længere, for en linje er rettet" : "stemmer ikke"}: lagt sammen giver linjerne{" "}
      {sums.join(", ")}
    </span>
  );
}

/** What a table of a document is: unit, prices, agreement and how binding it is. */
function aboutTable(table: ShownBudgetTable, rows: readonly ShownBudgetRow[]): string {
  const { agreement } = table;
  const [first] = rows;
  return [
    first && `${first.printedUnit}, ${pricesInWords(first.priceYear)}, ${moneyKindInSentence(first.kind)}`,
    agreement && `${agreement.title}${agreement.superseded ? " (afløst af en senere aftale)" : ""}`,
    agreement && (agreement.parties.length > 0 ? `Parter: ${agreement.parties.join(", ")}` : "Parterne er ikke nævnt"),
  ]
    .filter(Boolean)
    .join(". ");
}

/** A table as its document prints it, with its totals checked. */
export function PrintedTable({ table, rows }: { table: ShownBudgetTable; rows: readonly ShownBudgetRow[] }) {
  const lines = rows.filter(({ row }) => row === "line");
  const dashes = lines.some(({ cells }) => cells.some(({ blank }) => blank === "dash"));
  const frames = lines.some(({ cells }) => cells.some(({ blank }) => blank === "within_frame"));
  const headings = rows.some(({ row }) => row === "heading");
  const totals = rows.some(({ row }) => row === "total");
  const proposals = lines.flatMap(({ proposal }) => proposal ?? []);
  const twice = proposals.find((one, at) => proposals.indexOf(one) !== at);
  return (
    <div className="table-block">
      <BudgetGrid
        caption={
          <>
            {table.title}, som den er trykt <span className="quiet-note">({aboutTable(table, rows)})</span>
          </>
        }
        rows={rows}
        whole={table.whole}
        sum={!totals && table.whole && new Set(rows.map(({ kind, priceYear }) => `${kind} ${priceYear}`)).size === 1}
      />
      <p className="figure-key">
        Et tal med prikket streg åbner stedet i dokumentet.
        {totals && table.whole && " »Stemmer«: vi har lagt linjerne sammen og får den trykte sum."}
        {!table.whole && " Nogle linjer er ikke udgivet, så summerne er ikke regnet efter."}
        {dashes && " »-« er trykt som en streg."}
        {headings && " En overskrift har tomme felter."}
        {frames && " »Eksisterende ramme« er penge, der er der i forvejen."}
        {twice && ` ${twice} står to gange i dokumentet.`}
        {lines.every(({ account }) => account === null) && " Om det er drift eller anlæg, er ikke oplyst."}
        {lines.every(({ permanence }) => permanence === null) &&
          " Hvad der er engangsmidler og varige midler, er ikke oplyst."}{" "}
        {table.note} <PlaceLink address={table.passage.address}>Tabellen i dokumentet</PlaceLink>
      </p>
    </div>
  );
}

/** The three lines a year, a year in each row. @param rows of one kind and one price year */
export function ThreeLines({ caption, rows }: { caption: ReactNode; rows: readonly ShownBudgetRow[] }) {
  const years = [...new Set(rows.flatMap(({ cells }) => cells.map(({ year }) => year)))].sort((a, b) => b - a);
  const levels = codes(moneyLevels);
  const unit = unitOf(rows);
  return (
    <table className="figures stack-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">År</th>
          {levels.map((level) => (
            <th scope="col" className="number" key={level}>
              {moneyLevels[level]}
            </th>
          ))}
          <th scope="col">Kilde</th>
        </tr>
      </thead>
      <tbody>
        {years.map((year) => {
          const own = rows.filter(({ cells }) => cells.some((cell) => cell.year === year));
          const sources = new Map(own.map(({ source }) => [source?.address ?? source?.title ?? "", source]));
          return (
            <tr key={year}>
              <th scope="row">{year}</th>
              {levels.map((level) => {
                const row = own.find((one) => one.level === level);
                return (
                  <td className="number" data-label={moneyLevels[level]} key={level}>
                    {row ? (
                      <Cell cell={row.cells.find((cell) => cell.year === year)} row={row} unit={unit} />
                    ) : (
                      <Blank kind="not_stated" />
                    )}
                  </td>
                );
              })}
              <td className="full" data-label="Kilde">
                {[...sources].map(([key, source]) => (
                  <span className="cell-sub" key={key}>
                    <SourceLine source={source} />
                  </span>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The agreements that lines are of. One that a later one has taken the place of stands too. */
export function Agreements({ rows }: { rows: readonly ShownBudgetRow[] }) {
  const all = [...new Map(rows.flatMap(({ agreement }) => (agreement ? [[agreement.id, agreement]] : []))).values()];
  if (all.length === 0) return null;
  return (
    <ul className="rows">
      {all.map((agreement) => (
        <li key={agreement.id}>
          <p>
            Aftale: {agreementName(agreement)}.{" "}
            {agreement.parties.length > 0 ? `Parter: ${joined(agreement.parties)}.` : "Parterne er ikke nævnt."}{" "}
            {agreement.supersededBy && `Afløst af ${agreement.supersededBy} og ikke med i summer. `}
            <SourceLine source={agreement.source} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Where the text and the table say two things: both stand, and neither is put right. */
export function Differences({
  items,
  level = 3,
}: {
  items: readonly { id: string; subject: string; textSays: string; tableSays: string; address: string }[];
  level?: 2 | 3;
}) {
  if (items.length === 0) return null;
  const Heading = `h${level}` as const;
  return (
    <div className="versus">
      <Heading>Teksten og tabellen siger ikke det samme</Heading>
      <p>Vi retter ikke i kommunens tal og vælger ikke for dig.</p>
      <table>
        <thead>
          <tr>
            <th scope="col">Om</th>
            <th scope="col">Teksten siger</th>
            <th scope="col">Tabellen siger</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, subject, textSays, tableSays, address }) => (
            <tr key={id}>
              <th scope="row">{subject}</th>
              <td data-label="Teksten siger">
                <a href={address}>{textSays}</a>
              </td>
              <td data-label="Tabellen siger">{tableSays}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SumInWords({ sum }: { sum: YearSum | undefined }) {
  if (!sum) return <Blank kind="not_stated">intet beløb</Blank>;
  if (sum.amount !== null) return kroner(sum.amount);
  return sum.blank ? <Blank kind={sum.blank} /> : <Blank kind="not_stated">intet beløb</Blank>;
}

/** What lines come to, one row for each share. @param shares of one kind and one price year */
export function SumTable({
  caption,
  head,
  shares,
}: {
  caption: ReactNode;
  head: string;
  shares: readonly { name: ReactNode; key: string; sums: ReturnType<typeof sumByYear> }[];
}) {
  const years = [...new Set(shares.flatMap(({ sums }) => sums.map(({ year }) => year)))].sort();
  return (
    <table className="figures stack-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {years.map((year) => (
            <th scope="col" className="number" key={year}>
              {year}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shares.map(({ name, key, sums }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {years.map((year) => {
              const sum = sums.find((one) => one.year === year);
              return (
                <td className="number" data-label={year} key={year}>
                  <SumInWords sum={sum} />
                  {sum?.partYear && <span className="cell-sub">ikke et helt år</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The corrections of amounts, the newest first. */
export function AmountCorrections({ rows }: { rows: readonly ShownBudgetRow[] }) {
  const all = rows
    .flatMap(({ id, label, corrections }) => corrections.map((one) => ({ ...one, id, label })))
    .sort((one, other) => other.on.localeCompare(one.on));
  if (all.length === 0) return <p>Ingen. Et nyt tal lægger sig oven på det gamle, med dato og grund.</p>;
  return (
    <ul className="fixes">
      {all.map(({ id, label, year, on, because, was, isHidden }) => (
        <li key={`${id} ${year} ${on} ${was}`}>
          <time dateTime={on}>{longDate(on)}</time>
          <div>
            <p>
              {label}, {year}: var{" "}
              {isHidden ? amountBlanks.hidden : was === null ? "uden beløb" : <s>{`${danishNumber(was)} kr.`}</s>}
            </p>
            <p>{because}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
