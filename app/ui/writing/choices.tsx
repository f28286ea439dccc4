import type { ReactNode } from "react";
import {
  type ChoiceName,
  chosenValues,
  mellemformValue,
  readCommitment,
  valuesKey,
} from "#app/domain/cases/choice-vocabulary.ts";
import { longPeriod } from "#app/domain/dates.ts";
import { classLevelLabel, classLevels, codes, levels, mellemformLevels, settings } from "#app/domain/vocabulary.ts";
import type { ChoiceOptions } from "#db/queries/cases/choices.ts";
import type { DraftDetails } from "#db/queries/cases/draft.ts";
import { ChoiceField, IntentForm, Submit, TextArea, TextField, useReply } from "../form.tsx";
import { phrase, timeOf } from "../format.ts";
import { Island } from "../island.tsx";

/** What the forms of the choices are made of. */
export interface ChoicesProps {
  draft: DraftDetails;
  options: ChoiceOptions;
  /** What has just been saved. */
  saved?: { choice: string; at: Date } | null;
}

const visibilities = (municipality: string) => [
  { value: "public", label: "Alle", hint: "Også uden at logge ind" },
  { value: "network", label: "Alle indloggede", hint: "Kolleger i kommunerne og KL" },
  { value: "municipality", label: `Kun ${municipality} Kommune`, hint: null },
];

const names: Readonly<Record<ChoiceName, string>> = {
  title: "Titel",
  unit: "Enhed",
  settings: "Område",
  levels: "Indsatsniveau",
  classLevels: "Klassetrin",
  methods: "Metoder",
  commitments: "Punkter i erklæringen",
  period: "Periode",
  visibility: "Hvem må læse den?",
};

/** Values of a choice in words; empty where nothing is chosen. */
function inWords(choice: ChoiceName, values: readonly string[], { draft, options }: ChoicesProps): string {
  switch (choice) {
    case "title":
      return values[0] ?? "";
    case "unit":
      return options.units.find(({ id, name }) => id === values[0] || name === values[0])?.name ?? "";
    case "settings":
      return phrase(codes(settings).flatMap((code) => (values.includes(code) ? [settings[code]] : [])));
    case "levels": {
      const within = Object.keys(mellemformLevels).filter((level) => values.includes(mellemformValue(Number(level))));
      const chosen = codes(levels).flatMap((code) => (values.includes(code) ? [levels[code]] : []));
      return `${phrase(chosen)}${within.length > 0 ? ` (mellemform ${within.join(", ")})` : ""}`;
    }
    case "classLevels":
      return classLevels
        .flatMap((level) => (values.includes(String(level)) ? [classLevelLabel(level)] : []))
        .join(", ");
    case "methods":
      return options.methods.flatMap(({ slug, title }) => (values.includes(slug) ? [title] : [])).join(", ");
    case "commitments":
      return options.commitments
        .flatMap(({ year, number, title }) => {
          const chosen = values.map(readCommitment).find(({ code }) => code === `${year}-${number}`);
          return chosen ? [`${number}. ${title}${chosen.why && ` (${chosen.why})`}`] : [];
        })
        .join(", ");
    case "period":
      return longPeriod(values[0] || null, values[1] || null) ?? "";
    case "visibility":
      return visibilities(draft.municipality.name).find(({ value }) => value === values[0])?.label ?? "";
  }
}

/** What is chosen beside the text of a draft: each choice is a row that opens, and saves by itself. */
export function Choices(props: ChoicesProps) {
  const { draft, options } = props;
  const list = (choice: ChoiceName, hint: ReactNode, all: readonly { value: string; label: string }[]) => (
    <Row choice={choice} {...props}>
      <Checks choice={choice} hint={hint} all={all} draft={draft} />
    </Row>
  );
  return (
    <section aria-labelledby="om-eksemplet">
      <h2 id="om-eksemplet">Om eksemplet</h2>
      <p className="quiet">Hvert valg gemmes for sig.</p>
      <Island name="choices" data={null}>
        <div className="text-choices">
          <Row choice="unit" {...props}>
            <ChoiceField
              name="value"
              label="Hvilken enhed kommer det fra?"
              choices={options.units}
              chosen={draft.unitId}
              none="Ingen bestemt"
            />
          </Row>
          {list(
            "settings",
            "Vælg gerne flere.",
            codes(settings).map((value) => ({ value, label: settings[value] })),
          )}
          {list("levels", "De fire mellemformer er efter Aarhus' inddeling.", [
            ...codes(levels).map((value) => ({ value, label: levels[value] })),
            ...Object.entries(mellemformLevels).map(([level, label]) => ({
              value: mellemformValue(Number(level)),
              label: `Mellemform ${level}: ${label}`,
            })),
          ])}
          {list(
            "classLevels",
            null,
            classLevels.map((level) => ({ value: String(level), label: classLevelLabel(level) })),
          )}
          {list(
            "methods",
            null,
            options.methods.map(({ slug, title }) => ({ value: slug, label: title })),
          )}
          <Row choice="commitments" {...props}>
            <Commitments {...props} />
          </Row>
          <Row choice="period" {...props}>
            <TextField
              name="from"
              label="Fra"
              value={draft.periodFrom ?? ""}
              hint="Et årstal, eller med måned: 2025-08."
            />
            <TextField
              name="to"
              label="Til"
              value={draft.periodTo ?? ""}
              hint="Lad feltet stå tomt, hvis I er i gang."
            />
          </Row>
          <Row choice="visibility" {...props}>
            <fieldset className="choice-list">
              <legend className="sr-only">{names.visibility}</legend>
              {visibilities(draft.municipality.name).map(({ value, label, hint }) => (
                <label key={value} className="choice-check">
                  <input type="radio" name="value" value={value} defaultChecked={draft.visibility === value} />
                  <span>
                    {label}
                    {hint && <small>{hint}</small>}
                  </span>
                </label>
              ))}
            </fieldset>
          </Row>
        </div>
      </Island>
    </section>
  );
}

/** The title of a draft, above its text. Saves by itself as the choices do. */
export function TitleField(props: ChoicesProps) {
  return (
    <Island name="choices" data={null}>
      <div className="text-title" data-choice="title" id="valg-title">
        <ChoiceForm choice="title" {...props}>
          <TextArea
            name="value"
            label="Titel"
            rows={2}
            value={props.draft.title}
            hint="Kort, og så en kollega forstår den."
          />
        </ChoiceForm>
        <Saved choice="title" {...props} />
      </div>
    </Island>
  );
}

function Row({ choice, children, ...props }: ChoicesProps & { choice: ChoiceName; children: ReactNode }) {
  const reply = useReply();
  const said = inWords(choice, chosenValues(props.draft, choice), props);
  const isOpen = reply?.typed.choice?.[0] === choice || props.saved?.choice === choice;
  return (
    <details className="text-choice" id={`valg-${choice}`} data-choice={choice} open={isOpen || undefined}>
      <summary>
        <span className="text-choice-name">{names[choice]}</span>
        <span className={said ? "text-choice-value" : "text-choice-value text-choice-none"}>
          {said || "Ikke valgt endnu"}
        </span>
      </summary>
      <ChoiceForm choice={choice} {...props}>
        {children}
      </ChoiceForm>
      <Saved choice={choice} {...props} />
    </details>
  );
}

/** When the choice was saved. The browser fills it in too. */
function Saved({ choice, saved }: ChoicesProps & { choice: ChoiceName }) {
  return (
    <p className="choice-saved" role="status">
      {saved?.choice === choice && `Gemt kl. ${timeOf(saved.at)}`}
    </p>
  );
}

/** The form of one choice, and the question which of two is to hold when somebody else has chosen meanwhile. */
function ChoiceForm({ choice, children, ...props }: ChoicesProps & { choice: ChoiceName; children: ReactNode }) {
  const { draft } = props;
  const reply = useReply();
  const now = chosenValues(draft, choice);
  const action = `/mine-tekster/${draft.id}/valg`;
  const along = { revision: draft.revisionId, was: valuesKey(choice, now) };
  const of = { name: "choice", value: choice };
  const mine = reply?.typed.choice?.[0] === choice && reply.errors.conflict ? (reply.once ?? []) : null;
  if (mine) {
    const [theirs, ours] = [now, mine].map((values) => inWords(choice, values, props) || "ikke valgt");
    return (
      <div className="alert alert-warning" role="alert">
        <div className="alert-body">
          <p className="alert-text">
            <strong>
              En anden valgte »{theirs}«, mens du valgte »{ours}«.
            </strong>{" "}
            Det andet valg gælder nu.
          </p>
          <div className="row-actions">
            <IntentForm intent="change" of={of} along={along} action={action} className="action-form">
              {choice === "period" ? (
                <>
                  <input type="hidden" name="from" value={mine[0] ?? ""} />
                  <input type="hidden" name="to" value={mine[1] ?? ""} />
                </>
              ) : (
                mine.map((value) => <input key={value} type="hidden" name="value" value={value} />)
              )}
              <button className="button button-secondary button-small" type="submit">
                Brug mit
              </button>
            </IntentForm>
            <a href={`${action}?vis=${choice}#valg-${choice}`} data-keep-theirs>
              Behold det andet
            </a>
          </div>
        </div>
      </div>
    );
  }
  return (
    <IntentForm intent="change" of={of} along={along} action={action} className="choice-form">
      {children}
      <Submit plain small>
        Gem
      </Submit>
    </IntentForm>
  );
}

/** The points of the declaration, each with room for why the text belongs to it. */
function Commitments({ draft, options }: ChoicesProps) {
  const whys = new Map(draft.commitments.map(({ year, number, why }) => [`${year}-${number}`, why]));
  return (
    <fieldset className="choice-list">
      <legend className="sr-only">{names.commitments}</legend>
      <p className="quiet">Hvad i de ti punkter svarer eksemplet på? Skriv gerne hvorfor.</p>
      {options.commitments.map(({ year, number, title }) => {
        const code = `${year}-${number}`;
        return (
          <div key={code} className="choice-with-why">
            <label className="choice-check">
              <input type="checkbox" name="value" value={code} defaultChecked={whys.has(code)} />
              <span>
                {number}. {title}
              </span>
            </label>
            <div className="choice-why">
              <TextField
                name={`why-${code}`}
                label={`Hvorfor punkt ${number}? (kan udelades)`}
                value={whys.get(code) ?? ""}
              />
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}

/** Several of a list. */
function Checks({
  choice,
  hint,
  all,
  draft,
}: {
  choice: ChoiceName;
  hint: ReactNode;
  all: readonly { value: string; label: string }[];
  draft: DraftDetails;
}) {
  const chosen = chosenValues(draft, choice);
  return (
    <fieldset className="choice-list">
      <legend className="sr-only">{names[choice]}</legend>
      {hint && <p className="quiet">{hint}</p>}
      {all.map(({ value, label }) => (
        <label key={value} className="choice-check">
          <input type="checkbox" name="value" value={value} defaultChecked={chosen.includes(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
