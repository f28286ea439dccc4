import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { warningsAmong } from "#app/domain/cases/privacy-policy.ts";
import { longDate } from "#app/domain/dates.ts";
import { submitStatus } from "#app/domain/statuses/hand-over-status.server.ts";
import { submitStatusInput } from "#app/domain/statuses/input.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { mayPublishAlone, mayPublishAlong } from "#app/domain/statuses/policy.ts";
import { findingsOfStatus } from "#app/domain/statuses/privacy-of-status.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { reasonsIn } from "#app/http/reasons-in.ts";
import { lacksOf, placesInForm } from "#app/http/status-form.server.ts";
import { editionAddress, readStatusPart } from "#app/http/status-part.server.ts";
import { Facts } from "#app/ui/facts.tsx";
import { IntentForm, Radios, Select, Submit } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { MissingList, StatusFindings } from "#app/ui/statuses/keeping/before-sending.tsx";
import { statusWritingLinks } from "#app/ui/statuses/status-styles.ts";
import { DemoTag } from "#app/ui/tags.tsx";
import { listUnpublishedInitiatives } from "#db/queries/statuses/keep-form.ts";

export const links = statusWritingLinks;

const route = "kommuner/:slug/statusser/:id/send";

export const loader = guarded(route, async (args) => {
  const { sql, viewer } = args.context;
  const { draft, path } = await readStatusPart(args);
  if (draft.state === "submitted" || draft.state === "approved") throw redirect(`${path}/svar`, 303);
  if (draft.state === "published") throw redirect(`${path}/udgivet`, 303);
  const along = await listUnpublishedInitiatives(sql, viewer, args.subject.id);
  const me = viewer.person?.id ?? null;
  const findings = findingsOfStatus(draft);
  return {
    path,
    content: draft.content,
    version: draft.version,
    missing: lacksOf(draft).missing,
    places: placesInForm(draft.content),
    findings,
    kept: Object.fromEntries(draft.keptWarnings.map(({ key, reason }) => [key, reason])),
    along,
    letsAlong: mayPublishAlong(viewer, args.subject.municipality),
    approvers: draft.approvers,
    authors: draft.authors.filter(({ id }) => id !== me).map(({ name }) => name),
    asked: draft.assignedTo?.id ?? "",
    alone: draft.alone && mayPublishAlone(viewer, args.subject),
    publishAlong: draft.publishAlong,
    returned: draft.state === "returned" ? draft.answerWords : null,
  };
});

export const action = intents(route, {
  async submit({ context: { sql, viewer }, subject }, sent) {
    const how = await submitStatus(sql, viewer, subject.id, {
      ...sent.parse(submitStatusInput),
      reasons: reasonsIn(sent),
    });
    const path = editionAddress(subject);
    return how === "published" ? taken(`${path}/udgivet`, "udgivet") : taken(`${path}/svar`, "sendt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Send status for ${periodName(args.data.content.period)}: ${args.data.content.municipality.name}`,
        description: "Det sidste, før andre læser status.",
        path: `${args.data.path}/send`,
        hidden: true,
      })
    : [];

export default function StatusSend() {
  const loaded = useLoaderData<typeof loader>();
  const { path, content, version, missing, places, findings, kept, along, letsAlong, approvers, authors, alone } =
    loaded;
  const { municipality, period, edition } = content;
  const publishes = alone && warningsAmong(findings).length === 0;
  const title = publishes ? "Udgiv status" : "Send til godkendelse";
  const isWhole = missing.length === 0;
  return (
    <>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: municipality.name, href: `/kommuner/${municipality.slug}` },
          { label: "Status", href: `/kommuner/${municipality.slug}/statusser` },
          { label: periodName(period), href: path },
          { label: title },
        ]}
        tags={content.demo && <DemoTag />}
        title={`${title}: ${periodName(period)}`}
        lead={
          isWhole
            ? "Se det sidste igennem. Når den er sendt, kan ingen skrive i den, før der er svaret."
            : "Der mangler lidt, før den kan sendes."
        }
      >
        <Facts
          facts={[
            ["Tallene gælder til", longDate(edition.cutOff)],
            ["Udvalgets møde", edition.metOn && longDate(edition.metOn)],
            ["Udvalg", edition.body],
          ]}
        />
      </PageHead>
      <div className="wrap section stack">
        <MissingList path={path} missing={missing} places={places} />
        <p className="row-actions">
          <a href={path}>Tilbage til status</a>
          <a href={`${path}/forhaandsvisning`}>Læs den, som udvalget læser den</a>
        </p>
        {isWhole && (
          <IntentForm
            intent="submit"
            className="form form-narrow"
            along={{ version: String(version) }}
            failed="Status er ikke sendt endnu"
          >
            <StatusFindings findings={findings} kept={kept} path={path} places={places} />
            {along.length > 0 && (
              <section aria-labelledby="sammen">
                <h2 id="sammen" className="small-heading">
                  {along.length === 1 ? "En indsats er ikke udgivet" : `${along.length} indsatser er ikke udgivet`}
                </h2>
                <ul>
                  {along.map(({ id, title: name }) => (
                    <li key={id}>{name}</li>
                  ))}
                </ul>
                {letsAlong ? (
                  <Radios
                    name="publishAlong"
                    label="Hvad skal der ske med det, der ikke er udgivet?"
                    value={loaded.publishAlong ? "ja" : "nej"}
                    options={[
                      {
                        value: "ja",
                        label: "Udgiv det sammen med status",
                        hint: "Alle kan læse det, med milepæle og penge.",
                      },
                      { value: "nej", label: "Lad det stå uden for status", hint: "Status siger ikke noget om det." },
                    ]}
                  />
                ) : (
                  <p className="provenance">
                    Det kommer ikke med i status. Kun koordinatoren kan udgive det sammen med den: bed koordinatoren
                    sende status, hvis det skal med.
                  </p>
                )}
              </section>
            )}
            {!publishes && approvers.length > 0 && (
              <Select
                name="assignedTo"
                label="Hvem skal godkende den?"
                value={loaded.asked}
                hint={
                  authors.length > 0
                    ? `Det skal være en, der ikke selv har skrevet i den. ${authors.join(", ")} kan derfor ikke.`
                    : "Det skal være en, der ikke selv har skrevet i den."
                }
                options={[
                  { value: "", label: "En af dem, der må" },
                  ...approvers.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
            {!publishes && approvers.length === 0 && (
              <p className="provenance">
                <strong>Der er ingen anden, der må godkende den.</strong> Bed koordinatoren give en kollega rollen som
                godkender. Koordinatoren kan også vælge, at ét par øjne er nok i kommunen, på siden{" "}
                <a href={`/kommuner/${municipality.slug}/personer`}>Personer</a>.
              </p>
            )}
            {(publishes || approvers.length > 0) && <Submit>{publishes ? "Udgiv nu" : "Send til godkendelse"}</Submit>}
            <p className="form-hint">
              {publishes
                ? "I jeres kommune er ét par øjne nok, så status bliver udgivet med det samme."
                : "Den, der godkender, får en mail og vælger, om status udgives med det samme eller på en dag. Du kan tage den tilbage imens."}
            </p>
          </IntentForm>
        )}
      </div>
    </>
  );
}
