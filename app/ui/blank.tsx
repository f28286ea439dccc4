import type { ReactNode } from "react";
import { type BlankKind, blankWords } from "#app/domain/blank-vocabulary.ts";

/** A sign of its own for each kind, in 16 x 16; the lines take their look from what stands around them. */
export const blankSigns: Readonly<Record<BlankKind, ReactNode>> = {
  not_stated: <rect x="2" y="2" width="12" height="12" rx="2" strokeDasharray="2.6 2.4" />,
  missing: <path d="M5 2H2v12h3M11 2h3v12h-3" />,
  not_relevant: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M3.9 12.1l8.2-8.2" />
    </>
  ),
  hidden: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2" />
      <path d="M3 13L13 3M3 8l5-5M8 13l5-5" />
    </>
  ),
  coming: <path d="M2 8h11M9 3.5L13.5 8 9 12.5" />,
  not_comparable: <path d="M2.5 5.8h11M2.5 10.2h11M10.5 1.8l-5 12.4" />,
  dash: <path d="M3 8h10" />,
  empty: <rect x="2" y="2" width="12" height="12" rx="2" />,
  within_frame: (
    <>
      <rect x="2" y="2" width="12" height="12" rx="2" />
      <rect x="5.5" y="5.5" width="5" height="5" />
    </>
  ),
};

/** Where a number would stand and none does: a sign and the word for why. @param children other words for the same */
export function Blank({ kind, children = blankWords[kind] }: { kind: BlankKind; children?: ReactNode }) {
  return (
    <span className="gap">
      <svg className="gap-sign" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {blankSigns[kind]}
      </svg>
      {children}
    </span>
  );
}
