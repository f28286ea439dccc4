import { longDate } from "#app/domain/dates.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { editionStates, outcomes } from "#app/domain/statuses/status-vocabulary.ts";
import type { Place } from "#app/domain/viewer.ts";
import type { KeptEdition, KeptStatus } from "#db/queries/statuses/keep-edition.ts";
import type { EditionHolder, ReminderSeen } from "#db/queries/statuses/keep-form.ts";
import { Folded, IntentForm, KeepWarning, Select, Submit, TextArea, TextField } from "../../form.tsx";
import { momentOf } from "../../format.ts";
import { demoQuery } from "../../papers/status-head.tsx";
import { DemoTag, Tag } from "../../tags.tsx";
import { DatesFields } from "./edition-dates.tsx";

/** A period that KL has opened, as a municipality sees it. */
export interface OpenPeriod {
  period: string;
  status: KeptStatus | null;
  open: KeptEdition | null;
  cutOff: string;
  questions: { id: string; theme: string; question: string }[];
}

/** Where an edition is worked on, by how far it has come. */
const editionPath = (path: string, { id, state }: Pick<KeptEdition, "id" | "state">) =>
  state === "draft" || state === "returned"
    ? `${path}/${id}`
    : state === "published"
      ? `${path}/${id}/udgivet`
      : `${path}/${id}/svar`;

/** The periods that are open, what there is of each, and what KL has asked in it. */
export function OpenPeriods({
  path,
  periods,
  reminders,
  runs,
  writes,
}: {
  path: string;
  periods: readonly OpenPeriod[];
  reminders: readonly ReminderSeen[];
  /** The viewer may ask KL to wait. */
  runs: boolean;
  /** The viewer writes statuses; otherwise they are only read. */
  writes: boolean;
}) {
  return (
    <section aria-labelledby="aabne">
      <h2 id="aabne">{periods.length > 0 ? "Åbent nu" : "Intet halvår er åbent lige nu"}</h2>
      {periods.length === 0 && <p>KL åbner et halvår ad gangen. Det, der er begyndt, kan stadig gøres færdigt.</p>}
      <ul className="entries">
        {periods.map(({ period, status, open, questions }) => (
          <li key={period}>
            <h3>{periodName(period)}</h3>
            <p>
              {open ? `${editionStates[open.state]}.` : status?.publishedEditionId ? "Udgivet." : "Ingen status endnu."}
            </p>
            {open && (
              <p>
                <a className="button button-primary" href={editionPath(path, open)}>
                  {open.state === "draft" || open.state === "returned" ? editionDeed(open, writes) : "Se den"}
                </a>
              </p>
            )}
            {questions.length > 0 && (
              <details className="folded">
                <summary>KL spørger om {questions.length === 1 ? "én ting" : `${questions.length} ting`}</summary>
                <p>Det er frivilligt at svare. Spørgsmålene står i status.</p>
                <ul>
                  {questions.map(({ id, theme, question }) => (
                    <li key={id}>
                      <strong>{theme}:</strong> {question}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      {reminders.map((reminder) => (
        <Reminder key={reminder.id} reminder={reminder} runs={runs} />
      ))}
    </section>
  );
}

/** A word from KL, and the way to say that it must wait. */
function Reminder({ reminder, runs }: { reminder: ReminderSeen; runs: boolean }) {
  const { id, period, sentOn, putOffUntil, because } = reminder;
  return (
    <div className="provenance">
      <p>
        <strong>KL skrev {longDate(sentOn)}</strong> for at høre, om I vil have hjælp til status for{" "}
        {periodName(period)}.{putOffUntil && ` I har bedt om at vente til ${longDate(putOffUntil)}: »${because}«`}
      </p>
      {runs && (
        <Folded intent="put-off" summary={putOffUntil ? "Vælg en anden dag" : "Bed KL vente"}>
          <IntentForm intent="put-off" of={{ name: "reminder", value: id }} failed="KL har ikke fået besked endnu">
            <TextField name="until" label="Hvornår kan vi komme igen?" hint="En dag, for eksempel 1. februar 2027." />
            <TextArea name="because" label="Hvorfor?" rows={2} hint="Mindst 10 tegn, uden navne. KL læser det." />
            <Submit plain>Bed KL vente</Submit>
            <KeepWarning />
          </IntentForm>
        </Folded>
      )}
    </div>
  );
}

/** The form that begins a status, with a day proposed. */
export function BeginStatus({ periods }: { periods: readonly OpenPeriod[] }) {
  const [first] = periods;
  const again = periods.length === 1 && first?.status?.publishedEditionId;
  return (
    <section aria-labelledby="begynd" className="form-narrow">
      <h2 id="begynd">{again ? "Et møde mere i halvåret" : "Begynd en status"}</h2>
      <IntentForm intent="begin" failed="Status er ikke begyndt endnu">
        {periods.length === 1 && first ? (
          <input type="hidden" name="period" value={first.period} />
        ) : (
          <Select
            name="period"
            label="Hvilket halvår?"
            value={first?.period}
            options={periods.map(({ period }) => ({ value: period, label: periodName(period) }))}
          />
        )}
        <DatesFields cutOff={first?.cutOff} />
        <Submit>{periods.length === 1 && first ? `Begynd status for ${periodName(first.period)}` : "Begynd"}</Submit>
        <p className="form-hint">Det, I udgav sidst, bliver skrevet ind, så I kun skal sige, hvad der er anderledes.</p>
      </IntentForm>
    </section>
  );
}

/** Every status of the municipality with its editions, and who has what is not published. */
export function KeptStatuses({
  place,
  path,
  statuses,
  holders,
  writes,
  runs,
}: {
  place: Place;
  path: string;
  statuses: readonly KeptStatus[];
  holders: readonly EditionHolder[];
  writes: boolean;
  /** The viewer notes what the committee did, corrects and removes. */
  runs: boolean;
}) {
  if (statuses.length === 0)
    return (
      <p className="quiet">
        Kommunen har ingen status her endnu. Den første er den længste: der er intet at gå ud fra.
      </p>
    );
  return (
    <section aria-labelledby="statusser">
      <h2 id="statusser">Kommunens statusser</h2>
      <ul className="entries">
        {statuses.map((status) => {
          const { id, period, demo, hidden, removedAt, editions } = status;
          return (
            <li key={id} id={id}>
              <h3>
                {periodName(period)} {demo && <DemoTag />} {hidden && <Tag tone="stage">Skjult</Tag>}
              </h3>
              {removedAt && <p>Fjernet for altid {momentOf(removedAt)}.</p>}
              <ul className="status-editions">
                {editions.map((edition) => (
                  <li key={edition.id}>
                    <p>
                      Udgave {edition.number}
                      {edition.kind === "correction" && ", rettelse"}
                      {edition.origin === "document" && ", gengivet fra dokument"}: {editionInWords(edition)}
                      <span className="quiet">
                        {" "}
                        Tal til {longDate(edition.cutOff)}
                        {edition.metOn && `, møde ${longDate(edition.metOn)}`}
                        {edition.body && `, ${edition.body}`}.{" "}
                        {holderInWords(holders.find((holder) => holder.id === edition.id))}
                      </span>
                    </p>
                    <p className="row-actions">
                      {edition.state === "published" && edition.id === status.publishedEditionId && !hidden && (
                        <a href={`/kommuner/${place.slug}/status/${period}${demoQuery(demo)}`}>
                          Læs<span className="sr-only"> status for {periodName(period)}</span>
                        </a>
                      )}
                      {(edition.state !== "published" || (runs && edition.id === status.publishedEditionId)) && (
                        <a href={editionPath(path, edition)}>
                          {editionDeed(edition, writes)}
                          <span className="sr-only"> status for {periodName(period)}</span>
                        </a>
                      )}
                    </p>
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const editionDeeds = {
  draft: "Skriv videre",
  returned: "Skriv videre",
  submitted: "Se den, og svar",
  approved: "Se den",
  published: "Udvalgets svar, ret eller fjern",
} as const;

const editionDeed = ({ state }: Pick<KeptEdition, "state">, writes: boolean): string =>
  !writes && (state === "draft" || state === "returned") ? "Læs" : editionDeeds[state];

function editionInWords({ state, publishedOn, publishOn, late, outcome }: KeptEdition): string {
  if (state === "published" && publishedOn)
    return `udgivet ${longDate(publishedOn)}${late ? ", efter at halvåret var lukket" : ""}${outcome ? `. ${outcomes[outcome]}` : ""}.`;
  if (state === "approved" && publishOn) return `godkendt, udgives ${longDate(publishOn)}.`;
  return `${editionStates[state].toLowerCase()}.`;
}

function holderInWords(holder: EditionHolder | undefined): string {
  if (!holder) return "";
  return [
    holder.wrote && `${holder.wrote} skrev sidst, ${momentOf(holder.wroteAt)}.`,
    holder.asked && `${holder.asked} er bedt om at svare.`,
  ]
    .filter(Boolean)
    .join(" ");
}
