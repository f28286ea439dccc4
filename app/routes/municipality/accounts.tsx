import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  accountsInput,
  accountsYearInput,
  correctAmountInput,
  hideAmountInput,
  publishAccountsInput,
} from "#app/domain/budgets/input.ts";
import {
  enterAccounts,
  linesOfYear,
  publishAccounts,
  takeBackAccounts,
} from "#app/domain/budgets/keep-accounts.server.ts";
import { correctAmount, hideAmount } from "#app/domain/budgets/keep-lines.server.ts";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import { danishToday } from "#app/domain/dates.ts";
import { moneyLevels } from "#app/domain/ground-vocabulary.ts";
import { mayChangeKept, mayPublish, maySave } from "#app/domain/initiatives/policy.ts";
import { mayChange } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedRow, refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Radios, TextField } from "#app/ui/form.tsx";
import { SaveOrPublish } from "#app/ui/keeping/kept-pages.tsx";
import {
  amountHint,
  amountShown,
  CorrectAmount,
  Corrections,
  HideAmount,
  UnitField,
} from "#app/ui/keeping/money-fields.tsx";
import { SourceFields } from "#app/ui/keeping/source-fields.tsx";
import { audienceOptions, StandingLine } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, RowLink } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { type KeptLine, listKeptAccounts } from "#db/queries/budgets/keep.ts";

const route = "kommuner/:slug/penge";
const addressOf = (slug: string) => `/kommuner/${slug}/penge`;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const lines = (await listKeptAccounts(sql, viewer, place.code)).map((line) => ({
    ...line,
    changes: mayChangeKept(viewer, line),
    own: mayChange(viewer, line.demo),
  }));
  const shared = {
    place,
    doors: doorsOf(viewer, place),
    lines,
    saves: maySave(viewer, place.code),
    publishes: mayPublish(viewer, place.code),
    demo: viewer.person?.demo ?? false,
  };
  for (const [parameter, doing] of [
    ["ret", "correct"],
    ["skjul", "hide"],
  ] as const) {
    const id = openedRow(request, parameter);
    if (id === null) continue;
    const line = lines.find((one) => one.id === id);
    const amount = line?.amounts.find(({ year }) => String(year) === new URL(request.url).searchParams.get("i"));
    return line?.changes && amount
      ? { ...shared, one: { doing, line, amount }, year: null, passages: [], yearToEnter: null }
      : refuseGoneRow();
  }
  const query = new URL(request.url).searchParams;
  for (const [parameter, doing] of [
    ["udgiv", "publish"],
    ["tilbage", "take-back"],
  ] as const) {
    const year = Number(query.get(parameter) ?? "");
    if (!year) continue;
    const own = linesOfYear(lines, year).filter(({ demo }) => demo === shared.demo);
    return own.length > 0 && shared.publishes
      ? { ...shared, one: null, year: { doing, year, own }, passages: [], yearToEnter: null }
      : refuseGoneRow();
  }
  const passages = await passageOptions(sql, place.code);
  const own = lines.filter(({ demo }) => demo === shared.demo);
  return { ...shared, one: null, year: null, passages, yearToEnter: firstWithout(own) };
});

/** The latest of the last five years that has no amount yet; null when all have. */
function firstWithout(lines: readonly KeptLine[]): number | null {
  const entered = new Set(lines.flatMap(({ amounts }) => amounts.map(({ year }) => year)));
  const last = Number(danishToday().slice(0, 4)) - 1;
  return [0, 1, 2, 3, 4].map((back) => last - back).find((year) => !entered.has(year)) ?? null;
}

export const action = intents(route, {
  async enter({ context: { sql, viewer }, subject: place }, sent) {
    const typed = sent.parse(accountsInput);
    await enterAccounts(sql, viewer, place, typed);
    return taken(addressOf(place.slug), typed.publish ? "udgivet" : "gemt");
  },
  async correct({ context: { sql, viewer }, subject: place }, sent) {
    await correctAmount(sql, viewer, place, sent.parse(correctAmountInput));
    return taken(addressOf(place.slug), "rettet");
  },
  async hide({ context: { sql, viewer }, subject: place }, sent) {
    await hideAmount(sql, viewer, place, sent.parse(hideAmountInput));
    return taken(addressOf(place.slug), "skjult");
  },
  async publish({ context: { sql, viewer }, subject: place }, sent) {
    await publishAccounts(sql, viewer, place, sent.parse(publishAccountsInput));
    return taken(addressOf(place.slug), "udgivet");
  },
  async "take-back"({ context: { sql, viewer }, subject: place }, sent) {
    await takeBackAccounts(sql, viewer, place, sent.parse(accountsYearInput).year);
    return taken(addressOf(place.slug), "tilbage");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Regnskab i ${args.data.place.name}: tre linjer om året`,
        description: "Kommunens udgifter til det almene, mellemformer og specialtilbud.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  gemt: "Året er gemt. Koordinatoren kan udgive det.",
  rettet: "Beløbet er rettet.",
  skjult: "Beløbet er skjult.",
  udgivet: "Året er udgivet.",
  tilbage: "Året er taget tilbage. Læserne ser det ikke længere.",
};

export default function KeptAccounts() {
  const { place, doors, lines, saves, publishes, one, year, passages, yearToEnter } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const [first] = year?.own ?? [];
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Regnskab"
      lead="Tre linjer om året. Det tager to minutter, når I har regnskabet ved hånden."
    >
      <Done sentences={done} />
      {one?.doing === "correct" && (
        <CorrectAmount
          line={one.line}
          amount={one.amount}
          wasSeen={one.line.publishedAt !== null || one.line.takenBackAt !== null}
          hides={publishes}
          back={path}
          hideAddress={`${path}?skjul=${one.line.id}&i=${one.amount.year}#ret`}
        />
      )}
      {one?.doing === "hide" && <HideAmount line={one.line} amount={one.amount} back={path} />}
      {year && first && (
        <Confirm
          title={
            year.doing === "publish" ? `Udgiv regnskabet for ${year.year}` : `Tag regnskabet for ${year.year} tilbage`
          }
          back={{ href: path, label: "Nej, tilbage til regnskabet" }}
          intent={year.doing}
          of={{ name: "year", value: String(year.year) }}
          yes={year.doing === "publish" ? "Udgiv" : "Tag tilbage"}
          fields={
            year.doing === "publish" && (
              <Radios
                name="visibility"
                label="Hvem skal læse det?"
                value={first.visibility}
                options={audienceOptions}
              />
            )
          }
        >
          <Amounts lines={year.own} year={year.year} />
          <p>
            {year.doing === "publish"
              ? "Beløbene bliver vist på kommunens side. Rettes et af dem senere, kan læserne se, hvad der stod, og hvorfor det er rettet."
              : "Beløbene forsvinder fra alle sider, også når nogen læser siden, som den så ud en tidligere dag. Her hos jer bliver de stående."}
          </p>
        </Confirm>
      )}
      {!one && !year && (
        <>
          {saves && (
            <section>
              <h2 id="ny">Tast et år ind</h2>
              <IntentForm intent="enter" failed="Året er ikke gemt endnu">
                <TextField name="year" label="År" inputMode="numeric" value={yearToEnter?.toString()} />
                <UnitField value="1.000 kr." />
                {codes(moneyLevels).map((level, at) => (
                  <TextField
                    key={level}
                    name={level}
                    label={`${moneyLevels[level]} (kan udelades)`}
                    hint={at === 0 ? amountHint : undefined}
                  />
                ))}
                <SourceFields passages={passages} />
                <SaveOrPublish publishes={publishes} visibility="municipality" />
                <KeepWarning />
              </IntentForm>
            </section>
          )}
          {lines.length > 0 && (
            <section>
              <h2>Tastet ind</h2>
              <Years lines={lines} path={path} publishes={publishes} />
            </section>
          )}
        </>
      )}
    </MunicipalityFrame>
  );
}

type OwnLine = KeptLine & { changes: boolean; own: boolean };

/** The lines of a year with their amounts. */
function Amounts({ lines, year, path }: { lines: readonly OwnLine[]; year: number; path?: string }) {
  return (
    <ul className="amounts">
      {lines.map((line) => {
        const amount = line.amounts.find((one) => one.year === year);
        if (!amount) return null;
        return (
          <li key={line.id}>
            {line.label}: {amountShown(amount, line.printedUnit)}{" "}
            {path && line.changes && (
              <RowLink href={`${path}?ret=${line.id}&i=${year}`} name={`${line.label} i ${year}`} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The newest year first; invented ones apart. */
function Years({ lines, path, publishes }: { lines: readonly OwnLine[]; path: string; publishes: boolean }) {
  const years = [...new Set(lines.flatMap(({ amounts }) => amounts.map(({ year }) => year)))].sort((a, b) => b - a);
  return (
    <ul className="entries">
      {years.flatMap((year) =>
        [false, true].map((demo) => {
          const own = lines.filter((line) => line.demo === demo && line.amounts.some((amount) => amount.year === year));
          const [first] = own;
          if (!first) return null;
          const waiting = own.some(({ publishedAt }) => publishedAt === null);
          const out = own.some(({ publishedAt }) => publishedAt !== null);
          return (
            <li key={`${year} ${demo}`}>
              <h3>
                {year} {demo && <DemoTag />}
              </h3>
              <p className="quiet">
                <StandingLine row={first} />
              </p>
              <Amounts lines={own} year={year} path={path} />
              {own.map((line) => (
                <Corrections
                  key={line.id}
                  items={line.corrections.filter((one) => one.year === year)}
                  unit={line.printedUnit}
                />
              ))}
              {publishes && first.own && (
                <div className="row-actions">
                  {waiting && (
                    <RowLink href={`${path}?udgiv=${year}`} name={String(year)}>
                      Udgiv
                    </RowLink>
                  )}
                  {out && (
                    <RowLink href={`${path}?tilbage=${year}`} name={String(year)}>
                      Tag tilbage
                    </RowLink>
                  )}
                </div>
              )}
            </li>
          );
        }),
      )}
    </ul>
  );
}
