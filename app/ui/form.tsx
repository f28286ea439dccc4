import { useActionData, useLocation } from "@remix-run/react";
import { createContext, type ReactNode, useContext } from "react";
import type { FormReply } from "#app/http/guard.ts";

interface Asked {
  errors: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
  /** Before the names of fields, where a page has the same form several times. */
  prefix: string;
}
const Asked = createContext<Asked>({ errors: {}, typed: {}, prefix: "" });

/** Why the last form that was sent here was not taken, if it was not. */
export const useReply = () => useActionData<FormReply>();

/**
 * A form that posts to its own page, or to `action`, under an intent; when it comes back, it says what is wrong, with what was typed.
 * Several forms of one intent on a page are told apart by `of`, which is sent along.
 */
export function IntentForm({
  intent,
  of,
  action,
  failed = "Det er ikke gemt endnu",
  className = "form",
  children,
}: {
  intent: string;
  of?: { name: string; value: string };
  action?: string;
  /** Heads the list of what is wrong. */
  failed?: string;
  className?: string;
  children: ReactNode;
}) {
  const { pathname, search } = useLocation();
  const reply = useReply();
  const mine = reply?.intent === intent && (!of || reply.typed[of.name] === of.value) ? reply : undefined;
  const prefix = of ? `${intent}-${of.value}-` : `${intent}-`;
  const errors = mine?.errors ?? {};
  return (
    <Asked.Provider value={{ errors, typed: mine?.typed ?? {}, prefix }}>
      <form className={className} method="post" action={action ?? withoutDone(pathname, search)} noValidate>
        <input type="hidden" name="intent" value={intent} />
        {of && <input type="hidden" name={of.name} value={of.value} />}
        {Object.keys(errors).length > 0 && (
          <div className="alert alert-error" role="alert">
            <div className="alert-body">
              <p className="alert-heading">{failed}</p>
              <ul>
                {Object.entries(errors).map(([name, message]) => (
                  <li key={name}>{name === "form" ? message : <a href={`#${prefix}${name}`}>{message}</a>}</li>
                ))}
              </ul>
            </div>
          </div>
        )}
        {children}
      </form>
    </Asked.Provider>
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

function useField({ name, hint }: Pick<FieldProps, "name" | "hint">, value?: string) {
  const { errors, typed, prefix } = useContext(Asked);
  const id = `${prefix}${name}`;
  const described = [hint && `${id}-hint`, errors[name] && `${id}-error`].filter(Boolean).join(" ");
  return {
    error: errors[name],
    attributes: {
      id,
      name,
      defaultValue: typed[name] ?? value,
      "aria-invalid": errors[name] ? (true as const) : undefined,
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
      {children}
    </div>
  );
}

/** One line to write. */
export function TextField({
  value,
  type = "text",
  autoComplete = "off",
  inputMode,
  ...props
}: FieldProps & {
  value?: string;
  type?: "text" | "email" | "password" | "tel";
  autoComplete?: string;
  inputMode?: "numeric";
}) {
  const { error, attributes } = useField(props, value);
  const { defaultValue, ...rest } = attributes;
  return (
    <Group {...props} id={attributes.id} error={error}>
      <input
        className="form-input"
        type={type}
        autoComplete={autoComplete}
        inputMode={inputMode}
        spellCheck={type === "text" ? undefined : false}
        {...rest}
        defaultValue={type === "password" ? undefined : defaultValue}
      />
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
  options,
  ...props
}: FieldProps & { value?: string; options: readonly { value: string; label: string }[] }) {
  const { error, attributes } = useField(props, value);
  return (
    <Group {...props} id={attributes.id} error={error}>
      <select className="form-select" {...attributes}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Group>
  );
}

/** The button that sends a form. */
export function Submit({ children, plain, small }: { children: ReactNode; plain?: boolean; small?: boolean }) {
  const kind = plain ? "button-secondary" : "button-primary";
  return (
    <p className="form-actions">
      <button className={`button ${kind}${small ? " button-small" : ""}`} type="submit">
        {children}
      </button>
    </p>
  );
}

/** A form that is but a button. @param about what it is about, for those who hear the button without its surroundings */
export function ActionButton({
  intent,
  of,
  about,
  action,
  children,
}: {
  intent: string;
  of?: { name: string; value: string };
  about?: string;
  action?: string;
  children: ReactNode;
}) {
  return (
    <IntentForm intent={intent} of={of} action={action} className="action-form" failed="Det gik ikke">
      <button className="button button-secondary button-small" type="submit">
        {children}
        {about && <span className="sr-only"> {about}</span>}
      </button>
    </IntentForm>
  );
}

/** Says what was done, from the code that the address carries. */
export function Done({ sentences }: { sentences: Readonly<Record<string, string>> }) {
  const code = new URLSearchParams(useLocation().search).get("gjort") ?? "";
  const reply = useReply();
  if (reply || !Object.hasOwn(sentences, code)) return null;
  return (
    <div className="alert alert-success" role="status">
      <div className="alert-body">
        <p className="alert-text">{sentences[code]}</p>
      </div>
    </div>
  );
}
