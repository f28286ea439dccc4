import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeUnitInput, unitIdInput, unitInput } from "#app/domain/units/input.ts";
import { changeUnit, createUnit, deleteUnit } from "#app/domain/units/keep-units.server.ts";
import { codes, unitKinds } from "#app/domain/vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { ActionButton, Done, Folded, IntentForm, Select, Submit, TextField } from "#app/ui/form.tsx";
import { MunicipalityPage } from "#app/ui/municipality-page.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listUnits, type UnitRow } from "#db/queries/units.ts";

const route = "kommuner/:slug/enheder";
const addressOf = (slug: string) => `/kommuner/${slug}/enheder`;

export const loader = guarded(route, async ({ context: { sql, viewer }, subject: place }) => ({
  place,
  doors: doorsOf(viewer, place),
  units: await listUnits(sql, place.code),
}));

export const action = intents(route, {
  async create({ context: { sql, viewer }, subject: place }, sent) {
    await createUnit(sql, viewer, place.code, sent.parse(unitInput));
    return taken(addressOf(place.slug), "oprettet");
  },
  async change({ context: { sql, viewer }, subject: place }, sent) {
    await changeUnit(sql, viewer, place.code, sent.parse(changeUnitInput));
    return taken(addressOf(place.slug), "rettet");
  },
  async delete({ context: { sql, viewer }, subject: place }, sent) {
    await deleteUnit(sql, viewer, place.code, sent.parse(unitIdInput).unit);
    return taken(addressOf(place.slug), "slettet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Enheder i ${args.data.place.name}`,
        description: "Kommunens skoler, dagtilbud og andre enheder.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = { oprettet: "Enheden er oprettet.", rettet: "Enheden er rettet.", slettet: "Enheden er slettet." };

export default function Units() {
  const { place, doors, units } = useLoaderData<typeof loader>();
  return (
    <MunicipalityPage
      place={place}
      doors={doors}
      title="Enheder"
      lead="Skoler, dagtilbud, PPR og de andre. En rolle kan gælde for én enhed, og et eksempel kan komme fra én."
    >
      <Done sentences={done} />
      <section>
        <h2>
          {units.length > 0 ? `${units.length} ${units.length === 1 ? "enhed" : "enheder"}` : "Ingen enheder endnu"}
        </h2>
        {units.length === 0 && <p>Opret den første herunder. Begynd for eksempel med PPR eller skolerne.</p>}
        <Tree units={units} under={null} all={units} />
      </section>
      <section>
        <h2>Opret en enhed</h2>
        <IntentForm intent="create" failed="Enheden er ikke oprettet endnu">
          <UnitFields units={units} />
          <Submit>Opret enhed</Submit>
        </IntentForm>
      </section>
    </MunicipalityPage>
  );
}

function Tree({ units, under, all }: { units: readonly UnitRow[]; under: string | null; all: readonly UnitRow[] }) {
  const here = units.filter(({ parentId }) => parentId === under);
  if (here.length === 0) return null;
  return (
    <ul className={under ? "entries" : "entries unit-tree"}>
      {here.map((unit) => (
        <li key={unit.id}>
          <h3>
            {unit.name} {unit.demo && <DemoTag />}
          </h3>
          <p className="quiet">{unitKinds[unit.kind]}</p>
          <div className="row-actions">
            <Folded
              summary={
                <>
                  Ret<span className="sr-only"> {unit.name}</span>
                </>
              }
              intent="change"
              of={{ name: "unit", value: unit.id }}
            >
              <IntentForm intent="change" of={{ name: "unit", value: unit.id }} failed="Enheden er ikke rettet endnu">
                <input type="hidden" name="version" value={unit.version} />
                <UnitFields unit={unit} units={all} />
                <Submit plain>Gem</Submit>
              </IntentForm>
            </Folded>
            <ActionButton intent="delete" of={{ name: "unit", value: unit.id }} about={unit.name}>
              Slet
            </ActionButton>
          </div>
          <Tree units={units} under={unit.id} all={all} />
        </li>
      ))}
    </ul>
  );
}

function UnitFields({ unit, units }: { unit?: UnitRow; units: readonly UnitRow[] }) {
  const isWithin = (one: UnitRow | undefined): boolean =>
    one !== undefined && (one.id === unit?.id || isWithin(units.find(({ id }) => id === one.parentId)));
  const above = units
    .filter((one) => !isWithin(one) && (!one.demo || !unit || unit.demo))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField name="name" label="Navn" value={unit?.name} />
      <Select
        name="kind"
        label="Slags"
        value={unit?.kind}
        options={codes(unitKinds).map((kind) => ({ value: kind, label: unitKinds[kind] }))}
      />
      {above.length > 0 && (
        <Select
          name="parent"
          label="Hører under"
          value={unit?.parentId ?? ""}
          options={[{ value: "", label: "Ingen, den står for sig selv" }, ...above]}
        />
      )}
    </>
  );
}
