import type { ReactNode } from "react";

/** The first of a list, and the rest folded under words that say how many they are; on paper all of it stands. */
export function FirstOf<T>({
  all,
  most,
  rest,
  show,
}: {
  all: readonly T[];
  most: number;
  rest: (count: number) => string;
  show: (some: readonly T[]) => ReactNode;
}) {
  // Nothing is gained by folding one away.
  const open = all.length <= most + 1 ? all.length : most;
  return (
    <>
      {show(all.slice(0, open))}
      {open < all.length && (
        <details className="folded folded-part">
          <summary>{rest(all.length - open)}</summary>
          {show(all.slice(open))}
        </details>
      )}
    </>
  );
}

/** A long part under words that say what it is; on paper it stands open. */
export const Part = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <details className="folded folded-part">
    <summary>{title}</summary>
    {children}
  </details>
);
