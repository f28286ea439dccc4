import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { closeUnit, mergeUnit, openUnit } from "#app/domain/units/close-unit.server.ts";
import {
  changeUnitInput,
  closeUnitInput,
  mergeUnitInput,
  openUnitInput,
  unitIdInput,
  unitInput,
} from "#app/domain/units/input.ts";
import { changeUnit, createUnit, deleteUnit, whyNotDeleted } from "#app/domain/units/keep-units.server.ts";
import { closedSentence } from "#app/domain/units/named-unit.server.ts";
import { codes, unitKinds } from "#app/domain/vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import {
  chosenOne,
  chosenPage,
  listQuery,
  openedPage,
  refuseGoneRow,
  sameList,
  searchedWords,
  withQuery,
} from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { CloseUnit, MergeUnit, OpenUnit } from "#app/ui/closing-units.tsx";
import { FindForm } from "#app/ui/find-form.tsx";
import { ChoiceField, Done, IntentForm, Select, Submit, TextField } from "#app/ui/form.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import {
  countOnUnit,
  countUnits,
  findUnit,
  listSuccessors,
  listUnitNames,
  listUnits,
  listUnitsAbove,
  type UnitName,
  type UnitRow,
} from "#db/queries/units.ts";

const route = "kommuner/:slug/enheder";
const addressOf = (slug: string) => `/kommuner/${slug}/enheder`;
const parameters = ["find", "slags", "side"];
/** The pages about one unit, by the parameter that opens each. */
const pages = { ret: "change", slet: "delete", luk: "close", sammen: "merge", aabn: "open" } as const;
const titles = { change: "Ret", delete: "Slet", close: "Luk", merge: "Læg sammen", open: "Åbn igen" };
const pageSize = 50;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const query = listQuery(request, parameters);
  const shared = { place, doors: doorsOf(viewer, place), query: query.toString() };
  const opened = openedPage(request, pages);
  if (opened) {
    const { doing, id } = opened;
    const unit = await findUnit(sql, id);
    if (unit?.municipality !== place.code) return refuseGoneRow();
    // Somebody else has closed it, or opened it, since the link was shown.
    if (doing !== "delete" && (doing === "open") !== (unit.closedAt !== null))
      return refuse(409, unit.closedAt ? closedSentence(unit) : `${unit.name} er allerede åben.`);
    const [whyNot, above, on, successors] = await Promise.all([
      doing === "delete" ? whyNotDeleted(sql, unit) : null,
      doing === "change" ? listUnitsAbove(sql, unit) : [],
      countOnUnit(sql, id),
      doing === "close" || doing === "merge" ? listSuccessors(sql, unit) : [],
    ]);
    return { ...shared, one: { ...unit, doing, whyNot, above, on, successors }, listing: null };
  }
  const filter = {
    words: searchedWords(query, "find"),
    kind: chosenOne(query, "slags", "typen", ["", ...codes(unitKinds)] as const) || null,
  };
  const [units, count, names] = await Promise.all([
    listUnits(sql, place.code, filter, { page: chosenPage(query), pageSize }),
    countUnits(sql, place.code),
    listUnitNames(sql, place.code),
  ]);
  return { ...shared, one: null, listing: { filter, units, count, names } };
});

export const action = intents(route, {
  async create({ request, context: { sql, viewer }, subject: place }, sent) {
    await createUnit(sql, viewer, place.code, sent.parse(unitInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "oprettet");
  },
  async change({ request, context: { sql, viewer }, subject: place }, sent) {
    await changeUnit(sql, viewer, place.code, sent.parse(changeUnitInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "rettet");
  },
  async delete({ request, context: { sql, viewer }, subject: place }, sent) {
    await deleteUnit(sql, viewer, place.code, sent.parse(unitIdInput).unit);
    return taken(sameList(request, addressOf(place.slug), parameters), "slettet");
  },
  async close({ request, context: { sql, viewer }, subject: place }, sent) {
    await closeUnit(sql, viewer, place.code, sent.parse(closeUnitInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "lukket");
  },
  async merge({ request, context: { sql, viewer }, subject: place }, sent) {
    await mergeUnit(sql, viewer, place.code, sent.parse(mergeUnitInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "lagt-sammen");
  },
  async open({ request, context: { sql, viewer }, subject: place }, sent) {
    await openUnit(sql, viewer, place.code, sent.parse(openUnitInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "aabnet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.one
          ? `${titles[args.data.one.doing]} ${args.data.one.name}: enheder i ${args.data.place.name}`
          : listTitle(`Enheder i ${args.data.place.name}`, [], args.data.listing?.units.page),
        description: "Kommunens skoler, dagtilbud og andre enheder.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  oprettet: "Enheden er oprettet.",
  rettet: "Enheden er rettet.",
  slettet: "Enheden er slettet.",
  lukket: "Enheden er lukket.",
  "lagt-sammen": "Enheden er lagt sammen med den anden.",
  aabnet: "Enheden er åben igen.",
};
const kinds = codes(unitKinds).map((kind) => ({ value: kind, label: unitKinds[kind] }));

export default function Units() {
  const { place, doors, query: asked, one, listing } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const query = new URLSearchParams(asked);
  const address = (changes: Record<string, string | null> = {}) =>
    withQuery(path, query, { side: query.get("side"), ...changes });
  const back = `${address()}#${one?.id ?? ""}`;
  const isNarrowed = listing !== null && (listing.filter.words !== "" || listing.filter.kind !== null);
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Enheder"
      lead="Skoler, dagtilbud, PPR og de andre. En rolle kan gælde for én enhed, og et eksempel kan komme fra én."
    >
      <Done sentences={done} />
      {one?.doing === "delete" && (
        <Confirm
          title={`Slet ${one.name}`}
          back={{ href: back, label: one.whyNot ? "Tilbage til enhederne" : "Nej, tilbage til enhederne" }}
          intent="delete"
          of={{ name: "unit", value: one.id }}
          yes={!one.whyNot && `Slet ${one.name}`}
        >
          <p>
            {one.whyNot ??
              `${one.name} forsvinder fra kommunens enheder, og det kan ikke fortrydes. Der hører ikke noget til den.`}
          </p>
          {one.whyNot && !one.closedAt && (
            <p>
              Findes enheden ikke mere, så <a href={`${address({ luk: one.id })}#ret`}>luk den</a> i stedet.
            </p>
          )}
        </Confirm>
      )}
      {one?.doing === "close" && <CloseUnit unit={one} back={back} merge={address({ sammen: one.id })} />}
      {one?.doing === "merge" && <MergeUnit unit={one} back={back} />}
      {one?.doing === "open" && <OpenUnit unit={one} back={back} />}
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.name}`} back={{ href: back, label: "Tilbage til enhederne" }}>
          <IntentForm intent="change" of={{ name: "unit", value: one.id }} failed="Enheden er ikke rettet endnu">
            <input type="hidden" name="version" value={one.version} />
            <UnitFields unit={one} above={one.above} />
            <Submit>Gem</Submit>
          </IntentForm>
        </OneRow>
      )}
      {listing && (
        <>
          <section>
            <h2>{listing.count.open > 0 ? counted(listing.count.open, "enhed", "enheder") : "Ingen enheder endnu"}</h2>
            {listing.count.open === 0 && <p>Opret den første herunder. Begynd for eksempel med PPR eller skolerne.</p>}
            {listing.count.closed > 0 && (
              <p className="quiet">{counted(listing.count.closed, "lukket enhed", "lukkede enheder")} står sidst.</p>
            )}
            {(listing.count.open + listing.count.closed > pageSize || isNarrowed) && (
              <FindForm
                label="Find en enhed"
                hint="Skriv en del af navnet."
                words={listing.filter.words}
                choice={{
                  name: "slags",
                  label: "Type",
                  chosen: listing.filter.kind ?? "",
                  all: "Alle slags",
                  options: kinds,
                }}
                cleared={path}
                also={{ href: "#opret", label: "Opret en enhed" }}
              />
            )}
            {isNarrowed && (
              <p>
                {listing.units.total > 0
                  ? `${counted(listing.units.total, "enhed", "enheder")} passer.`
                  : "Ingen enheder passer på det, du leder efter."}
              </p>
            )}
            {isNarrowed ? (
              <ul className="entries">
                {listing.units.items.map((unit) => (
                  <li key={unit.id} id={unit.id}>
                    <Row unit={unit} under={unit.parent} address={address} />
                  </li>
                ))}
              </ul>
            ) : (
              <Tree units={listing.units.items} address={address} />
            )}
            <Pagination
              page={listing.units.page}
              pages={Math.ceil(listing.units.total / pageSize)}
              address={(page) => address({ side: page > 1 ? String(page) : null })}
            />
          </section>
          <section>
            <h2 id="opret">Opret en enhed</h2>
            <IntentForm intent="create" failed="Enheden er ikke oprettet endnu">
              <UnitFields above={listing.names} />
              <Submit>Opret enhed</Submit>
            </IntentForm>
          </section>
        </>
      )}
    </MunicipalityFrame>
  );
}

/** Units below each other. One whose parent is not on the page stands at the edge and says where it belongs. */
function Tree({
  units,
  under,
  address,
}: {
  units: readonly UnitRow[];
  /** Left out for those whose parent is not on the page. */
  under?: string;
  address: Address;
}) {
  const isHere = (id: string | null) => units.some((unit) => unit.id === id);
  const here = units.filter(({ parentId }) => (under === undefined ? !isHere(parentId) : parentId === under));
  if (here.length === 0) return null;
  return (
    <ul className={under ? "entries" : "entries unit-tree"}>
      {here.map((unit) => (
        <li key={unit.id} id={unit.id}>
          <Row unit={unit} under={under ? null : unit.parent} address={address} />
          <Tree units={units} under={unit.id} address={address} />
        </li>
      ))}
    </ul>
  );
}

/** The address of this list with some parameters changed. */
type Address = (changes: Record<string, string>) => string;

/** @param under the name of what it lies under, where that is not plain */
function Row({ unit, under, address }: { unit: UnitRow; under: string | null; address: Address }) {
  const { id, name, closedAt, successor } = unit;
  return (
    <>
      <h3>
        {name} {unit.demo && <DemoTag />}
      </h3>
      <p className="quiet">
        {unitKinds[unit.kind]}
        {under && ` under ${under}`}
        {closedAt && `. Lukket ${dateOf(closedAt)}${successor ? ` og lagt sammen med ${successor}` : ""}.`}
      </p>
      <div className="row-actions">
        {closedAt ? (
          <RowLink href={address({ aabn: id })} name={name}>
            Åbn igen
          </RowLink>
        ) : (
          <>
            <RowLink href={address({ ret: id })} name={name} />
            <RowLink href={address({ sammen: id })} name={name}>
              Læg sammen
            </RowLink>
            <RowLink href={address({ luk: id })} name={name}>
              Luk
            </RowLink>
          </>
        )}
        <RowLink href={address({ slet: id })} name={name}>
          Slet
        </RowLink>
      </div>
    </>
  );
}

function UnitFields({ unit, above }: { unit?: UnitRow; above: readonly UnitName[] }) {
  return (
    <>
      <TextField name="name" label="Navn" value={unit?.name} />
      <Select name="kind" label="Type" value={unit?.kind} options={kinds} />
      {above.length > 0 && (
        <ChoiceField
          name="parent"
          label="Hører under"
          choices={above}
          chosen={unit?.parentId}
          none="Ingen, den står for sig selv"
        />
      )}
    </>
  );
}
