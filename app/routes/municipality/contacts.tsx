import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeContactInput, contactIdInput, contactInput } from "#app/domain/contacts/input.ts";
import {
  askContactAgain,
  changeContact,
  createContact,
  deleteContact,
} from "#app/domain/contacts/keep-contacts.server.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { topicLabel } from "#app/ui/contacts.tsx";
import { ActionButton, Done, Folded, IntentForm, Select, Submit, TextField } from "#app/ui/form.tsx";
import { dateOf } from "#app/ui/format.ts";
import { MunicipalityPage } from "#app/ui/municipality-page.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { type KeptContact, listContacts } from "#db/queries/contacts/for-keepers.ts";
import { listTopics } from "#db/queries/contacts/topics.ts";

const route = "kommuner/:slug/kontaktpersoner";
const addressOf = (slug: string) => `/kommuner/${slug}/kontaktpersoner`;

export const loader = guarded(route, async ({ context: { sql, viewer }, subject: place }) => {
  const [contacts, topics] = await Promise.all([listContacts(sql, place.code), listTopics(sql, viewer, place.code)]);
  return { place, doors: doorsOf(viewer, place), contacts, topics };
});

export const action = intents(route, {
  async create({ context: { sql, viewer }, subject: place }, sent) {
    await createContact(sql, viewer, place.code, sent.parse(contactInput));
    return taken(addressOf(place.slug), "oprettet");
  },
  async change({ context: { sql, viewer }, subject: place }, sent) {
    await changeContact(sql, viewer, place.code, sent.parse(changeContactInput));
    return taken(addressOf(place.slug), "rettet");
  },
  async delete({ context: { sql, viewer }, subject: place }, sent) {
    await deleteContact(sql, viewer, place.code, sent.parse(contactIdInput).contact);
    return taken(addressOf(place.slug), "slettet");
  },
  async ask({ context: { sql, viewer, accounts, network }, subject: place }, sent) {
    const { contact } = sent.parse(contactIdInput);
    await askContactAgain(sql, accounts.throttle, viewer, place.code, { contact, network });
    return taken(addressOf(place.slug), "spurgt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Kontaktpersoner i ${args.data.place.name}`,
        description: "Hvem kolleger i andre kommuner kan ringe til.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  oprettet:
    "Kontaktpersonen er oprettet og har fået en mail. Når der er sagt ja, står personen på de offentlige sider.",
  rettet: "Kontaktpersonen er rettet. Er noget af det, der vises, ændret, bliver personen spurgt igen.",
  slettet: "Kontaktpersonen er slettet.",
  spurgt: "Vi har sendt mailen igen. Linket i den gamle virker ikke mere.",
};

export default function Contacts() {
  const { place, doors, contacts, topics } = useLoaderData<typeof loader>();
  return (
    <MunicipalityPage
      place={place}
      doors={doors}
      title="Kontaktpersoner"
      lead="Hvem kolleger i andre kommuner kan ringe til. Personen siger selv ja, før navnet bliver vist."
    >
      <Done sentences={done} />
      <section>
        <h2>{contacts.length > 0 ? "Kontaktpersoner" : "Ingen kontaktpersoner endnu"}</h2>
        {contacts.length === 0 && (
          <p>Opret den første herunder. Én, der kan svare på det meste eller stille videre, er en god begyndelse.</p>
        )}
        <ul className="entries">
          {contacts.map((contact) => (
            <li key={contact.id}>
              <h3>
                {contact.name} {contact.demo && <DemoTag />}
              </h3>
              <p className="quiet">
                {contact.title}. {contact.email}
                {contact.phone && `, ${contact.phone}`}. {topicLabel(contact.topic)}.
              </p>
              <p>
                {contact.consentedAt
                  ? `Sagde ja ${dateOf(contact.consentedAt)} og vises på de offentlige sider.`
                  : "Har ikke svaret endnu og vises ikke."}
              </p>
              <div className="row-actions">
                <Folded
                  summary={
                    <>
                      Ret<span className="sr-only"> {contact.name}</span>
                    </>
                  }
                  intent="change"
                  of={{ name: "contact", value: contact.id }}
                >
                  <IntentForm
                    intent="change"
                    of={{ name: "contact", value: contact.id }}
                    failed="Kontaktpersonen er ikke rettet endnu"
                  >
                    <input type="hidden" name="version" value={contact.version} />
                    <ContactFields contact={contact} topics={topics} />
                    <Submit plain>Gem</Submit>
                  </IntentForm>
                </Folded>
                {!contact.consentedAt && (
                  <ActionButton intent="ask" of={{ name: "contact", value: contact.id }} about={`til ${contact.name}`}>
                    Send mailen igen
                  </ActionButton>
                )}
                <ActionButton intent="delete" of={{ name: "contact", value: contact.id }} about={contact.name}>
                  Slet
                </ActionButton>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Opret en kontaktperson</h2>
        <IntentForm intent="create" failed="Kontaktpersonen er ikke oprettet endnu">
          <ContactFields topics={topics} />
          <Submit>Opret og send mail</Submit>
        </IntentForm>
      </section>
    </MunicipalityPage>
  );
}

function ContactFields({
  contact,
  topics,
}: {
  contact?: KeptContact;
  topics: readonly { value: string; label: string }[];
}) {
  // What it is about may no longer be offered.
  const topic = contact?.topic;
  const kept =
    topic && !topics.some(({ value }) => value === topicValue(topic))
      ? [{ value: topicValue(topic), label: topicLabel(topic) }]
      : [];
  return (
    <>
      <TextField name="name" label="Navn" value={contact?.name} />
      <TextField
        name="title"
        label="Stilling"
        value={contact?.title}
        hint="For eksempel inklusionskonsulent eller skoleleder."
      />
      <TextField name="email" label="Mailadresse" type="email" value={contact?.email} />
      <TextField name="phone" label="Telefon (valgfrit)" type="tel" value={contact?.phone ?? ""} />
      <Select
        name="topic"
        label="Kan svare på"
        value={topic ? topicValue(topic) : ""}
        options={[{ value: "", label: "Kommunens arbejde i det hele" }, ...kept, ...topics]}
      />
    </>
  );
}

const topicValue = (topic: NonNullable<KeptContact["topic"]>) =>
  topic.kind === "commitment" ? `commitment:${topic.year}-${topic.number}` : `${topic.kind}:${topic.id}`;
