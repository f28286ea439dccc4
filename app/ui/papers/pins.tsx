import { amountBlanks, valueBlanks } from "#app/domain/blank-vocabulary.ts";
import { longDate } from "#app/domain/dates.ts";
import { inSentence } from "#app/domain/vocabulary.ts";
import type { PinnedAmount, PinnedValue, ShownPin } from "#db/queries/statuses/pins.ts";
import { Blank } from "../blank.tsx";
import { counted } from "../format.ts";
import { kroner, moneyKindInSentence, pricesInWords } from "../ground/money-words.ts";
import { answerInWords, answerWas, timeInWords } from "../ground/value-words.tsx";

const kinds = {
  case: "Eksempel",
  value: "Tal",
  line: "Budgetlinje",
  initiative: "Indsats",
  milestone: "Milepæl",
  passage: "Sted i et dokument",
} as const;

/** What a claim says that is no longer there: nothing of it. */
export const sourceWithdrawn = "kilden er trukket tilbage";

/** What a claim rests on, folded together; open on paper. @param cutOff the day that its figures are held fast on, `YYYY-MM-DD` */
export function PinnedSources({ pins, cutOff }: { pins: readonly ShownPin[]; cutOff: string }) {
  if (pins.length === 0) return null;
  return (
    <details className="rests">
      <summary>Hviler på {counted(pins.length, "kilde", "kilder")}</summary>
      <ul className="rests-list">
        {pins.map((pin) => (
          <li key={pin.id}>
            <span className="rests-kind">
              {kinds[pin.kind]}
              {pin.kind === "value" || pin.kind === "line" ? `, fastholdt ${longDate(cutOff)}` : ""}
              <span className="sr-only">:</span>
            </span>{" "}
            <Pin pin={pin} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Pin({ pin }: { pin: ShownPin }) {
  if (pin.state === "withdrawn") return <em>{sourceWithdrawn}</em>;
  if (pin.state === "hidden") return <Blank kind="hidden">Tallet er skjult siden.</Blank>;
  const words = pin.value ? <ValuePin {...pin.value} /> : pin.amount ? <AmountPin {...pin.amount} /> : pin.title;
  if (!pin.href) return words;
  return pin.value || pin.amount ? (
    <>
      {words}{" "}
      <a className="stands" href={pin.href}>
        {pin.value ? "Åbn indikatoren" : "Se pengene"}
      </a>
    </>
  ) : (
    <a href={pin.href}>{words}</a>
  );
}

function ValuePin({ indicator, was, corrected }: PinnedValue) {
  const said = answerInWords(was, indicator.decimals) ?? (was.blank ? valueBlanks[was.blank] : "ikke oplyst");
  const of = [timeInWords(was), was.series, was.part].filter(Boolean).join(", ");
  return (
    <>
      {indicator.title}, {of}: {corrected ? <s>{said}</s> : said}
      {!corrected && indicator.unit && !was.printed && ` ${indicator.unit}`}.{" "}
      {corrected && (
        <Since on={corrected.on} became={corrected.became && answerWas(corrected.became, indicator.decimals)} />
      )}
    </>
  );
}

function AmountPin({ label, kind, priceYear, printedUnit, was, corrected }: PinnedAmount) {
  const told = ({ amount, printed, blank }: Pick<PinnedAmount["was"], "amount" | "printed" | "blank">) =>
    blank
      ? amountBlanks[blank]
      : printed
        ? `${printed} ${printedUnit}`
        : amount === null
          ? "ikke oplyst"
          : kroner(amount);
  return (
    <>
      {label}, {moneyKindInSentence(kind)} {was.year}: {corrected ? <s>{told(was)}</s> : told(was)} (
      {inSentence(pricesInWords(priceYear))}).{" "}
      {corrected && <Since on={corrected.on} became={corrected.became && told(corrected.became)} />}
    </>
  );
}

const Since = ({ on, became }: { on: string; became: string | null }) => (
  <>
    Rettet {longDate(on)}
    {became ? (
      <>
        {" "}
        til <strong>{became}</strong>
      </>
    ) : null}
    .
  </>
);
