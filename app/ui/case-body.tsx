import type { ReactNode } from "react";
import { longPeriod } from "#app/domain/dates.ts";
import {
  classLevelLabel,
  inSentence,
  type Level,
  levels,
  type Setting,
  type Stage,
  settings,
  stageMeanings,
  stages,
} from "#app/domain/vocabulary.ts";
import type { Citation } from "#db/queries/citations.ts";
import { Facts, type LabelledFact } from "./facts.tsx";
import { joined, mellemforms, phrase } from "./format.ts";
import { type LinkedCommitment, LinkedCommitments } from "./linked-commitments.tsx";
import { Prose } from "./prose.tsx";
import { Sources } from "./sources.tsx";
import { DemoTag, StageTag, Tag } from "./tags.tsx";

/** A case as far as its page shows it, published or not. */
export interface CaseFace {
  title: string;
  summary: string;
  /** What was hard, as HTML made by `contentToHtml`. */
  hard: string | null;
  /** The anchor of the section that goes on where `hard` ends; null when all is told. */
  hardAt: string | null;
  /** Null in a draft where it has not been chosen. */
  stage: Stage | null;
  settings: readonly Setting[];
  levels: readonly Level[];
  mellemformLevels: readonly number[];
  classLevels: readonly number[];
  schoolSize: number | null;
  partners: readonly string[];
  periodFrom: string | null;
  periodTo: string | null;
  /** Null where readers are not told it. */
  unit: string | null;
  municipality: { slug: string; name: string };
  demo: boolean;
  retold: boolean;
  sourceYear: string | null;
  document: { slug: string; title: string } | null;
  methods: readonly { slug: string; title: string }[];
  commitments: readonly LinkedCommitment[];
}

/** The tags above the title of a case: that it is one, how far it is, and whether it is invented. */
export function CaseTags({ item: { stage, demo } }: { item: Pick<CaseFace, "stage" | "demo"> }) {
  return (
    <>
      <Tag tone="case">Eksempel</Tag>
      {stage && <StageTag stage={stage} />}
      {demo && <DemoTag />}
    </>
  );
}

/** The facts of a case; those that are not known are left out. */
export function CaseFacts({ item }: { item: CaseFace }) {
  const { municipality } = item;
  const facts: LabelledFact[] = [
    [
      "Kommune",
      <a key="municipality" href={`/kommuner/${municipality.slug}`}>
        {municipality.name}
      </a>,
    ],
    ["Hvor langt det er", item.stage && `${stages[item.stage]}: ${inSentence(stageMeanings[item.stage])}`],
    ["Kilden er fra", item.sourceYear],
    ["Område", phrase(item.settings.map((setting) => settings[setting]))],
    ["Indsatsniveau", phrase(item.levels.map((level) => levels[level]))],
    ["Mellemform", mellemforms(item.mellemformLevels)],
    ["Klassetrin", item.classLevels.length ? classes(item.classLevels) : null],
    ["Skolens størrelse", item.schoolSize ? `${item.schoolSize} elever` : null],
    ["Enhed", item.unit],
    ["Periode", longPeriod(item.periodFrom, item.periodTo)],
    ["Samarbejdsparter", joined(item.partners)],
  ];
  return <Facts facts={facts} />;
}

function classes(trin: readonly number[]): string {
  const first = trin[0] ?? 0;
  const last = trin[trin.length - 1] ?? 0;
  const whole = trin.length > 2 && last - first === trin.length - 1;
  return whole ? `${classLevelLabel(first)} til ${classLevelLabel(last)}` : joined(trin.map(classLevelLabel));
}

/**
 * A note on whose words a case is told in, its text and its sources.
 * @param html made by `contentToHtml`
 */
export function CaseProse({ item, html, citations }: { item: CaseFace; html: string; citations: readonly Citation[] }) {
  return (
    <>
      <Provenance item={item} />
      {item.hard && (
        <div className="hard-box">
          <p className="hard-label">Det svære</p>
          <Prose html={item.hard} />
          {item.hardAt && (
            <p>
              <a href={`#${item.hardAt}`}>Læs resten om det svære</a>
            </p>
          )}
        </div>
      )}
      <Prose html={html} />
      {citations.length > 0 && (
        <section className="prose" aria-labelledby="kilder">
          <h2 id="kilder">Kilder</h2>
          <Sources citations={citations} />
        </section>
      )}
    </>
  );
}

function Provenance({ item: { demo, municipality, document, retold } }: { item: CaseFace }) {
  if (demo) {
    return (
      <p className="provenance provenance-demo">
        <strong>Demodata.</strong> Eksemplet er opdigtet for at vise, hvad sitet kan. Det er ikke sket i{" "}
        {municipality.name}. Kommunen har intet med det at gøre og har hverken skrevet eller godkendt det. Ligner det et
        virkeligt sted, er det tilfældigt.
      </p>
    );
  }
  const source = document && <a href={`/dokumenter/${document.slug}`}>{document.title}</a>;
  if (retold) {
    return (
      <p className="provenance">
        <strong>Gengivet fra dokument, ikke skrevet af kommunen.</strong> Kilden er {source}. Eksemplet siger kun det,
        dokumentet siger; område og stadie er redaktionens vurdering.
      </p>
    );
  }
  return (
    <p className="provenance">
      <strong>Skrevet af {municipality.name} Kommune.</strong>
      {source && <> Bygger på {source}.</>}
    </p>
  );
}

/** The methods and commitments that a case is linked to. @param children further sections */
export function CaseSide({
  item: { methods, commitments },
  children,
}: {
  item: Pick<CaseFace, "methods" | "commitments">;
  children?: ReactNode;
}) {
  return (
    <>
      {methods.length > 0 && (
        <section>
          <h2>{methods.length === 1 ? "Metoden" : "Metoderne"}</h2>
          <ul>
            {methods.map(({ slug, title }) => (
              <li key={slug}>
                <a href={`/metoder/${slug}`}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {commitments.length > 0 && <LinkedCommitments commitments={commitments} />}
      {children}
    </>
  );
}

/**
 * A case that is not published, as its readers will get it: a sheet on the page of those who write or answer.
 * @param marked title and summary with what is marked in them
 */
export function CaseSheet({
  item,
  html,
  citations,
  marked = item,
}: {
  item: CaseFace;
  html: string;
  citations: readonly Citation[];
  marked?: { title: ReactNode; summary: ReactNode };
}) {
  return (
    <article className="case-sheet" aria-label="Som læserne får det">
      <p className="page-tags">
        <CaseTags item={item} />
      </p>
      <h2 className="case-sheet-title">{item.title ? marked.title : "Uden titel"}</h2>
      {item.summary && <p className="lead">{marked.summary}</p>}
      <CaseFacts item={item} />
      <div className="case-sheet-text">
        <CaseProse item={item} html={html} citations={citations} />
      </div>
      {(item.methods.length > 0 || item.commitments.length > 0) && (
        <div className="reading-side">
          <CaseSide item={item} />
        </div>
      )}
    </article>
  );
}
