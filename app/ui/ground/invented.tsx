import type { ReactNode } from "react";
import { DemoTag } from "../tags.tsx";

/** What is invented, under a heading that says so. @param what "indsatser", "tal" */
export function Invented({
  id,
  what,
  place,
  children,
}: {
  id: string;
  what: string;
  place: string;
  children: ReactNode;
}) {
  return (
    <section className="invented" aria-labelledby={id}>
      <h3 id={id}>
        Opdigtede {what} <DemoTag />
      </h3>
      <p>De viser, hvad sitet kan, og er ikke fra {place}. Kommunen har intet med dem at gøre.</p>
      {children}
    </section>
  );
}
