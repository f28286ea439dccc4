import type { ReactNode } from "react";
import type { StatusContent } from "#app/domain/statuses/status-content.ts";
import { subjectKey } from "#app/domain/statuses/subjects.ts";
import { IntentForm, useReply } from "../../form.tsx";
import { AnswersOf } from "./answer-fields.tsx";
import type { EvidenceShown } from "./evidence-picks.tsx";
import { closeWords, type DeskSection, sectionInWords } from "./status-desk.ts";
import { type Before, InitiativeLine, PartLine, PeopleLines, PointLine } from "./status-lines.tsx";

/** What the sections of the form are drawn from. */
export interface SectionsProps {
  content: StatusContent;
  sections: readonly DeskSection[];
  before: Before | null;
  missing: ReadonlyMap<string, readonly string[]>;
  evidence: Readonly<Record<string, readonly EvidenceShown[]>>;
  /** What each section was drawn from, as `seenOf` tells it, by group. */
  seen: Readonly<Record<string, string>>;
  /** The section that the address opens, though nothing is missing in it. */
  opened: string | null;
  /** The viewer writes in the status; otherwise it is only read. */
  writes: boolean;
}

/** The sections of a status one after the other. One in which nothing is missing is folded to its heading. */
export function StatusSections(props: SectionsProps) {
  return props.sections.map((section) => <Section key={section.group} section={section} {...props} />);
}

function Section({ section, ...props }: SectionsProps & { section: DeskSection }) {
  const { group, title, said } = section;
  const reply = useReply();
  const cameBack = reply?.typed.group?.[0] === group;
  const isOpen = said !== "" || group === "people" || props.opened === group || cameBack;
  const asks = props.content.edition.kind === "meeting" && group !== "people";
  const lines = (
    <>
      {group === "points" && (
        <p className="quiet">
          Ordene er jeres egne. KL giver ikke karakter, og trinnene bliver ikke lagt sammen til et mål.
        </p>
      )}
      <AnswersOf answers={props.content.answers} group={group} writes={props.writes}>
        <Lines group={group} {...props} />
      </AnswersOf>
    </>
  );
  return (
    <details className="status-section" id={`afsnit-${group}`} open={isOpen || undefined} data-section={group}>
      <summary>
        <SectionSign done={said === ""} />
        <h2>{title}</h2>
        <p data-section-said={group}>{sectionInWords(section, props.content)}</p>
        <span className="status-section-open" aria-hidden="true" />
      </summary>
      {props.writes ? (
        <IntentForm
          intent="save"
          of={{ name: "group", value: group }}
          along={{ seen: props.seen[group] ?? "" }}
          className="form status-section-form"
          failed="Ikke alt i afsnittet er gemt"
        >
          {/* Enter in a line saves. */}
          <button className="sr-only" type="submit" tabIndex={-1} aria-hidden="true">
            Gem afsnittet
          </button>
          {lines}
          <p className="status-close">
            {asks && (
              <button className="button button-primary" type="submit" name="then" value="close" data-close={group}>
                {closeWords(section)}
              </button>
            )}
            <button className="button button-secondary" type="submit" data-without-script>
              Gem afsnittet
            </button>
          </p>
        </IntentForm>
      ) : (
        <div className="form status-section-form">
          <fieldset className="status-only-read" disabled>
            <legend className="sr-only">{title}, til at læse</legend>
            {lines}
          </fieldset>
        </div>
      )}
    </details>
  );
}

/** Whether a section is done: a tick, or a dot that calls. */
export const SectionSign = ({ done }: { done: boolean }) => (
  <svg className="status-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false" data-done={done}>
    <circle className="status-sign-done" cx="12" cy="12" r="11" />
    <path className="status-sign-tick" d="M7 12.4l3.3 3.3L17 8.6" />
    <circle className="status-sign-open" cx="12" cy="12" r="10" />
  </svg>
);

function Lines({ group, content, before, missing, evidence }: SectionsProps & { group: DeskSection["group"] }) {
  const shared = { before, missing };
  const list = (lines: ReactNode) => <ul className="status-lines">{lines}</ul>;
  if (group === "initiatives")
    return list(
      content.initiatives.map((initiative) => <InitiativeLine key={initiative.id} {...{ initiative, ...shared }} />),
    );
  if (group === "parts")
    return list(content.parts.map((part) => <PartLine key={part.position} {...{ part, ...shared }} />));
  if (group === "points")
    return list(
      content.points.map((point) => {
        const subject = subjectKey({ kind: "point", ...point });
        return <PointLine key={subject} {...{ point, ...shared }} evidence={evidence[subject] ?? []} />;
      }),
    );
  return <PeopleLines />;
}
