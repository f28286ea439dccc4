import { longDate } from "#app/domain/dates.ts";
import { sourceChoices } from "#app/domain/sources.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { ChoiceField, OnlyWith, Radios, TextField } from "../form.tsx";

/** A passage as a choice. */
export interface PassageOption {
  id: string;
  name: string;
}

/** What a row rests on now. */
export interface SourceNow {
  documentSlug: string | null;
  anchor: string | null;
  sourceWords: string | null;
  sourceDated: string | null;
}

/** Asks for a passage of its own, of a part of what rests on another; without any to choose it is left out. */
export function PassageField({
  now,
  passages,
}: {
  now?: Pick<SourceNow, "documentSlug" | "anchor">;
  passages: readonly PassageOption[];
}) {
  if (passages.length === 0) return null;
  return (
    <ChoiceField
      name="passage"
      label="Sted i et dokument (kan udelades)"
      choices={passages}
      chosen={now?.documentSlug ? `${now.documentSlug}#${now.anchor}` : null}
      none="intet sted"
    />
  );
}

/**
 * Asks what a row rests on.
 * @param passages the places in the documents of who keeps it; without any that choice is left out
 * @param ofAll the association keeps it, whose word is no source
 */
export function SourceFields({
  now,
  passages,
  ofAll = false,
}: {
  now?: SourceNow;
  passages: readonly PassageOption[];
  ofAll?: boolean;
}) {
  const chosen = now?.documentSlug ? "sted" : now?.sourceWords || ofAll ? "kilde" : "egen";
  const labels = ofAll ? { sted: "Et sted i et dokument", kilde: "En kilde med dato", egen: "" } : sourceChoices;
  const options = codes(sourceChoices)
    .filter((kind) => (kind !== "sted" || passages.length > 0) && (kind !== "egen" || !ofAll))
    .map((value) => ({ value, label: labels[value] }));
  return (
    <>
      <Radios name="source" label="Hvad hviler det på?" value={chosen} options={options} />
      {passages.length > 0 && (
        <OnlyWith choice="sted">
          <ChoiceField
            name="passage"
            label="Stedet i dokumentet"
            hint="Kun når det hviler på et dokument."
            choices={passages}
            chosen={now?.documentSlug ? `${now.documentSlug}#${now.anchor}` : null}
            none="intet sted valgt"
          />
        </OnlyWith>
      )}
      <OnlyWith choice="kilde">
        <TextField
          name="sourceWords"
          label="Kilden"
          hint="Kun ved en anden kilde, for eksempel: Referat fra Børne- og Ungeudvalget."
          value={now?.sourceWords ?? ""}
        />
        <TextField
          name="sourceDated"
          label="Kildens dato"
          hint="Kun ved en anden kilde. Et år, en måned eller en dag."
          value={now?.sourceDated ? longDate(now.sourceDated) : ""}
        />
      </OnlyWith>
    </>
  );
}
