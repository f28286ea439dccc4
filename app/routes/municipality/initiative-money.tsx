import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { agreementName } from "#app/domain/budgets/agreement-vocabulary.ts";
import {
  changeLineInput,
  correctAmountInput,
  hideAmountInput,
  newAmountInput,
  newLineInput,
  removeLineInput,
} from "#app/domain/budgets/input.ts";
import {
  addAmount,
  addLine,
  changeLine,
  correctAmount,
  deleteLine,
  hideAmount,
} from "#app/domain/budgets/keep-lines.server.ts";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import { accounts, moneyKinds, permanences } from "#app/domain/ground-vocabulary.ts";
import { mayPublish } from "#app/domain/initiatives/policy.ts";
import type { Place } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { namedInitiative, readInitiativePart } from "#app/http/initiative-part.server.ts";
import { partAddress, partMeta } from "#app/http/initiative-part.ts";
import { openedWith, refuseGoneRow } from "#app/http/list-address.ts";
import { IntentForm, KeepWarning, Submit } from "#app/ui/form.tsx";
import { InitiativePartPage, PartRows } from "#app/ui/keeping/initiative-part.tsx";
import {
  amountShown,
  CorrectAmount,
  Corrections,
  FurtherAmountForm,
  HideAmount,
  LineForm,
  NewLineForm,
} from "#app/ui/keeping/money-fields.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { listKeptLines } from "#db/queries/budgets/keep.ts";
import { listKeptAgreements } from "#db/queries/budgets/keep-agreements.ts";

const route = "kommuner/:slug/indsatser/:id/penge";
/** The pages about one line, by the parameter that opens each. */
const linePages = { ret: "change", aar: "year", fjern: "remove" } as const;
/** The pages about one amount. */
const amountPages = { beloeb: "correct", skjul: "hide" } as const;

export const loader = guarded(route, async (args) => {
  const part = await readInitiativePart(args);
  const { sql, viewer } = args.context;
  const { code } = part.place;
  const [lines, passages, agreements] = await Promise.all([
    listKeptLines(sql, viewer, code, part.initiative.id),
    passageOptions(sql, code),
    listKeptAgreements(sql, viewer, code),
  ]);
  const shared = {
    ...part,
    hides: mayPublish(viewer, code),
    lines,
    passages,
    agreements: agreements
      .filter(({ demo }) => demo === part.initiative.demo)
      .map((one) => ({ id: one.id, name: agreementName(one) })),
  };
  const typed = lines.filter(({ table }) => table === null);
  const one = openedWith(args.request, linePages, typed, part.changes);
  if (one) return { ...shared, one, amount: null };
  const opened = openedWith(args.request, amountPages, lines, part.changes);
  if (!opened) return { ...shared, one: null, amount: null };
  const year = new URL(args.request.url).searchParams.get("i");
  const amount = opened.row.amounts.find((cell) => String(cell.year) === year);
  return amount ? { ...shared, one: null, amount: { ...opened, amount } } : refuseGoneRow();
});

export const action = intents(route, {
  async add({ params, context: { sql, viewer }, subject: place }, sent) {
    await addLine(sql, viewer, place, namedInitiative(params), sent.parse(newLineInput));
    return taken(addressOf(place, params), "gemt");
  },
  async change({ params, context: { sql, viewer }, subject: place }, sent) {
    await changeLine(sql, viewer, place, sent.parse(changeLineInput));
    return taken(addressOf(place, params), "gemt");
  },
  async year({ params, context: { sql, viewer }, subject: place }, sent) {
    await addAmount(sql, viewer, place, sent.parse(newAmountInput));
    return taken(addressOf(place, params), "gemt");
  },
  async correct({ params, context: { sql, viewer }, subject: place }, sent) {
    await correctAmount(sql, viewer, place, sent.parse(correctAmountInput));
    return taken(addressOf(place, params), "rettet");
  },
  async hide({ params, context: { sql, viewer }, subject: place }, sent) {
    await hideAmount(sql, viewer, place, sent.parse(hideAmountInput));
    return taken(addressOf(place, params), "skjult");
  },
  async remove({ params, context: { sql, viewer }, subject: place }, sent) {
    await deleteLine(sql, viewer, place, sent.parse(removeLineInput));
    return taken(addressOf(place, params), "fjernet");
  },
});

const addressOf = ({ slug }: Place, params: { id?: string }) => partAddress(slug, namedInitiative(params), "penge");

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data ? partMeta(args, args.data, { what: "Penge", part: "penge" }) : [];

const done = {
  gemt: "Det er gemt.",
  rettet: "Beløbet er rettet.",
  skjult: "Beløbet er skjult.",
  fjernet: "Linjen er fjernet.",
};

export default function InitiativeMoney() {
  const part = useLoaderData<typeof loader>();
  const { place, initiative, wasSeen, changes, hides, lines, passages, agreements, one, amount } = part;
  const path = partAddress(place.slug, initiative.id, "penge");
  const back = { href: `${path}#${one?.row.id ?? ""}`, label: "Tilbage til beløbene" };
  const which = { name: "row", value: one?.row.id ?? "" };
  const along = { version: String(one?.row.version ?? "") };
  return (
    <InitiativePartPage of={part} title="Penge" done={done}>
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.row.label}`} back={back}>
          <IntentForm intent="change" of={which} along={along} failed="Linjen er ikke gemt endnu">
            <LineForm now={one.row} agreements={agreements} passages={passages} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "year" && (
        <OneRow title={`Nyt år i ${one.row.label}`} back={back}>
          <IntentForm intent="year" of={which} failed="Beløbet er ikke gemt endnu">
            <FurtherAmountForm unit={one.row.printedUnit} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "remove" && (
        <Confirm
          title={`Fjern ${one.row.label}`}
          back={{ ...back, label: "Nej, tilbage til beløbene" }}
          intent="remove"
          of={which}
          along={along}
          yes={!wasSeen && "Fjern linjen"}
        >
          <p>
            {wasSeen
              ? "Indsatsen har været udgivet, så linjen bliver stående. Ret beløbet i stedet."
              : "Linjen forsvinder med sine beløb, og det kan ikke fortrydes. Ingen læsere har set den."}
          </p>
        </Confirm>
      )}
      {amount?.doing === "correct" && (
        <CorrectAmount
          line={amount.row}
          amount={amount.amount}
          wasSeen={wasSeen}
          hides={hides}
          back={path}
          hideAddress={`${path}?skjul=${amount.row.id}&i=${amount.amount.year}#ret`}
        />
      )}
      {amount?.doing === "hide" && <HideAmount line={amount.row} amount={amount.amount} back={path} />}
      {!one && !amount && (
        <PartRows
          of={part}
          none="Ingen beløb endnu"
          noun={["linje", "linjer"]}
          rows={lines.map((line) => (
            <li key={line.id} id={line.id}>
              <h3>{line.label}</h3>
              <p className="quiet">
                {[
                  moneyKinds[line.kind],
                  line.priceYear ? `${line.priceYear}-priser` : "prisår ikke oplyst",
                  line.account && accounts[line.account],
                  line.permanence && permanences[line.permanence],
                  line.financing && `betales af: ${line.financing}`,
                  line.sector && `sektor ${line.sector}`,
                  line.proposal,
                  line.agreement && `aftale: ${line.agreement}`,
                  line.table !== null && `fra tabellen »${line.table}«`,
                ]
                  .filter(Boolean)
                  .join(", ")}
                .
              </p>
              <ul className="amounts">
                {line.amounts.map((cell) => (
                  <li key={cell.id}>
                    {cell.year}: {amountShown(cell, line.printedUnit, line.financing)}{" "}
                    {changes && (
                      <RowLink
                        href={`${path}?beloeb=${line.id}&i=${cell.year}`}
                        name={`${line.label} i ${cell.year}`}
                      />
                    )}
                  </li>
                ))}
              </ul>
              <Corrections items={line.corrections} unit={line.printedUnit} />
              {changes && line.table === null && (
                <div className="row-actions">
                  <RowLink href={`${path}?aar=${line.id}`} name={line.label}>
                    Nyt år
                  </RowLink>
                  <RowLink href={`${path}?ret=${line.id}`} name={line.label}>
                    Ret linjen
                  </RowLink>
                  {!wasSeen && (
                    <RowLink href={`${path}?fjern=${line.id}`} name={line.label}>
                      Fjern
                    </RowLink>
                  )}
                </div>
              )}
            </li>
          ))}
          add={
            changes
              ? {
                  title: "Ny linje",
                  failed: "Linjen er ikke gemt endnu",
                  fields: <NewLineForm agreements={agreements} passages={passages} />,
                }
              : null
          }
        />
      )}
    </InitiativePartPage>
  );
}
