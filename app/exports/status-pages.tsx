import type { ReactNode } from "react";
import { longDate } from "#app/domain/dates.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import {
  activityStages,
  changes,
  editionStates,
  effects,
  judges,
  milestoneChanges,
  outcomes,
  participants,
} from "#app/domain/statuses/status-vocabulary.ts";
import { readSubject, type StatusField } from "#app/domain/statuses/subjects.ts";
import type { ExportedAnswer, ExportedEdition, ExportedStatus } from "#db/queries/exports/statuses.ts";
import { FactList, person, when } from "./pages.tsx";

/** What each field is called on the page. */
const fieldNames: Readonly<Record<StatusField, string>> = {
  change: "Siden sidst",
  stage: "Fremdrift",
  effect: "Hvad der ses",
  judged: "Hvem der har set det",
  text: "Med egne ord",
  hard: "Det svære",
  help: "Vil gerne have hjælp",
  state: "Tilstand",
  because: "Grunden",
  done: "Nået",
  expected: "Ventes nu",
};

/** The words of the codes that fields are answered with. */
const codeWords: Readonly<Partial<Record<StatusField, Readonly<Record<string, string>>>>> = {
  change: { ...changes, ...milestoneChanges },
  stage: activityStages,
  effect: effects,
};

/** The statuses of an export: each edition, how it came about, and all that was answered in it. */
export const statusesOf = (statuses: readonly ExportedStatus[]): ReactNode =>
  statuses.map(({ id, period, hiddenAt, removedAt, editions }) => (
    <section key={id}>
      <h2>Status for {periodName(period)}</h2>
      <FactList
        facts={[
          ["Skjult", when(hiddenAt)],
          ["Fjernet for altid", when(removedAt)],
        ]}
      />
      {editions.map((edition) => (
        <Edition key={edition.id} edition={edition} />
      ))}
    </section>
  ));

function Edition({ edition }: { edition: ExportedEdition }) {
  const { number, origin, kind, because, state, cutOff, metOn, body, outcome, outcomeOn, agendaItem, answers } =
    edition;
  return (
    <section>
      <h3>
        Udgave {number}
        {kind === "correction" && ", rettelse"}
        {origin === "document" && ", gengivet fra dokument"}
      </h3>
      <FactList
        facts={[
          ["Tilstand", editionStates[state]],
          ["Grunden til rettelsen", because],
          ["Tallene gælder til", longDate(cutOff)],
          ["Mødet", [metOn && longDate(metOn), body].filter(Boolean).join(", ")],
          ["Begyndt", done(edition.begunAt, edition.begunBy)],
          ["Sendt til godkendelse", done(edition.submittedAt, edition.submittedBy)],
          ["Svar", done(edition.answeredAt, edition.answeredBy)],
          ["Med ordene", edition.answerWords],
          ["Udgives den", edition.publishOn && longDate(edition.publishOn)],
          [
            "Udgivet",
            edition.publishedAt &&
              `${when(edition.publishedAt)}${edition.late ? ", efter at halvåret var lukket" : ""}`,
          ],
          [
            "Udvalget",
            outcome && [outcomes[outcome], outcomeOn && longDate(outcomeOn), agendaItem].filter(Boolean).join(", "),
          ],
        ]}
      />
      <dl>
        {answers.flatMap((answer) => [
          <dt key={`${answer.subject} ${answer.field} dt`}>
            {aboutInWords(answer)}: {fieldNames[answer.field as StatusField]}
          </dt>,
          <dd key={`${answer.subject} ${answer.field} dd`}>{valueInWords(answer)}</dd>,
        ])}
      </dl>
    </section>
  );
}

const done = (at: string | null, by: string | null) => at && `${when(at)} af ${person(by)}`;

function aboutInWords({ subject, about }: ExportedAnswer): string {
  const said = readSubject(subject);
  if (said?.kind === "point") return `Punkt ${said.number} (${said.year})`;
  if (said?.kind === "people") return participants[said.group];
  return about ?? "Noget, der er slettet";
}

function valueInWords({ field, value }: ExportedAnswer): string {
  if (field === "judged")
    return value
      .split(",")
      .map((code) => (judges as Record<string, string>)[code] ?? code)
      .join(", ");
  return codeWords[field as StatusField]?.[value] ?? value;
}
