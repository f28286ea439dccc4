import type { ReactNode } from "react";

/** A label and its value. One without a value is left out. */
export type LabelledFact = readonly [label: string, value: ReactNode];

/** Facts about one thing, each with its label. */
export function Facts({ facts }: { facts: readonly LabelledFact[] }) {
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
