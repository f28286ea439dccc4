import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
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
import { passageChoices } from "#app/domain/chosen-source.server.ts";
import { accounts, moneyKinds, permanences } from "#app/domain/ground-vocabulary.ts";
import { isId } from "#app/domain/id.ts";
import { mayChangeKept, mayPublish } from "#app/domain/initiatives/policy.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedRow, refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Submit } from "#app/ui/form.tsx";
import {
  AmountForm,
  amountShown,
  CorrectAmount,
  Corrections,
  HideAmount,
  LineForm,
} from "#app/ui/keeping/money-fields.tsx";
import { standingInWords } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listKeptLines } from "#db/queries/budgets/keep.ts";
import { findKeptInitiative } from "#db/queries/initiatives/keep.ts";
import { listPassages } from "#db/queries/passages.ts";

const route = "kommuner/:slug/indsatser/:id/penge";
const addressOf = (slug: string, id = "") => `/kommuner/${slug}/indsatser/${id}/penge`;
/** The pages about one line, by the parameter that opens each. */
const linePages = { ret: "change", aar: "year", fjern: "remove" } as const;
/** The pages about one amount. */
const amountPages = { beloeb: "correct", skjul: "hide" } as const;

export const loader = guarded(
  route,
  async ({ request, params: { id = "" }, context: { sql, viewer }, subject: place }) => {
    const item = isId(id) ? await findKeptInitiative(sql, viewer, { code: place.code, id }) : undefined;
    if (!item) return refuseGoneRow();
    const { slug, title, demo, publishedAt, takenBackAt, visibility } = item;
    const [lines, passages] = await Promise.all([
      listKeptLines(sql, viewer, place.code, id),
      listPassages(sql, place.code),
    ]);
    const shared = {
      place,
      doors: doorsOf(viewer, place),
      initiative: { id, slug, title, demo, publishedAt, takenBackAt, visibility },
      changes: mayChangeKept(viewer, item),
      hides: mayPublish(viewer, place.code),
      lines,
      passages: passageChoices(passages).map(({ id: value, name }) => ({ id: value, name })),
    };
    for (const [parameter, doing] of Object.entries(linePages)) {
      const opened = openedRow(request, parameter);
      if (opened === null) continue;
      const line = lines.find((one) => one.id === opened);
      return line && shared.changes ? { ...shared, one: { doing, line }, amount: null } : refuseGoneRow();
    }
    for (const [parameter, doing] of Object.entries(amountPages)) {
      const opened = openedRow(request, parameter);
      if (opened === null) continue;
      const line = lines.find(({ amounts }) => amounts.some((one) => one.id === opened));
      const amount = line?.amounts.find((one) => one.id === opened);
      return line && amount && shared.changes
        ? { ...shared, one: null, amount: { doing, line, amount } }
        : refuseGoneRow();
    }
    return { ...shared, one: null, amount: null };
  },
);

export const action = intents(route, {
  async add({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await addLine(sql, viewer, place, isId(id) ? id : refuseGoneRow(), sent.parse(newLineInput));
    return taken(addressOf(place.slug, id), "gemt");
  },
  async change({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await changeLine(sql, viewer, place, sent.parse(changeLineInput));
    return taken(addressOf(place.slug, id), "gemt");
  },
  async year({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await addAmount(sql, viewer, place, sent.parse(newAmountInput));
    return taken(addressOf(place.slug, id), "gemt");
  },
  async correct({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await correctAmount(sql, viewer, place, sent.parse(correctAmountInput));
    return taken(addressOf(place.slug, id), "rettet");
  },
  async hide({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await hideAmount(sql, viewer, place, sent.parse(hideAmountInput));
    return taken(addressOf(place.slug, id), "skjult");
  },
  async remove({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await deleteLine(sql, viewer, place, sent.parse(removeLineInput));
    return taken(addressOf(place.slug, id), "fjernet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Penge i ${args.data.initiative.title}: ${args.data.place.name}`,
        description: "Indsatsens budgetlinjer.",
        path: addressOf(args.data.place.slug, args.data.initiative.id),
        hidden: true,
      })
    : [];

const done = {
  gemt: "Det er gemt.",
  rettet: "Beløbet er rettet.",
  skjult: "Beløbet er skjult.",
  fjernet: "Linjen er fjernet.",
};

export default function InitiativeMoney() {
  const { place, doors, initiative, changes, hides, lines, passages, one, amount } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug, initiative.id);
  const wasSeen = initiative.publishedAt !== null || initiative.takenBackAt !== null;
  const back = { href: `${path}#${one?.line.id ?? ""}`, label: "Tilbage til beløbene" };
  const which = { name: "row", value: one?.line.id ?? "" };
  const along = { version: String(one?.line.version ?? "") };
  return (
    <MunicipalityFrame place={place} doors={doors} title="Penge" lead={initiative.title}>
      <Done sentences={done} />
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.line.label}`} back={back}>
          <IntentForm intent="change" of={which} along={along} failed="Linjen er ikke gemt endnu">
            <LineForm now={one.line} passages={passages} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "year" && (
        <OneRow title={`Nyt år i ${one.line.label}`} back={back}>
          <IntentForm intent="year" of={which} failed="Beløbet er ikke gemt endnu">
            <AmountForm unit={one.line.printedUnit} />
            <Submit>Gem</Submit>
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "remove" && (
        <Confirm
          title={`Fjern ${one.line.label}`}
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
          line={amount.line}
          amount={amount.amount}
          wasSeen={wasSeen}
          hides={hides}
          back={path}
          hideAddress={`${path}?skjul=${amount.line.id}&i=${amount.amount.year}#ret`}
        />
      )}
      {amount?.doing === "hide" && <HideAmount line={amount.line} amount={amount.amount} back={path} />}
      {!one && !amount && (
        <>
          <section>
            <p>
              {standingInWords(initiative)} {initiative.demo && <DemoTag />}{" "}
              <a href={`/kommuner/${place.slug}/indsatser?ret=${initiative.id}#ret`}>Tilbage til indsatsen</a>
            </p>
            {lines.length === 0 && (
              <p>Her er ingen beløb, som I selv har lagt ind. Beløb fra et dokuments tabel står på indsatsens side.</p>
            )}
            <ul className="entries">
              {lines.map((line) => (
                <li key={line.id} id={line.id}>
                  <h3>{line.label}</h3>
                  <p className="quiet">
                    {[
                      moneyKinds[line.kind],
                      line.priceYear ? `${line.priceYear}-priser` : "prisår ikke oplyst",
                      line.account && accounts[line.account],
                      line.permanence && permanences[line.permanence],
                      line.financing && `betales af: ${line.financing}`,
                    ]
                      .filter(Boolean)
                      .join(", ")}
                    .
                  </p>
                  <ul>
                    {line.amounts.map((cell) => (
                      <li key={cell.id}>
                        {cell.year}: {amountShown(cell, line.printedUnit)}{" "}
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
                  {changes && (
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
            </ul>
          </section>
          {changes && (
            <section>
              <h2 id="ny">Ny linje</h2>
              <IntentForm intent="add" failed="Linjen er ikke gemt endnu">
                <AmountForm />
                <LineForm passages={passages} />
                <Submit>Gem</Submit>
                <KeepWarning />
              </IntentForm>
            </section>
          )}
        </>
      )}
    </MunicipalityFrame>
  );
}
