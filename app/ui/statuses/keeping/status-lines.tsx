import type { ReactNode } from "react";
import { longDate } from "#app/domain/dates.ts";
import { initiativeStates } from "#app/domain/ground-vocabulary.ts";
import type {
  ContentInitiative,
  ContentMilestone,
  ContentPart,
  ContentPoint,
} from "#app/domain/statuses/status-content.ts";
import {
  type ActivityStage,
  activityStages,
  changes,
  type Effect,
  effects,
  judges,
  milestoneChanges,
  notAssessed,
  type Participant,
  participants,
} from "#app/domain/statuses/status-vocabulary.ts";
import { type StatusAnswers, subjectKey } from "#app/domain/statuses/subjects.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { Tag } from "../../tags.tsx";
import { EffectMark, EffectSign, StageMark, StageSquare } from "../marks.tsx";
import { Picks, Pills, Words } from "./answer-fields.tsx";
import { EvidencePicks, type EvidenceShown } from "./evidence-picks.tsx";
import { initiativeNow } from "./stood-before.ts";

/** What was said of a line in the last status. */
export interface Before {
  /** "I juni". */
  at: string;
  answers: StatusAnswers;
}

/** What is missing of a line beside its first answer; filled in by the browser too. */
function MissingHere({ subject, sentences }: { subject: string; sentences: readonly string[] }) {
  return (
    <div className="status-lacks" data-missing-at={subject}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

interface LineProps {
  before: Before | null;
  /** What is missing of each line but its first answer, by subject. */
  missing: ReadonlyMap<string, readonly string[]>;
}

const dateInWords = (stored: string) => (/^\d{4}(-\d{2}){0,2}$/.test(stored) ? longDate(stored) : stored);

/** The words of the last status that still stand unless something else is said. */
const Stood = ({ at, text }: { at: string; text: string | undefined }) =>
  text ? (
    <span className="status-stood">
      {at}: »{text}«
    </span>
  ) : null;

/** An initiative: unchanged, changed or stopped. */
export function InitiativeLine({ initiative, before, missing }: LineProps & { initiative: ContentInitiative }) {
  const { id, title, state, milestones } = initiative;
  const subject = subjectKey({ kind: "initiative", id });
  return (
    <li className="status-line" id={subject}>
      <div className="status-name">
        <h3>
          {title} {!initiative.isPublic && <Tag tone="stage">Ikke udgivet</Tag>}
        </h3>
        <p>Nu: {initiativeNow(initiative)}</p>
        <Stood at={before?.at ?? ""} text={before?.answers[subject]?.text} />
      </div>
      <Pills subject={subject} legend={`Hvad er der sket med »${title}«?`} options={changes} />
      <MissingHere subject={subject} sentences={missing.get(subject) ?? []} />
      <div className="status-more status-more-aendret">
        <Picks
          subject={subject}
          field="state"
          legend="Hvor langt er indsatsen?"
          otherwise={state ?? ""}
          options={codes(initiativeStates)
            .filter((code) => code !== "stoppet")
            .map((code) => ({ value: code, label: initiativeStates[code] }))}
        />
        <Words
          subject={subject}
          field="text"
          label="Med jeres egne ord (kan udelades)"
          hint="Hvad er anderledes end sidst?"
        />
      </div>
      {milestones
        .filter(({ doneOn }) => doneOn === null)
        .map((milestone) => (
          <MilestoneLine key={milestone.id} milestone={milestone} missing={missing} />
        ))}
      <div className="status-more status-more-stoppet">
        <Words
          subject={subject}
          field="because"
          label="Hvorfor stoppede det, og hvad lærte I?"
          hint="Andre kommuner læser det her først."
        />
      </div>
    </li>
  );
}

function MilestoneLine({ milestone, missing }: { milestone: ContentMilestone; missing: LineProps["missing"] }) {
  const subject = subjectKey({ kind: "milestone", id: milestone.id });
  const when = milestone.expectedBy ? longDate(milestone.expectedBy) : milestone.planned;
  return (
    <div className="status-milestone" id={subject}>
      <p className="status-milestone-name">
        Milepælen »{milestone.title}«{when && `, ${when}`}
      </p>
      <Pills
        subject={subject}
        legend={`Hvad er der sket med milepælen »${milestone.title}«?`}
        options={milestoneChanges}
        look="status-pills status-pills-apart"
      />
      <MissingHere subject={subject} sentences={missing.get(subject) ?? []} />
      <div className="status-more-naaet">
        <Words
          subject={subject}
          field="done"
          rows={1}
          label="Hvornår blev den nået?"
          hint="En dag, en måned eller et år."
          asDate={dateInWords}
        />
      </div>
      <div className="status-moved">
        <div className="status-more-flyttet">
          <Words
            subject={subject}
            field="expected"
            rows={1}
            label="Ny tid"
            hint="For eksempel januar 2027."
            asDate={dateInWords}
          />
        </div>
        <div className="status-more-because">
          <Words subject={subject} field="because" rows={1} label="Hvorfor?" hint="Mindst 10 tegn." />
        </div>
      </div>
    </div>
  );
}

const partTags = { section: null, theme: "Tematisk opfølgning", question: "KL spørger" } as const;

/** A section of the municipality's follow-up, a theme, or a question of KL's. */
export function PartLine({ part, before, missing }: LineProps & { part: ContentPart }) {
  const subject = subjectKey({ kind: "part", position: part.position });
  const text = before?.answers[subject]?.text;
  const tag = partTags[part.kind];
  const isAsked = part.kind === "question";
  return (
    <li className="status-line" id={subject}>
      <div className="status-name">
        <h3>
          {part.title} {tag && <Tag tone={isAsked ? "municipality" : "stage"}>{tag}</Tag>}
        </h3>
        {isAsked && <p>Det er frivilligt at svare.</p>}
        {part.duePrinted && <p>{part.duePrinted}</p>}
        {part.periodPrinted && <p>{part.periodPrinted}</p>}
        <Asks part={part} />
        <Stood at={before?.at ?? ""} text={text} />
      </div>
      <Pills
        subject={subject}
        legend={`Hvad er der at sige om »${part.title}«?`}
        options={text ? { uaendret: changes.uaendret, aendret: changes.aendret } : partFirst}
      />
      <MissingHere subject={subject} sentences={missing.get(subject) ?? []} />
      <div className="status-more status-more-aendret">
        <Words subject={subject} field="text" rows={5} label="Med jeres egne ord" hint={figuresHint(part)} />
      </div>
    </li>
  );
}

/** Where nothing stood before, there is nothing that could be unchanged. */
const partFirst = { uaendret: "Intet denne gang", aendret: "Skriv" };

const figuresHint = ({ indicators }: ContentPart) =>
  indicators.length > 0 ? "Tallene sættes ind af sig selv, som de står på skæringsdagen." : undefined;

/** What a part asks and rests on, folded. */
function Asks({ part }: { part: ContentPart }) {
  const { asks, data, indicators } = part;
  if (asks.length === 0 && data.length === 0 && indicators.length === 0) return null;
  return (
    <details className="status-asks" open={part.kind === "question" || undefined}>
      <summary>{asks.length > 0 ? "Det bliver der spurgt om" : "Tal og data i afsnittet"}</summary>
      {asks.length > 0 && (
        <ul>
          {asks.map(({ text, under }) => (
            <li key={text}>
              {text}
              {under.length > 0 && (
                <ul>
                  {under.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {indicators.length > 0 && <p>Tal: {indicators.map(({ title }) => title).join(", ")}.</p>}
      {data.length > 0 && <p>Data: {data.join(", ")}.</p>}
    </details>
  );
}

/** One of the ten points: unchanged or changed, and then how far, what is seen, by whom, and on what it rests. */
export function PointLine({
  point,
  before,
  missing,
  evidence,
}: LineProps & { point: ContentPoint; evidence: readonly EvidenceShown[] }) {
  const subject = subjectKey({ kind: "point", ...point });
  const was = before?.answers[subject];
  const stage = (was?.stage || null) as ActivityStage | null;
  return (
    <li className="status-line status-point" id={subject}>
      <span className="status-number" aria-hidden="true">
        {point.number}
      </span>
      <div className="status-name">
        <h3>
          <span className="sr-only">Punkt {point.number}: </span>
          {point.title}
        </h3>
        <div className="status-was">
          {before && stage ? (
            <>
              <span>{before.at}:</span> <StageMark stage={stage} />{" "}
              <EffectMark effect={(was?.effect || null) as Effect | null} />
            </>
          ) : (
            <span>{before ? `${before.at}: ikke vurderet` : "Ikke vurderet før"}</span>
          )}
        </div>
        <Stood at="Ordene" text={was?.text} />
      </div>
      <Pills
        subject={subject}
        legend={`Punkt ${point.number}: hvad er der sket?`}
        options={stage ? pointAgain : pointFirst}
      />
      <MissingHere subject={subject} sentences={missing.get(subject) ?? []} />
      <div className="status-more status-more-aendret">
        <PointDetails subject={subject} />
        <EvidencePicks subject={subject} evidence={evidence} />
        <Words
          subject={subject}
          field="help"
          rows={2}
          label="Vil I have hjælp til noget? (kan udelades)"
          hint="Alle kan læse det, når status er udgivet. KL og de andre kommuner kigger efter det."
        />
      </div>
    </li>
  );
}

const pointAgain = { uaendret: changes.uaendret, aendret: changes.aendret };
const pointFirst = { uaendret: "Ikke nu", aendret: "Vurdér" };

function PointDetails({ subject }: { subject: string }) {
  return (
    <>
      <Picks
        subject={subject}
        field="stage"
        legend="Hvor langt er I?"
        options={[
          ...codes(activityStages).map((code) => ({
            value: code as string,
            label: activityStages[code],
            sign: <StageSquare stage={code} />,
          })),
          { value: "", label: notAssessed, sign: <StageSquare stage={null} /> },
        ]}
      />
      <Picks
        subject={subject}
        field="effect"
        legend="Hvad ser vi?"
        hint="Det, børn og voksne mærker. Kan springes over."
        options={[
          ...codes(effects).map((code) => ({
            value: code as string,
            label: effects[code],
            sign: <EffectSign effect={code} />,
          })),
          { value: "", label: "ikke vurderet", sign: <EffectSign effect={null} /> },
        ]}
      />
      <Picks
        subject={subject}
        field="judged"
        legend="Hvem har set det?"
        several
        options={codes(judges).map((code) => ({ value: code, label: judges[code] }))}
      />
      <Words subject={subject} field="text" label="Med jeres egne ord" />
      <Words subject={subject} field="hard" rows={2} label="Hvad er svært? (kan udelades)" />
    </>
  );
}

/** Who has taken part, a line to each. */
export function PeopleLines({ note }: { note?: ReactNode }) {
  return (
    <div className="status-people">
      {note}
      {codes(participants).map((group: Participant) => (
        <Words
          key={group}
          subject={subjectKey({ kind: "people", group })}
          field="text"
          rows={1}
          label={participants[group]}
        />
      ))}
    </div>
  );
}
