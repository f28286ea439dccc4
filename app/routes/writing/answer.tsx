import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { approveCase, assignCase, returnCase, takeBackCase } from "#app/domain/cases/answer-case.server.ts";
import { audiences } from "#app/domain/cases/audiences.ts";
import { comparableOf } from "#app/domain/cases/comparable.ts";
import { compareTexts } from "#app/domain/cases/compare-versions.ts";
import { answerInput, assignInput, revisionInput } from "#app/domain/cases/input.ts";
import { isSecondPerson, mayAnswerDraft, mayTakeBack, mayWriteDraft } from "#app/domain/cases/policy.ts";
import { findingsIn, numberedFindings } from "#app/domain/cases/privacy-policy.ts";
import { staysHidden } from "#app/domain/cases/reader-vocabulary.ts";
import { asTold, placesAsTold } from "#app/domain/cases/told-in-short.ts";
import { danishDate } from "#app/domain/dates.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { isId } from "#app/domain/id.ts";
import { withShownPictures } from "#app/domain/pictures/shown-pictures.server.ts";
import { contentToHtml } from "#app/editor/content.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { chosenOne } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { CaseSheet } from "#app/ui/case-body.tsx";
import { Facts } from "#app/ui/facts.tsx";
import { Checkbox, Done, Folded, IntentForm, Select, Submit, TextArea, useReply } from "#app/ui/form.tsx";
import { counted, joined, momentOf } from "#app/ui/format.ts";
import { Island } from "#app/ui/island.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { KeptFindings, MarkedWords } from "#app/ui/privacy-findings.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { Comparison } from "#app/ui/writing/comparison.tsx";
import { WordsBack } from "#app/ui/writing/words-back.tsx";
import {
  type Approver,
  findAnswer,
  findLastHandOver,
  findUnpublished,
  type HandOver,
  listApprovers,
  listAuthors,
  listKeptWarnings,
} from "#db/queries/cases/hand-over.ts";
import { findVersion } from "#db/queries/cases/history.ts";
import { listCitations } from "#db/queries/citations.ts";

const route = "mine-tekster/:id/svar";

const views = ["tekst", "aendret", "telefon"] as const;
const viewLabels = { tekst: "Teksten", aendret: "Ændret siden sidst", telefon: "På telefon" };
/** How the version before, which the text is compared with, came to its end. */
const endings = { published: "der blev udgivet", returned: "der blev sendt tilbage", read: "som du læste før" };
const endingCodes = { published: "udgivet", returned: "sendt-tilbage" } as const;

export const loader = guarded(route, async ({ request, context: { sql, viewer, today }, subject }) => {
  const query = new URL(request.url).searchParams;
  const view = chosenOne(query, "vis", "visningen", views);
  const compareWith = chosenOne(query, "med", "versionen", ["", ...Object.values(endingCodes)]);
  const readBefore = query.get("laest") ?? "";
  const [last, version] = await Promise.all([
    findLastHandOver(sql, subject.id),
    findUnpublished(sql, viewer, subject.id, "submitted"),
  ]);
  const shared = {
    id: subject.id,
    last: last ?? null,
    writes: mayWriteDraft(viewer, subject),
    /** The viewer may answer texts, and has not written in this one. */
    isSecond: isSecondPerson(viewer, subject),
    takesBack: mayTakeBack(viewer, subject),
    demo: subject.demo,
  };
  if (!version || !last) return { ...shared, waiting: null };
  const [citations, kept, approvers, authors, compared] = await Promise.all([
    listCitations(sql, "case_citation", version.revisionId),
    listKeptWarnings(sql, subject.id),
    listApprovers(sql, subject.id, last.handedOverBy?.id ?? null),
    listAuthors(sql, subject.id),
    view === "aendret" ? comparedWith(compareWith) : null,
  ]);
  const { content } = version;
  const told = asTold(content, version.hard);
  const findings = numberedFindings(findingsIn({ ...version, namesUnit: version.namesUnit === true }));
  const inContent = findings.filter(({ field }) => field === "content");
  const places = placesAsTold(content, told, inContent);
  const sources = citations.map(({ address }) => address);
  const placed = (found: typeof inContent) =>
    found.flatMap(({ block, ...place }) => (block === null ? [] : { block, ...place }));
  const html = contentToHtml(await withShownPictures(sql, subject.id, told.content), sources, placed(places.inText));
  const hard = told.hard && contentToHtml(told.hard, sources, placed(places.inHard));
  const item = { ...version, hard, hardAt: told.hardAt, content: undefined };
  return {
    ...shared,
    waiting: {
      view,
      compared,
      item,
      html,
      citations,
      kept,
      approvers,
      authors: authors.filter(({ id }) => id !== last.handedOverBy?.id).map(({ name }) => name),
      findings,
      hidden: staysHidden(subject),
      days: daysBetween(danishDate(last.handedOverAt), today),
      /** `wrote`: the viewer may answer texts, but has written in this one. */
      answers: shared.isSecond ? "yes" : mayAnswerDraft(viewer, subject) ? "wrote" : "no",
    },
  };

  /** What has changed since the version before. KL reads the one version that it was handed, and none before it. */
  async function comparedWith(ending: string) {
    if (!last || !shared.writes) return null;
    const read = isId(readBefore) ? await findAnswer(sql, subject.id, readBefore) : undefined;
    const before = read
      ? { number: read.number, because: "read" as const }
      : (last.before.find(({ because }) => endingCodes[because] === ending) ?? last.before[0]);
    if (!before) return null;
    const [older, newer] = await Promise.all(
      [before.number, last.number].map((number) => findVersion(sql, viewer, subject.id, number)),
    );
    if (!older || !newer) return null;
    return { ...before, blocks: compareTexts(comparableOf(older), comparableOf(newer)) };
  }
});

/** @param from and `to`: dates as `YYYY-MM-DD` */
const daysBetween = (from: string, to: string) =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));

export const action = intents(route, {
  async answer({ context: { sql, viewer }, subject }, sent) {
    const given = sent.parse(answerInput);
    if (sent.text("answer") !== "approve") {
      await returnCase(sql, viewer, subject.id, given);
      return mayWriteDraft(viewer, subject)
        ? taken(`/mine-tekster/${subject.id}/svar`, "sendt-tilbage")
        : taken("/mine-tekster", "sendt-tilbage");
    }
    if (sent.text("readBefore") && !sent.text("read"))
      throw new DomainError("Sæt kryds, når du har læst teksten, som den er nu.", 400, "read");
    const how = staysHidden(subject) ? "skjult" : "udgivet";
    const held = [...sent.fields.keys()].flatMap((name) => (name.startsWith("holds-") ? name.slice(6) : []));
    await approveCase(sql, viewer, subject.id, { ...given, held });
    return mayWriteDraft(viewer, subject)
      ? taken(`/mine-tekster/${subject.id}/udgivet`, how)
      : taken("/mine-tekster", how);
  },
  async "take-back"({ context: { sql, viewer }, subject }, sent) {
    await takeBackCase(sql, viewer, subject.id, sent.parse(revisionInput).revision);
    return taken(`/mine-tekster/${subject.id}/svar`, "taget-tilbage");
  },
  async assign({ context: { sql, viewer }, subject }, sent) {
    await assignCase(sql, viewer, subject.id, sent.parse(assignInput));
    return taken(`/mine-tekster/${subject.id}/svar`, "bedt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.waiting?.answers === "yes" ? "Skal den udgives?" : "Svar på teksten",
        description: "En tekst på vej til at blive udgivet.",
        path: `/mine-tekster/${args.data.id}/svar`,
        hidden: true,
      })
    : [];

const done = {
  sendt: "Teksten er sendt. Den, der skal svare, får en mail.",
  "sendt-tilbage": "Teksten er sendt tilbage til forfatterne med dine ord.",
  "taget-tilbage": "Teksten er taget tilbage. I kan skrive videre.",
  bedt: "Den nye godkender får en mail.",
};

/** The list that one who is to answer comes from. */
const queue = { href: "/mine-tekster?vis=svar", label: "Venter på mit svar" };

export default function AnswerPage() {
  const { id, last, waiting, isSecond, writes, takesBack, demo } = useLoaderData<typeof loader>();
  const isRefused = useAnswerBack() !== undefined;
  if (!waiting || !last) return <Answered id={id} last={last} isSecond={isSecond} demo={demo} />;
  const { item, html, citations, answers, days, authors } = waiting;
  const findingsAt = (field: string) => waiting.findings.filter((finding) => finding.field === field);
  const title = answers === "yes" ? "Skal den udgives?" : answers === "wrote" ? "Venter på en anden" : "Venter på svar";
  return (
    <>
      <PageHead
        trail={[answers === "yes" ? queue : { href: "/mine-tekster", label: "Mine tekster" }, { label: item.title }]}
        tags={
          <>
            <Tag tone="case">Eksempel</Tag>
            {item.demo && <DemoTag />}
          </>
        }
        title={title}
        lead={`»${item.title}« fra ${item.unit ? `${item.unit}, ` : ""}${item.municipality.name} Kommune.`}
      >
        <Facts
          facts={[
            ["Har ventet", days === 0 ? "Siden i dag" : counted(days, "dag", "dage")],
            ["Sendt af", `${last.handedOverBy?.name ?? "En tidligere medarbejder"}, ${momentOf(last.handedOverAt)}`],
            ["Skrevet sammen med", joined(authors)],
            ["Bliver læst af", audiences[item.visibility]],
            ["Er bedt om at svare", last.toAssociation ? "KL" : (last.assignedTo?.name ?? "Alle, der må godkende den")],
          ]}
        />
      </PageHead>
      <Answering by={answers === "yes"}>
        <div className="review-text" data-review-text>
          <Done sentences={done} />
          <Views id={id} view={waiting.view} compares={writes && last.before.length > 0} />
          {answers === "yes" && (
            <p className="review-jump" data-without-script>
              <a href="#dit-svar">Gå til dit svar</a>
            </p>
          )}
          <p className="quiet">Låst, mens den venter på svar. Det, der bliver godkendt, er præcis det, der udgives.</p>
          {waiting.view === "aendret" ? (
            <Changes id={id} last={last} compared={waiting.compared} />
          ) : (
            <div className={waiting.view === "telefon" ? "preview-phone" : undefined} data-quotable>
              <CaseSheet
                item={item}
                html={html}
                citations={citations}
                marked={{
                  title: <MarkedWords words={item.title} findings={findingsAt("title")} />,
                  summary: <MarkedWords words={item.summary} findings={findingsAt("summary")} />,
                }}
              />
            </div>
          )}
        </div>
        <div className="review-side">
          {answers === "yes" ? (
            <AnswerForm id={id} last={last} waiting={waiting} compares={writes} />
          ) : (
            <>
              {isRefused && <AnswerNotSent />}
              <Findings id={id} waiting={waiting} />
            </>
          )}
          {answers === "wrote" && (
            <section aria-labelledby="ikke-dig">
              <h2 id="ikke-dig">Du kan ikke godkende den her</h2>
              <p>Du har selv skrevet i teksten, og den skal ses af en, der ikke har. Du kan godt læse med.</p>
            </section>
          )}
          <WhoMay last={last} approvers={waiting.approvers} />
          {writes && <Further last={last} approvers={waiting.approvers} takesBack={takesBack} />}
        </div>
      </Answering>
    </>
  );
}

type Waiting = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["waiting"]>;
/** A hand-over as the page has it. */
type Given = Pick<HandOver, "revisionId" | "assignedTo" | "toAssociation">;

const pathOf = (id: string) => `/mine-tekster/${id}/svar`;

/** The text beside the answer; whoever answers can quote from it. */
function Answering({ by, children }: { by: boolean; children: ReactNode }) {
  const both = <div className="wrap section review">{children}</div>;
  return by ? (
    <Island name="answer" data={null}>
      {both}
    </Island>
  ) : (
    both
  );
}

function Views({ id, view, compares }: { id: string; view: Waiting["view"]; compares: boolean }) {
  const shown = views.filter((one) => one !== "aendret" || compares || one === view);
  return (
    <nav className="sister-menu review-views no-print" aria-label="Sådan ser du teksten">
      <ul>
        {shown.map((one) => (
          <li key={one} className={`review-view-${one}`}>
            <a
              href={one === "tekst" ? pathOf(id) : `${pathOf(id)}?vis=${one}`}
              aria-current={one === view ? "page" : undefined}
            >
              {viewLabels[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Changes({
  id,
  last,
  compared,
}: {
  id: string;
  last: Pick<HandOver, "before" | "number">;
  compared: Waiting["compared"];
}) {
  if (!compared) return <p>Der er ikke en tidligere version, du kan sammenligne med.</p>;
  const other = last.before.find(({ because }) => because !== compared.because);
  return (
    <>
      <p>
        Fra version {compared.number}, {endings[compared.because]}, til version {last.number}, der venter på svar.
        {other && (
          <>
            {" "}
            <a href={`${pathOf(id)}?vis=aendret&med=${endingCodes[other.because]}`}>
              Sammenlign med version {other.number}, {endings[other.because]}
            </a>
            .
          </>
        )}
      </p>
      <div data-quotable>
        <Comparison blocks={compared.blocks} />
      </div>
    </>
  );
}

function Findings({ id, waiting: { findings, kept } }: { id: string; waiting: Pick<Waiting, "findings" | "kept"> }) {
  return (
    <section aria-labelledby="genkendes">
      <h2 id="genkendes">Kan nogen genkendes?</h2>
      <KeptFindings findings={findings} kept={kept} answers={false} sheetPath={pathOf(id)} />
    </section>
  );
}

/** What came back of an answer that was not taken; undefined where none was sent. */
function useAnswerBack() {
  const reply = useReply();
  return reply?.intent === "answer" ? reply : undefined;
}

/** @param compares the viewer may see what has changed since an earlier version */
function AnswerForm({ id, last, waiting, compares }: { id: string; last: Given; waiting: Waiting; compares: boolean }) {
  const { findings, kept, item } = waiting;
  const sent = useAnswerBack()?.typed;
  const [revision] = sent?.revision ?? [];
  const isStale = sent !== undefined && revision !== last.revisionId;
  /** The version that was read and answered before this one took its place; empty when it is the same. */
  const readBefore = sent?.readBefore?.[0] || (isStale && revision) || "";
  return (
    <IntentForm
      intent="answer"
      along={{ revision: last.revisionId, readBefore }}
      failed="Dit svar er ikke sendt"
      // The words stay. What was ticked was about another text.
      keeps={(name) => name === "words" || !isStale}
    >
      {readBefore && compares && (
        <p>
          <a href={`${pathOf(id)}?vis=aendret&laest=${encodeURIComponent(readBefore)}`}>
            Se, hvad der er ændret, siden du læste teksten
          </a>
        </p>
      )}
      <section aria-labelledby="genkendes">
        <h2 id="genkendes">Kan nogen genkendes?</h2>
        <KeptFindings findings={findings} kept={kept} answers sheetPath={pathOf(id)} />
      </section>
      <section aria-labelledby="dit-svar">
        <h2 id="dit-svar">Dit svar</h2>
        <TextArea
          name="words"
          label="Ord til forfatterne"
          hint="Skal skrives, når den sendes tilbage. Skriv uden navne på børn og forældre. Vil du citere et sted, så sæt > forrest på linjen."
          rows={6}
        />
        {readBefore && <Checkbox name="read" label="Jeg har læst teksten, som den er nu" />}
        <p className="form-actions">
          <button className="button button-primary" type="submit" name="answer" value="approve">
            Godkend og udgiv
          </button>
          <button className="button button-secondary" type="submit" name="answer" value="return">
            Send tilbage
          </button>
        </p>
        <p className="form-hint">
          {waiting.hidden ? (
            "Siden er skjult. Siger du ja, ser læserne den nye udgave, når kommunens koordinator eller KL viser siden igen."
          ) : (
            <>
              Siger du ja, kan {audiences[item.visibility].toLowerCase()} læse den med det samme, i{" "}
              {item.unit ? `${item.unit} og ` : ""}
              {item.municipality.name} Kommunes navn.
            </>
          )}
        </p>
      </section>
    </IntentForm>
  );
}

function WhoMay({ last, approvers }: { last: Given; approvers: readonly Approver[] }) {
  return (
    <details className="folded">
      <summary>Hvem kan godkende den?</summary>
      {last.toAssociation && <p>KL's redaktører. De læser denne ene udgave og ikke andet.</p>}
      {approvers.length > 0 && (
        <ul>
          {approvers.map((one) => (
            <li key={one.id}>
              {one.name},{" "}
              {one.unit ? `godkender for ${one.unit}` : one.role === "coordinator" ? "koordinator" : "godkender"}
              {one.id === last.assignedTo?.id && ". Har den nu."}
            </li>
          ))}
        </ul>
      )}
      <p>Den, der har skrevet i teksten eller sendt den, kan ikke selv godkende den.</p>
    </details>
  );
}

/** What can be done but answering: by those who write, and by approvers who leave the answer to another. */
function Further({ last, approvers, takesBack }: { last: Given; approvers: readonly Approver[]; takesBack: boolean }) {
  if (!takesBack && approvers.length === 0) return null;
  return (
    <section aria-labelledby="ellers">
      <h2 id="ellers">{takesBack ? "Til jer, der skriver" : "Skal en anden svare?"}</h2>
      {takesBack && (
        <IntentForm intent="take-back" along={{ revision: last.revisionId }} failed="Teksten er ikke taget tilbage">
          <p>Tager I teksten tilbage, kan I skrive videre og sende den igen.</p>
          <Submit plain>Tag tilbage</Submit>
        </IntentForm>
      )}
      {approvers.length > 0 && (
        <Folded intent="assign" summary="Bed en anden godkende">
          <IntentForm intent="assign" along={{ revision: last.revisionId }} failed="Der er ikke bedt en anden">
            <Select
              name="assignedTo"
              label="Hvem skal svare?"
              value={last.assignedTo?.id ?? ""}
              options={[
                { value: "", label: "En af dem, der må" },
                ...approvers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Submit plain>Bed om svar</Submit>
          </IntentForm>
        </Folded>
      )}
    </section>
  );
}

/** Where there is no form any more: why what was sent was not taken, and the words of it, to be copied. */
function AnswerNotSent() {
  const { errors = {}, typed = {} } = useReply() ?? {};
  const sentences = [...new Set(Object.values(errors))];
  const words = typed.words?.[0]?.trim();
  if (sentences.length === 0) return null;
  return (
    <>
      <div className="alert alert-error" role="alert">
        <div className="alert-body">
          <p className="alert-heading">Dit svar er ikke sendt</p>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      {words && (
        <div className="form-group">
          <label className="form-label" htmlFor="dine-ord">
            Det, du har skrevet
          </label>
          <textarea className="form-input" id="dine-ord" rows={6} readOnly defaultValue={words} />
          <Island name="copy-text" data={{ text: words, label: "Kopiér dine ord", done: "Dine ord er kopieret." }} />
        </div>
      )}
    </>
  );
}

/** The page of a text that does not wait: how the last version was answered, and the way on. */
function Answered({
  id,
  last,
  isSecond,
  demo,
}: {
  id: string;
  last: Pick<HandOver, "answer" | "answeredAt" | "answeredBy" | "words" | "quotes"> | null;
  isSecond: boolean;
  demo: boolean;
}) {
  const isRefused = useReply() !== undefined;
  const who = last?.answeredBy?.name ?? "En anden";
  const title =
    last?.answer === "returned"
      ? "Sendt tilbage"
      : last?.answer === "approved"
        ? "Godkendt og udgivet"
        : last?.answer === "taken_back"
          ? "Taget tilbage"
          : "Ikke sendt endnu";
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: `/mine-tekster/${id}`, label: "Teksten" },
          { label: "Svar" },
        ]}
        tags={demo && <DemoTag />}
        title={title}
        lead={
          last?.answeredAt ? `Af ${who}, ${momentOf(last.answeredAt)}.` : "Teksten venter ikke på svar. Den kan sendes."
        }
      />
      <div className="wrap section stack">
        {isRefused ? <AnswerNotSent /> : <Done sentences={done} />}
        {last && <WordsBack {...last} />}
        <p className="form-actions">
          {last?.answer === "approved" ? (
            <a className="button button-primary" href={`/mine-tekster/${id}/udgivet`}>
              Se det udgivne
            </a>
          ) : isSecond ? (
            <a className="button button-primary" href="/mine-tekster">
              Til mine tekster
            </a>
          ) : (
            <a className="button button-primary" href={`/mine-tekster/${id}`}>
              Skriv videre
            </a>
          )}
        </p>
        {isSecond && last?.answer !== "approved" && (
          <p className="quiet">
            Vil du hellere selv rette? <a href={`/mine-tekster/${id}`}>Skriv med i teksten</a>. Så skal en anden end dig
            svare, når den bliver sendt igen.
          </p>
        )}
      </div>
    </>
  );
}
