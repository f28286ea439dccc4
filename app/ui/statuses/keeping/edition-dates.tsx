import { longDate } from "#app/domain/dates.ts";
import type { StatusContent } from "#app/domain/statuses/status-content.ts";
import { Facts, type LabelledFact } from "../../facts.tsx";
import { Folded, IntentForm, Submit, TextField } from "../../form.tsx";

type Dates = Pick<StatusContent["edition"], "cutOff" | "metOn" | "body">;

/** The dates and the body of an edition, with the form that changes them. */
export function EditionDates({
  edition,
  version,
  changes,
  more = [],
}: {
  edition: Dates;
  version: number;
  changes: boolean;
  more?: readonly LabelledFact[];
}) {
  const { cutOff, metOn, body } = edition;
  return (
    <>
      <Facts
        facts={[
          ["Tallene gælder til", longDate(cutOff)],
          ["Udvalgets møde", metOn && longDate(metOn)],
          ["Udvalg", body],
          ...more,
        ]}
      />
      {changes && (
        <Folded intent="dates" summary="Ret datoer og udvalg">
          <IntentForm intent="dates" along={{ version: String(version) }} className="form form-narrow">
            <DatesFields {...edition} />
            <Submit>Gem</Submit>
          </IntentForm>
        </Folded>
      )}
    </>
  );
}

/** The fields of the dates and the body. */
export function DatesFields({ cutOff, metOn, body }: Partial<Dates>) {
  return (
    <>
      <TextField
        name="cutOff"
        label="Tal og tekst gælder til"
        hint="Skæringsdagen, for eksempel 31. oktober 2026."
        value={cutOff && longDate(cutOff)}
      />
      <TextField
        name="metOn"
        label="Hvornår mødes udvalget? (kan udelades)"
        hint="For eksempel 9. december 2026."
        value={metOn ? longDate(metOn) : ""}
      />
      <TextField
        name="body"
        label="Hvilket udvalg? (kan udelades)"
        hint="For eksempel Børne- og Ungdomsudvalget."
        value={body ?? ""}
      />
    </>
  );
}
