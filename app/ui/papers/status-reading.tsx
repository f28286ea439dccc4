import { useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { longDate } from "#app/domain/dates.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import type { SinceLast } from "#app/papers/since-last.ts";
import type { StatusPage } from "#db/queries/statuses/page.ts";
import { OnPage } from "../ground/on-page.tsx";
import { PageFoot } from "../page-frame.tsx";
import { PaperBody } from "./paper-body.tsx";
import { SinceLastBox } from "./since-last-box.tsx";
import { CorrectionBox, demoQuery, StatusTop, statusAddress, statusIsFrom } from "./status-head.tsx";

/** An edition of a status as its readers see it, and as it is printed. @param since what has changed since the status before; null: not told */
export function StatusReading({
  item,
  since,
  children,
}: {
  item: StatusPage;
  since: SinceLast | null;
  children?: ReactNode;
}) {
  const publicUrl = useRouteLoaderData<{ publicUrl: string }>("root")?.publicUrl ?? "";
  const { edition, editions, municipality, demo, before } = item;
  const [path, query] = [statusAddress(item), demoQuery(demo)];
  const editionAt = (number: number) => `${path}/udgaver/${number}${query}`;
  const newest = editions[0]?.number ?? edition.number;
  const previous = editions.find(({ number }) => number < edition.number);
  const heads = item.blocks.flatMap((block) =>
    block.type === "heading" && block.level === 2 && block.id ? [{ id: block.id, label: block.text }] : [],
  );
  return (
    <article className="paper">
      <StatusTop head={item}>
        {edition.number !== newest && (
          <div className="correction">
            <p>
              <strong>Der er en nyere udgave</strong> Du læser udgave {edition.number}, som den stod.{" "}
              <a href={path + query}>Læs udgave {newest}</a>
            </p>
          </div>
        )}
        <CorrectionBox edition={edition} before={previous ? editionAt(previous.number) : null} />
        <p className="head-actions no-print">
          <button type="button" className="button button-secondary print-button" data-print>
            Print som bilag
          </button>{" "}
          {!demo && <a href={`/kommuner/${municipality.slug}/statusser.atom`}>Følg kommunens statusser (Atom)</a>}
        </p>
      </StatusTop>
      <OnPage sections={[...(since ? [{ id: "siden-sidst", label: "Siden sidst" }] : []), ...heads]} />
      <div className="wrap section paper-body">
        {demo && (
          <p className="provenance provenance-demo">
            <strong>Demodata.</strong> Statussen er opdigtet for at vise, hvad sitet kan. Den er ikke fra{" "}
            {municipality.name}, og kommunen har intet med den at gøre.
          </p>
        )}
        {since && before && (
          <section aria-labelledby="siden-sidst">
            <h2 id="siden-sidst">Siden sidst</h2>
            <SinceLastBox since={since} pins={item.pins} />
            <p className="no-print">
              <a href={`${path}/aendringer${query}`}>Sammenlign hele teksten med {periodName(before.period)}</a>
            </p>
          </section>
        )}
        <PaperBody
          blocks={item.blocks}
          pins={item.pins}
          indicators={item.indicators}
          place={municipality.name}
          cutOff={edition.cutOff}
        />
        {editions.length > 1 && (
          <section aria-labelledby="udgaver" className="no-print">
            <h2 id="udgaver">Alle udgaver</h2>
            <ul className="rows">
              {editions.map(({ number, kind, on }) => (
                <li key={number}>
                  <a href={editionAt(number)}>Udgave {number}</a>
                  <span>
                    {kind === "correction" ? "rettelse, " : ""}
                    {longDate(on)}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className="print-only paper-address">
          Det, statussen hviler på, kan åbnes på {publicUrl}
          {path}
          {query}
        </p>
      </div>
      {children}
      <PageFoot
        path={path + query}
        updated={edition.publishedOn ? longDate(edition.publishedOn) : ""}
        source={edition.passage ? <a href={edition.passage.address}>{edition.passage.title}</a> : statusIsFrom(item)}
        next={[
          { href: `/kommuner/${municipality.slug}`, label: municipality.fullName },
          { href: "/erklaeringer/2025", label: "De ti punkter" },
        ]}
      />
    </article>
  );
}
