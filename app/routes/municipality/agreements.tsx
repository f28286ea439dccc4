import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { agreementName } from "#app/domain/budgets/agreement-vocabulary.ts";
import { agreementVersionInput, changeAgreementInput, newAgreementInput } from "#app/domain/budgets/input.ts";
import { addAgreement, changeAgreement, deleteAgreement } from "#app/domain/budgets/keep-agreements.server.ts";
import { mayChangeAgreement } from "#app/domain/budgets/policy.ts";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import { longDate } from "#app/domain/dates.ts";
import { maySave } from "#app/domain/initiatives/policy.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedWith } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { ChoiceField, Done, IntentForm, KeepWarning, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { counted, joined } from "#app/ui/format.ts";
import { type PassageOption, SourceFields } from "#app/ui/keeping/source-fields.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { type KeptAgreement, listKeptAgreements } from "#db/queries/budgets/keep-agreements.ts";

const route = "kommuner/:slug/aftaler";
const addressOf = (slug: string) => `/kommuner/${slug}/aftaler`;
/** The pages about one agreement, by the parameter that opens each. */
const pages = { ret: "change", slet: "delete" } as const;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const [all, passages] = await Promise.all([
    listKeptAgreements(sql, viewer, place.code),
    passageOptions(sql, place.code),
  ]);
  const agreements = all.map((one) => ({ ...one, changes: mayChangeAgreement(viewer, one) }));
  const changeable = agreements.filter(({ changes }) => changes);
  return {
    place,
    doors: doorsOf(viewer, place),
    agreements,
    passages,
    saves: maySave(viewer, place.code),
    demo: isDemo(viewer),
    one: openedWith(request, pages, changeable, true),
  };
});

export const action = intents(route, {
  async add({ context: { sql, viewer }, subject: place }, sent) {
    await addAgreement(sql, viewer, place, sent.parse(newAgreementInput));
    return taken(addressOf(place.slug), "gemt");
  },
  async change({ context: { sql, viewer }, subject: place }, sent) {
    await changeAgreement(sql, viewer, place, sent.parse(changeAgreementInput));
    return taken(addressOf(place.slug), "gemt");
  },
  async delete({ context: { sql, viewer }, subject: place }, sent) {
    await deleteAgreement(sql, viewer, place, sent.parse(agreementVersionInput));
    return taken(addressOf(place.slug), "slettet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Aftaler om budgettet i ${args.data.place.name}`,
        description: "De aftaler, som kommunens beløb hører til.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = { gemt: "Aftalen er gemt.", slettet: "Aftalen er slettet." };

export default function KeptAgreements() {
  const { place, doors, agreements, passages, saves, demo, one } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const back = { href: `${path}#${one?.row.id ?? ""}`, label: "Tilbage til aftalerne" };
  const which = { name: "agreement", value: one?.row.id ?? "" };
  const along = { version: String(one?.row.version ?? "") };
  const named = new Map(agreements.map((agreement) => [agreement.id, agreementName(agreement)]));
  const fields = (now?: KeptAgreement) => (
    <AgreementFields
      now={now}
      others={agreements.filter((other) => other.demo === (now?.demo ?? demo) && other.id !== now?.id)}
      passages={passages}
    />
  );
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Aftaler om budgettet"
      lead="Et budgetforlig har et år og nogle parter. En aftale, der er afløst, bliver stående."
    >
      <Done sentences={done} />
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.row.title}`} back={back}>
          {one.row.isSeen && <p>Læserne ser aftalen ved de beløb, der hører til den.</p>}
          <IntentForm intent="change" of={which} along={along} failed="Aftalen er ikke gemt endnu">
            {fields(one.row)}
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "delete" && (
        <Confirm
          title={`Slet ${one.row.title}`}
          back={{ ...back, label: "Nej, tilbage til aftalerne" }}
          intent="delete"
          of={which}
          along={along}
          yes={one.row.uses === 0 && "Slet"}
        >
          <p>
            {one.row.uses === 0
              ? "Aftalen forsvinder, og det kan ikke fortrydes. Intet beløb hører til den."
              : "Der hører linjer eller aftaler til den, så den kan ikke slettes."}
          </p>
        </Confirm>
      )}
      {!one && (
        <>
          <section>
            <h2>{agreements.length > 0 ? counted(agreements.length, "aftale", "aftaler") : "Ingen aftaler endnu"}</h2>
            <p>Under »Penge« i en indsats vælger I, hvilken aftale en linje hører til.</p>
            <ul className="entries">
              {agreements.map((agreement) => (
                <li key={agreement.id} id={agreement.id}>
                  <h3>
                    {agreementName(agreement)} {agreement.demo && <DemoTag />}
                  </h3>
                  <p className="quiet">
                    {agreement.parties.length > 0 ? `Parter: ${joined(agreement.parties)}.` : "Parter: ikke oplyst."}{" "}
                    {agreement.supersededBy && `Afløst af ${named.get(agreement.supersededBy) ?? "en senere aftale"}. `}
                    {sourceOf(agreement)}{" "}
                    {counted(agreement.uses, "linje, tabel eller aftale", "linjer, tabeller og aftaler")} hører til den.
                  </p>
                  {agreement.changes && (
                    <div className="row-actions">
                      <RowLink href={`${path}?ret=${agreement.id}`} name={agreement.title} />
                      {agreement.uses === 0 && (
                        <RowLink href={`${path}?slet=${agreement.id}`} name={agreement.title}>
                          Slet
                        </RowLink>
                      )}
                    </div>
                  )}
                </li>
              ))}
            </ul>
          </section>
          {saves && (
            <section>
              <h2 id="ny">Ny aftale</h2>
              <IntentForm intent="add" failed="Aftalen er ikke gemt endnu">
                {fields()}
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

function sourceOf({ documentSlug, sourceWords, sourceDated }: KeptAgreement) {
  if (documentSlug) return "Gengivet fra et dokument.";
  return sourceWords && sourceDated ? `Kilde: ${sourceWords}, ${longDate(sourceDated)}.` : "Kommunens egen oplysning.";
}

function AgreementFields({
  now,
  others,
  passages,
}: {
  now?: KeptAgreement;
  others: readonly KeptAgreement[];
  passages: readonly PassageOption[];
}) {
  return (
    <>
      <TextField name="title" label="Aftale" hint="For eksempel: Budgetforlig." value={now?.title} />
      <TextField
        name="agreedYear"
        label="Budgettets år (kan udelades)"
        inputMode="numeric"
        value={now?.year ? String(now.year) : ""}
      />
      <TextArea
        name="parties"
        label="Parter (kan udelades)"
        hint="En på hver linje. Skriv partier, ikke personer."
        rows={4}
        value={now?.parties.join("\n")}
      />
      {others.length > 0 && (
        <ChoiceField
          name="supersededBy"
          label="Er den afløst af en senere aftale?"
          hint="Den gamle bliver stående, men tæller ikke med i summer."
          choices={others.map((other) => ({ id: other.id, name: agreementName(other) }))}
          chosen={now?.supersededBy}
          none="Nej, den gælder"
        />
      )}
      <SourceFields now={now} passages={passages} />
    </>
  );
}
