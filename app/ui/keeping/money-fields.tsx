import { type AmountUnit, amountInWords, amountUnits, writtenAmount } from "#app/domain/budgets/amount-vocabulary.ts";
import { longDate } from "#app/domain/dates.ts";
import { accounts, moneyKinds, permanences } from "#app/domain/ground-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import type { KeptAmount, KeptCorrection, KeptLine } from "#db/queries/budgets/keep.ts";
import { Checkbox, IntentForm, KeepWarning, Select, Submit, TextArea, TextField } from "../form.tsx";
import { Confirm, OneRow } from "../one-row.tsx";
import { type PassageOption, SourceFields } from "./source-fields.tsx";

/** The unit that amounts are written in. */
export const UnitField = ({ value = "kr." }: { value?: AmountUnit }) => (
  <Select
    name="unit"
    label="Enhed"
    value={value}
    options={Object.keys(amountUnits).map((unit) => ({ value: unit, label: unit }))}
  />
);

/** How an amount is to be written. */
export const amountHint = "Punktum mellem tusinder, komma før decimaler, minus foran en besparelse.";

/** The amount of a line in a year. */
export function AmountForm({ unit }: { unit?: AmountUnit }) {
  return (
    <>
      <TextField name="year" label="År" inputMode="numeric" />
      <UnitField value={unit} />
      <TextField name="amount" label="Beløb" hint={amountHint} />
      <Checkbox name="withinFrame" label="Intet beløb: det betales inden for den eksisterende ramme" />
      <Checkbox name="partYear" label="Beløbet dækker kun en del af året" />
    </>
  );
}

/** What a line is, beside its amounts. */
export function LineForm({ now, passages }: { now?: KeptLine; passages: readonly PassageOption[] }) {
  const options = <L extends Readonly<Record<string, string>>>(list: L) =>
    codes(list).map((value) => ({ value, label: list[value] as string }));
  const notTold = { value: "", label: "Ikke oplyst" };
  return (
    <>
      <TextField name="label" label="Hvad går pengene til?" value={now?.label} />
      <Select name="kind" label="Slags beløb" value={now?.kind ?? "vedtaget"} options={options(moneyKinds)} />
      <TextField
        name="priceYear"
        label="Prisår (kan udelades)"
        hint="Det år, priserne er regnet i."
        inputMode="numeric"
        value={now?.priceYear ? String(now.priceYear) : ""}
      />
      <Select
        name="account"
        label="Drift eller anlæg (kan udelades)"
        value={now?.account ?? ""}
        options={[notTold, ...options(accounts)]}
      />
      <Select
        name="permanence"
        label="Engangsmidler eller varige midler (kan udelades)"
        value={now?.permanence ?? ""}
        options={[notTold, ...options(permanences)]}
      />
      <TextField
        name="financing"
        label="Hvem betaler? (kan udelades)"
        hint="For eksempel: statslig pulje."
        value={now?.financing ?? ""}
      />
      <SourceFields now={now} passages={passages} />
    </>
  );
}

/** An amount in a unit, or the words for why there is none. */
export function amountShown({ amount, blank, partYear }: KeptAmount, unit: AmountUnit): string {
  const part = partYear ? ", ikke et helt år" : "";
  if (amount !== null) return `${amountInWords(amount, unit)}${part}`;
  return blank === "hidden" ? "skjult" : blank === "within_frame" ? `eksisterende ramme${part}` : "ikke oplyst";
}

/** What was corrected, by whom and why. */
export function Corrections({ items, unit }: { items: readonly KeptCorrection[]; unit: AmountUnit }) {
  return items.map(({ year, on, by, because, was }) => (
    <p className="quiet" key={`${year} ${on} ${because} ${was}`}>
      Rettet {longDate(on)}
      {by && ` af ${by}`}: {year}
      {was !== null && ` var ${amountInWords(was, unit)}`}. {because}
    </p>
  ));
}

/** The page on which one amount is corrected. @param wasSeen readers have seen it, so the reason is asked */
export function CorrectAmount({
  line,
  amount,
  wasSeen,
  hides,
  back,
  hideAddress,
}: {
  line: KeptLine;
  amount: KeptAmount;
  wasSeen: boolean;
  /** The viewer may hide it. */
  hides: boolean;
  back: string;
  hideAddress: string;
}) {
  return (
    <OneRow title={`Ret ${line.label} i ${amount.year}`} back={{ href: back, label: "Tilbage til beløbene" }}>
      <p>
        {amount.year}: {amountShown(amount, line.printedUnit)}
      </p>
      {wasSeen && (
        <p>Beløbet har været udgivet. Det nye kommer i stedet, og det gamle kan stadig ses med dato og grund.</p>
      )}
      <IntentForm
        intent="correct"
        of={{ name: "row", value: line.id }}
        along={{ line: amount.id, year: String(amount.year) }}
        failed="Beløbet er ikke rettet endnu"
      >
        <UnitField value={line.printedUnit} />
        <TextField
          name="amount"
          label="Det rigtige beløb"
          hint={amountHint}
          value={amount.amount === null ? "" : writtenAmount(amount.amount, line.printedUnit)}
        />
        <Checkbox name="partYear" label="Beløbet dækker kun en del af året" checked={amount.partYear} />
        {wasSeen && (
          <TextArea
            name="because"
            label="Hvorfor bliver det rettet?"
            hint="Skriv uden navne. Læserne kan se det."
            rows={2}
          />
        )}
        <Submit>Ret beløbet</Submit>
        <KeepWarning />
      </IntentForm>
      {hides && amount.blank !== "hidden" && (
        <p>
          Kan nogen genkendes på beløbet? Så <a href={hideAddress}>skjul det</a>.
        </p>
      )}
    </OneRow>
  );
}

/** The page on which one amount is hidden. */
export function HideAmount({ line, amount, back }: { line: KeptLine; amount: KeptAmount; back: string }) {
  return (
    <Confirm
      title={`Skjul ${line.label} i ${amount.year}`}
      back={{ href: back, label: "Nej, tilbage til beløbene" }}
      intent="hide"
      of={{ name: "row", value: line.id }}
      along={{ line: amount.id, year: String(amount.year) }}
      yes={amount.blank !== "hidden" && "Skjul beløbet"}
      fields={
        <>
          <TextArea name="because" label="Hvorfor?" hint="Skriv uden tal og navne. Læserne kan se det." rows={2} />
          <KeepWarning />
        </>
      }
    >
      <p>
        Beløbet bliver slettet, også de tidligere beløb for {amount.year}, og også når nogen læser siden, som den så ud
        en tidligere dag. Der står »skjult« med dato og grund. Det kan ikke fortrydes.
      </p>
    </Confirm>
  );
}
