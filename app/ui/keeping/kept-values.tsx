import { longDate } from "#app/domain/dates.ts";
import { keptAnswerInWords } from "#app/domain/indicators/value-vocabulary.ts";
import type { KeptValuesRead } from "#app/http/keep-indicators.ts";
import type { KeptValue } from "#db/queries/indicators/keep-values.ts";
import { Checkboxes, Done, IntentForm, KeepWarning, Radios, Submit, TextArea } from "../form.tsx";
import { counted } from "../format.ts";
import { timeInWords } from "../ground/value-words.tsx";
import { Confirm, OneRow, RowLink } from "../one-row.tsx";
import { Pagination } from "../pagination.tsx";
import { DemoTag } from "../tags.tsx";
import { SaveOrPublish } from "./kept-pages.tsx";
import { audienceOptions, StandingLine, standingInWords } from "./standing.tsx";
import { NewValuesForm, ValueForm } from "./value-fields.tsx";

const done = {
  gemt: "Gemt. Læserne ser det, når det er udgivet.",
  rettet: "Tallet er rettet.",
  skjult: "Tallet er skjult.",
  udgivet: "Tallene er udgivet.",
  tilbage: "Tallet er taget tilbage. Læserne ser det ikke længere.",
  slettet: "Tallet er slettet.",
};

/** What tells a value from the others: its time, series and part. */
const nameOf = (value: KeptValue) =>
  [timeInWords(value), value.seriesLabel, value.partLabel].filter(Boolean).join(", ");

const wasSeen = ({ publishedAt, takenBackAt }: KeptValue) => publishedAt !== null || takenBackAt !== null;

/** An owner's values of an indicator, or the page about one of them. */
export function KeptValues({ data }: { data: KeptValuesRead }) {
  const { path, back: list, indicator, saves, publishes, ofAll, one, toPublish, listing } = data;
  const item = one?.item;
  const back = { href: `${path}#${item?.id ?? ""}`, label: "Tilbage til tallene" };
  const no = { ...back, label: "Nej, tilbage til tallene" };
  const which = { name: "value", value: item?.id ?? "" };
  const along = { version: String(item?.version ?? "") };
  const audiences = audienceOptions.filter(({ value }) => !ofAll || value !== "municipality");
  return (
    <>
      <Done sentences={done} />
      {one?.doing === "correct" && item && (
        <OneRow title={`Ret ${nameOf(item)}`} back={back}>
          <p>
            Nu: {told(item, indicator.unit)}. {standingInWords(item, "det")} {item.demo && <DemoTag />}
          </p>
          {wasSeen(item) && (
            <p>Tallet har været udgivet. Det nye kommer i stedet, og det gamle kan stadig ses med dato og grund.</p>
          )}
          <IntentForm intent="correct" of={which} along={along} failed="Tallet er ikke rettet endnu">
            <ValueForm indicator={indicator} now={item} passages={one.passages} ofAll={ofAll} />
            {wasSeen(item) && (
              <TextArea
                name="because"
                label="Hvorfor bliver det rettet?"
                hint="Skriv uden navne. Læserne kan se det."
                rows={2}
              />
            )}
            <SaveOrPublish
              publishes={publishes && !wasSeen(item)}
              visibility={ofAll ? "public" : "municipality"}
              options={audiences}
            />
            <KeepWarning />
          </IntentForm>
          {item.blank !== "skjult" && (
            <p>
              Kan nogen genkendes på tallet? Så <a href={`${path}?skjul=${item.id}#ret`}>skjul det</a>.
            </p>
          )}
        </OneRow>
      )}
      {one?.doing === "hide" && item && (
        <Confirm
          title={`Skjul ${nameOf(item)}`}
          back={no}
          intent="hide"
          of={which}
          along={along}
          yes={item.blank !== "skjult" && "Skjul tallet"}
          fields={
            wasSeen(item) && (
              <>
                <TextArea
                  name="because"
                  label="Hvorfor?"
                  hint="Skriv uden tal og navne. Læserne kan se det."
                  rows={2}
                />
                <KeepWarning />
              </>
            )
          }
        >
          <p>
            Tallet bliver slettet, også det, der stod før, og også når nogen læser siden, som den så ud en tidligere
            dag. Der står »skjult«{wasSeen(item) && " med dato og grund"}. Det kan ikke fortrydes.
          </p>
        </Confirm>
      )}
      {one?.doing === "take-back" && item && (
        <Confirm
          title={`Tag ${nameOf(item)} tilbage`}
          back={no}
          intent="take-back"
          of={which}
          along={along}
          yes={publishes && item.publishedAt !== null && "Tag tilbage"}
        >
          <p>
            {item.publishedAt
              ? "Tallet forsvinder fra alle sider, også når nogen læser siden, som den så ud en tidligere dag. Her hos jer bliver det stående, og I kan udgive det igen."
              : "Det er ikke udgivet."}
          </p>
        </Confirm>
      )}
      {one?.doing === "delete" && item && (
        <Confirm
          title={`Slet ${nameOf(item)}`}
          back={no}
          intent="delete"
          of={which}
          along={along}
          yes={!wasSeen(item) && "Slet"}
        >
          <p>
            {wasSeen(item)
              ? "Tallet har været udgivet og kan ikke slettes. Det kan rettes."
              : "Tallet forsvinder, og det kan ikke fortrydes. Ingen læsere har set det."}
          </p>
        </Confirm>
      )}
      {toPublish && (
        <OneRow title="Udgiv tal" back={no}>
          {toPublish.length > 0 && publishes ? (
            <>
              <p>
                Tallene bliver vist på indikatorens side. Rettes et af dem senere, kan læserne se, hvad der stod, og
                hvorfor det er rettet.
              </p>
              <IntentForm intent="publish" failed="Tallene er ikke udgivet endnu">
                <Checkboxes
                  name="values"
                  label="Hvilke tal?"
                  chosen={toPublish.map(({ id }) => id)}
                  choices={toPublish.map((value) => ({
                    value: value.id,
                    label: `${nameOf(value)}: ${told(value, indicator.unit)}${value.demo ? " (Demodata)" : ""}`,
                  }))}
                />
                <Radios
                  name="visibility"
                  label="Hvem skal læse dem?"
                  value={ofAll ? "public" : "municipality"}
                  options={audiences}
                />
                <Submit>Udgiv</Submit>
              </IntentForm>
            </>
          ) : (
            <p>{publishes ? "Alle tal er udgivet." : "Kun kommunens koordinator kan udgive."}</p>
          )}
        </OneRow>
      )}
      {listing && (
        <>
          <section>
            <p>
              {indicator.definition} {indicator.demo && <DemoTag />}
            </p>
            <p className="row-actions">
              {indicator.publishedAt && !indicator.hidden && <a href={`/indikatorer/${indicator.slug}`}>Se siden</a>}
              <a href={`${list}#${indicator.id}`}>Alle indikatorer</a>
            </p>
          </section>
          {saves && (
            <section className="form-narrow">
              <h2 id="ny">Tast tal ind</h2>
              <IntentForm intent="enter" failed="Tallene er ikke gemt endnu">
                <NewValuesForm indicator={indicator} times={listing.times} passages={listing.passages} ofAll={ofAll} />
                <SaveOrPublish
                  publishes={publishes}
                  visibility={ofAll ? "public" : "municipality"}
                  options={audiences}
                />
                <KeepWarning />
              </IntentForm>
            </section>
          )}
          <section>
            <h2>{listing.values.total > 0 ? counted(listing.values.total, "tal", "tal") : "Ingen tal endnu"}</h2>
            {publishes && listing.saved > 0 && (
              <p>
                <RowLink href={`${path}?udgiv=ja`} name={indicator.title}>{`Udgiv ${listing.saved} gemte tal`}</RowLink>
              </p>
            )}
            <ul className="entries">
              {listing.values.items.map((value) => (
                <li key={value.id} id={value.id}>
                  <h3>
                    {nameOf(value)}: {told(value, indicator.unit)} {value.demo && <DemoTag />}
                  </h3>
                  <p className="quiet">
                    <StandingLine row={value} it="det" />
                  </p>
                  {value.corrections.map(({ on, by, because, ...was }) => (
                    <p className="quiet" key={`${on} ${because} ${was.number} ${was.word}`}>
                      Rettet {longDate(on)}
                      {by && ` af ${by}`}: var {keptAnswerInWords({ ...was, wordLabel: was.word })}. {because}
                    </p>
                  ))}
                  {value.changes && (
                    <div className="row-actions">
                      <RowLink href={`${path}?ret=${value.id}`} name={nameOf(value)} />
                      {publishes && value.publishedAt && (
                        <RowLink href={`${path}?tilbage=${value.id}`} name={nameOf(value)}>
                          Tag tilbage
                        </RowLink>
                      )}
                      {!wasSeen(value) && (
                        <RowLink href={`${path}?slet=${value.id}`} name={nameOf(value)}>
                          Slet
                        </RowLink>
                      )}
                    </div>
                  )}
                </li>
              ))}
            </ul>
            <Pagination
              page={listing.values.page}
              pages={Math.ceil(listing.values.total / listing.values.pageSize)}
              address={(page) => `${path}${page > 1 ? `?side=${page}` : ""}`}
            />
          </section>
        </>
      )}
    </>
  );
}

/** What a value answers with its unit and what is said beside it. */
function told(value: KeptValue, unit: string | null): string {
  const notes = [
    value.projected && "fremskrevet",
    value.denominator && `af ${value.denominator}`,
    value.pooledYears && `${value.pooledYears} år lagt sammen`,
    value.expected && `ventes ${longDate(value.expected)}`,
  ].filter(Boolean);
  const answer = `${keptAnswerInWords(value)}${value.number !== null && unit ? ` ${unit}` : ""}`;
  return notes.length > 0 ? `${answer} (${notes.join(", ")})` : answer;
}
