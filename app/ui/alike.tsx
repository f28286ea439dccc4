import type { ReactNode } from "react";

/** What is like the thing that the page is about: cards that each say why. */
export function Alike({ children }: { children: readonly ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="band band-paper no-print" aria-labelledby="ligner">
      <div className="wrap">
        <h2 id="ligner">Ligner dette</h2>
        <div className="cards">{children}</div>
      </div>
    </section>
  );
}
