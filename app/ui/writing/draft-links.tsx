import type { DraftDetails } from "#db/queries/cases/draft.ts";

/** The ways from a draft to what belongs to it. */
export function DraftLinks({
  draft: { id, state, binnedAt },
}: {
  draft: Pick<DraftDetails, "id" | "state" | "binnedAt">;
}) {
  const ways = [
    state === "submitted" && { href: `/mine-tekster/${id}/svar`, label: "Hvem den venter på, og tag den tilbage" },
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
