import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chartLinks } from "#app/charts/chart-links.ts";
import { longDate } from "#app/domain/dates.ts";
import { approveStatus, returnStatus, stopPublication } from "#app/domain/statuses/answer-status.server.ts";
import { takeBackStatus } from "#app/domain/statuses/hand-over-status.server.ts";
import {
  approveStatusInput,
  editionVersionInput,
  returnStatusInput,
  stopPublicationInput,
} from "#app/domain/statuses/input.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { isSecondReader, mayAnswerStatus, mayStopPublication, mayWriteEdition } from "#app/domain/statuses/policy.ts";
import { findingsOfStatus } from "#app/domain/statuses/privacy-of-status.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { chosenOne, listQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { placesInForm } from "#app/http/status-form.server.ts";
import { comparedWithBefore, draftPaper } from "#app/http/status-paper.server.ts";
import { editionAddress, readStatusPart } from "#app/http/status-part.server.ts";
import { Facts } from "#app/ui/facts.tsx";
import { Done, IntentForm, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { joined, momentOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { KeptStatusFindings } from "#app/ui/statuses/keeping/before-sending.tsx";
import { PaperOrChanges, PaperViews } from "#app/ui/statuses/keeping/draft-paper.tsx";
import { statusWritingLinks } from "#app/ui/statuses/status-styles.ts";
import { DemoTag } from "#app/ui/tags.tsx";
import { listUnpublishedInitiatives } from "#db/queries/statuses/keep-form.ts";

const route = "kommuner/:slug/statusser/:id/svar";

export const links = () => [...chartLinks(), ...statusWritingLinks()];

export const loader = guarded(route, async (args) => {
  const { context, subject, request } = args;
  const { sql, viewer } = context;
  const { draft, path } = await readStatusPart(args);
  if (draft.state === "published") throw redirect(`${path}/udgivet`, 303);
  if (draft.state === "draft" || draft.state === "returned") {
    const done = new URL(request.url).searchParams.get("gjort");
    throw redirect(done ? `${path}?gjort=${encodeURIComponent(done)}` : path, 303);
  }
  const compares =
    chosenOne(listQuery(request, ["vis"]), "vis", "visningen", ["papir", "aendret"] as const) === "aendret";
  const paper = await draftPaper(sql, viewer, draft);
  return {
    path,
    compares,
    paper,
    changes: compares ? await comparedWithBefore(sql, viewer, paper) : null,
    places: placesInForm(draft.content),
    findings: findingsOfStatus(draft),
    kept: draft.keptWarnings,
    along: draft.publishAlong ? await listUnpublishedInitiatives(sql, viewer, subject.id) : [],
    state: draft.state,
    version: draft.version,
    submittedBy: draft.submittedBy,
    submittedAt: draft.submittedAt,
    asked: draft.assignedTo?.name ?? null,
    authors: draft.authors.map(({ name }) => name),
    approvers: draft.approvers.map(({ name }) => name),
    publishOn: draft.publishOn,
    answeredBy: draft.answeredBy,
    stoppedBecause: draft.stoppedBecause,
    metOn: draft.content.edition.metOn,
    answers: isSecondReader(viewer, subject) ? "yes" : mayAnswerStatus(viewer, subject) ? "wrote" : "no",
    takesBack: mayWriteEdition(viewer, subject),
    stops: mayStopPublication(viewer, subject),
  };
});

export const action = intents(route, {
  async approve({ context: { sql, viewer }, subject }, sent) {
    const held = [...sent.fields.keys()].flatMap((name) => (name.startsWith("holds-") ? name.slice(6) : []));
    const how = await approveStatus(sql, viewer, subject.id, { ...sent.parse(approveStatusInput), held });
    const path = editionAddress(subject);
    return how === "published" ? taken(`${path}/udgivet`, "udgivet") : taken(`${path}/svar`, "godkendt");
  },
  async return({ context: { sql, viewer }, subject }, sent) {
    await returnStatus(sql, viewer, subject.id, sent.parse(returnStatusInput));
    return taken(editionAddress(subject), "sendt-tilbage");
  },
  async "take-back"({ context: { sql, viewer }, subject }, sent) {
    await takeBackStatus(sql, viewer, subject.id, sent.parse(editionVersionInput));
    return taken(editionAddress(subject), "taget-tilbage");
  },
  async stop({ context: { sql, viewer }, subject }, sent) {
    await stopPublication(sql, viewer, subject.id, sent.parse(stopPublicationInput));
    return taken(`${editionAddress(subject)}/svar`, "stoppet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `${titleOf(args.data)} Status for ${periodName(args.data.paper.head.period)}, ${args.data.paper.head.municipality.name}`,
        description: "En status på vej til at blive udgivet.",
        path: `${args.data.path}/svar`,
        hidden: true,
      })
    : [];

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

const titleOf = ({ state, answers }: Pick<Loaded, "state" | "answers">) =>
  state === "approved" ? "Godkendt, udgives senere." : answers === "yes" ? "Skal den udgives?" : "Venter på svar.";

const done = {
  sendt: "Status er sendt. Den, der skal svare, får en mail.",
  godkendt: "Status er godkendt. Den bliver udgivet af sig selv på dagen.",
  stoppet: "Udgivelsen er stoppet. Status venter på svar igen.",
};

export default function StatusAnswer() {
  const loaded = useLoaderData<typeof loader>();
  const { path, paper, changes, compares, state, answers, authors, approvers } = loaded;
  const { municipality, period, demo, edition } = paper.head;
  return (
    <>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: municipality.name, href: `/kommuner/${municipality.slug}` },
          { label: "Status", href: `/kommuner/${municipality.slug}/statusser` },
          { label: periodName(period) },
        ]}
        tags={demo && <DemoTag />}
        title={titleOf(loaded).replace(/\.$/, "")}
        lead={`Status for ${periodName(period)} fra ${municipality.fullName}.`}
      >
        <Facts
          facts={[
            ["Tallene gælder til", longDate(edition.cutOff)],
            ["Udvalgets møde", edition.metOn && longDate(edition.metOn)],
            [
              "Sendt af",
              loaded.submittedAt &&
                `${loaded.submittedBy ?? "En tidligere medarbejder"}, ${momentOf(loaded.submittedAt)}`,
            ],
            ["Skrevet af", joined(authors)],
            ["Er bedt om at svare", state === "submitted" && (loaded.asked ?? "Alle, der må godkende den")],
            ["Udgives", loaded.publishOn && longDate(loaded.publishOn)],
          ]}
        />
      </PageHead>
      <div className="wrap section review">
        <div className="review-text">
          <Done sentences={done} />
          <PaperViews path={`${path}/svar`} changes={compares} />
          <p className="review-jump">
            <a href="#dit-svar">Gå til svaret</a>
          </p>
          <p className="quiet">Låst, mens den venter. Det, der bliver godkendt, er præcis det, der udgives.</p>
          <article className="paper-body">
            <PaperOrChanges {...{ paper, changes, compares }} />
          </article>
        </div>
        <div className="review-side" id="dit-svar">
          {loaded.stoppedBecause && (
            <div className="words-back">
              <p>
                <strong>Udgivelsen blev stoppet.</strong> {loaded.stoppedBecause}
              </p>
            </div>
          )}
          {loaded.along.length > 0 && (
            <section aria-labelledby="sammen">
              <h2 id="sammen">Udgives sammen med status</h2>
              <ul>
                {loaded.along.map(({ id, title }) => (
                  <li key={id}>{title}</li>
                ))}
              </ul>
            </section>
          )}
          {state === "submitted" && answers === "yes" ? <Answers {...loaded} /> : <WhoAnswers {...loaded} />}
          {state === "approved" && loaded.stops && <Stop {...loaded} />}
          <details className="folded">
            <summary>Hvem kan godkende den?</summary>
            {approvers.length > 0 && (
              <ul>
                {approvers.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            )}
            <p>Den, der har skrevet i status eller sendt den, kan ikke selv godkende den. KL kan heller ikke.</p>
          </details>
          {state === "submitted" && loaded.takesBack && (
            <section aria-labelledby="tag-tilbage">
              <h2 id="tag-tilbage">Skal der rettes noget?</h2>
              <IntentForm
                intent="take-back"
                along={{ version: String(loaded.version) }}
                failed="Status er ikke taget tilbage"
              >
                <p>Tag den tilbage, så I kan skrive videre. Den skal sendes igen bagefter.</p>
                <Submit plain>Tag tilbage</Submit>
              </IntentForm>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

/** Yes, now or on a day, or no with words. */
function Answers({ version, findings, kept, places, metOn }: Loaded) {
  const along = { version: String(version) };
  return (
    <>
      <IntentForm intent="approve" along={along} failed="Status er ikke godkendt endnu">
        <section aria-labelledby="genkendes">
          <h2 id="genkendes">Kan nogen genkendes?</h2>
          <KeptStatusFindings {...{ findings, kept, places }} answers />
        </section>
        <section aria-labelledby="godkend">
          <h2 id="godkend">Godkend</h2>
          <TextField
            name="publishOn"
            label="Hvornår skal den udgives? (kan udelades)"
            hint={
              metOn
                ? `Tomt felt: med det samme. Mødet er ${longDate(metOn)}; dagsordenen er som regel åben nogle dage før.`
                : "Tomt felt: med det samme. Ellers en dag, for eksempel den, hvor dagsordenen bliver åben."
            }
          />
          <Submit>Godkend</Submit>
          <p className="form-hint">
            Når den er udgivet, kan alle læse den. Den kan ikke ændres, men rettes i en ny udgave med en grund.
          </p>
        </section>
      </IntentForm>
      <IntentForm intent="return" along={along} failed="Status er ikke sendt tilbage endnu">
        <section aria-labelledby="send-tilbage">
          <h2 id="send-tilbage">Eller send tilbage</h2>
          <TextArea
            name="words"
            label="Ord til dem, der har skrevet"
            hint="Hvad skal rettes? Skriv uden navne på børn og forældre."
            rows={4}
          />
          <Submit plain>Send tilbage</Submit>
        </section>
      </IntentForm>
    </>
  );
}

/** For one who does not answer: why not, and what the privacy check has found. */
function WhoAnswers({ state, answers, answeredBy, publishOn, findings, kept, places }: Loaded) {
  return (
    <>
      {state === "approved" ? (
        <section aria-labelledby="godkendt">
          <h2 id="godkendt">Godkendt</h2>
          <p>
            {answeredBy ?? "En tidligere medarbejder"} har godkendt den.
            {publishOn && ` Den bliver udgivet ${longDate(publishOn)}.`} Belæg og rettigheder bliver set efter igen den
            dag.
          </p>
        </section>
      ) : (
        answers === "wrote" && (
          <section aria-labelledby="ikke-dig">
            <h2 id="ikke-dig">Du kan ikke godkende den her</h2>
            <p>Du har selv skrevet i status, og den skal ses af en, der ikke har. Du kan godt læse med.</p>
          </section>
        )
      )}
      <section aria-labelledby="genkendes">
        <h2 id="genkendes">Kan nogen genkendes?</h2>
        <KeptStatusFindings {...{ findings, kept, places }} answers={false} />
      </section>
    </>
  );
}

/** Stops what waits for its day. */
function Stop({ version }: Loaded) {
  return (
    <section aria-labelledby="stop">
      <h2 id="stop">Stop udgivelsen</h2>
      <IntentForm intent="stop" along={{ version: String(version) }} failed="Udgivelsen er ikke stoppet">
        <TextArea name="words" label="Hvorfor?" rows={2} hint="Læses af dem, der har skrevet og godkendt." />
        <Submit plain>Stop udgivelsen</Submit>
      </IntentForm>
    </section>
  );
}
