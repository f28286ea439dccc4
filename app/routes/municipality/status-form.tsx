import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { changeEditionInput, editionVersionInput } from "#app/domain/statuses/input.ts";
import { changeEdition, discardEdition } from "#app/domain/statuses/keep-status.server.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { mayWriteEdition } from "#app/domain/statuses/policy.ts";
import { closeGroup, saveAnswers } from "#app/domain/statuses/save-answers.server.ts";
import { editionStates } from "#app/domain/statuses/status-vocabulary.ts";
import { readSubject } from "#app/domain/statuses/subjects.ts";
import { FormError, formError } from "#app/http/form.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { chosenOne, listQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { answersSent } from "#app/http/status-fields.ts";
import {
  conflictErrors,
  evidenceBySubject,
  lacksBySubject,
  lacksOf,
  placesInForm,
  refusedErrors,
  saveTickedEvidence,
  seenByGroup,
} from "#app/http/status-form.server.ts";
import { editionAddress, readStatusPart } from "#app/http/status-part.server.ts";
import { Done } from "#app/ui/form.tsx";
import { Island } from "#app/ui/island.tsx";
import { Confirm } from "#app/ui/one-row.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { EditionDates } from "#app/ui/statuses/keeping/edition-dates.tsx";
import { answeredInWords } from "#app/ui/statuses/keeping/status-desk.ts";
import { StatusSections } from "#app/ui/statuses/keeping/status-sections.tsx";
import { StatusBar, StatusSide } from "#app/ui/statuses/keeping/status-side.tsx";
import { atLastStatus } from "#app/ui/statuses/keeping/stood-before.ts";
import { statusWritingLinks } from "#app/ui/statuses/status-styles.ts";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { listChosenEvidence, listWritingNow } from "#db/queries/statuses/keep-form.ts";
import { draftPins } from "#db/queries/statuses/keep-pins.ts";

export const links = statusWritingLinks;

const route = "kommuner/:slug/statusser/:id";
const groups = ["initiatives", "parts", "points"] as const;

export const loader = guarded(route, async (args) => {
  const { context, subject, request } = args;
  const { sql, viewer } = context;
  const { draft, path } = await readStatusPart(args);
  if (draft.state === "published") throw redirect(`${path}/udgivet`, 303);
  if (draft.state === "submitted" || draft.state === "approved") throw redirect(`${path}/svar`, 303);
  const query = listQuery(request, ["aabn", "kasser"]);
  const opened = chosenOne(query, "aabn", "afsnittet", ["", ...groups, "people"] as const);
  const { content, previous, versions } = draft;
  const [chosen, pins, writing] = await Promise.all([
    listChosenEvidence(sql, viewer, subject.id),
    draftPins(sql, subject.id),
    listWritingNow(sql, viewer, subject.id),
  ]);
  const { missing, sections } = lacksOf(draft);
  return {
    path,
    content,
    versions,
    state: draft.state,
    version: draft.version,
    returned: draft.state === "returned" ? { by: draft.answeredBy, words: draft.answerWords } : null,
    stoppedBecause: draft.stoppedBecause,
    previous: previous && {
      answers: previous.answers,
      at: atLastStatus(previous, content.edition),
      cutOff: previous.cutOff,
      metOn: previous.metOn,
      number: previous.number,
    },
    sections,
    missing: lacksBySubject(missing),
    evidence: evidenceBySubject(draft, chosen, pins),
    seen: seenByGroup(content, versions),
    writing,
    places: placesInForm(content),
    opened: opened || null,
    discards: query.has("kasser"),
    writes: mayWriteEdition(viewer, subject),
    savedAt: new URL(request.url).searchParams.get("gjort") === "gemt" ? new Date() : null,
  };
});

export const action = intents(route, {
  async save({ context: { sql, viewer }, subject }, sent) {
    const path = editionAddress(subject);
    const group = sent.text("group");
    const { rows, errors } = answersSent(sent);
    const none = { conflicts: [], refused: [] };
    const { conflicts, refused } = rows.length > 0 ? await saveAnswers(sql, viewer, subject.id, rows) : none;
    await saveTickedEvidence(sql, viewer, subject.id, sent);
    const two = conflictErrors(conflicts);
    const wrong = { ...errors, ...refusedErrors(refused), ...two };
    if (Object.keys(wrong).length > 0) {
      const typed = Object.fromEntries(sent.fields);
      const again = Object.keys(errors).filter((name) => sent.fields.has(`two:${name}`));
      const status = conflicts.length > 0 ? 409 : 400;
      throw new FormError(
        data({ intent: "save", errors: wrong, typed, once: [...Object.keys(two), ...again] }, { status }),
      );
    }
    const then = sent.text("then");
    if (readSubject(then)) return redirect(`${path}/belaeg?om=${then}`, 303);
    const closes = groups.find((one) => then === "close" && one === group);
    if (!closes) return redirect(`${path}?gjort=gemt&aabn=${encodeURIComponent(group)}#afsnit-${group}`, 303);
    await closeGroup(sql, viewer, subject.id, closes);
    return redirect(`${path}?gjort=lukket#afsnit-${closes}`, 303);
  },
  async close({ context: { sql, viewer }, subject }, sent) {
    const group = groups.find((one) => one === sent.text("group"));
    if (!group) throw formError(sent, { form: "Vælg et afsnit fra siden." });
    await closeGroup(sql, viewer, subject.id, group);
    return redirect(`${editionAddress(subject)}?gjort=lukket#afsnit-${group}`, 303);
  },
  async dates({ context: { sql, viewer }, subject }, sent) {
    await changeEdition(sql, viewer, subject.id, sent.parse(changeEditionInput));
    return taken(editionAddress(subject), "datoer");
  },
  async discard({ context: { sql, viewer }, subject }, sent) {
    await discardEdition(sql, viewer, subject.id, sent.parse(editionVersionInput));
    return taken(`/kommuner/${subject.slug}/statusser`, "kasseret");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Skriv status for ${periodName(args.data.content.period)}: ${args.data.content.municipality.name}`,
        description: "Kommunens halvårsstatus, mens den skrives.",
        path: args.data.path,
        hidden: true,
      })
    : [];

const done = {
  begyndt: "Status er begyndt. Den er gemt, og du kan gå til og fra.",
  gemt: "Afsnittet er gemt.",
  lukket: "Afsnittet er gemt og lukket. Det kan åbnes igen.",
  datoer: "Datoerne er gemt.",
  rettelse: "Rettelsen er begyndt. Læserne ser den først, når den er godkendt.",
  "sendt-tilbage": "Status er sendt tilbage med dine ord.",
  "taget-tilbage": "Status er taget tilbage. I kan skrive videre.",
};

export default function StatusForm() {
  const loaded = useLoaderData<typeof loader>();
  const { path, content, previous, sections, version } = loaded;
  const { municipality, period, edition } = content;
  const name = `Status for ${periodName(period)}`;
  const isCorrection = edition.kind === "correction";
  const reads = "Sådan står den, mens den bliver skrevet. Den er ikke udgivet endnu.";
  const answered = (
    <span key="answered" data-answered>
      {answeredInWords(sections)}
    </span>
  );
  return (
    <>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: municipality.name, href: `/kommuner/${municipality.slug}` },
          { label: "Status", href: `/kommuner/${municipality.slug}/statusser` },
          { label: periodName(period) },
        ]}
        tags={
          <>
            <Tag tone="stage">{isCorrection ? `Rettelse, udgave ${edition.number}` : editionStates[loaded.state]}</Tag>
            {content.demo && <DemoTag />}
          </>
        }
        title={name}
        lead={
          isCorrection
            ? `${loaded.writes ? "Alt står, som I udgav det." : reads} Grunden til rettelsen: ${edition.because}`
            : !loaded.writes
              ? reads
              : previous
                ? `Det, I udgav sidst, står her allerede. Sig kun, hvad der er anderledes. Det tager cirka en halv time, og du kan gå til og fra.`
                : `Det er jeres første status her. Sig det, I ved nu. Det, I ikke siger noget om, står som ikke vurderet.`
        }
      >
        <EditionDates
          edition={edition}
          version={version}
          changes={loaded.writes}
          more={[["Besvaret", sections.some(({ lines }) => lines > 0) && !isCorrection ? answered : null]]}
        />
      </PageHead>
      {loaded.discards ? (
        <div className="wrap section stack">
          <Confirm
            title="Kassér kladden"
            intent="discard"
            of={{ name: "edition", value: edition.id }}
            along={{ version: String(version) }}
            back={{ href: path, label: "Nej, tilbage til status" }}
            yes={loaded.writes && "Kassér kladden"}
          >
            <p>
              Alt, der er svaret i kladden, bliver slettet, også det, andre har skrevet. Det kan ikke fortrydes. Det,
              der er udgivet før, bliver stående.
            </p>
          </Confirm>
        </div>
      ) : (
        <Desk {...loaded} />
      )}
    </>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

/** The sections with what stands beside them. Only who writes has the script that saves. */
function Desk(loaded: Loaded) {
  const { path, content, previous, sections, writing, places, versions, writes } = loaded;
  const { edition } = content;
  const desk = (
    <div className="wrap status-desk">
      <div className="status-main">
        <Done sentences={done} />
        {loaded.returned && (
          <div className="words-back">
            <p>
              <strong>Sendt tilbage{loaded.returned.by && ` af ${loaded.returned.by}`}.</strong>
            </p>
            {loaded.returned.words && <blockquote>{loaded.returned.words}</blockquote>}
          </div>
        )}
        {loaded.stoppedBecause && (
          <div className="words-back">
            <p>
              <strong>Blev ikke udgivet.</strong> {loaded.stoppedBecause}
            </p>
          </div>
        )}
        {!writes && <p className="provenance">Du kan læse status, men ikke skrive i den.</p>}
        <StatusSections
          content={content}
          sections={sections}
          before={previous}
          missing={new Map(Object.entries(loaded.missing))}
          evidence={loaded.evidence}
          seen={loaded.seen}
          opened={loaded.opened}
          writes={writes}
        />
        {writes && (
          <p className="quiet">
            <a href={`${path}?kasser=ja`}>Kassér kladden</a>
          </p>
        )}
      </div>
      <StatusSide
        {...{ path, sections, writing, places, writes }}
        savedAt={loaded.savedAt}
        comparesWith={
          previous &&
          (edition.kind === "correction"
            ? `udgave ${previous.number}`
            : longDate((previous.metOn ?? previous.cutOff).slice(0, 7)))
        }
      />
    </div>
  );
  if (!writes) return desk;
  return (
    <Island name="status" data={{ path: `${path}/felter`, versions }}>
      {desk}
      <StatusBar path={path} sections={sections} />
    </Island>
  );
}
