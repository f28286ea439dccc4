import type { WritingNow } from "#db/queries/statuses/keep-form.ts";
import { timeOf } from "../../format.ts";
import { type DeskSection, missingHeading, saidBeside } from "./status-desk.ts";
import { SectionSign } from "./status-sections.tsx";

/** Beside the form: what is saved, which sections are missing something, the ways on, and who else writes. */
export function StatusSide({
  path,
  sections,
  writing,
  savedAt,
  comparesWith,
  places,
  writes,
}: {
  path: string;
  sections: readonly DeskSection[];
  writing: readonly WritingNow[];
  savedAt: Date | null;
  /** When the status before was, as "juni 2026", or which edition: "udgave 1"; null where there is none. */
  comparesWith: string | null;
  /** What each subject is called, for who writes where. */
  places: Readonly<Record<string, string>>;
  /** The viewer writes in the status; otherwise it is only read. */
  writes: boolean;
}) {
  return (
    <aside className="status-side" aria-label={writes ? "Før du sender" : "Sådan står status"}>
      {writes && (
        <p className="status-saved" role="status" data-saved>
          {savedAt
            ? `Gemt kl. ${timeOf(savedAt)}. Du kan lukke siden.`
            : "Husk at gemme hvert afsnit, før du går videre."}
        </p>
      )}
      <section>
        <h2 data-missing-heading>{missingHeading(sections)}</h2>
        <ol>
          {sections.map((section) => (
            <li key={section.group} data-beside={section.group} data-lacks={section.said ? "" : undefined}>
              <SectionSign done={section.said === ""} />
              <span>
                <a href={`#afsnit-${section.group}`}>{section.title}</a>
                <small>{saidBeside(section)}</small>
              </span>
            </li>
          ))}
        </ol>
        {writes && (
          <>
            <p>
              <a className="button button-secondary" href={`${path}/send`}>
                Se det sidste igennem og send
              </a>
            </p>
            <p className="quiet">
              Persondatatjekket kører, når du sender. Den, der godkender, vælger, hvornår status udgives.
            </p>
          </>
        )}
      </section>
      <section>
        <h2>Se den undervejs</h2>
        <ul>
          <li>
            <a href={`${path}/forhaandsvisning`}>Som udvalget læser den</a>
          </li>
          {comparesWith && (
            <li>
              <a href={`${path}/forhaandsvisning?vis=aendret`}>Sammenlignet med {comparesWith}</a>
            </li>
          )}
        </ul>
      </section>
      <section data-writing hidden={writing.length === 0 || undefined}>
        <h2>Lige nu</h2>
        <ul data-writing-list>
          {writing.map(({ name, subject }) => (
            <li key={name}>
              {name} skriver i {places[subject] ?? "status"}.
            </li>
          ))}
        </ul>
        {writes && <p className="quiet">Skriver I i samme felt, får den sidste begge tekster at se.</p>}
      </section>
    </aside>
  );
}

/** On a phone, at the foot of the window: whether it is saved, and what is missing. */
export function StatusBar({ path, sections }: { path: string; sections: readonly DeskSection[] }) {
  const isWhole = sections.every(({ said }) => said === "");
  return (
    <div className="status-bar no-print">
      <span data-saved-bar>Gem hvert afsnit</span>
      <a
        href={isWhole ? `${path}/send` : `#afsnit-${sections.find(({ said }) => said !== "")?.group}`}
        data-missing-bar
      >
        {missingHeading(sections)}
      </a>
    </div>
  );
}
