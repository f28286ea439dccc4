import { createContext, type ReactNode, useContext } from "react";
import { answerName } from "#app/domain/statuses/answer-name.ts";
import type { StatusAnswers, StatusField } from "#app/domain/statuses/subjects.ts";
import { keepName } from "#app/http/status-fields.ts";
import { TextArea, TextField, useReply } from "../../form.tsx";

/** What the fields of a section are drawn from. */
export interface AnswersShown {
  /** What is stored now. */
  answers: StatusAnswers;
  /** The section, as its form names it. */
  group: string;
  /** The viewer writes in them; otherwise they are only read. */
  writes: boolean;
}

const Shown = createContext<AnswersShown>({ answers: {}, group: "", writes: true });

/** Whether the fields are there to be written in. */
export const useWrites = (): boolean => useContext(Shown).writes;

/** Gives the fields inside it what is stored. */
export const AnswersOf = ({ children, ...shown }: AnswersShown & { children: ReactNode }) => (
  <Shown.Provider value={shown}>{children}</Shown.Provider>
);

/** The field that an answer is typed in: its name, what it shows, and what else is to be said of it. */
export function useAnswer(subject: string, field: StatusField, otherwise = "") {
  const { answers, group } = useContext(Shown);
  const reply = useReply();
  const mine = reply?.intent === "save" && reply.typed.group?.[0] === group ? reply : undefined;
  const name = answerName(subject, field);
  const stored = answers[subject]?.[field] ?? otherwise;
  const sent = mine?.typed[name];
  const isTwo = mine?.once?.includes(name) ?? false;
  return {
    name,
    /** Where what is wrong leads to. */
    id: `save-${group}-${name}`,
    stored,
    /** Every value that was sent, or the stored one. */
    values: sent ?? [stored],
    value: sent?.[0] ?? stored,
    error: isTwo ? undefined : mine?.errors[name],
    /** Somebody else has written in it meanwhile: both are shown. */
    isTwo,
  };
}

/** One question answered by one of a few, in a row. */
export function Pills({
  subject,
  field = "change",
  legend,
  options,
  look = "status-pills",
}: {
  subject: string;
  field?: StatusField;
  legend: string;
  options: Readonly<Record<string, string>>;
  look?: string;
}) {
  const { id, name, value, error, isTwo, stored } = useAnswer(subject, field);
  return (
    <fieldset className={look} data-field={name} id={id} tabIndex={-1}>
      <legend className="sr-only">{legend}</legend>
      {error && <span className="form-error-message">{error}</span>}
      {isTwo && <TwoAnswers name={name} theirs={options[stored] ?? stored} mine={options[value] ?? value} />}
      {Object.entries(options).map(([code, label]) => (
        <label key={code}>
          <input type="radio" name={name} value={code} defaultChecked={value === code} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

/** One, or several, of a list with signs. */
export function Picks({
  subject,
  field,
  legend,
  hint,
  options,
  several = false,
  otherwise,
}: {
  subject: string;
  field: StatusField;
  legend: string;
  hint?: string;
  options: readonly { value: string; label: string; sign?: ReactNode }[];
  several?: boolean;
  /** What is chosen where nothing is stored. */
  otherwise?: string;
}) {
  const { id, name, values, stored, error, isTwo } = useAnswer(subject, field, otherwise);
  const chosen = several ? values.flatMap((value) => value.split(",")) : values;
  const inWords = (codes: readonly string[]) =>
    options
      .filter(({ value }) => codes.includes(value))
      .map(({ label }) => label)
      .join(", ") || "intet valgt";
  return (
    <fieldset className="status-ask" data-field={name} id={id} tabIndex={-1}>
      <legend>{legend}</legend>
      {hint && <p className="form-hint">{hint}</p>}
      {error && <span className="form-error-message">{error}</span>}
      {isTwo && <TwoAnswers name={name} theirs={inWords(stored.split(","))} mine={inWords(chosen)} />}
      {several && <input type="hidden" name={name} value="" />}
      <div className="status-picks">
        {options.map(({ value, label, sign }) => (
          <label key={value}>
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            {sign} {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Words of one's own. @param rows one line where it is 1 */
export function Words({
  subject,
  field,
  label,
  hint,
  rows = 3,
  asDate = (stored) => stored,
}: {
  subject: string;
  field: StatusField;
  label: ReactNode;
  hint?: string;
  rows?: number;
  /** How what is stored is shown, where that is not as it stands. */
  asDate?: (stored: string) => string;
}) {
  const { name, stored, value, isTwo } = useAnswer(subject, field);
  const props = { name, label, hint, value: asDate(stored) };
  return (
    <div className="status-words" data-field={name}>
      {isTwo && <TwoAnswers name={name} theirs={stored} mine={value} />}
      {rows === 1 ? <TextField {...props} /> : <TextArea {...props} rows={rows} />}
    </div>
  );
}

/** Two texts in one field: whoever comes second sees both, and chooses. */
function TwoAnswers({ name, theirs, mine }: { name: string; theirs: string; mine: string }) {
  const keep = keepName(name);
  return (
    <div className="status-two" role="group" aria-label="To har skrevet i feltet">
      <p>
        <strong>En anden har skrevet i feltet, mens du skrev.</strong> Intet er overskrevet. Vælg, hvad der skal stå.
      </p>
      <input type="hidden" name={`two:${name}`} value="1" />
      <label>
        <input type="radio" name={keep} value="theirs" />
        <span>
          Behold det andet: <q>{theirs || "(tomt)"}</q>
        </span>
      </label>
      <label>
        <input type="radio" name={keep} value="mine" />
        <span>
          Brug mit: <q>{mine || "(tomt)"}</q>
        </span>
      </label>
    </div>
  );
}
