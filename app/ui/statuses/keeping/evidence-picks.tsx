import { useWrites } from "./answer-fields.tsx";

/** Something that a claim rests on, or could. */
export interface EvidenceShown {
  /** Its row in the status; null where it is not chosen. */
  id: string | null;
  kind: "case" | "value" | "line" | "initiative" | "milestone" | "passage";
  /** How it is named when it is chosen: an id, or `<document slug>#<anchor>`. */
  thing: string;
  title: string;
  isPublic: boolean;
}

/** The kinds of evidence in words. */
export const evidenceLabels = {
  case: "Eksempel",
  value: "Tal",
  line: "Budgetlinje",
  initiative: "Indsats",
  milestone: "Milepæl",
  passage: "Sted i dokument",
} as const satisfies Record<EvidenceShown["kind"], string>;

/** The name of the boxes of a claim's evidence. */
export const evidenceName = (subject: string) => `evidence:${subject}`;
/** The value of a box. */
export const evidenceValue = ({ kind, thing }: Pick<EvidenceShown, "kind" | "thing">) => `${kind}:${thing}`;

/** What was ticked when the boxes were drawn: sent along, so that what somebody else has chosen meanwhile stays. */
const shownAs = (evidence: readonly EvidenceShown[]) =>
  ["was", ...evidence.filter(({ id }) => id !== null).map(evidenceValue)].join(" ");
/** The values of the boxes that were ticked when they were drawn. */
export const shownBefore = (words: string): string[] => words.split(" ").slice(1);

/** What a claim rests on, with what lies near, to tick. The way to all the rest is a button that saves first. */
export function EvidencePicks({ subject, evidence }: { subject: string; evidence: readonly EvidenceShown[] }) {
  const name = evidenceName(subject);
  const writes = useWrites();
  return (
    <fieldset className="status-ask" data-evidence={subject}>
      <legend>Hvad hviler det på?</legend>
      <p className="form-hint">
        Tidlige tegn og dokumenteret skal hvile på noget. Det, der ikke er udgivet, kan udgives sammen med status.
      </p>
      <input type="hidden" name={name} value={shownAs(evidence)} />
      {evidence.length > 0 && (
        <div className="status-picks status-picks-evidence">
          {evidence.map((one) => (
            <label key={evidenceValue(one)}>
              <input type="checkbox" name={name} value={evidenceValue(one)} defaultChecked={one.id !== null} />
              <span>
                {evidenceLabels[one.kind]}: {one.title}
                {!one.isPublic && <small>Ikke udgivet endnu</small>}
              </span>
            </label>
          ))}
        </div>
      )}
      {writes && (
        <p>
          <button className="button button-secondary button-small" type="submit" name="then" value={subject}>
            {evidence.length > 0 ? "Find mere at bygge på" : "Find noget at bygge på"}
          </button>
        </p>
      )}
    </fieldset>
  );
}
