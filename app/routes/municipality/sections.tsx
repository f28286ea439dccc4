import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { months } from "#app/domain/dates.ts";
import { changeSectionInput, newSectionInput, sectionVersionInput } from "#app/domain/follow-ups/input.ts";
import { addSection, changeSection, deleteSection } from "#app/domain/follow-ups/keep-sections.server.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedWith } from "#app/http/list-address.ts";
import { loadMandatePart, mandateOf, mandatePartPages } from "#app/http/mandate-part.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Submit } from "#app/ui/form.tsx";
import { counted, joined } from "#app/ui/format.ts";
import { OrderField, partBefore, SectionForm } from "#app/ui/keeping/follow-up-fields.tsx";
import { MandatePartFrame, mandatePartAddress } from "#app/ui/keeping/mandate-parts.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { listKeptSections, listSectionIndicators } from "#db/queries/follow-ups/keep.ts";

const route = "kommuner/:slug/opfoelgning/:id/afsnit";

export const loader = guarded(route, async ({ request, params: { id }, context, subject: place }) => {
  const shared = await loadMandatePart(context, place, id);
  const { sql, viewer } = context;
  const sections = await listKeptSections(sql, viewer, shared.mandate.id);
  const indicators = shared.changes ? await listSectionIndicators(sql, place.code) : [];
  return { ...shared, sections, indicators, one: openedWith(request, mandatePartPages, sections, shared.changes) };
});

export const action = intents(route, {
  async add({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await addSection(sql, viewer, mandateOf(place, id), sent.parse(newSectionInput));
    return taken(mandatePartAddress(place, id, "afsnit"), "gemt");
  },
  async change({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await changeSection(sql, viewer, mandateOf(place, id), sent.parse(changeSectionInput));
    return taken(mandatePartAddress(place, id, "afsnit"), "gemt");
  },
  async remove({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await deleteSection(sql, viewer, mandateOf(place, id), sent.parse(sectionVersionInput));
    return taken(mandatePartAddress(place, id, "afsnit"), "fjernet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Afsnit i ${args.data.mandate.title}: ${args.data.place.name}`,
        description: "Opfølgningens faste afsnit.",
        path: mandatePartAddress(args.data.place, args.data.mandate.id, "afsnit"),
        hidden: true,
      })
    : [];

const done = { gemt: "Afsnittet er gemt.", fjernet: "Afsnittet er fjernet." };

export default function KeptSections() {
  const { place, doors, mandate, changes, passages, sections, indicators, one } = useLoaderData<typeof loader>();
  const path = mandatePartAddress(place, mandate.id, "afsnit");
  const back = { href: `${path}#${one?.row.id ?? ""}`, label: "Tilbage til afsnittene" };
  const which = { name: "section", value: one?.row.id ?? "" };
  const version = String(one?.row.version ?? "");
  return (
    <MandatePartFrame place={place} doors={doors} mandate={mandate} part="afsnit">
      <Done sentences={done} />
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.row.title}`} back={back}>
          <IntentForm
            intent="change"
            of={which}
            along={{ version, wasAfter: partBefore(one.row.id, sections) }}
            failed="Afsnittet er ikke gemt endnu"
          >
            <SectionForm now={one.row} indicators={indicators} passages={passages} />
            <OrderField id={one.row.id} others={sections.map(({ id, title }) => ({ id, name: title }))} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "remove" && (
        <Confirm
          title={`Fjern ${one.row.title}`}
          back={{ ...back, label: "Nej, tilbage til afsnittene" }}
          intent="remove"
          of={which}
          along={{ version }}
          yes="Fjern"
        >
          <p>
            {mandate.publishedAt
              ? "Afsnittet forsvinder også fra kommunens side, og det kan ikke fortrydes."
              : "Afsnittet forsvinder, og det kan ikke fortrydes."}
          </p>
        </Confirm>
      )}
      {!one && (
        <>
          <section>
            <h2>{sections.length > 0 ? counted(sections.length, "afsnit", "afsnit") : "Ingen afsnit endnu"}</h2>
            <ol className="entries">
              {sections.map((section) => (
                <li key={section.id} id={section.id}>
                  <h3>{section.title}</h3>
                  <p className="quiet">
                    {section.dueMonths.length > 0
                      ? `Med i ${joined(section.dueMonths.map((month) => months[month - 1] ?? ""))}.`
                      : "Med hver gang."}
                    {section.duePrinted && ` »${section.duePrinted}«`}
                  </p>
                  {changes && (
                    <div className="row-actions">
                      <RowLink href={`${path}?ret=${section.id}`} name={section.title} />
                      <RowLink href={`${path}?fjern=${section.id}`} name={section.title}>
                        Fjern
                      </RowLink>
                    </div>
                  )}
                </li>
              ))}
            </ol>
          </section>
          {changes && (
            <section>
              <h2 id="ny">Nyt afsnit</h2>
              <IntentForm intent="add" failed="Afsnittet er ikke gemt endnu">
                <SectionForm indicators={indicators} passages={passages} />
                <Submit>Gem</Submit>
                <KeepWarning />
              </IntentForm>
            </section>
          )}
        </>
      )}
    </MandatePartFrame>
  );
}
