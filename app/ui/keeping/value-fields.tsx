import { valueBlanks } from "#app/domain/blank-vocabulary.ts";
import { longDate, readPartialDate } from "#app/domain/dates.ts";
import { howToTime, keptAnswerInWords, writtenNumber } from "#app/domain/indicators/value-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import type { KeptIndicator } from "#db/queries/indicators/keep.ts";
import type { KeptValue } from "#db/queries/indicators/keep-values.ts";
import { Checkbox, Folded, Radios, Select, TextField, WhenAsked } from "../form.tsx";
import { type PassageOption, SourceFields } from "./source-fields.tsx";

const blankWords = codes(valueBlanks).map((code) => valueBlanks[code]);

/** The number or the word of a value. @param place which of several of the name, from 0 */
function AnswerField({
  indicator,
  name = "answer",
  label,
  now,
  place = 0,
  hint,
}: {
  indicator: KeptIndicator;
  name?: string;
  label: string;
  now?: KeptValue;
  place?: number;
  hint?: string;
}) {
  if (indicator.answers === "tal")
    return (
      <TextField
        name={name}
        place={place}
        label={label}
        hint={hint}
        value={now ? keptAnswerInWords(now) : ""}
        suggestions={blankWords}
      />
    );
  return (
    <Select
      name={name}
      label={label}
      value={now ? (now.word ?? now.blank ?? "") : ""}
      options={[
        { value: "", label: "Vælg" },
        ...indicator.words.map(({ code, label: word }) => ({ value: code, label: word, group: "Svar" })),
        ...codes(valueBlanks).map((code) => ({ value: code, label: valueBlanks[code], group: "Intet svar" })),
      ]}
    />
  );
}

const numberHint = (unit: string | null) =>
  `${unit ? `I enheden ${unit}. ` : ""}Komma før decimaler. Skriv gerne cirka, over eller under foran. Er der intet tal, så skriv mangler, ikke relevant, skjult eller på vej.`;

/** New values: one number for each of several times, or at one time one for each part. @param times the latest without a value */
export function NewValuesForm({
  indicator,
  times,
  passages,
  ofAll,
}: {
  indicator: KeptIndicator;
  times: readonly string[];
  passages: readonly PassageOption[];
  ofAll: boolean;
}) {
  const isSplit = indicator.parts.length > 0;
  const isWords = indicator.answers === "ord";
  const rows = isSplit || isWords ? 1 : 3;
  const hint = isWords ? undefined : numberHint(indicator.unit);
  return (
    <>
      {indicator.series.length > 0 && (
        <Select
          name="series"
          label="Serie"
          options={[
            { value: "", label: "Ingen serie" },
            ...indicator.series.map(({ code, label }) => ({ value: code, label })),
          ]}
        />
      )}
      {Array.from({ length: rows }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a form are told apart by their place alone
        <div className="form-pair" key={place}>
          <TextField
            name="time"
            place={place}
            label={place === 0 ? "Hvornår?" : `Hvornår? (${place + 1}. tal, kan udelades)`}
            hint={place === 0 ? howToTime.replace("Skriv et år", "Et år") : undefined}
            value={times[place] ?? ""}
          />
          <AnswerField
            indicator={indicator}
            place={place}
            label={
              isSplit
                ? "I alt (kan udelades)"
                : isWords
                  ? "Svar"
                  : place === 0
                    ? "Tal"
                    : `${place + 1}. tal (kan udelades)`
            }
            hint={place === 0 ? hint : undefined}
          />
        </div>
      ))}
      {indicator.parts.map(({ code, label }) => (
        <AnswerField key={code} indicator={indicator} name={`answer-${code}`} label={`${label} (kan udelades)`} />
      ))}
      <SmallCount />
      <Folded intent="enter" summary="Mere om tallet (kan udelades)">
        <Beside />
        <Checkbox name="pooled" label="Flere år er lagt sammen, fordi tallene er små" />
      </Folded>
      <SourceFields passages={passages} ofAll={ofAll} />
    </>
  );
}

/** A value as it is corrected. */
export function ValueForm({
  indicator,
  now,
  passages,
  ofAll,
}: {
  indicator: KeptIndicator;
  now: KeptValue;
  passages: readonly PassageOption[];
  ofAll: boolean;
}) {
  return (
    <>
      <AnswerField
        indicator={indicator}
        label={indicator.answers === "ord" ? "Det rigtige svar" : "Det rigtige tal"}
        hint={indicator.answers === "ord" ? undefined : numberHint(indicator.unit)}
        now={now}
      />
      <SmallCount />
      <Beside now={now} />
      <SourceFields now={now} passages={passages} ofAll={ofAll} />
    </>
  );
}

const day = (date: string | null | undefined) => (date ? longDate(date) : "");
/** A printed date that can be sent again as a date. */
const dayAgain = (printed: string | null | undefined) => (printed && readPartialDate(printed) !== null ? printed : "");
const dateHint = "Et år, en måned eller en dag.";

/** What is said beside an answer. */
function Beside({ now }: { now?: KeptValue }) {
  return (
    <>
      <TextField
        name="denominator"
        label="Af hvor mange? (kan udelades)"
        hint="For eksempel 1.250, når tallet er en andel af 1.250 elever."
        value={now?.denominator ? writtenNumber(now.denominator) : ""}
      />
      <Checkbox name="projected" label="Tallet er fremskrevet, ikke målt" checked={now?.projected} />
      <TextField
        name="published"
        label="Udgivet af kilden (kan udelades)"
        hint={dateHint}
        value={dayAgain(now?.publishedPrinted)}
      />
      <TextField
        name="updated"
        label="Opdateret af kilden (kan udelades)"
        hint={dateHint}
        value={dayAgain(now?.updatedPrinted)}
      />
      <TextField
        name="expected"
        label="Hvornår ventes det? (kan udelades)"
        hint={`Kun når det er på vej. ${dateHint}`}
        value={day(now?.expected)}
      />
    </>
  );
}

/** What is to become of a count of 1 to 4. */
function SmallCount() {
  return (
    <WhenAsked name="small">
      <Radios
        name="small"
        label="Et tal på 1-4"
        value="skjul"
        options={[
          { value: "skjul", label: "Gem det som skjult", hint: "Tallet bliver ikke gemt noget sted." },
          {
            value: "behold",
            label: "Gem tallet",
            hint: "Det kan ikke føres tilbage til nogen, heller ikke sammen med andre tal.",
          },
        ]}
      />
    </WhenAsked>
  );
}
