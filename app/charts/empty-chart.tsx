import type { ReactNode } from "react";

/** A chart that is printed without numbers: its frame stands, and nothing is guessed. @param children what is said of it, and the way to it */
export function EmptyChart({
  id,
  title,
  unit,
  level = 3,
  children,
}: {
  id: string;
  title: ReactNode;
  /** Unit, date and caveat in a line: "Opdateret november 2025." */
  unit?: ReactNode;
  level?: 2 | 3 | 4;
  children?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption>
        <Heading className="chart-title" id={id}>
          {title}
        </Heading>
        {unit && <p className="chart-unit">{unit}</p>}
      </figcaption>
      <div className="chart-empty">
        <svg viewBox="0 0 320 110" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <path className="empty-axis" vectorEffect="non-scaling-stroke" d="M1 4v100h318" />
          <path className="empty-line" vectorEffect="non-scaling-stroke" d="M20 70h280" />
        </svg>
        <p>
          Diagrammet står i dokumentet, men tallene er ikke skrevet ved kurven. Vi aflæser dem ikke.
          {children && <> {children}</>}
        </p>
      </div>
    </figure>
  );
}
