import type { ReactNode } from "react";
import { IntentForm, Submit } from "./form.tsx";

/** The way from a row of a list to where it is changed. @param name for those who hear the link without its surroundings */
export function RowLink({
  href,
  name,
  part = "ret",
  children = "Ret",
}: {
  href: string;
  name: string;
  /** Where on the page it leads; its heading unless told otherwise. */
  part?: string;
  children?: ReactNode;
}) {
  return (
    <a href={`${href}#${part}`}>
      {children}
      <span className="sr-only"> {name}</span>
    </a>
  );
}

/** One row of a list on a page of its own. @param back the list, with what it is called */
export function OneRow({
  title,
  back,
  children,
}: {
  title: ReactNode;
  back: { href: string; label: string };
  children: ReactNode;
}) {
  return (
    <section aria-labelledby="ret" className="form-narrow one-row">
      <h2 id="ret">{title}</h2>
      {children}
      <p>
        <a href={back.href}>{back.label}</a>
      </p>
    </section>
  );
}

/** Asks before something is done that cannot be taken back: a page that says what follows, and a form that works as any other. */
export function Confirm({
  title,
  back,
  yes,
  fields,
  children,
  ...form
}: {
  title: ReactNode;
  /** The way back without doing it. */
  back: { href: string; label: string };
  /** What the button says; false where it cannot be done. */
  yes: string | false;
  intent: string;
  of: { name: string; value: string };
  along?: Readonly<Record<string, string>>;
  /** What there is to choose before it is done. */
  fields?: ReactNode;
  children: ReactNode;
}) {
  return (
    <OneRow title={title} back={back}>
      {children}
      {yes && (
        <IntentForm {...form}>
          {fields}
          <Submit>{yes}</Submit>
        </IntentForm>
      )}
    </OneRow>
  );
}
