import type { ReactNode } from "react";
import { longDate } from "#app/domain/dates.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { outcomes } from "#app/domain/statuses/status-vocabulary.ts";
import type { StatusHead } from "#db/queries/statuses/page.ts";
import { Blank } from "../blank.tsx";
import type { Crumb } from "../breadcrumbs.tsx";
import { Facts } from "../facts.tsx";
import { PageHead } from "../page-frame.tsx";
import { DemoTag, Tag } from "../tags.tsx";

/** The query that opens the invented statuses; empty for the real ones. */
export const demoQuery = (demo: boolean) => (demo ? "?demodata=ja" : "");

/** The address of a status. */
export const statusAddress = ({ municipality, period }: { municipality: { slug: string }; period: string }) =>
  `/kommuner/${municipality.slug}/status/${period}`;

/** The title of a status: "Status for 1. halvår 2026". */
export const statusTitle = (period: string) => `Status for ${periodName(period)}`;

/** Whose words a status is. */
export const statusIsFrom = ({ origin }: Pick<StatusHead, "origin">) =>
  origin === "own" ? "Kommunens egen status" : "Gengivet fra dokument";

/** What stands above a status on a page and on paper, the municipality as its sender. @param draft it is not published */
export function StatusTop({
  head,
  title = statusTitle(head.period),
  trail = [],
  draft = false,
  children,
}: {
  head: StatusHead;
  title?: string;
  /** What stands between the municipality and the page in the trail. */
  trail?: readonly Crumb[];
  draft?: boolean;
  children?: ReactNode;
}) {
  const { municipality, edition, demo, origin, period } = head;
  return (
    <>
      <p className="paper-sender print-only">
        <strong>{municipality.fullName}</strong>
        <span>
          {[draft && "Udkast", demo && "Demodata", origin === "document" && statusIsFrom(head)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: municipality.name, href: `/kommuner/${municipality.slug}` },
          ...trail,
          { label: `Status, ${periodName(period)}` },
        ]}
        tags={
          <>
            {draft && (
              <>
                <Tag tone="stage">Udkast</Tag>{" "}
              </>
            )}
            <Tag tone={origin === "own" ? "municipality" : "document"}>{statusIsFrom(head)}</Tag> {demo && <DemoTag />}
          </>
        }
        title={title}
        lead={
          origin === "own"
            ? `${municipality.fullName}s egne ord om de ti punkter. KL har ikke bedømt dem.`
            : `Gengivet fra et dokument af ${municipality.fullName}. Det, dokumentet ikke siger, er ikke med.`
        }
      >
        <Facts
          facts={[
            ["Tallene gælder til", origin === "own" ? longDate(edition.cutOff) : "se hvert tal"],
            ["Mødet", edition.metOn ? longDate(edition.metOn) : <Blank key="met" kind="not_stated" />],
            ["Udvalg", edition.body ?? <Blank key="body" kind="not_stated" />],
            ["Behandlet", treatedInWords(edition) ?? <Blank key="outcome" kind="not_stated" />],
            [
              "Udgave",
              edition.publishedOn
                ? `${edition.number}, af ${longDate(edition.publishedOn)}${edition.late ? ", efter at perioden var lukket" : ""}`
                : `${edition.number}, ikke udgivet`,
            ],
          ]}
        />
        {edition.passage && (
          <p className="head-source">
            <a href={edition.passage.address}>{edition.passage.title}</a>
          </p>
        )}
        {children}
      </PageHead>
    </>
  );
}

/** What the committee did: "Taget til efterretning, 3. juni 2026, dagsordenens punkt 7". */
function treatedInWords({ outcome, outcomeOn, agendaItem }: StatusHead["edition"]): string | null {
  if (!outcome) return null;
  return [outcomes[outcome], outcomeOn && longDate(outcomeOn), agendaItem && `dagsordenens punkt ${agendaItem}`]
    .filter(Boolean)
    .join(", ");
}

/** What a corrected edition says first: the day and the reason. @param before the edition that it took the place of */
export function CorrectionBox({ edition, before }: { edition: StatusHead["edition"]; before: string | null }) {
  if (edition.kind !== "correction" || !edition.publishedOn) return null;
  return (
    <div className="correction">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path d="M6 26l1.5-6L21 6.5a3 3 0 0 1 4.5 4.5L12 24.5z M18.5 9l4.5 4.5M6 29h20" />
      </svg>
      <p>
        <strong>Rettet {longDate(edition.publishedOn)}</strong> {edition.because}{" "}
        {before && (
          <a className="no-print" href={before}>
            Læs udgaven før rettelsen
          </a>
        )}
      </p>
    </div>
  );
}
