import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeContactInput, contactIdInput, contactInput } from "#app/domain/contacts/input.ts";
import {
  askContactAgain,
  changeContact,
  createContact,
  deleteContact,
} from "#app/domain/contacts/keep-contacts.server.ts";
import { isAmong, topicValue } from "#app/domain/contacts/topic.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import {
  chosenPage,
  listQuery,
  openedRow,
  refuseGoneRow,
  sameList,
  searchedWords,
  withQuery,
} from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { topicLabel, topicLabels } from "#app/ui/contacts.tsx";
import { FindForm } from "#app/ui/find-form.tsx";
import {
  ActionButton,
  Checkboxes,
  Done,
  IntentForm,
  mostChoices,
  PrivateMailField,
  Submit,
  TextField,
} from "#app/ui/form.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { Undeliverable } from "#app/ui/undeliverable.tsx";
import type { ContactTopic } from "#db/queries/contacts/contact.ts";
import { countContacts, findContact, type KeptContact, listContacts } from "#db/queries/contacts/for-keepers.ts";
import { listTopicCases, listTopics, type Topic, type TopicCase } from "#db/queries/contacts/topics.ts";

const route = "kommuner/:slug/kontaktpersoner";
const addressOf = (slug: string) => `/kommuner/${slug}/kontaktpersoner`;
const parameters = ["find", "side"];
const pageSize = 50;
/** So many of the newest cases are suggested while a title is written; the others are found by their title or address. */
const mostSuggested = 300;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const query = listQuery(request, parameters);
  const demo = isDemo(viewer);
  const [topics, cases] = await Promise.all([
    listTopics(sql, viewer),
    listTopicCases(sql, viewer, place.code, { words: "", limit: mostSuggested }),
  ]);
  const shared = { place, doors: doorsOf(viewer, place), query: query.toString(), topics, cases };
  const deleted = openedRow(request, "slet");
  const opened = deleted ?? openedRow(request);
  if (opened !== null) {
    const contact = await findContact(sql, opened);
    if (contact?.municipality.code !== place.code || contact.demo !== demo) return refuseGoneRow();
    return deleted !== null
      ? { ...shared, deleting: contact, changing: null, listing: null }
      : { ...shared, deleting: null, changing: contact, listing: null };
  }
  const words = searchedWords(query, "find");
  const [contacts, count] = await Promise.all([
    listContacts(sql, place.code, { words, demo }, { page: chosenPage(query), pageSize }),
    countContacts(sql, place.code, { demo }),
  ]);
  return { ...shared, deleting: null, changing: null, listing: { words, contacts, count } };
});

export const action = intents(route, {
  async create({ request, context: { sql, viewer, accounts }, subject: place }, sent) {
    await createContact(sql, accounts.letters, viewer, place.code, sent.parse(contactInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "oprettet");
  },
  async change({ request, context: { sql, viewer, accounts }, subject: place }, sent) {
    await changeContact(sql, accounts.letters, viewer, place.code, sent.parse(changeContactInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "rettet");
  },
  async delete({ request, context: { sql, viewer }, subject: place }, sent) {
    await deleteContact(sql, viewer, place.code, sent.parse(contactIdInput).contact);
    return taken(sameList(request, addressOf(place.slug), parameters), "slettet");
  },
  async ask({ request, context: { sql, viewer, accounts, network }, subject: place }, sent) {
    const { contact } = sent.parse(contactIdInput);
    await askContactAgain(sql, accounts, viewer, place.code, { contact, network });
    return taken(sameList(request, addressOf(place.slug), parameters), "spurgt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.deleting
          ? `Slet ${args.data.deleting.name}: kontaktpersoner i ${args.data.place.name}`
          : args.data.changing
            ? `Ret ${args.data.changing.name}: kontaktpersoner i ${args.data.place.name}`
            : listTitle(`Kontaktpersoner i ${args.data.place.name}`, [], args.data.listing?.contacts.page),
        description: "Hvem kolleger i andre kommuner kan ringe til.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  oprettet:
    "Kontaktpersonen er oprettet og har fået en mail. Når der er sagt ja, vises personen dér, hvor det, der kan svares på, kan læses.",
  rettet:
    "Kontaktpersonen er rettet. Er noget af det, der vises, ændret eller lagt til, bliver personen spurgt igen. Er der kun taget noget fra, gælder svaret stadig.",
  slettet: "Kontaktpersonen er slettet.",
  spurgt: "Vi har sendt mailen igen. Linket i den gamle virker ikke mere.",
};

export default function ContactDesk() {
  const { place, doors, query: asked, topics, cases, deleting, changing, listing } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const query = new URLSearchParams(asked);
  const address = (changes: Record<string, string | null> = {}) =>
    withQuery(path, query, { side: query.get("side"), ...changes });
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Kontaktpersoner"
      lead="Hvem kolleger i andre kommuner kan ringe til. Personen siger selv ja, før navnet bliver vist."
    >
      <Done sentences={done} />
      {deleting && (
        <Confirm
          title={`Slet ${deleting.name} som kontaktperson`}
          back={{ href: `${address()}#${deleting.id}`, label: "Nej, tilbage til kontaktpersonerne" }}
          intent="delete"
          of={{ name: "contact", value: deleting.id }}
          yes={`Slet ${deleting.name}`}
        >
          <p>
            {deleting.name} står her som kontaktperson og kan svare på: {topicLabels(deleting.topics)}. Navn,
            mailadresse og telefon slettes, og kolleger i andre kommuner kan ikke længere se dem. Linket i den mail,{" "}
            {deleting.name} har fået, virker ikke mere. Det kan ikke fortrydes: oprettes personen igen, skal der siges
            ja igen.
          </p>
        </Confirm>
      )}
      {changing && (
        <OneRow
          title={`Ret ${changing.name}`}
          back={{ href: `${address()}#${changing.id}`, label: "Tilbage til kontaktpersonerne" }}
        >
          <IntentForm
            intent="change"
            of={{ name: "contact", value: changing.id }}
            failed="Kontaktpersonen er ikke rettet endnu"
          >
            <input type="hidden" name="version" value={changing.version} />
            <ContactFields contact={changing} topics={topics} cases={cases} />
            <Submit>Gem</Submit>
          </IntentForm>
        </OneRow>
      )}
      {listing && (
        <>
          <section>
            <h2>{listing.count > 0 ? "Kontaktpersoner" : "Ingen kontaktpersoner endnu"}</h2>
            {listing.count === 0 && (
              <p>
                Opret den første herunder. Én, der kan svare på det meste eller stille videre, er en god begyndelse.
              </p>
            )}
            {(listing.count > pageSize || listing.words !== "") && (
              <>
                <FindForm
                  label="Find en kontaktperson"
                  hint="Skriv en del af navnet, stillingen eller det, personen kan svare på."
                  words={listing.words}
                  cleared={path}
                  also={{ href: "#opret", label: "Opret en kontaktperson" }}
                />
                <p>
                  {listing.contacts.total > 0
                    ? counted(listing.contacts.total, "kontaktperson", "kontaktpersoner")
                    : "Ingen passer på det, du leder efter."}
                </p>
              </>
            )}
            <ul className="entries">
              {listing.contacts.items.map((contact) => (
                <Row
                  key={contact.id}
                  contact={contact}
                  change={address({ ret: contact.id })}
                  remove={address({ slet: contact.id })}
                />
              ))}
            </ul>
            <Pagination
              page={listing.contacts.page}
              pages={Math.ceil(listing.contacts.total / pageSize)}
              address={(page) => address({ side: page > 1 ? String(page) : null })}
            />
          </section>
          <section>
            <h2 id="opret">Opret en kontaktperson</h2>
            <IntentForm intent="create" failed="Kontaktpersonen er ikke oprettet endnu">
              <ContactFields topics={topics} cases={cases} />
              <Submit>Opret og send mail</Submit>
            </IntentForm>
          </section>
        </>
      )}
    </MunicipalityFrame>
  );
}

function Row({ contact, change, remove }: { contact: KeptContact; change: string; remove: string }) {
  return (
    <li id={contact.id}>
      <h3>
        {contact.name} {contact.demo && <DemoTag />}
      </h3>
      <p className="quiet">
        {contact.title}. {contact.email}
        {contact.phone && `, ${contact.phone}`}. Kan svare på: {topicLabels(contact.topics)}.
      </p>
      <p>{shownWhere(contact)}</p>
      {contact.undeliverable && <Undeliverable why={contact.undeliverable} />}
      <div className="row-actions">
        <RowLink href={change} name={contact.name} />
        {!contact.consentedAt && (
          <ActionButton intent="ask" of={{ name: "contact", value: contact.id }} about={`til ${contact.name}`}>
            Send mailen igen
          </ActionButton>
        )}
        <RowLink href={remove} name={contact.name}>
          Slet
        </RowLink>
      </div>
    </li>
  );
}

/** What a contact person has answered, and who sees it. */
function shownWhere({ consentedAt, topics }: KeptContact): string {
  if (!consentedAt) return "Har ikke svaret endnu og vises ikke.";
  const yes = `Sagde ja ${dateOf(consentedAt)}`;
  const hidden = topics.filter(({ isPublic }) => !isPublic);
  if (hidden.length === topics.length)
    return `${yes}, men vises ikke for alle, for det, personen kan svare på, er ikke offentligt lige nu.`;
  if (hidden.length > 0)
    return `${yes} og vises på de offentlige sider, men ikke med det, der ikke er offentligt lige nu: ${topicLabels(hidden)}.`;
  return `${yes} og vises på de offentlige sider.`;
}

/** So many cases can be written at a time where there are too many to tick. */
const casesToWrite = 3;

function ContactFields({
  contact,
  topics,
  cases,
}: {
  contact?: KeptContact;
  topics: readonly Topic[];
  cases: readonly TopicCase[];
}) {
  // Few cases stand on the list with the rest; of many, those that have been chosen, and further ones are written.
  const isListed = cases.length <= mostChoices;
  const chosen = contact?.topics ?? [];
  const listed = (isListed ? cases : []).map(({ id, title }) => ({ kind: "case", id, title }) as const);
  const caseChoices = [...listed, ...chosen.filter(({ kind }) => kind === "case")]
    .filter((one, place, all) => !isAmong(all.slice(0, place), one))
    .map(choiceOf)
    .sort((a, b) => a.label.localeCompare(b.label, "da"));
  const ofKind = (kind: "commitment" | "method") => {
    const offered = topics.filter(({ value }) => value.startsWith(`${kind}:`));
    // What the person has been asked about may no longer be offered.
    const kept = chosen.filter((one) => one.kind === kind).map(choiceOf);
    return [...offered, ...kept.filter(({ value }) => !offered.some((one) => one.value === value))];
  };
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
      <PrivateMailField />
      <TextField name="phone" label="Telefon (valgfrit)" type="tel" value={contact?.phone ?? ""} />
      <Checkboxes
        name="topic"
        label="Kan svare på"
        hint="Vælg én eller flere ting. Åbn en gruppe for at se, hvad der er i den."
        chosen={chosen.map(topicValue)}
        choices={[choiceOf({ kind: "municipality" })]}
        groups={[
          { legend: "De ti punkter", choices: ofKind("commitment") },
          { legend: "Metoder", choices: ofKind("method") },
          { legend: "Kommunens eksempler", choices: caseChoices },
        ]}
      />
      {!isListed &&
        [...Array(casesToWrite).keys()].map((place) => (
          <TextField
            key={place}
            name="case"
            place={place}
            label={place === 0 ? "Og et eksempel (valgfrit)" : "Og et til (valgfrit)"}
            hint={place === 0 && "Skriv en del af titlen, og vælg, eller indsæt eksemplets adresse."}
            suggestions={[...new Set(cases.map(({ title }) => title))]}
          />
        ))}
    </>
  );
}

const choiceOf = (topic: ContactTopic) => ({ value: topicValue(topic), label: topicLabel(topic) });
