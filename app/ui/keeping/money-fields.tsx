import {
  type AmountUnit,
  amountInWords,
  amountUnits,
  cellBlankWords,
  cellInWords,
  writtenCell,
} from "#app/domain/budgets/amount-vocabulary.ts";
import { longDate } from "#app/domain/dates.ts";
import { accounts, moneyKinds, permanences } from "#app/domain/ground-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import type { KeptAmount, KeptCorrection, KeptLine } from "#db/queries/budgets/keep.ts";
import {
  Checkbox,
  ChoiceField,
  Folded,
  IntentForm,
  KeepWarning,
  Select,
  Submit,
  TextArea,
  TextField,
} from "../form.tsx";
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

/** How an amount is to be written, and what is written where there is none. */
export const amountHint = `Punktum mellem tusinder, komma før decimaler, minus foran en besparelse. Står der ikke et beløb i kilden, så skriv det, der står: ${cellBlankWords.dash} eller ${cellBlankWords.within_frame}, eller ${cellBlankWords.empty}, hvis feltet er tomt. 0 er et beløb.`;

/** What is told of an amount in its year alone. */
const YearFields = ({ now }: { now?: KeptAmount }) => (
  <>
    <Checkbox name="partYear" label="Beløbet dækker kun en del af året" checked={now?.partYear} />
    <TextField
      name="yearFinancing"
      label="Hvem betaler netop det år? (kan udelades)"
      hint="Kun når det skifter fra år til år, for eksempel: statslig pulje til og med 2027, derefter kommunen selv."
      value={now?.financing ?? ""}
    />
  </>
);

/** The amount of a line in a year. */
function AmountForm({ unit }: { unit?: AmountUnit }) {
  return (
    <>
      <TextField name="year" label="År" inputMode="numeric" />
      <UnitField value={unit} />
      <TextField name="amount" label="Beløb" hint={amountHint} />
    </>
  );
}

/** An amount of a line in a further year. */
export const FurtherAmountForm = ({ unit }: { unit: AmountUnit }) => (
  <>
    <AmountForm unit={unit} />
    <YearFields />
  </>
);

interface LineChoices {
  agreements: readonly { id: string; name: string }[];
  passages: readonly PassageOption[];
}

/** A new line with its first amount; what may be left out is folded away. */
export function NewLineForm({ agreements, passages }: LineChoices) {
  return (
    <>
      <LineBasics />
      <AmountForm />
      <Folded intent="add" summary="Mere om linjen (kan udelades)">
        <YearFields />
        <LineMore agreements={agreements} />
      </Folded>
      <SourceFields passages={passages} />
    </>
  );
}

/** What a line is, beside its amounts. */
export function LineForm({ now, agreements, passages }: LineChoices & { now: KeptLine }) {
  return (
    <>
      <LineBasics now={now} />
      <LineMore now={now} agreements={agreements} />
      <SourceFields now={now} passages={passages} />
    </>
  );
}

const options = <L extends Readonly<Record<string, string>>>(list: L) =>
  codes(list).map((value) => ({ value, label: list[value] as string }));
const notTold = { value: "", label: "Ikke oplyst" };

/** What a line cannot do without. */
const LineBasics = ({ now }: { now?: KeptLine }) => (
  <>
    <TextField name="label" label="Hvad går pengene til?" value={now?.label} />
    <Select name="kind" label="Slags beløb" value={now?.kind ?? "vedtaget"} options={options(moneyKinds)} />
  </>
);

/** What may be told of a line. */
function LineMore({ now, agreements }: Pick<LineChoices, "agreements"> & { now?: KeptLine }) {
  return (
    <>
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
      <TextField
        name="sector"
        label="Sektor, som den er trykt (kan udelades)"
        hint="For eksempel: 5.51/1.20."
        value={now?.sector ?? ""}
      />
      <TextField
        name="proposal"
        label="Forslagets nummer, som det er trykt (kan udelades)"
        hint="For eksempel: Forslag 5."
        value={now?.proposal ?? ""}
      />
      {agreements.length > 0 && (
        <ChoiceField
          name="agreement"
          label="Aftale (kan udelades)"
          choices={agreements}
          chosen={now?.agreementId}
          none="ingen aftale"
        />
      )}
    </>
  );
}

/** A cell in a unit, with what is told of its year. @param financing what pays for the line, which is said once */
export const amountShown = (cell: KeptAmount, unit: AmountUnit, financing: string | null = null): string =>
  [
    cellInWords(cell, unit),
    cell.partYear && "ikke et helt år",
    cell.financing && cell.financing !== financing && `betales af: ${cell.financing}`,
  ]
    .filter(Boolean)
    .join(", ");

/** What was corrected, by whom and why. */
export function Corrections({ items, unit }: { items: readonly KeptCorrection[]; unit: AmountUnit }) {
  return items.map(({ year, on, by, because, was }) => (
    <p className="quiet" key={`${year} ${on} ${because} ${was}`}>
      Rettet {longDate(on)}
      {by && ` af ${by}`}: {year}
      {was !== null && ` var ${amountInWords(was, unit)}`.replace(/\.$/, "")}. {because}
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
      {line.table !== null && (
        <p>
          Linjen står i tabellen »{line.table}«. Tabellens trykte sum bliver stående. Passer den ikke med det rettede
          beløb, kan læserne se det ved summen.
        </p>
      )}
      {wasSeen && line.table === null && (
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
          value={writtenCell(amount, line.printedUnit)}
        />
        <YearFields now={amount} />
        {(wasSeen || line.table !== null) && (
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
