import { Fragment } from "react";
import { holdsField, type NumberedFinding, reasonField, warningsAmong } from "#app/domain/cases/privacy-policy.ts";
import type { PlacedFinding } from "#app/domain/privacy-check/check-text.ts";
import { lineId, placeId } from "#app/editor/marked-text.ts";
import type { KeptWarning } from "#db/queries/cases/hand-over.ts";
import { Checkbox, TextArea } from "./form.tsx";
import { counted } from "./format.ts";

/** Where a finding stands, when that is not the text itself. */
const places: Readonly<Record<string, string>> = {
  title: "I titlen",
  summary: "I »Kort fortalt«",
  partners: "I samarbejdsparterne",
  whys: "I hvorfor det hører til et punkt",
  pictures: "Ved et billede",
};

/** The page that hands a text over asks for the title and the summary itself. */
const isAskedHere = ({ field }: PlacedFinding) => field === "title" || field === "summary";

/** What the privacy check has found, for one who hands a text over: what must go, and what may stay with a reason. */
export function PassFindings({
  findings,
  kept,
  textPath,
}: {
  findings: readonly PlacedFinding[];
  /** The reasons that were given before, by key. */
  kept: Readonly<Record<string, string>>;
  /** Where the text is written. */
  textPath: string;
}) {
  const blocking = findings.filter(({ level }) => level === "block");
  const warnings = warningsAmong(findings);
  if (findings.length === 0) return null;
  return (
    <section className="findings" aria-labelledby="fund">
      <h2 id="fund" className="small-heading">
        {counted(blocking.length + warnings.length, "sted", "steder")}, hvor nogen kan genkendes
      </h2>
      {blocking.map((finding) => (
        <div className="finding finding-block" key={`${finding.field}-${finding.block}-${finding.start}`}>
          <FindingWords finding={finding} />
          <p>
            <strong>Det skal slettes, før teksten kan sendes.</strong>{" "}
            {isAskedHere(finding) ? "Ret det her på siden." : <a href={textPath}>Slet det i teksten</a>}
          </p>
        </div>
      ))}
      {warnings.map((finding) => (
        <div className="finding" key={finding.key}>
          <FindingWords finding={finding} />
          <p>
            {finding.suggestion}{" "}
            {isAskedHere(finding) ? "Ret det her på siden" : <a href={textPath}>Ret det i teksten</a>}, eller skriv,
            hvorfor det kan blive stående. Så tager din godkender stilling til det.
          </p>
          <TextArea
            name={reasonField(finding.key)}
            label="Hvorfor kan det blive stående?"
            hint="Skriv uden navne: grunden bliver gemt og læst af din godkender."
            rows={2}
            value={kept[finding.key]}
          />
        </div>
      ))}
    </section>
  );
}

/** What the privacy check has found, for one who answers: why the writers have kept it, and whether that holds. */
export function KeptFindings({
  findings,
  kept,
  answers,
  sheetPath,
}: {
  findings: readonly NumberedFinding[];
  kept: readonly KeptWarning[];
  /** The viewer says yes or no; otherwise it is only read. */
  answers: boolean;
  /** Where the text stands with its places marked. */
  sheetPath: string;
}) {
  const listed = findings.filter(({ first }) => first);
  const blocking = listed.filter(({ level }) => level === "block");
  const warnings = listed.length - blocking.length;
  const reasons = new Map(kept.map((one) => [one.key, one]));
  if (listed.length === 0) {
    return <p>Vi har ikke fundet CPR-numre, navne eller andet, der peger på nogen. Læs det alligevel med det blik.</p>;
  }
  return (
    <>
      <p>
        {blocking.length > 0
          ? "Der står et CPR-nummer i teksten. Send den tilbage, så det bliver slettet."
          : listed.some(({ kind }) => kind === "maybe-cpr")
            ? "Et af tallene herunder kan være et CPR-nummer: se efter."
            : "Ingen CPR-numre."}
        {warnings > 0 &&
          ` Forfatterne har beholdt ${counted(warnings, "sted", "steder")}, der kan pege på nogen, og skrevet hvorfor.`}
      </p>
      {listed.map((finding) => {
        const reason = reasons.get(finding.key);
        return (
          <div
            className={finding.level === "block" ? "finding finding-block" : "finding"}
            id={lineId(finding.number)}
            key={finding.key}
          >
            <FindingWords finding={finding} number={finding.number} />
            {finding.level === "warning" && (
              <blockquote className="finding-reason">
                {reason ? (
                  <p>
                    »{reason.reason}« {reason.by && <span className="quiet">{reason.by}</span>}
                  </p>
                ) : (
                  <p>Forfatterne har ikke skrevet en grund.</p>
                )}
              </blockquote>
            )}
            {isMarked(finding) && (
              <p>
                <a href={`${sheetPath}#${placeId(finding.number)}`}>
                  Se stedet i teksten<span className="sr-only">, fund {finding.number}</span>
                </a>
              </p>
            )}
            {answers && finding.level === "warning" && (
              <Checkbox name={holdsField(finding.key)} label="Grunden holder" />
            )}
          </div>
        );
      })}
    </>
  );
}

/** What the privacy check still finds in a text, for one who removes what stood in it before: this stays. */
export function StandingFindings({ findings, textPath }: { findings: readonly PlacedFinding[]; textPath: string }) {
  const each = [...new Map(findings.map((finding) => [`${finding.field} ${finding.quote}`, finding])).values()];
  if (each.length === 0) return null;
  return (
    <section className="findings" aria-labelledby="staar-endnu">
      <h2 id="staar-endnu" className="small-heading">
        {counted(each.length, "sted", "steder")} i teksten, som den er nu, hvor nogen kan genkendes
      </h2>
      <p>
        {each.length === 1 ? "Det bliver" : "De bliver"} stående. Er det noget af det, der skal væk, så{" "}
        <a href={textPath}>slet det først i teksten</a>.
      </p>
      {each.map((finding) => (
        <div
          className={finding.level === "block" ? "finding finding-block" : "finding"}
          key={`${finding.field} ${finding.quote}`}
        >
          <FindingWords finding={finding} />
        </div>
      ))}
    </section>
  );
}

/** A finding that stands where its place can be shown. */
const isMarked = ({ field }: PlacedFinding) => field === "title" || field === "summary" || field === "content";

/** Some words beside the text with the findings in them marked, as `contentToHtml` marks those in the text. */
export function MarkedWords({ words, findings }: { words: string; findings: readonly NumberedFinding[] }) {
  let at = 0;
  const pieces = findings.map(({ start, end, number, first }) => {
    const before = words.slice(at, start);
    at = end;
    return (
      <Fragment key={start}>
        {before}
        <mark className="found" id={first ? placeId(number) : undefined}>
          <span>{words.slice(start, end)}</span>
          <a className="found-number" href={`#${lineId(number)}`}>
            <span className="sr-only">Fund </span>
            {number}
          </a>
        </mark>
      </Fragment>
    );
  });
  return (
    <>
      {pieces}
      {words.slice(at)}
    </>
  );
}

function FindingWords({ finding, number }: { finding: PlacedFinding; number?: number }) {
  const place = places[finding.field];
  return (
    <p>
      <strong>
        {number !== undefined && (
          <>
            <span className="found-number">
              <span className="sr-only">Fund </span>
              {number}
            </span>{" "}
          </>
        )}
        {place && `${place}: `}»{finding.quote}«
      </strong>
      <br />
      {finding.why}
    </p>
  );
}
