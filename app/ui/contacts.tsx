import type { ReactNode } from "react";
import type { ContactTopic } from "#db/queries/contacts/contact.ts";
import type { ReadableContact } from "#db/queries/contacts/for-readers.ts";
import { DemoTag } from "./tags.tsx";

/** What a contact person can be asked about, in a few words. */
export function topicLabel(topic: ContactTopic): string {
  if (topic.kind === "municipality") return "Kommunens arbejde i det hele";
  return topic.kind === "commitment" ? `Punkt ${topic.number}: ${topic.title}` : topic.title;
}

/** The same of several, as part of a sentence. */
export const topicLabels = (topics: readonly ContactTopic[]): string => topics.map(topicLabel).join("; ");

/** Who to call; nothing where there is nobody. @param show what the page does not already say of each */
export function Contacts({
  contacts,
  total = contacts.length,
  show,
  wide,
  rest,
  children,
}: {
  contacts: readonly ReadableContact[];
  /** How many there are in all. */
  total?: number;
  /** Where the others are, when not all are here. */
  rest?: ReactNode;
  children?: ReactNode;
  show: "topic" | "municipality" | "nothing";
  /** Stands on its own across the page. */
  wide?: boolean;
}) {
  if (contacts.length === 0) return null;
  return (
    <section aria-labelledby="kontaktpersoner" className={wide ? "wrap contacts-wide" : undefined}>
      <h2 id="kontaktpersoner">{total === 1 ? "Kontaktperson" : "Kontaktpersoner"}</h2>
      <ul className="contact-cards">
        {contacts.map(({ id, name, title, email, phone, municipality, topics, demo }) => (
          <li key={id}>
            <strong>{name}</strong>
            {demo && <DemoTag />}
            <p className="quiet">
              {title}
              {show === "municipality" && (
                <>
                  , <a href={`/kommuner/${municipality.slug}`}>{municipality.name}</a>
                </>
              )}
            </p>
            {show === "topic" && (
              <ul className="contact-topics">
                {topics.map((topic) => {
                  const label = topic.kind === "municipality" ? "Kan svare på det meste" : topicLabel(topic);
                  return <li key={label}>{label}</li>;
                })}
              </ul>
            )}
            <p>
              <a href={`mailto:${email}`}>{email}</a>
              {phone && (
                <>
                  <br />
                  <a href={`tel:${phone.replaceAll(" ", "")}`}>{phone}</a>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {total > contacts.length && (
        <p>
          Her er {contacts.length} af {total}. {rest}
        </p>
      )}
      {children}
    </section>
  );
}
