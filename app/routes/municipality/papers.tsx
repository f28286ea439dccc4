import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { changePaperInput, newPaperInput, paperVersionInput } from "#app/domain/follow-ups/input.ts";
import { addPaper, changePaper, deletePaper } from "#app/domain/follow-ups/keep-sections.server.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedWith } from "#app/http/list-address.ts";
import { loadMandatePart, mandateOf, mandatePartPages } from "#app/http/mandate-part.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Submit } from "#app/ui/form.tsx";
import { counted } from "#app/ui/format.ts";
import { PaperForm } from "#app/ui/keeping/follow-up-fields.tsx";
import { MandatePartFrame, mandatePartAddress } from "#app/ui/keeping/mandate-parts.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { type KeptPaper, listKeptPapers, listPaperDocuments } from "#db/queries/follow-ups/keep.ts";

const route = "kommuner/:slug/opfoelgning/:id/sager";

export const loader = guarded(route, async ({ request, params: { id }, context, subject: place }) => {
  const shared = await loadMandatePart(context, place, id);
  const { sql, viewer } = context;
  const papers = await listKeptPapers(sql, viewer, shared.mandate.id);
  const documents = shared.changes ? await listPaperDocuments(sql, place.code) : [];
  return { ...shared, papers, documents, one: openedWith(request, mandatePartPages, papers, shared.changes) };
});

export const action = intents(route, {
  async add({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await addPaper(sql, viewer, mandateOf(place, id), sent.parse(newPaperInput));
    return taken(mandatePartAddress(place, id, "sager"), "gemt");
  },
  async change({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await changePaper(sql, viewer, mandateOf(place, id), sent.parse(changePaperInput));
    return taken(mandatePartAddress(place, id, "sager"), "gemt");
  },
  async remove({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await deletePaper(sql, viewer, mandateOf(place, id), sent.parse(paperVersionInput));
    return taken(mandatePartAddress(place, id, "sager"), "fjernet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Sager i ${args.data.mandate.title}: ${args.data.place.name}`,
        description: "Sagerne, som opfølgningen er givet i.",
        path: mandatePartAddress(args.data.place, args.data.mandate.id, "sager"),
        hidden: true,
      })
    : [];

const done = { gemt: "Sagen er gemt.", fjernet: "Sagen er fjernet." };

export default function KeptPapers() {
  const { place, doors, mandate, changes, papers, documents, one } = useLoaderData<typeof loader>();
  const path = mandatePartAddress(place, mandate.id, "sager");
  const back = { href: `${path}#${one?.row.id ?? ""}`, label: "Tilbage til sagerne" };
  const which = { name: "paper", value: one?.row.id ?? "" };
  const along = { version: String(one?.row.version ?? "") };
  return (
    <MandatePartFrame place={place} doors={doors} mandate={mandate} part="sager">
      <Done sentences={done} />
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.row.title}`} back={back}>
          <IntentForm intent="change" of={which} along={along} failed="Sagen er ikke gemt endnu">
            <PaperForm now={one.row} documents={documents} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "remove" && (
        <Confirm
          title={`Fjern ${one.row.title}`}
          back={{ ...back, label: "Nej, tilbage til sagerne" }}
          intent="remove"
          of={which}
          along={along}
          yes="Fjern"
        >
          <p>
            {mandate.publishedAt
              ? "Sagen forsvinder også fra kommunens side, og det kan ikke fortrydes. Dokumentet bliver stående."
              : "Sagen forsvinder, og det kan ikke fortrydes. Dokumentet bliver stående."}
          </p>
        </Confirm>
      )}
      {!one && (
        <>
          <section>
            <h2>{papers.length > 0 ? counted(papers.length, "sag", "sager") : "Ingen sager endnu"}</h2>
            <ol className="entries">
              {papers.map((paper) => (
                <li key={paper.id} id={paper.id}>
                  <h3>{paper.title}</h3>
                  <p className="quiet">{datesOf(paper)}</p>
                  {changes && (
                    <div className="row-actions">
                      <RowLink href={`${path}?ret=${paper.id}`} name={paper.title} />
                      <RowLink href={`${path}?fjern=${paper.id}`} name={paper.title}>
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
              <h2 id="ny">Ny sag</h2>
              <IntentForm intent="add" failed="Sagen er ikke gemt endnu">
                <PaperForm documents={documents} />
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

/** Both dates of a paper. */
const datesOf = ({ datedPrinted, metOn }: Pick<KeptPaper, "datedPrinted" | "metOn">): string =>
  `På forsiden: ${datedPrinted ?? "ikke oplyst"}. Mødet: ${metOn ? longDate(metOn) : "ikke oplyst"}.`;
