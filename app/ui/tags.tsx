import type { ReactNode } from "react";
import { type MethodKind, methodKinds, type Stage, stages } from "#app/domain/vocabulary.ts";

/** What sort of thing a text is. The colour says the same as the word. */
export function Tag({
  tone,
  children,
}: {
  tone:
    | "case"
    | "method"
    | "commitment"
    | "municipality"
    | "initiative"
    | "indicator"
    | "status"
    | "document"
    | "reference"
    | "stage";
  children: ReactNode;
}) {
  return <span className={`mark-tag mark-tag-${tone}`}>{children}</span>;
}

/** Seen at once and never mistaken for a topic: this is invented. */
export function DemoTag() {
  return (
    <span className="mark-tag mark-tag-demo" title="Opdigtet indhold, som viser, hvad sitet kan">
      Demodata
    </span>
  );
}

export const StageTag = ({ stage }: { stage: Stage }) => (
  <span className={`mark-tag mark-tag-stage mark-tag-${stage}`}>{stages[stage]}</span>
);

export const KindTag = ({ kind }: { kind: MethodKind }) => <Tag tone="method">{methodKinds[kind]}</Tag>;
