import type { ReactNode } from "react";
import { blankWords } from "#app/domain/blank-vocabulary.ts";
import { agreementName } from "#app/domain/budgets/agreement-vocabulary.ts";
import { amountInWords } from "#app/domain/budgets/amount-vocabulary.ts";
import { longDate, longPeriod, months } from "#app/domain/dates.ts";
import {
  accounts,
  aimKinds,
  initiativeKinds,
  initiativeStates,
  moneyKinds,
  permanences,
} from "#app/domain/ground-vocabulary.ts";
import { levels, settings } from "#app/domain/vocabulary.ts";
import { joined, mellemforms, phrase } from "#app/ui/format.ts";
import { pricesInWords } from "#app/ui/ground/money-words.ts";
import { answerInWords, blankOf, timeInWords } from "#app/ui/ground/value-words.tsx";
import { standingInWords } from "#app/ui/keeping/standing.tsx";
import type {
  ExportedAmount,
  ExportedIndicator,
  ExportedInitiative,
  ExportedMandate,
  ExportedMoney,
  ExportedStanding,
  ExportedValue,
} from "#db/queries/exports/ground.ts";
import type { RowSource } from "#db/queries/row-sources.ts";
import { type Ground, groundFileName } from "./ground-file.ts";
import { FactList, type GroundPage, page, person, when } from "./pages.tsx";
import { statusesOf } from "./status-pages.tsx";

/*
 * The pages of an export about what the municipality does, spends, wants and measures. Each is whole by itself, as those of the texts.
 */

/** The pages that have something to tell, and what makes each. @param of.publicUrl scheme and host of the site */
export function groundPages(
  municipality: { name: string },
  { publicUrl, demo }: { publicUrl: string; demo: boolean },
  { initiatives, money, indicators, mandates, aims, placements, ambitions, treatments, statuses }: Ground,
): (GroundPage & { html: () => string })[] {
  const all: [file: string, title: string, rows: number, content: () => ReactNode][] = [
    [
      "indsatser.html",
      "Indsatser",
      initiatives.length,
      () => initiatives.map((one) => <Initiative key={one.id} one={one} publicUrl={publicUrl} />),
    ],
    [
      "penge.html",
      "Penge",
      money.length,
      () => money.map((one) => <Money key={one.id} one={one} publicUrl={publicUrl} />),
    ],
    [
      "indikatorer.html",
      "Indikatorer og tal",
      indicators.length,
      () => indicators.map((one) => <Indicator key={one.id} one={one} publicUrl={publicUrl} />),
    ],
    [
      "opfoelgninger.html",
      "Mål og opfølgninger",
      mandates.length + aims.length + placements.length + ambitions.length + treatments.length,
      () => (
        <>
          {mandates.map((one) => (
            <Mandate key={one.id} one={one} publicUrl={publicUrl} />
          ))}
          {aims.length > 0 && <h2>Mål og forandringsteori</h2>}
          <ul>
            {aims.map(({ id, kind, title, text, address }) => (
              <li key={id}>
                {aimKinds[kind].one}: {title} {text} <a href={publicUrl + address}>Stedet i dokumentet</a>
              </li>
            ))}
          </ul>
          {placements.length > 0 && <h2>Sådan gives og betales pladser</h2>}
          {placements.map((one) => (
            <section key={one.id}>
              <h3>
                {one.subject}
                {invented(one.demo)}
              </h3>
              <FactList
                facts={[
                  ["Hvem bestemmer", one.whoDecides ?? blankWords.not_stated],
                  ["Hvem betaler", one.whoPays ?? blankWords.not_stated],
                  ["Model", one.model ?? blankWords.not_stated],
                  ["Gælder fra", one.holdsFrom ?? blankWords.not_stated],
                  ["Hvem kan læse den", standing(one)],
                  ["Kilde", sourceOf(one.source, publicUrl)],
                  ["Ændret", when(one.changedAt)],
                  ["Lagt ind af", one.enteredBy],
                ]}
              />
            </section>
          ))}
          {ambitions.length > 0 && <h2>Ambitioner for de ti punkter</h2>}
          {ambitions.map((one) => (
            <section key={one.id}>
              <h3>
                Punkt {one.number} ({one.year}){invented(one.demo)}
              </h3>
              <p>{one.text}</p>
              <FactList
                facts={[
                  ["Gælder fra", longDate(one.holdsFrom)],
                  ["Hvem kan læse den", standing(one)],
                  ["Ændret", when(one.changedAt)],
                  ["Lagt ind af", one.enteredBy],
                ]}
              />
            </section>
          ))}
          {treatments.length > 0 && <h2>Hvor erklæringen er behandlet</h2>}
          {treatments.map((one) => (
            <section key={one.id}>
              <h3>
                Erklæringen {one.year}
                {invented(one.demo)}
              </h3>
              <FactList
                facts={[
                  ["Behandlet i", one.body],
                  ["Mødets dato", longDate(one.treatedOn)],
                  ["Dokument", one.document],
                  ["Lagt ind af", one.enteredBy],
                ]}
              />
            </section>
          ))}
        </>
      ),
    ],
    ["statusser.html", "Halvårsstatus", statuses.length, () => statusesOf(statuses)],
  ];
  return all.flatMap(([file, title, rows, content]) =>
    rows === 0
      ? []
      : {
          file,
          title,
          rows,
          html: () =>
            page(
              `${title}, ${municipality.name} Kommune`,
              <>
                <p className="quiet">
                  <a href="index.html">Udtræk fra {municipality.name} Kommune</a>
                </p>
                <h1>{title}</h1>
                {demo && <p>Demodata: indsatser, beløb og tal på siden er opdigtede.</p>}
                {content()}
                <p>
                  <a href={groundFileName}>Det samme som JSON</a>
                </p>
              </>,
            ),
        },
  );
}

const standing = ({ visibility, publishedAt, takenBackAt }: ExportedStanding, hiddenAt: string | null = null) =>
  standingInWords({
    visibility,
    publishedAt: publishedAt ? new Date(publishedAt) : null,
    takenBackAt: takenBackAt ? new Date(takenBackAt) : null,
    hidden: hiddenAt !== null,
  });

function sourceOf(source: RowSource | null, publicUrl: string): ReactNode {
  if (!source) return "Kommunens egen oplysning";
  const words = `${source.title}, ${longDate(source.dated)}`;
  return source.address ? <a href={publicUrl + source.address}>{words}</a> : words;
}

const invented = (demo: boolean) => demo && " (Demodata)";
const partly = (date: string | null) => date && longDate(date);

function Initiative({ one, publicUrl }: { one: ExportedInitiative; publicUrl: string }) {
  const { milestones, commitments } = one;
  return (
    <section>
      <h2>
        {one.title}
        {invented(one.demo)}
      </h2>
      {one.summary && <p>{one.summary}</p>}
      <FactList
        facts={[
          ["Type", initiativeKinds[one.kind]],
          ["Tilstand", one.state ? initiativeStates[one.state] : blankWords.not_stated],
          ["Hvem kan læse den", standing(one, one.hiddenAt)],
          ["Adresse", one.publishedAt && `${publicUrl}/indsatser/${one.slug}`],
          ["Skal lære os", one.toTeach],
          ["Besluttet", [one.decidedBy, partly(one.decidedOn)].filter(Boolean).join(", ")],
          ["Periode", one.periodPrinted ?? longPeriod(one.periodFrom, one.periodTo)],
          ["Område", phrase(one.settings.map((code) => settings[code]))],
          ["Indsatsniveau", phrase(one.levels.map((code) => levels[code]))],
          ["Mellemform", mellemforms(one.mellemformLevels)],
          ["Målgruppe", one.targetGroup],
          ["Udbredelse", one.coverage],
          ["Enheder", joined(one.units)],
          ["Andre kommuner", joined(one.municipalities)],
          ["Samarbejdsparter", joined(one.partners)],
          ["Ansvarlig", one.ownerRole],
          [
            "Punkter",
            commitments.map(({ year, number, why }) => `${year}, punkt ${number}${why && `: ${why}`}`).join("; "),
          ],
          ["Metoder", joined(one.methods)],
          ["Eksempler", joined(one.cases)],
          ["Kilde", sourceOf(one.source, publicUrl)],
          ["Lagt ind", `${when(one.createdAt)}${one.begunBy ? ` af ${one.begunBy}` : ""}`],
          ["Ændret", when(one.changedAt)],
          ["Skjult", when(one.hiddenAt)],
        ]}
      />
      {milestones.length > 0 && (
        <>
          <h3>Milepæle</h3>
          <ul>
            {milestones.map(({ title, planned, plannedBy, expectedBy, doneOn, moves }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a page that is written once never move
              <li key={at}>
                {[
                  title,
                  (planned ?? partly(plannedBy)) && `planlagt ${planned ?? partly(plannedBy)}`,
                  expectedBy && `ventes ${longDate(expectedBy)}`,
                  doneOn && `nået ${longDate(doneOn)}`,
                ]
                  .filter(Boolean)
                  .join(", ")}
                .
                {moves.map(({ was, became, because, movedAt, movedBy }) => (
                  <div className="quiet" key={movedAt + became}>
                    Flyttet {was && `fra ${longDate(was)} `}til {longDate(became)} {when(movedAt)} af {person(movedBy)}:{" "}
                    {because}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const amountBlanks = { dash: "streg", empty: "tomt felt", within_frame: "eksisterende ramme", hidden: "skjult" };

function amountTold({ amount, blank }: ExportedAmount): string {
  return blank ? amountBlanks[blank] : amountInWords(amount, "kr.");
}

function Money({ one, publicUrl }: { one: ExportedMoney; publicUrl: string }) {
  const kinds = { line: "Linje", heading: "Overskrift i en tabel", total: "Sum, som den er trykt" };
  return (
    <section>
      <h2>{one.label}</h2>
      <FactList
        facts={[
          ["Type", kinds[one.row]],
          ["Indsats", one.initiative?.title],
          ["Tabel", one.table],
          ["Aftale", one.agreement && agreementName(one.agreement)],
          ["Parter i aftalen", one.agreement && (joined(one.agreement.parties) || "ikke nævnt")],
          ["Aftalen er afløst af", one.agreement?.supersededBy],
          ["Aftalen står i", one.agreement && sourceOf(one.agreement.source, publicUrl)],
          ["Beløbene er", `${moneyKinds[one.kind]}, ${pricesInWords(one.priceYear)}`],
          ["Drift eller anlæg", one.account && accounts[one.account]],
          ["Engang eller varig", one.permanence && permanences[one.permanence]],
          ["Sektor", one.sector],
          ["Forslag", one.proposal],
          ["Finansiering", one.financing],
          ["Gennemsnit, som trykt", one.meanPrinted && `${one.meanPrinted} (${one.printedUnit})`],
          ["Hvem kan læse den", one.initiative ? "Følger indsatsen." : standing(one)],
          ["Kilde", sourceOf(one.source, publicUrl)],
          ["Lagt ind", `${when(one.createdAt)}${one.enteredBy ? ` af ${one.enteredBy}` : ""}`],
        ]}
      />
      <Recorded
        columns={["År", "Beløb", "Som trykt"]}
        rows={one.amounts.map((amount) => ({
          ...amount,
          cells: [
            `${amount.year}${amount.partYear ? " (en del af året)" : ""}`,
            amountTold(amount),
            amount.printed && `${amount.printed} (${one.printedUnit})`,
          ],
        }))}
      />
    </section>
  );
}

interface RecordedRow
  extends Pick<ExportedAmount, "recordedAt" | "recordedBy" | "replacedAt" | "replacedBy" | "replacedBecause"> {
  cells: ReactNode[];
}

/** What was recorded, by whom, and what took its place. */
function Recorded({ columns, rows }: { columns: readonly string[]; rows: readonly RecordedRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            {[...columns, "Lagt ind", "Rettet"].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, recordedAt, recordedBy, replacedAt, replacedBy, replacedBecause }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a page that is written once never move
            <tr key={at}>
              {cells.map((cell, column) => (
                <td key={columns[column]}>{cell}</td>
              ))}
              <td>
                {when(recordedAt)}
                {recordedBy && ` af ${recordedBy}`}
              </td>
              <td>{replacedAt && `${when(replacedAt)} af ${person(replacedBy)}: ${replacedBecause}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Indicator({ one, publicUrl }: { one: ExportedIndicator; publicUrl: string }) {
  const answer = (value: ExportedValue) =>
    [
      value.blank ? blankWords[blankOf[value.blank]] : answerInWords(value, one.decimals),
      value.denominator && `af ${value.denominator}`,
      value.projected && "fremskrevet",
      value.pooledYears && `${value.pooledYears} år lagt sammen`,
      value.expected && `ventes ${longDate(value.expected)}`,
    ]
      .filter(Boolean)
      .join(", ");
  return (
    <section>
      <h2>
        {one.title}
        {invented(one.demo)}
      </h2>
      <p>{one.definition}</p>
      <FactList
        facts={[
          ["Lavet for", one.own ? "kommunen selv" : "alle kommuner"],
          ["Enhed", one.unit],
          ["Forbehold", one.caveat],
          ["Vi ser forandring ved", one.changeSeenBy],
          ["Kan ikke sammenlignes", one.notComparableBecause],
          ["Adresse", one.publishedAt && `${publicUrl}/indikatorer/${one.slug}`],
          ["Skjult", when(one.hiddenAt)],
          ["Kilde", one.own && sourceOf(one.source, publicUrl)],
        ]}
      />
      <Recorded
        columns={["Tid", "Serie", "Fordelt på", "Tal", "Hvem kan læse det", "Kilde"]}
        rows={one.values.map((value) => ({
          ...value,
          cells: [
            timeInWords(value),
            value.series,
            value.part,
            answer(value),
            standing(value),
            sourceOf(value.source, publicUrl),
          ],
        }))}
      />
    </section>
  );
}

function Mandate({ one, publicUrl }: { one: ExportedMandate; publicUrl: string }) {
  return (
    <section>
      <h2>
        {one.title}
        {invented(one.demo)}
      </h2>
      <FactList
        facts={[
          ["Bestilt af", one.askedBy],
          ["Hvornår", one.askedWhen],
          ["Hvor tit", one.howOften],
          ["Svares af", one.answeredBy],
          ["Hvem kan læse den", standing(one)],
          ["Kilde", sourceOf(one.source, publicUrl)],
          ["Ændret", when(one.changedAt)],
          ["Lagt ind af", one.enteredBy],
        ]}
      />
      <List title="Opdraget" items={one.points} />
      <List
        title="Sager"
        items={one.papers.map(({ title, datedPrinted, body, metOn }) =>
          [title, datedPrinted, body, metOn && `møde ${longDate(metOn)}`].filter(Boolean).join(", "),
        )}
      />
      <List
        title="Afsnit"
        items={one.sections.map(({ title, dueMonths, indicators }) =>
          [
            title,
            dueMonths.length > 0 ? joined(dueMonths.map((month) => months[month - 1] ?? "")) : "hver gang",
            indicators.length > 0 && `indikatorer: ${joined(indicators)}`,
          ]
            .filter(Boolean)
            .join(", "),
        )}
      />
      {one.followUps.map(({ theme, themeNote, periodPrinted, numeral, note, initiative, focus, data, focusKind }) => (
        <section key={`${theme} ${periodPrinted} ${numeral}`}>
          <h3>
            {theme}
            {themeNote && ` (${themeNote})`}
          </h3>
          <FactList
            facts={[
              ["Tid", [periodPrinted, numeral].filter(Boolean).join(", ")],
              ["Indsats", initiative],
              ["Note", note],
              ["Data", data.map(({ printed, added }) => (added ? `${printed} (${added})` : printed)).join("; ")],
              ["Fokus", focusKind === "ikke-besluttet" && "Ikke besluttet endnu"],
            ]}
          />
          <ul>
            {focus
              .filter(({ under }) => under === null)
              .map(({ position, text }) => (
                <li key={position}>
                  {text}
                  <ul>
                    {focus
                      .filter(({ under }) => under === position)
                      .map((part) => (
                        <li key={part.position}>{part.text}</li>
                      ))}
                  </ul>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}
