import { longDate } from "#app/domain/dates.ts";
import { countings, directions, privateSchoolWords } from "#app/domain/ground-vocabulary.ts";
import type { KeptIndicator } from "#db/queries/indicators/keep.ts";
import type { PointChoice } from "#db/queries/initiatives/keep.ts";
import { Checkboxes, OnlyWith, Radios, Select, TextArea, TextField } from "../form.tsx";
import { type PassageOption, SourceFields } from "./source-fields.tsx";

type Now = Pick<KeptIndicator, "title" | "definition" | "answers" | "unit" | "words">;

/** What an indicator cannot do without. */
export function IndicatorBasics({ now }: { now?: Now }) {
  return (
    <>
      <TextField name="title" label="Hvad hedder indikatoren?" value={now?.title} />
      <TextArea
        name="definition"
        label="Hvad bliver talt, og hvordan?"
        hint="Så præcist, at en anden tæller det samme."
        rows={4}
        value={now?.definition}
      />
      <Radios
        name="answers"
        label="Den svarer med"
        value={now?.answers ?? "tal"}
        options={[
          { value: "tal", label: "Et tal" },
          { value: "ord", label: "Et ord fra en liste", hint: "For eksempel: under eller ikke under referencenormen." },
        ]}
      />
      <OnlyWith choice="tal">
        <TextField
          name="unit"
          label="Enhed"
          hint="Ved tal: procent, elever, uger eller 1.000 kr."
          value={now?.unit ?? ""}
        />
      </OnlyWith>
      <OnlyWith choice="ord">
        <TextArea
          name="words"
          label="Ordene, der kan svares med"
          hint="Kun ved ord. Ét på hver linje."
          rows={3}
          value={lines(now?.words)}
        />
      </OnlyWith>
    </>
  );
}

const lines = (choices: KeptIndicator["words"] = []) => choices.map(({ label }) => label).join("\n");
const notTold = { value: "", label: "Ikke oplyst" };
const optionsOf = (list: Readonly<Record<string, string>>) => [
  notTold,
  ...Object.entries(list).map(([value, label]) => ({ value, label: label.charAt(0).toUpperCase() + label.slice(1) })),
];

/** All that is kept of an indicator. What may be left out says so. */
export function IndicatorForm({
  item,
  points,
  passages,
  ofAll,
}: {
  item: KeptIndicator;
  points: readonly PointChoice[];
  passages: readonly PassageOption[];
  ofAll: boolean;
}) {
  return (
    <>
      <IndicatorBasics now={item} />
      <Select
        name="decimals"
        label="Decimaler"
        value={String(item.decimals)}
        options={["0", "1", "2", "3", "4"].map((value) => ({ value, label: value }))}
      />

      <h3>Forandring</h3>
      <Select
        name="direction"
        label="Ønsket retning (kan udelades)"
        value={item.direction ?? ""}
        options={optionsOf(directions)}
      />
      <TextField name="changeSeenBy" label="Vi ser forandring ved … (kan udelades)" value={item.changeSeenBy ?? ""} />

      <h3>Sådan bliver den talt</h3>
      <TextField
        name="level"
        label="Måles for (kan udelades)"
        hint="For eksempel: kommunen og skolen."
        value={item.level ?? ""}
      />
      <TextField
        name="cadence"
        label="Hvor tit bliver den gjort op? (kan udelades)"
        hint="For eksempel: årligt eller hvert skoleår."
        value={item.cadence ?? ""}
      />
      <Select
        name="countedBy"
        label="Børnene tælles efter (kan udelades)"
        value={item.countedBy ?? ""}
        options={optionsOf(countings)}
      />
      <Select
        name="privateSchools"
        label="Private skoler (kan udelades)"
        value={item.privateSchools ?? ""}
        options={optionsOf(privateSchoolWords)}
      />
      <TextField
        name="countedFrom"
        label="Hvem laver tallene? (kan udelades)"
        hint="For eksempel: Styrelsen for It og Læring."
        value={item.countedFrom ?? ""}
      />
      <TextField
        name="sourceUrl"
        label="Tallenes adresse på nettet (kan udelades)"
        hint="Begynder med https://."
        value={item.sourceUrl ?? ""}
      />
      <TextArea
        name="series"
        label="Serier (kan udelades)"
        hint="Én på hver linje, for eksempel: regnskab, prognose, korrigeret budget."
        rows={3}
        value={lines(item.series)}
      />
      <TextArea
        name="parts"
        label="Fordeling (kan udelades)"
        hint="Én del på hver linje, for eksempel: indskoling, mellemtrin, udskoling."
        rows={3}
        value={lines(item.parts)}
      />

      <h3>Forbehold</h3>
      <TextArea name="caveat" label="Forbehold (kan udelades)" rows={3} value={item.caveat ?? ""} />
      <TextArea
        name="notComparableBecause"
        label="Hvorfor kan tallene ikke sammenlignes? (kan udelades)"
        hint="Når der står noget her, bliver tallene aldrig vist ved siden af landets."
        rows={2}
        value={item.notComparableBecause ?? ""}
      />
      <TextArea
        name="breaks"
        label="Brud (kan udelades)"
        hint="Når der fra en dag er talt på en anden måde. Dato, kolon og grund på hver linje, for eksempel: 1. august 2024: nye prøver."
        rows={2}
        value={item.breaks.map(({ onDay, because }) => `${longDate(onDay)}: ${because}`).join("\n")}
      />

      <details className="folded" open={item.points.length > 0}>
        <summary>De ti punkter (kan udelades)</summary>
        <Checkboxes
          name="points"
          label="Hvilke punkter siger indikatoren noget om?"
          chosen={item.points.map(({ year, number }) => `${year}-${number}`)}
          choices={points.map(({ year, number, title }) => ({
            value: `${year}-${number}`,
            label: `${number}. ${title}`,
          }))}
        />
      </details>

      <h3>Kilde til definitionen</h3>
      <SourceFields now={item} passages={passages} ofAll={ofAll} />
    </>
  );
}
