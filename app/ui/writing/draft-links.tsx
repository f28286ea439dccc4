import type { DraftDetails } from "#db/queries/cases/draft.ts";

/** The ways from a draft to what belongs to it. @param takesBack the viewer may take it back while it waits */
export function DraftLinks({
  draft: { id, state, binnedAt },
  takesBack,
}: {
  draft: Pick<DraftDetails, "id" | "state" | "binnedAt">;
  takesBack: boolean;
}) {
  const ways = [
    state === "submitted" && {
      href: `/mine-tekster/${id}/svar`,
      label: takesBack ? "Hvem den venter på, og tag den tilbage" : "Hvem den venter på",
    },
    { href: `/mine-tekster/${id}/forhaandsvisning`, label: "Se den som læser: side, telefon, print" },
    { href: `/mine-tekster/${id}/versioner`, label: "Versioner" },
    { href: `/mine-tekster/${id}/skrivere`, label: "Hvem skriver med" },
    state !== "submitted" &&
      (binnedAt
        ? { href: "/mine-tekster/papirkurv", label: "Tag teksten op af papirkurven" }
        : { href: `/mine-tekster/papirkurv?laeg=${id}`, label: "Læg i papirkurven" }),
  ].filter((way) => way !== false);
  return (
    <ul className="draft-links">
      {ways.map(({ href, label }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
