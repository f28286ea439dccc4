import type { MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { audiences } from "#app/domain/cases/audiences.ts";
import { frameInWords } from "#app/domain/cases/comparable.ts";
import { submitInput, unsentInput } from "#app/domain/cases/input.ts";
import { findingsIn } from "#app/domain/cases/privacy-policy.ts";
import { staysHidden } from "#app/domain/cases/reader-vocabulary.ts";
import { keepUnsent, submitCase } from "#app/domain/cases/submit-case.server.ts";
import { nameOf, proposedSummary } from "#app/domain/cases/told-in-short.ts";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { codes, settings, stageMeanings, stages } from "#app/domain/vocabulary.ts";
import { isWritable } from "#app/domain/workflow/workflow.ts";
import { withoutEmptySections } from "#app/editor/written.ts";
import { FormError } from "#app/http/form.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { reasonsIn } from "#app/http/reasons-in.ts";
import { refuse } from "#app/http/respond.ts";
import { Checkboxes, IntentForm, Radios, Select, Submit, TextArea, TextField, useReply } from "#app/ui/form.tsx";
import { listed } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { PassFindings } from "#app/ui/privacy-findings.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { findDraft } from "#db/queries/cases/draft.ts";
import {
  findLastHandOver,
  findUnpublished,
  findWorkingRevision,
  listApprovers,
  listAuthors,
  listKeptWarnings,
} from "#db/queries/cases/hand-over.ts";

const route = "mine-tekster/:id/send";

export const loader = guarded(route, async ({ context: { sql, viewer, rooms }, subject }) => {
  if (!isWritable(subject.state)) throw redirect(`/mine-tekster/${subject.id}/svar`, 303);
  // The text's own page says that it lies in the bin.
  if (subject.binned) throw redirect(`/mine-tekster/${subject.id}`, 303);
  const me = viewer.person?.id ?? null;
  const [draft, text, working, approvers, authors, kept, last] = await Promise.all([
    findDraft(sql, viewer, subject.id),
    findUnpublished(sql, viewer, subject.id, "working"),
    findWorkingRevision(sql, subject.id),
    listApprovers(sql, subject.id, me),
    listAuthors(sql, subject.id),
    listKeptWarnings(sql, subject.id),
    findLastHandOver(sql, subject.id),
  ]);
  if (!draft || !text || !working) return refuse(404, "Der er ikke en kladde her.");
  await rooms.flush(working.id);
  const content = (await storedContentOf(sql, working.id)) ?? draft.content;
  return {
    draft,
    name: nameOf({ title: draft.title, content }),
    summary: draft.summary || proposedSummary(content),
    content: withoutEmptySections(content),
    partners: text.partners,
    commitments: text.commitments,
    alone: working.alone,
    hidden: staysHidden(subject),
    approvers,
    authors: authors.filter(({ id }) => id !== me).map(({ name }) => name),
    kept: Object.fromEntries(kept.map(({ key, reason }) => [key, reason])),
    returned: draft.state === "returned" ? (last ?? null) : null,
    /** Who was asked the last time, if the text comes from there and the person may still be asked. */
    asked: (last?.answer !== "approved" && approvers.find(({ id }) => id === last?.assignedTo?.id)?.id) || "",
  };
});

export const action = intents(route, {
  async submit({ context: { sql, viewer, rooms }, subject }, sent) {
    const reasons = reasonsIn(sent);
    const slug = await handOver().catch(async (refused) => {
      if (refused instanceof DomainError || refused instanceof FormError)
        await keepUnsent(sql, viewer, subject.id, { ...sent.parse(unsentInput), reasons });
      throw refused;
    });
    return slug === null
      ? taken(`/mine-tekster/${subject.id}/svar`, "sendt")
      : taken(`/mine-tekster/${subject.id}/udgivet`, staysHidden(subject) ? "skjult" : "udgivet");

    async function handOver() {
      const given = sent.parse(submitInput);
      await rooms.flush(given.revision);
      return submitCase(sql, viewer, subject.id, { ...given, reasons });
    }
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: nextStep(args.data, findingsAsAsked(args.data)).title,
        description: "Det sidste, før andre læser teksten.",
        path: `/mine-tekster/${args.data.draft.id}/send`,
        hidden: true,
      })
    : [];

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;
/** What was typed before the form came back. */
type Typed = Readonly<Record<string, readonly string[]>>;

/** The answer to whether the unit is named: its id, `nej`, or nothing yet. */
const namesUnitAsAsked = ({ draft }: Pick<Loaded, "draft">, typed?: Typed): string =>
  typed?.namesUnit?.[0] ?? (draft.namesUnit === null ? "" : (draft.namesUnit && draft.unitId) || "nej");

/** What the privacy check finds in the text with the fields as they stand in the form. */
const findingsAsAsked = (loaded: Loaded, typed?: Typed) => {
  const { draft, summary, partners, commitments, content } = loaded;
  return findingsIn({
    title: typed?.title?.[0] ?? draft.title,
    summary: typed?.summary?.[0] ?? summary,
    partners,
    commitments,
    content,
    namesUnit: draft.unit !== null && namesUnitAsAsked(loaded, typed) !== "nej",
  });
};

/** What the form brings the text to. Where one pair of eyes is enough, that is its readers, unless a warning is kept. */
function nextStep({ alone, approvers }: Loaded, findings: ReturnType<typeof findingsIn>) {
  const publishes = alone && !findings.some(({ level }) => level === "warning");
  const toAssociation = approvers.length === 0;
  if (publishes) return { publishes, toAssociation, title: "Udgiv teksten", button: "Udgiv nu" };
  const title = toAssociation ? "Send til KL" : "Send til godkendelse";
  return { publishes, toAssociation, title, button: title };
}

export default function Send() {
  const loaded = useLoaderData<typeof loader>();
  const { draft, name, summary, approvers, authors, kept, returned, asked, hidden } = loaded;
  const { typed } = useReply() ?? {};
  /** What is in order has been kept with the draft, unless that is another one by now. */
  const isKept = typed?.revision?.[0] === draft.revisionId;
  const path = `/mine-tekster/${draft.id}`;
  const namesUnit = namesUnitAsAsked(loaded, typed);
  const findings = findingsAsAsked(loaded, typed);
  const { publishes, toAssociation, title, button } = nextStep(loaded, findings);
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: path, label: name },
          { label: publishes ? "Udgiv" : "Send" },
        ]}
        tags={
          <>
            <Tag tone="case">Eksempel</Tag>
            {draft.demo && <DemoTag />}
          </>
        }
        title={title}
        lead="Se det sidste igennem. Meget er udfyldt for dig."
      />
      <div className="wrap section">
        <IntentForm
          intent="submit"
          className="form form-narrow"
          along={{
            revision: draft.revisionId,
            toAssociation: toAssociation ? "ja" : "",
            // Sent again at once after a return, it is no double click.
            after: returned?.revisionId ?? "",
          }}
          failed="Teksten er ikke sendt endnu"
        >
          {isKept && (
            <p>
              Det, du har skrevet her om teksten, er gemt, hvor det er i orden. Du kan roligt rette i teksten og komme
              tilbage.
            </p>
          )}
          {returned && (
            <div className="provenance">
              <p>
                <strong>Sendt tilbage{returned.answeredBy && ` af ${returned.answeredBy.name}`}.</strong>{" "}
                {returned.words}
              </p>
            </div>
          )}
          <TextField name="title" label="Titel" value={draft.title} />
          <TextArea
            name="summary"
            label="Kort fortalt"
            hint={
              draft.summary
                ? "Det første, kolleger læser. Højst 300 tegn."
                : "Det første, kolleger læser. Forslaget er dine egne ord; ret det endelig. Højst 300 tegn."
            }
            rows={4}
            value={summary}
          />
          <Radios
            name="stage"
            label="Hvor langt er I?"
            value={draft.stage}
            options={codes(stages).map((stage) => ({
              value: stage,
              label: stages[stage],
              hint: stageMeanings[stage],
            }))}
          />
          <Checkboxes
            name="settings"
            label="Hvor sker det?"
            chosen={draft.settings}
            choices={codes(settings).map((setting) => ({ value: setting, label: settings[setting] }))}
          />
          {draft.unit && (
            <Radios
              name="namesUnit"
              label="Skal stedets navn stå der?"
              hint="Uden navnet er det sværere at regne ud, hvem et barn er."
              value={namesUnit}
              options={[
                { value: draft.unitId ?? "", label: `Ja, ${draft.unit}` },
                { value: "nej", label: `Nej, kun ${draft.municipality.name} Kommune` },
              ]}
            />
          )}
          <PassFindings findings={findings} kept={kept} textPath={path} />
          <section aria-labelledby="resten">
            <h2 id="resten" className="small-heading">
              Resten, som I har valgt det
            </h2>
            <dl className="rows">
              <div>
                <dt>Må læses af</dt>
                <dd>{audiences[draft.visibility]}</dd>
              </div>
              {Object.entries(frameInWords(draft)).map(
                ([label, words]) =>
                  words && (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{words}</dd>
                    </div>
                  ),
              )}
              {draft.methods.length > 0 && (
                <div>
                  <dt>Metoder</dt>
                  <dd>{listed(draft.methods.map((method) => method.title))}</dd>
                </div>
              )}
              {draft.commitments.length > 0 && (
                <div>
                  <dt>Punkter i erklæringen</dt>
                  <dd>{listed(draft.commitments.map((one) => one.title))}</dd>
                </div>
              )}
            </dl>
            <p>
              <a href={path}>Ret det ved teksten</a>
            </p>
          </section>
          {!publishes && !toAssociation && (
            <Select
              name="assignedTo"
              label="Hvem skal godkende den?"
              value={asked}
              hint={
                authors.length > 0
                  ? `Det skal være en, der ikke selv har skrevet i teksten. ${listedNames(authors)} kan derfor ikke.`
                  : "Du må gerne vælge en anden end din egen leder."
              }
              options={[
                { value: "", label: "En af dem, der må" },
                ...approvers.map(({ id, name, role, unit }) => ({
                  value: id,
                  label: `${name}, ${unit ? `godkender for ${unit}` : role === "coordinator" ? "koordinator" : "godkender for hele kommunen"}`,
                })),
              ]}
            />
          )}
          {!publishes && toAssociation && (
            <p className="provenance">
              <strong>Kommunen har ikke en anden, der må godkende teksten.</strong> KL's redaktører læser derfor denne
              ene udgave og svarer på den. De kan ikke se andre kladder og ikke skrive i teksten.
            </p>
          )}
          <Submit beside={<a href={path}>Tilbage til teksten</a>}>{button}</Submit>
          <p className="form-hint">
            {publishes
              ? hidden
                ? "I jeres kommune er ét par øjne nok. Siden er skjult, så læserne ser først den nye udgave, når kommunens koordinator eller KL viser siden igen."
                : "I jeres kommune er ét par øjne nok, så teksten bliver udgivet med det samme."
              : "Den, der skal svare, får en mail. Ingen kan skrive i teksten imens, men du kan tage den tilbage, når du vil."}
          </p>
        </IntentForm>
      </div>
    </>
  );
}

const listedNames = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} og ${names.length - 3} mere` : names.join(" og ");
