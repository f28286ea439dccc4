import { partsOfAnswer } from "#app/domain/cases/answer-vocabulary.ts";
import type { VersionRow } from "#db/queries/cases/history.ts";
import { momentOf } from "../format.ts";

/**
 * The versions of a text, the newest first, with what is being written at the top.
 * @param chosen numbers of those that are compared now, or `nu`
 */
export function VersionList({
  versions,
  working,
  chosen,
  addressOf,
}: {
  versions: readonly VersionRow[];
  working?: { savedAt: Date; writers: readonly string[] };
  chosen: readonly (number | "nu" | null | undefined)[];
  addressOf: (number: number) => string;
}) {
  const [newest] = versions;
  return (
    <ol className="version-list">
      {working && (
        <li className={chosen.includes("nu") ? "version-compared" : undefined}>
          <strong>Nu</strong>
          <br />
          <span className="quiet">
            {[
              newest && newest.createdAt >= working.savedAt
                ? `Ikke ændret siden version ${newest.number}`
                : `Gemt ${momentOf(working.savedAt)}`,
              ...(working.writers.length > 0 ? [working.writers.join(", ")] : []),
            ].join(". ")}
            .
          </span>
        </li>
      )}
      {versions.map((version) => (
        <li key={version.number} className={chosen.includes(version.number) ? "version-compared" : undefined}>
          <a href={addressOf(version.number)} aria-current={chosen.includes(version.number) ? "true" : undefined}>
            Version {version.number}
          </a>
          {whyKept(version)}
          <br />
          <span className="quiet">
            {[momentOf(version.createdAt), ...(version.writers.length > 0 ? [version.writers.join(", ")] : [])].join(
              ". ",
            )}
            .{answeredBy(version)}
          </span>
          {version.handOver?.words && <p className="quiet">»{ownWords(version.handOver.words)}«</p>}
        </li>
      ))}
    </ol>
  );
}

/** An answer without what it quotes. */
const ownWords = (answer: string): string =>
  partsOfAnswer(answer)
    .flatMap(({ kind, text }) => (kind === "words" ? [text] : []))
    .join(" ");

/** Why a version was kept, or what came of it. */
function whyKept({ state, published, keptBecause, handOver }: VersionRow): string {
  if (published) return ", udgivet";
  if (state === "published") return ", udgivet før";
  if (state === "submitted") return ", venter på svar";
  if (handOver?.answer === "returned") return ", sendt tilbage";
  if (handOver?.answer === "taken_back") return ", sendt og taget tilbage";
  if (keptBecause === "handed_over") return ", sendt til godkendelse";
  return keptBecause === "restored" ? ", hentet tilbage" : "";
}

function answeredBy({ handOver }: VersionRow): string {
  if (!handOver?.by) return "";
  if (handOver.answer === "approved") return ` Godkendt af ${handOver.by}.`;
  return handOver.answer === "returned" ? ` Sendt tilbage af ${handOver.by}.` : "";
}
