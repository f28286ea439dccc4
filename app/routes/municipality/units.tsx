import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeUnitInput, unitIdInput, unitInput } from "#app/domain/units/input.ts";
import { changeUnit, createUnit, deleteUnit, whyNotDeleted } from "#app/domain/units/keep-units.server.ts";
import { codes, unitKinds } from "#app/domain/vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import {
  chosenOne,
  chosenPage,
  listQuery,
  openedRow,
  refuseGoneRow,
  sameList,
  searchedWords,
  withQuery,
} from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { FindForm } from "#app/ui/find-form.tsx";
import { ChoiceField, Done, IntentForm, Select, Submit, TextField } from "#app/ui/form.tsx";
import { counted } from "#app/ui/format.ts";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import {
  countUnits,
  findUnit,
  listUnitNames,
  listUnits,
  listUnitsAbove,
  type UnitName,
  type UnitRow,
} from "#db/queries/units.ts";

const route = "kommuner/:slug/enheder";
const addressOf = (slug: string) => `/kommuner/${slug}/enheder`;
const parameters = ["find", "slags", "side"];
const pageSize = 50;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const query = listQuery(request, parameters);
  const shared = { place, doors: doorsOf(viewer, place), query: query.toString() };
  const deleted = openedRow(request, "slet");
  if (deleted !== null) {
    const unit = await findUnit(sql, deleted);
    if (unit?.municipality !== place.code) return refuseGoneRow();
    const deleting = { ...unit, whyNot: await whyNotDeleted(sql, unit) };
    return { ...shared, deleting, changing: null, listing: null };
  }
  const opened = openedRow(request);
  if (opened !== null) {
    const unit = await findUnit(sql, opened);
    if (unit?.municipality !== place.code) return refuseGoneRow();
    return { ...shared, deleting: null, changing: { unit, above: await listUnitsAbove(sql, unit) }, listing: null };
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
  return { ...shared, deleting: null, changing: null, listing: { filter, units, count, names } };
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
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.deleting
          ? `Slet ${args.data.deleting.name}: enheder i ${args.data.place.name}`
          : args.data.changing
            ? `Ret ${args.data.changing.unit.name}: enheder i ${args.data.place.name}`
            : listTitle(`Enheder i ${args.data.place.name}`, [], args.data.listing?.units.page),
        description: "Kommunens skoler, dagtilbud og andre enheder.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = { oprettet: "Enheden er oprettet.", rettet: "Enheden er rettet.", slettet: "Enheden er slettet." };
const kinds = codes(unitKinds).map((kind) => ({ value: kind, label: unitKinds[kind] }));

export default function Units() {
  const { place, doors, query: asked, deleting, changing, listing } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const query = new URLSearchParams(asked);
  const address = (changes: Record<string, string | null> = {}) =>
    withQuery(path, query, { side: query.get("side"), ...changes });
  const isNarrowed = listing !== null && (listing.filter.words !== "" || listing.filter.kind !== null);
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Enheder"
      lead="Skoler, dagtilbud, PPR og de andre. En rolle kan gælde for én enhed, og et eksempel kan komme fra én."
    >
      <Done sentences={done} />
      {deleting && (
        <Confirm
          title={`Slet ${deleting.name}`}
          back={{
            href: `${address()}#${deleting.id}`,
            label: deleting.whyNot ? "Tilbage til enhederne" : "Nej, tilbage til enhederne",
          }}
          intent="delete"
          of={{ name: "unit", value: deleting.id }}
          yes={!deleting.whyNot && `Slet ${deleting.name}`}
        >
          <p>
            {deleting.whyNot ??
              `${deleting.name} forsvinder fra kommunens enheder, og det kan ikke fortrydes. Der hører ikke noget til den.`}
          </p>
        </Confirm>
      )}
      {changing && (
        <OneRow
          title={`Ret ${changing.unit.name}`}
          back={{ href: `${address()}#${changing.unit.id}`, label: "Tilbage til enhederne" }}
        >
          <IntentForm
            intent="change"
            of={{ name: "unit", value: changing.unit.id }}
            failed="Enheden er ikke rettet endnu"
          >
            <input type="hidden" name="version" value={changing.unit.version} />
            <UnitFields unit={changing.unit} above={changing.above} />
            <Submit>Gem</Submit>
          </IntentForm>
        </OneRow>
      )}
      {listing && (
        <>
          <section>
            <h2>{listing.count > 0 ? counted(listing.count, "enhed", "enheder") : "Ingen enheder endnu"}</h2>
            {listing.count === 0 && <p>Opret den første herunder. Begynd for eksempel med PPR eller skolerne.</p>}
            {(listing.count > pageSize || isNarrowed) && (
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
                    <Row
                      unit={unit}
                      under={unit.parent}
                      links={{ change: address({ ret: unit.id }), remove: address({ slet: unit.id }) }}
                    />
                  </li>
                ))}
              </ul>
            ) : (
              <Tree
                units={listing.units.items}
                links={(id) => ({ change: address({ ret: id }), remove: address({ slet: id }) })}
              />
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
  links,
}: {
  units: readonly UnitRow[];
  /** Left out for those whose parent is not on the page. */
  under?: string;
  links: (id: string) => RowLinks;
}) {
  const isHere = (id: string | null) => units.some((unit) => unit.id === id);
  const here = units.filter(({ parentId }) => (under === undefined ? !isHere(parentId) : parentId === under));
  if (here.length === 0) return null;
  return (
    <ul className={under ? "entries" : "entries unit-tree"}>
      {here.map((unit) => (
        <li key={unit.id} id={unit.id}>
          <Row unit={unit} under={under ? null : unit.parent} links={links(unit.id)} />
          <Tree units={units} under={unit.id} links={links} />
        </li>
      ))}
    </ul>
  );
}

/** Where a unit is changed and deleted. */
interface RowLinks {
  change: string;
  remove: string;
}

/** @param under the name of what it lies under, where that is not plain */
function Row({ unit, under, links }: { unit: UnitRow; under: string | null; links: RowLinks }) {
  return (
    <>
      <h3>
        {unit.name} {unit.demo && <DemoTag />}
      </h3>
      <p className="quiet">
        {unitKinds[unit.kind]}
        {under && ` under ${under}`}
      </p>
      <div className="row-actions">
        <RowLink href={links.change} name={unit.name} />
        <RowLink href={links.remove} name={unit.name}>
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
