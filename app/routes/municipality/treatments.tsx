import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { changeTreatmentInput, newTreatmentInput, treatmentVersionInput } from "#app/domain/treatments/input.ts";
import { changeTreatment, deleteTreatment, enterTreatment } from "#app/domain/treatments/keep-treatments.server.ts";
import { mayChangeTreatment, mayKeepTreatments } from "#app/domain/treatments/policy.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedWith } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { ChoiceField, Done, IntentForm, KeepWarning, Select, Submit, TextField } from "#app/ui/form.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listDeclarations } from "#db/queries/declarations.ts";
import { listPaperDocuments } from "#db/queries/follow-ups/keep.ts";
import { type KeptTreatment, listKeptTreatments } from "#db/queries/treatments/keep.ts";

const route = "kommuner/:slug/behandlet";
const addressOf = (slug: string) => `/kommuner/${slug}/behandlet`;
/** The pages about one row, by the parameter that opens each. */
const pages = { ret: "change", slet: "delete" } as const;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const [treatments, declarations, documents] = await Promise.all([
    listKeptTreatments(sql, viewer, place.code),
    listDeclarations(sql),
    listPaperDocuments(sql, place.code),
  ]);
  const demo = isDemo(viewer);
  const changeable = treatments.filter((one) => mayChangeTreatment(viewer, one));
  return {
    place,
    doors: doorsOf(viewer, place),
    treatments: treatments.map((one) => ({ ...one, changes: changeable.includes(one) })),
    keeps: mayKeepTreatments(viewer, place.code),
    open: declarations.filter(({ year }) => !treatments.some((one) => one.year === year && one.demo === demo)),
    titles: declarations.map(({ year, title }) => ({ year, title })),
    documents: documents.map(({ id, title }) => ({ id, name: title })),
    one: openedWith(request, pages, changeable, true),
  };
});

export const action = intents(route, {
  async enter({ context: { sql, viewer }, subject: place }, sent) {
    await enterTreatment(sql, viewer, place, sent.parse(newTreatmentInput));
    return taken(addressOf(place.slug), "gemt");
  },
  async change({ context: { sql, viewer }, subject: place }, sent) {
    await changeTreatment(sql, viewer, place, sent.parse(changeTreatmentInput));
    return taken(addressOf(place.slug), "gemt");
  },
  async delete({ context: { sql, viewer }, subject: place }, sent) {
    await deleteTreatment(sql, viewer, place, sent.parse(treatmentVersionInput));
    return taken(addressOf(place.slug), "slettet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Hvor erklæringen er behandlet i ${args.data.place.name}`,
        description: "Hvem der har behandlet erklæringen, og hvornår.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = { gemt: "Det er gemt, og læserne kan se det.", slettet: "Det er slettet." };

export default function KeptTreatments() {
  const { place, doors, treatments, keeps, open, titles, documents, one } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const nameOf = ({ year }: Pick<KeptTreatment, "year">) =>
    titles.find((title) => title.year === year)?.title ?? `Erklæringen ${year}`;
  const back = { href: `${path}#${one?.row.id ?? ""}`, label: "Tilbage til listen" };
  const which = { name: "treatment", value: one?.row.id ?? "" };
  const along = { version: String(one?.row.version ?? "") };
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Behandlet"
      lead="Erklæringen er givet på alle kommuners vegne. Her skriver I, hvor og hvornår I selv har behandlet den."
    >
      <Done sentences={done} />
      {one?.doing === "change" && (
        <OneRow title={`Ret: ${nameOf(one.row)}`} back={back}>
          <IntentForm intent="change" of={which} along={along}>
            <TreatmentForm now={one.row} documents={documents} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "delete" && (
        <Confirm
          title={`Slet: ${nameOf(one.row)}`}
          back={{ ...back, label: "Nej, tilbage til listen" }}
          intent="delete"
          of={which}
          along={along}
          yes="Slet"
        >
          <p>Det forsvinder fra erklæringens og kommunens sider, og det kan ikke fortrydes.</p>
        </Confirm>
      )}
      {!one && (
        <>
          <section>
            <h2>Det, læserne ser</h2>
            {treatments.length === 0 && <p>Her står intet endnu. {!keeps && "Kommunens koordinator skriver det."}</p>}
            <ul className="entries">
              {treatments.map((row) => (
                <li key={row.id} id={row.id}>
                  <h3>
                    {nameOf(row)} {row.demo && <DemoTag />}
                  </h3>
                  <p>
                    Behandlet i {row.body}, {longDate(row.treatedOn)}. {row.document && `Dokument: ${row.document}.`}
                  </p>
                  {row.changes && (
                    <div className="row-actions">
                      <RowLink href={`${path}?ret=${row.id}`} name={nameOf(row)} />
                      <RowLink href={`${path}?slet=${row.id}`} name={nameOf(row)}>
                        Slet
                      </RowLink>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </section>
          {keeps && open.length > 0 && (
            <section>
              <h2 id="ny">Skriv, hvor den er behandlet</h2>
              <IntentForm intent="enter">
                <Select
                  name="year"
                  label="Erklæring"
                  value={String(open[0]?.year ?? "")}
                  options={open.map(({ year, title }) => ({ value: String(year), label: title }))}
                />
                <TreatmentForm documents={documents} />
                <Submit>Gem</Submit>
                <KeepWarning />
              </IntentForm>
            </section>
          )}
        </>
      )}
    </MunicipalityFrame>
  );
}

function TreatmentForm({
  now,
  documents,
}: {
  now?: KeptTreatment;
  documents: readonly { id: string; name: string }[];
}) {
  const held = now?.documentId && now.document ? [{ id: now.documentId, name: now.document }] : [];
  return (
    <>
      <TextField
        name="body"
        label="Behandlet i"
        hint="For eksempel: Byrådet eller Børne- og Skoleudvalget."
        value={now?.body}
      />
      <TextField
        name="treatedOn"
        label="Mødets dato"
        hint="For eksempel 17. juni 2025."
        value={now && longDate(now.treatedOn)}
      />
      <ChoiceField
        name="document"
        label="Dokument (kan udelades)"
        choices={[...documents, ...held.filter(({ id }) => !documents.some((one) => one.id === id))]}
        chosen={now?.documentId}
        none="Intet dokument"
      />
    </>
  );
}
