import { holdsField, reasonField, warningsAmong } from "#app/domain/cases/privacy-policy.ts";
import type { PlacedFinding } from "#app/domain/privacy-check/check-text.ts";
import { readAnswerName } from "#app/domain/statuses/answer-name.ts";
import type { MissingAnswer } from "#app/domain/statuses/completeness-of-status.ts";
import { Checkbox, TextArea } from "../../form.tsx";
import { counted } from "../../format.ts";
import { groupOfSubject } from "./status-desk.ts";

type Places = Readonly<Record<string, string>>;

/** The way to a line of the form. */
const lineAddress = (path: string, subject: string) => `${path}?aabn=${groupOfSubject(subject)}#${subject}`;

/** What is missing before an edition can be sent, each with the way to where it is mended. Lines that nobody has answered are counted. */
export function MissingList({
  path,
  missing,
  places,
}: {
  path: string;
  missing: readonly MissingAnswer[];
  places: Places;
}) {
  if (missing.length === 0) return null;
  const unanswered = missing.filter(({ field }) => field === "change");
  const [first] = unanswered;
  const others = missing.filter(({ field }) => field !== "change");
  return (
    <section aria-labelledby="mangler" className="form-narrow">
      <h2 id="mangler">Det mangler</h2>
      <ul className="status-missing">
        {first && (
          <li>
            <a href={lineAddress(path, first.subject)}>{counted(unanswered.length, "linje", "linjer")} mangler svar</a>.
            Er resten uændret, så luk afsnittet: så er de besvaret på én gang.
          </li>
        )}
        {others.map(({ subject, field, sentence }) => (
          <li key={`${subject}.${field}`}>
            <a href={lineAddress(path, subject)}>{sentence}</a>
            <span className="sr-only"> Det er i {places[subject] ?? "status"}.</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a finding stands. */
function placeOf(field: string, places: Places): string {
  const subject = readAnswerName(field)?.subject;
  if (subject) return `I ${places[subject] ?? "status"}`;
  return field === "because" ? "I grunden til rettelsen" : "I udvalgets navn";
}

function Words({ finding, places }: { finding: PlacedFinding; places: Places }) {
  return (
    <p>
      <strong>
        {placeOf(finding.field, places)}: »{finding.quote}«
      </strong>
      <br />
      {finding.why}
    </p>
  );
}

/** What the privacy check has found, for one who hands a status over: what must go, and what may stay with a reason. */
export function StatusFindings({
  findings,
  kept,
  path,
  places,
}: {
  findings: readonly PlacedFinding[];
  kept: Readonly<Record<string, string>>;
  path: string;
  places: Places;
}) {
  if (findings.length === 0) return null;
  const warnings = warningsAmong(findings);
  const blocking = findings.filter(({ level }) => level === "block");
  const mend = (finding: PlacedFinding) => {
    const subject = readAnswerName(finding.field)?.subject;
    return subject ? lineAddress(path, subject) : path;
  };
  return (
    <section className="findings" aria-labelledby="fund">
      <h2 id="fund" className="small-heading">
        {counted(blocking.length + warnings.length, "sted", "steder")}, hvor nogen kan genkendes
      </h2>
      {blocking.map((finding) => (
        <div className="finding finding-block" key={`${finding.field}-${finding.start}`}>
          <Words finding={finding} places={places} />
          <p>
            <strong>Det skal slettes, før status kan sendes.</strong> <a href={mend(finding)}>Slet det</a>
          </p>
        </div>
      ))}
      {warnings.map((finding) => (
        <div className="finding" key={finding.key}>
          <Words finding={finding} places={places} />
          <p>
            {finding.suggestion} <a href={mend(finding)}>Ret det</a>, eller skriv, hvorfor det kan blive stående. Så
            tager den, der godkender, stilling til det.
          </p>
          <TextArea
            name={reasonField(finding.key)}
            label="Hvorfor kan det blive stående?"
            hint="Skriv uden navne: grunden bliver gemt og læst af den, der godkender."
            rows={2}
            value={kept[finding.key]}
          />
        </div>
      ))}
    </section>
  );
}

/** The same for one who answers: why it was kept, and whether that holds. */
export function KeptStatusFindings({
  findings,
  kept,
  places,
  answers,
}: {
  findings: readonly PlacedFinding[];
  kept: readonly { key: string; reason: string; by: string | null }[];
  places: Places;
  answers: boolean;
}) {
  const listed = [...findings.filter(({ level }) => level === "block"), ...warningsAmong(findings)];
  if (listed.length === 0)
    return (
      <p>Vi har ikke fundet CPR-numre, navne eller små tal, der peger på nogen. Læs den alligevel med det blik.</p>
    );
  return listed.map((finding) => {
    const reason = kept.find(({ key }) => key === finding.key);
    return (
      <div
        className={finding.level === "block" ? "finding finding-block" : "finding"}
        key={finding.key || finding.quote}
      >
        <Words finding={finding} places={places} />
        {finding.level === "block" ? (
          <p>Send den tilbage, så det bliver slettet.</p>
        ) : (
          <blockquote className="finding-reason">
            <p>
              {reason ? `»${reason.reason}« ` : "Der er ikke skrevet en grund."}
              {reason?.by && <span className="quiet">{reason.by}</span>}
            </p>
          </blockquote>
        )}
        {answers && finding.level === "warning" && <Checkbox name={holdsField(finding.key)} label="Grunden holder" />}
      </div>
    );
  });
}
