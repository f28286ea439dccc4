import { useActionData, useLocation } from "@remix-run/react";
import { createContext, type ReactNode, useContext } from "react";
import type { FormReply } from "#app/http/form.ts";

interface Asked {
  errors: Readonly<Record<string, string>>;
  /** What was sent, every value of each field; undefined where nothing was. */
  typed?: FormReply["typed"];
  /** Before the names of fields, where a page has the same form several times. */
  prefix: string;
}
const Asked = createContext<Asked>({ errors: {}, prefix: "" });

/** Why the last form that was sent here was not taken, if it was not. */
export const useReply = () => useActionData<FormReply>();

/** What tells the forms of a page apart. */
interface Which {
  intent: string;
  /** Which of several forms of one intent; sent along. */
  of?: { name: string; value: string };
}

/** Whether the last answer is to this form. */
const isTo = (reply: FormReply | undefined, { intent, of }: Which): reply is FormReply =>
  reply?.intent === intent && (!of || reply.typed[of.name]?.[0] === of.value);

/** A form that is out of the way until it is wanted, or has come back with what is wrong. */
export function Folded({ summary, children, ...which }: Which & { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="folded" open={isTo(useReply(), which) || undefined}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

/**
 * A form that posts to its own page, or to `action`, under an intent; when it comes back, it says what is wrong, with what was typed.
 * Several forms of one intent on a page are told apart by `of`, which is sent along.
 */
export function IntentForm({
  intent,
  of,
  along = {},
  action,
  failed = "Det er ikke gemt endnu",
  keeps = () => true,
  className = "form",
  children,
}: Which & {
  /** What else is sent along unseen. */
  along?: Readonly<Record<string, string>>;
  action?: string;
  /** Heads the list of what is wrong. */
  failed?: string;
  /** Tells of the name of a field whether the form comes back with what was sent in it. */
  keeps?: (name: string) => boolean;
  className?: string;
  children: ReactNode;
}) {
  const { pathname, search } = useLocation();
  const reply = useReply();
  const mine = isTo(reply, { intent, of }) ? reply : undefined;
  const prefix = of ? `${intent}-${of.value}-` : `${intent}-`;
  const errors = mine?.errors ?? {};
  const typed = mine && Object.fromEntries(Object.entries(mine.typed).filter(([name]) => keeps(name)));
  return (
    <Asked.Provider value={{ errors, typed, prefix }}>
      <form className={className} method="post" action={action ?? withoutDone(pathname, search)} noValidate>
        <input type="hidden" name="intent" value={intent} />
        {/* A double click is answered once (`answer-once.ts`). */}
        <input type="hidden" name="once" value="1" />
        {Object.entries({ ...along, ...(of && { [of.name]: of.value }) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {of && <input type="hidden" name="of" value={of.name} />}
        {/* One of many on a page: what is wrong stands at the top, where the reader comes in, and here once more in few words. */}
        {of ? (
          errors.form && <p className="form-error-message">{errors.form}</p>
        ) : (
          <WhatIsWrong heading={failed} errors={errors} prefix={prefix} />
        )}
        {children}
      </form>
    </Asked.Provider>
  );
}

/** What is wrong with a form, each said once with the way to its first field. The browser brings the reader here when the page opens. */
function WhatIsWrong({
  heading,
  errors,
  prefix,
}: {
  heading: string;
  errors: Readonly<Record<string, string>>;
  prefix: string;
}) {
  const fieldsOf = new Map<string, string[]>();
  for (const [name, message] of Object.entries(errors)) fieldsOf.set(message, [...(fieldsOf.get(message) ?? []), name]);
  if (fieldsOf.size === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: whoever sent the form is told first of all why it was not taken, also without scripts
    <div className="alert alert-error" role="alert" tabIndex={-1} autoFocus>
      <div className="alert-body">
        <p className="alert-heading">{heading}</p>
        <ul>
          {[...fieldsOf].map(([message, [name, ...others]]) => (
            <li key={message}>
              {name === "form" ? message : <a href={`#${prefix}${name}`}>{message}</a>}
              {others.length > 0 && ` (${others.length + 1} steder)`}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What was done before must not be said again with the answer to this form. */
function withoutDone(pathname: string, search: string): string {
  const query = new URLSearchParams(search);
  query.delete("gjort");
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}

interface FieldProps {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
}

/** @param place where a name stands several times: which of them, from 0 */
function useField({ name, hint }: Pick<FieldProps, "name" | "hint">, value?: string, place = 0) {
  const { errors, typed, prefix } = useContext(Asked);
  const id = `${prefix}${name}${place > 0 ? `-${place + 1}` : ""}`;
  const error = errors[id.slice(prefix.length)];
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    error,
    attributes: {
      id,
      name,
      defaultValue: typed?.[name]?.[place] ?? value,
      "aria-invalid": error ? (true as const) : undefined,
      "aria-describedby": described || undefined,
    },
  };
}

function Group({
  id,
  label,
  hint,
  error,
  children,
}: Omit<FieldProps, "name"> & { id: string; error?: string; children: ReactNode }) {
  return (
    <div className={error ? "form-group form-error" : "form-group"}>
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

/** How a field is to be filled in, and what is wrong with it; the field is described by both. */
function HintAndError({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint && (
        <span className="form-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span className="form-error-message" id={`${id}-error`}>
          <span className="sr-only">Fejl: </span>
          {error}
        </span>
      )}
    </>
  );
}

/** One line to write. @param suggestions what the browser offers while one writes; anything else may be written too */
export function TextField({
  value,
  place = 0,
  type = "text",
  autoComplete = "off",
  inputMode,
  suggestions,
  ...props
}: FieldProps & {
  value?: string;
  /** Where a name stands several times: which of them this is, from 0. The first one's suggestions are for all. */
  place?: number;
  type?: "text" | "email" | "password" | "tel" | "date";
  autoComplete?: string;
  inputMode?: "numeric";
  suggestions?: readonly string[];
}) {
  const { prefix } = useContext(Asked);
  const { error, attributes } = useField(props, value, place);
  const { defaultValue, ...rest } = attributes;
  const list = suggestions && `${prefix}${props.name}-forslag`;
  return (
    <Group {...props} id={attributes.id} error={error}>
      <input
        className="form-input"
        type={type}
        autoComplete={autoComplete}
        inputMode={inputMode}
        spellCheck={type === "text" ? undefined : false}
        list={list}
        {...rest}
        defaultValue={type === "password" ? undefined : defaultValue}
      />
      {suggestions && place === 0 && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </Group>
  );
}

/** Several lines to write. */
export function TextArea({ value, rows = 5, ...props }: FieldProps & { value?: string; rows?: number }) {
  const { error, attributes } = useField(props, value);
  return (
    <Group {...props} id={attributes.id} error={error}>
      <textarea className="form-input" rows={rows} {...attributes} />
    </Group>
  );
}

/** One of a list. */
export function Select({
  value,
  place = 0,
  options,
  ...props
}: FieldProps & {
  value?: string;
  /** Where a name stands several times: which of them this is, from 0. */
  place?: number;
  /** Those of one group follow each other, under its name. */
  options: readonly { value: string; label: string; group?: string }[];
}) {
  const { error, attributes } = useField(props, value, place);
  const groups = [...new Set(options.map(({ group }) => group))];
  const choicesOf = (wanted: string | undefined) =>
    options
      .filter(({ group }) => group === wanted)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ));
  return (
    <Group {...props} id={attributes.id} error={error}>
      <select className="form-select" {...attributes}>
        {groups.map((group) =>
          group === undefined ? (
            choicesOf(group)
          ) : (
            <optgroup key={group} label={group}>
              {choicesOf(group)}
            </optgroup>
          ),
        )}
      </select>
    </Group>
  );
}

interface Choice {
  value: string;
  label: ReactNode;
}

/**
 * Any number of a list to tick. A group is folded until something in it is ticked.
 * @param choices those that stand before the groups
 */
export function Checkboxes({
  chosen = [],
  choices,
  groups = [],
  ...props
}: FieldProps & {
  chosen?: readonly string[];
  choices: readonly Choice[];
  groups?: readonly { legend: string; choices: readonly Choice[] }[];
}) {
  const { typed } = useContext(Asked);
  const {
    error,
    attributes: { id, name },
  } = useField(props);
  const ticked = typed ? (typed[name] ?? []) : chosen;
  const [first] = [...choices, ...groups.flatMap((group) => group.choices)];
  const boxes = (some: readonly Choice[]) =>
    some.map(({ value, label }) => (
      <Box
        key={value}
        // What is wrong leads to the first.
        id={value === first?.value ? id : `${id}-${value}`}
        name={name}
        value={value}
        label={label}
        checked={ticked.includes(value)}
      />
    ));
  return (
    <FieldSet {...props} className="checkboxes" id={id} error={error}>
      {boxes(choices)}
      {groups
        .filter((group) => group.choices.length > 0)
        .map(({ legend, choices: own }) => (
          <details key={legend} className="folded" open={own.some(({ value }) => ticked.includes(value))}>
            <summary>{legend}</summary>
            <fieldset>
              <legend className="sr-only">{legend}</legend>
              {boxes(own)}
            </fieldset>
          </details>
        ))}
    </FieldSet>
  );
}

/** One of a few, each with what it means. */
export function Radios({
  value,
  options,
  ...props
}: FieldProps & {
  value?: string | null;
  options: readonly { value: string; label: ReactNode; hint?: string }[];
}) {
  const { error, attributes } = useField(props, value ?? undefined);
  const { id, name, defaultValue } = attributes;
  return (
    <FieldSet {...props} id={id} error={error}>
      {options.map((option, index) => (
        <div className="form-group-radio" key={option.value}>
          <input
            className="form-radio"
            type="radio"
            name={name}
            value={option.value}
            // What is wrong with the group leads to its first choice.
            id={index === 0 ? id : `${id}-${option.value}`}
            defaultChecked={defaultValue === option.value}
            aria-describedby={option.hint && `${id}-${option.value}-hint`}
          />
          <label className="form-label" htmlFor={index === 0 ? id : `${id}-${option.value}`}>
            {option.label}
          </label>
          {option.hint && (
            <span className="form-hint choice-hint" id={`${id}-${option.value}-hint`}>
              {option.hint}
            </span>
          )}
        </div>
      ))}
    </FieldSet>
  );
}

/** What belongs to one choice alone: shown while its radio button in the form is chosen, or when something is wrong with it. */
export function OnlyWith({ choice, children }: { choice: WithMore; children: ReactNode }) {
  return <div className={`only-with only-with-${choice}`}>{children}</div>;
}
/** Choices that something belongs to (`_account.scss`). */
type WithMore = "sted" | "kilde" | "tal" | "ord" | "proevehandling";

/** A yes. @param checked unless the form has come back with something else */
export function Checkbox({ name, label, checked = false }: { name: string; label: ReactNode; checked?: boolean }) {
  const { typed } = useContext(Asked);
  const { error, attributes } = useField({ name });
  const { id, "aria-invalid": invalid, "aria-describedby": describedBy } = attributes;
  return (
    <div className={error ? "form-group form-error" : undefined}>
      <HintAndError id={id} error={error} />
      <Box
        id={id}
        name={name}
        value="ja"
        label={label}
        checked={typed ? typed[name] !== undefined : checked}
        invalid={invalid}
        describedBy={describedBy}
      />
    </div>
  );
}

/** One box to tick. */
function Box({
  id,
  name,
  value,
  label,
  checked,
  invalid,
  describedBy,
}: Choice & {
  id: string;
  name: string;
  checked: boolean;
  invalid?: true;
  describedBy?: string;
}) {
  return (
    <div className="form-group-checkbox">
      <input
        className="form-checkbox"
        type="checkbox"
        id={id}
        name={name}
        value={value}
        defaultChecked={checked}
        aria-invalid={invalid}
        aria-describedby={describedBy}
      />
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
    </div>
  );
}

/** The frame of several choices under one question. */
function FieldSet({
  id,
  label,
  hint,
  error,
  className = "",
  children,
}: Omit<FieldProps, "name"> & { id: string; error?: string; className?: string; children: ReactNode }) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset
      className={["form-group", className, error && "form-error"].filter(Boolean).join(" ")}
      aria-describedby={described || undefined}
    >
      <legend className="form-label">{label}</legend>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </fieldset>
  );
}

/** More than this many are found by writing rather than by looking through. */
export const mostChoices = 30;

/**
 * One of a list that may be short or long, or none. A short one is looked through, and the choice is sent as its id; in a long one a part
 * of the name is written, the browser offers those that hold it, and the name is sent: the server knows both.
 * @param chosen the id
 * @param none says what an empty choice means
 */
export function ChoiceField({
  choices,
  chosen,
  none,
  hint,
  ...props
}: Omit<FieldProps, "hint"> & {
  hint?: string;
  choices: readonly { id: string; name: string }[];
  chosen?: string | null;
  none: string;
}) {
  if (choices.length <= mostChoices) {
    const options = choices.map(({ id, name }) => ({ value: id, label: name }));
    return <Select {...props} hint={hint} value={chosen ?? ""} options={[{ value: "", label: none }, ...options]} />;
  }
  return (
    <TextField
      {...props}
      hint={`${hint ? `${hint} ` : ""}Skriv en del af navnet, og vælg. Tomt felt: ${none}.`}
      value={choices.find(({ id }) => id === chosen)?.name}
      suggestions={choices.map(({ name }) => name)}
    />
  );
}

/** Stands in a form that has an address in it: when that is private, it is asked whether it is wanted all the same. */
export function PrivateMailField() {
  const { errors, typed, prefix } = useContext(Asked);
  const { privateMail: warning } = errors;
  const isWanted = typed?.privateMail !== undefined;
  if (!warning && !isWanted) return null;
  const id = `${prefix}privateMail`;
  return (
    <div className={warning ? "form-group form-error" : "form-group"}>
      {warning && (
        <span className="form-error-message" id={`${id}-error`}>
          {warning}
        </span>
      )}
      <div className="form-group-checkbox">
        <input
          className="form-checkbox"
          type="checkbox"
          id={id}
          name="privateMail"
          value="ja"
          defaultChecked={isWanted}
          aria-describedby={warning && `${id}-error`}
        />
        <label className="form-label" htmlFor={id}>
          Brug adressen alligevel
        </label>
      </div>
    </div>
  );
}

/** A question that a form asks only when it has come back with it. @param name the field that the question is asked with */
export function WhenAsked({ name, children }: { name: string; children: ReactNode }) {
  const { errors, typed } = useContext(Asked);
  return errors[name] || typed?.[name] ? children : null;
}

/** Stands at the end of a form whose texts are checked: when something may point to somebody, it can be sent once more as it stands. */
export function KeepWarning() {
  const { errors, prefix } = useContext(Asked);
  if (!errors.keepWarning) return null;
  return (
    <p className="form-actions">
      <button
        className="button button-secondary"
        type="submit"
        name="keepWarning"
        value="ja"
        id={`${prefix}keepWarning`}
      >
        Gem, som det står
      </button>
    </p>
  );
}

/** The button that sends a form. @param beside what stands beside it */
export function Submit({
  children,
  plain,
  small,
  beside,
}: {
  children: ReactNode;
  plain?: boolean;
  small?: boolean;
  beside?: ReactNode;
}) {
  const kind = plain ? "button-secondary" : "button-primary";
  return (
    <p className="form-actions">
      <button className={`button ${kind}${small ? " button-small" : ""}`} type="submit">
        {children}
      </button>
      {beside}
    </p>
  );
}

/** A form that is but a button. @param about what it is about, for those who hear the button without its surroundings */
export function ActionButton({
  about,
  children,
  ...form
}: Which & {
  along?: Readonly<Record<string, string>>;
  about?: string;
  action?: string;
  children: ReactNode;
}) {
  return (
    <IntentForm {...form} className="action-form" failed="Det gik ikke">
      <button className="button button-secondary button-small" type="submit">
        {children}
        {about && <span className="sr-only"> {about}</span>}
      </button>
    </IntentForm>
  );
}

/** Stands at the top of a page: says what was done, from the code in the address, or what is wrong with one of many forms. */
export function Done({ sentences }: { sentences: Readonly<Record<string, string>> }) {
  const code = new URLSearchParams(useLocation().search).get("gjort") ?? "";
  const reply = useReply();
  const [of] = reply?.typed.of ?? [];
  if (reply && of)
    return (
      <WhatIsWrong heading="Det gik ikke" errors={reply.errors} prefix={`${reply.intent}-${reply.typed[of]?.[0]}-`} />
    );
  if (reply || !Object.hasOwn(sentences, code)) return null;
  return (
    <div className="alert alert-success" role="status">
      <div className="alert-body">
        <p className="alert-text">{sentences[code]}</p>
      </div>
    </div>
  );
}
