import { type DraftSubject, mayBinDraft, mayTakeBack } from "#app/domain/cases/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { DraftDetails } from "#db/queries/cases/draft.ts";

/** What a viewer may do with a draft beside writing in it. */
export interface DraftWays {
  takesBack: boolean;
  /** Throws away what is written beside what is published. */
  discards: boolean;
  bins: boolean;
}

/** The ways of `DraftLinks` that are open to a viewer. */
export function waysOf(viewer: Viewer, draft: DraftSubject): DraftWays {
  const { everPublished, withdrawn, awaitsApproval } = draft;
  const may = mayBinDraft(viewer, draft);
  return {
    takesBack: mayTakeBack(viewer, draft),
    discards: may && everPublished && !awaitsApproval,
    bins: may && (!everPublished || withdrawn),
  };
}

/** The ways from a draft to what belongs to it. */
export function DraftLinks({
  draft: { id, state, binnedAt },
  ways: { takesBack, discards, bins },
}: {
  draft: Pick<DraftDetails, "id" | "state" | "binnedAt">;
  ways: DraftWays;
}) {
  const isFree = state !== "submitted" && !binnedAt;
  const links = [
    state === "submitted" && {
      href: `/mine-tekster/${id}/svar`,
      label: takesBack ? "Hvem den venter på, og tag den tilbage" : "Hvem den venter på",
    },
    { href: `/mine-tekster/${id}/forhaandsvisning`, label: "Se den som læser: side, telefon, print" },
    { href: `/mine-tekster/${id}/billeder`, label: "Billeder, og hvor længe de må vises" },
    { href: `/mine-tekster/${id}/versioner`, label: "Versioner" },
    { href: `/mine-tekster/${id}/skrivere`, label: "Hvem skriver med" },
    isFree && discards && { href: `/mine-tekster/${id}/udgivet#ret`, label: "Kassér ændringerne" },
    isFree && bins && { href: `/mine-tekster/papirkurv?laeg=${id}`, label: "Læg i papirkurven" },
    binnedAt && bins && { href: "/mine-tekster/papirkurv", label: "Tag teksten op af papirkurven" },
  ].filter((link) => !!link);
  return (
    <ul className="draft-links">
      {links.map(({ href, label }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
