import { longDate, months } from "#app/domain/dates.ts";
import { focusInLines } from "#app/domain/focus-lines.ts";
import { dataKinds, focusKinds } from "#app/domain/ground-vocabulary.ts";
import { codes } from "#app/domain/vocabulary.ts";
import type { KeptMandate, KeptPaper, KeptSection } from "#db/queries/follow-ups/keep.ts";
import type { KeptPlacement } from "#db/queries/follow-ups/keep-placements.ts";
import type { KeptTheme } from "#db/queries/follow-ups/keep-themes.ts";
import { Checkboxes, ChoiceField, Radios, Select, TextArea, TextField } from "../form.tsx";
import { PassageField, type PassageOption, SourceFields } from "./source-fields.tsx";
import { audienceOptions } from "./standing.tsx";

const dateHint = "Et år, en måned eller en dag: 2026, marts 2026 eller 1. marts 2026.";

/** What a new mandate needs. */
export function MandateStart({ now }: { now?: Pick<KeptMandate, "title" | "askedBy"> }) {
  return (
    <>
      <TextField
        name="title"
        label="Titel"
        hint="For eksempel: Halvårlig opfølgning på mangfoldige børnefællesskaber."
        value={now?.title}
      />
      <TextField
        name="askedBy"
        label="Hvem har bedt om den?"
        hint="For eksempel Byrådet eller parterne bag et budget. Skriv ikke navne på personer."
        value={now?.askedBy}
      />
    </>
  );
}

/** All that is kept of a mandate. */
export function MandateForm({ item, passages }: { item: KeptMandate; passages: readonly PassageOption[] }) {
  return (
    <>
      <MandateStart now={item} />
      <TextField
        name="askedWhen"
        label="Hvornår bad de om den? (kan udelades)"
        hint="For eksempel: budget 2025."
        value={item.askedWhen ?? ""}
      />
      <TextField
        name="howOften"
        label="Hvor tit? (kan udelades)"
        hint="For eksempel: halvårligt."
        value={item.howOften ?? ""}
      />
      <TextField
        name="answeredBy"
        label="Hvem svarer? (kan udelades)"
        hint="En del af kommunen, ikke en person."
        value={item.answeredBy ?? ""}
      />
      <TextArea
        name="points"
        label="Opdraget (kan udelades)"
        hint="Det, de har bedt om. Ét punkt på hver linje."
        rows={6}
        value={item.points.map(({ text }) => text).join("\n")}
      />
      <h3>Kilde og læsere</h3>
      <SourceFields now={item} passages={passages} />
      <Radios
        name="visibility"
        label={item.publishedAt ? "Hvem læser den?" : "Hvem skal læse den, når den er udgivet?"}
        value={item.visibility}
        options={audienceOptions}
      />
    </>
  );
}

/** Asks where in the order a part stands. @param others all of them, in their order, the part itself among them */
export function OrderField({ id, others }: { id: string; others: readonly { id: string; name: string }[] }) {
  return (
    <Select
      name="after"
      label="Rækkefølge"
      value={partBefore(id, others)}
      options={[
        { value: "", label: "Først" },
        ...others.filter((one) => one.id !== id).map((one) => ({ value: one.id, label: `Efter »${one.name}«` })),
      ]}
    />
  );
}

/** The part before another, by its id; empty for the first. */
export const partBefore = (id: string, others: readonly { id: string }[]): string =>
  others[others.findIndex((one) => one.id === id) - 1]?.id ?? "";

/** All that is kept of a section but its place in the order. */
export function SectionForm({
  now,
  indicators,
  passages,
}: {
  now?: KeptSection;
  indicators: readonly { id: string; title: string }[];
  passages: readonly PassageOption[];
}) {
  return (
    <>
      <TextField name="title" label="Afsnittets titel" value={now?.title} />
      <div className="months">
        <Checkboxes
          name="dueMonths"
          label="Hvilke måneder er det med i? (kan udelades)"
          hint="Sæt ingen kryds, hvis det er med hver gang."
          chosen={now?.dueMonths.map(String)}
          choices={months.map((month, at) => ({ value: String(at + 1), label: month }))}
        />
      </div>
      <TextField
        name="duePrinted"
        label="Hvornår, som det står i dokumentet (kan udelades)"
        hint="For eksempel: indgår i juni-opfølgningen."
        value={now?.duePrinted ?? ""}
      />
      {indicators.length > 0 && (
        <details className="folded" open={(now?.indicators.length ?? 0) > 0}>
          <summary>Indikatorer i afsnittet (kan udelades)</summary>
          <Checkboxes
            name="indicators"
            label="Hvilke indikatorer viser afsnittet?"
            chosen={now?.indicators}
            choices={indicators.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </details>
      )}
      <PassageField now={now} passages={passages} />
    </>
  );
}

/** All that is kept of a paper: it has a date on its front and the day of a meeting. */
export function PaperForm({
  now,
  documents,
}: {
  now?: KeptPaper;
  documents: readonly { id: string; title: string }[];
}) {
  const choices = documents.map(({ id, title }) => ({ id, name: title }));
  if (now?.documentId && now.document && !choices.some(({ id }) => id === now.documentId))
    choices.push({ id: now.documentId, name: now.document });
  return (
    <>
      <TextField name="title" label="Sagens titel" value={now?.title} />
      <TextField
        name="datedPrinted"
        label="Datoen på forsiden (kan udelades)"
        hint="Som den står, for eksempel: November 2026."
        value={now?.datedPrinted ?? ""}
      />
      <TextField
        name="body"
        label="Udvalget, der fik den (kan udelades)"
        hint="For eksempel: Børne- og Ungdomsudvalget."
        value={now?.body ?? ""}
      />
      <TextField
        name="metOn"
        label="Mødets dag (kan udelades)"
        hint="For eksempel: 10. juni 2026. Den kan være en anden end datoen på forsiden."
        value={now?.metOn ? longDate(now.metOn) : ""}
      />
      {choices.length > 0 && (
        <ChoiceField
          name="document"
          label="Dokumentet (kan udelades)"
          choices={choices}
          chosen={now?.documentId}
          none="intet dokument"
        />
      )}
    </>
  );
}

/** Empty rows of data that stand ready beside those that are filled in. */
const emptyRows = 2;

/** All that is kept of a thematic follow-up but its place in the order. */
export function ThemeForm({
  now,
  initiatives,
  passages,
}: {
  now?: KeptTheme;
  initiatives: readonly { id: string; title: string }[];
  passages: readonly PassageOption[];
}) {
  const data = now?.data ?? [];
  const rows = Array.from({ length: data.length + emptyRows }, (_, at) => ({ at, one: data[at] }));
  return (
    <>
      <TextField name="theme" label="Tema" value={now?.theme} />
      <TextField
        name="themeNote"
        label="Mere om temaet (kan udelades)"
        hint="Det, der står i parentes eller efter en streg."
        value={now?.themeNote ?? ""}
      />
      <TextField
        name="periodPrinted"
        label="Periode, som den er skrevet"
        hint="For eksempel: Okt./Nov. 2026. Uden romertal."
        value={now?.periodPrinted}
      />
      <TextField
        name="numeral"
        label="Romertal (kan udelades)"
        hint="Når der er flere i samme periode: I, II, III."
        value={now?.numeral ?? ""}
      />
      <TextField name="periodFrom" label="Begynder" hint={dateHint} value={now ? longDate(now.periodFrom) : ""} />
      <TextField
        name="periodTo"
        label="Slutter (kan udelades)"
        hint="Tomt felt: samme tid som begyndelsen."
        value={now ? longDate(now.periodTo) : ""}
      />
      <Radios
        name="focusKind"
        label="Hvad er fokus?"
        value={now?.focusKind ?? "spoergsmaal"}
        options={codes(focusKinds).map((value) => ({ value, label: focusKinds[value] }))}
      />
      <TextArea
        name="focus"
        label="Fokus"
        hint="Ét spørgsmål eller emne på hver linje. Begynd linjen med en streg (-), når den hører under spørgsmålet ovenfor."
        rows={6}
        value={focusInLines(now?.focus ?? [])}
      />
      <TextArea name="note" label="Note (kan udelades)" rows={2} value={now?.note ?? ""} />
      {initiatives.length > 0 && (
        <ChoiceField
          name="initiative"
          label="Indsats (kan udelades)"
          hint="Den, som temaet handler om."
          choices={initiatives.map(({ id, title }) => ({ id, name: title }))}
          chosen={now?.initiativeId}
          none="ingen indsats"
        />
      )}
      <h3>Data (kan udelades)</h3>
      <p className="quiet">Når I gemmer, kommer der to tomme rækker mere.</p>
      {rows.map(({ at, one }) => (
        <fieldset className="data-row" key={at}>
          <legend className="form-label">Data {at + 1}</legend>
          <Select
            name="dataKind"
            label="Type"
            place={at}
            value={one?.kind ?? ""}
            options={[
              { value: "", label: "Ingen" },
              ...codes(dataKinds).map((value) => ({ value, label: dataKinds[value] })),
            ]}
          />
          <TextField
            name="dataPrinted"
            label="Som det er skrevet (kan udelades)"
            place={at}
            value={one?.printed ?? ""}
          />
          <TextField name="dataAdded" label="Tilføjet (kan udelades)" place={at} value={one?.added ?? ""} />
        </fieldset>
      ))}
      <PassageField now={now} passages={passages} />
    </>
  );
}

/** How places are given and paid. What may be left out is read as not told. */
export function PlacementForm({ item, passages }: { item: KeptPlacement; passages: readonly PassageOption[] }) {
  return (
    <>
      <TextField name="subject" label="Hvad handler det om?" value={item.subject} />
      <TextArea
        name="whoDecides"
        label="Hvem bestemmer? (kan udelades)"
        hint="Hvem der kan visitere. Skriv en rolle eller et sted, ikke en person."
        rows={2}
        value={item.whoDecides ?? ""}
      />
      <TextArea name="whoPays" label="Hvem betaler? (kan udelades)" rows={2} value={item.whoPays ?? ""} />
      <TextArea
        name="model"
        label="Hvordan? (kan udelades)"
        hint="Modellen, for eksempel hvordan pengene følger barnet."
        rows={3}
        value={item.model ?? ""}
      />
      <TextField
        name="holdsFrom"
        label="Fra hvornår? (kan udelades)"
        hint="Som det er skrevet, for eksempel: skoleåret 2026/2027."
        value={item.holdsFrom ?? ""}
      />
      <h3>Kilde og læsere</h3>
      <SourceFields now={item} passages={passages} />
      <Radios
        name="visibility"
        label={item.publishedAt ? "Hvem læser det?" : "Hvem skal læse det, når det er udgivet?"}
        value={item.visibility}
        options={audienceOptions}
      />
    </>
  );
}
