import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  ambitionVersionInput,
  changeAmbitionInput,
  newAmbitionInput,
  publishAmbitionInput,
} from "#app/domain/ambitions/input.ts";
import {
  beginAmbition,
  changeAmbition,
  deleteAmbition,
  publishAmbition,
  takeBackAmbition,
} from "#app/domain/ambitions/keep-ambitions.server.ts";
import { mayChangeAmbition } from "#app/domain/ambitions/policy.ts";
import { longDate } from "#app/domain/dates.ts";
import { mayPublish, maySave } from "#app/domain/initiatives/policy.ts";
import { isDemo, mayChange } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { keptPages, keptPageTitles } from "#app/http/kept-pages.ts";
import { openedPage, refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Select, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { KeptLinks, KeptPages } from "#app/ui/keeping/kept-pages.tsx";
import { heldApart, StandingLine, standingInWords } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { OneRow } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { findKeptAmbition, type KeptAmbition, listKeptAmbitions } from "#db/queries/ambitions/keep.ts";
import { listPoints, type PointChoice } from "#db/queries/initiatives/keep.ts";

const route = "kommuner/:slug/ambitioner";
const addressOf = (slug: string) => `/kommuner/${slug}/ambitioner`;

export const loader = guarded(route, async ({ request, context: { sql, viewer, today }, subject: place }) => {
  const shared = {
    place,
    today,
    doors: doorsOf(viewer, place),
    saves: maySave(viewer, place.code),
    publishes: mayPublish(viewer, place.code),
    demo: isDemo(viewer),
    points: await listPoints(sql),
  };
  const opened = openedPage(request, keptPages);
  if (opened) {
    const { doing, id } = opened;
    const item = await findKeptAmbition(sql, viewer, { code: place.code, id });
    if (!item) return refuseGoneRow();
    const one = { doing, item, changes: mayChangeAmbition(viewer, item), own: mayChange(viewer, item.demo) };
    return { ...shared, one, all: null };
  }
  return { ...shared, one: null, all: await listKeptAmbitions(sql, viewer, place.code) };
});

export const action = intents(route, {
  async create({ context: { sql, viewer }, subject: place }, sent) {
    const id = await beginAmbition(sql, viewer, place, sent.parse(newAmbitionInput));
    return redirect(`${addressOf(place.slug)}?gjort=oprettet#${id}`, 303);
  },
  async change({ context: { sql, viewer }, subject: place }, sent) {
    await changeAmbition(sql, viewer, place, sent.parse(changeAmbitionInput));
    return taken(addressOf(place.slug), "rettet");
  },
  async delete({ context: { sql, viewer }, subject: place }, sent) {
    await deleteAmbition(sql, viewer, place.code, sent.parse(ambitionVersionInput));
    return taken(addressOf(place.slug), "slettet");
  },
  async publish({ context: { sql, viewer }, subject: place }, sent) {
    await publishAmbition(sql, viewer, place.code, sent.parse(publishAmbitionInput));
    return taken(addressOf(place.slug), "udgivet");
  },
  async "take-back"({ context: { sql, viewer }, subject: place }, sent) {
    await takeBackAmbition(sql, viewer, place.code, sent.parse(ambitionVersionInput));
    return taken(addressOf(place.slug), "tilbage");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.one
          ? `${keptPageTitles[args.data.one.doing]} ambitionen for ${nameOf(args.data.one.item)}: ${args.data.place.name}`
          : `Ambitioner i ${args.data.place.name}`,
        description: "Det, kommunen selv vil med de ti punkter, også det, der ikke er udgivet.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  oprettet: "Ambitionen er gemt. Koordinatoren kan udgive den.",
  rettet: "Ambitionen er gemt.",
  slettet: "Ambitionen er slettet.",
  udgivet: "Ambitionen er udgivet.",
  tilbage: "Ambitionen er taget tilbage. Læserne ser den ikke længere.",
};

const nameOf = ({ number }: Pick<KeptAmbition, "number">) => `punkt ${number}`;

export default function KeptAmbitions() {
  const { place, today, doors, saves, publishes, demo, points, one, all } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const item = one?.item;
  const back = { href: `${path}#${item?.id ?? ""}`, label: "Tilbage til listen" };
  const no = { ...back, label: "Nej, tilbage til listen" };
  const which = { name: "ambition", value: item?.id ?? "" };
  const along = { version: String(item?.version ?? "") };
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Ambitioner"
      lead="Hvad I selv vil med hvert af de ti punkter, med jeres egne ord, og fra hvornår det gælder. I gemmer, og koordinatoren udgiver."
    >
      <Done sentences={done} />
      {one?.doing === "change" && item && (
        <OneRow title={`Ret ambitionen for ${nameOf(item)}`} back={back}>
          <p>
            {standingInWords(item)} {item.demo && <DemoTag />}
          </p>
          {one.changes ? (
            <IntentForm intent="change" of={which} along={along} failed="Ambitionen er ikke gemt endnu">
              <AmbitionForm item={item} points={points} today={today} />
              <Submit>Gem</Submit>
              <KeepWarning />
            </IntentForm>
          ) : (
            <>
              <p className="prewrap">{item.text}</p>
              <p>
                {!one.own
                  ? heldApart
                  : item.publishedAt
                    ? "Den er udgivet og bliver stående, som den er. Vil I noget andet nu, så skriv en ny med den dag, den gælder fra."
                    : "Du kan læse den, men ikke rette den."}
              </p>
            </>
          )}
        </OneRow>
      )}
      {one && item && (
        <KeptPages
          {...{ doing: one.doing, row: item, name: `ambitionen for ${nameOf(item)}`, publishes, own: one.own }}
          {...{ changes: one.changes, back: no, of: which, along }}
          visibility={item.publishedAt || item.takenBackAt ? item.visibility : "public"}
          told={{
            published: (
              <p>
                Den bliver vist på kommunens side og på punktets side. Tidligere ambitioner for punktet kan stadig
                læses.
              </p>
            ),
            takenBack: <p>Den forsvinder for læserne. Her hos jer bliver den stående, og I kan udgive den igen.</p>,
            deleted: "Den forsvinder, og det kan ikke fortrydes.",
          }}
        />
      )}
      {all && (
        <>
          <section>
            <h2>Det, I vil</h2>
            {all.length === 0 && <p>Her er ingen ambitioner endnu.</p>}
            <ul className="entries">
              {all.map((row) => (
                <li key={row.id} id={row.id}>
                  <h3>
                    {row.number}. {row.title} {row.demo && <DemoTag />}
                  </h3>
                  <p className="prewrap">{row.text}</p>
                  <p className="quiet">
                    <StandingLine row={row} /> Gælder fra {longDate(row.holdsFrom)}.
                  </p>
                  <div className="row-actions">
                    <KeptLinks
                      {...{
                        row,
                        name: nameOf(row),
                        saves: saves && !row.publishedAt,
                        publishes,
                        own: row.demo || !demo,
                      }}
                      address={(parameter) => `${path}?${parameter}=${row.id}`}
                    />
                  </div>
                </li>
              ))}
            </ul>
          </section>
          {saves && (
            <section>
              <h2 id="ny">Skriv en ny</h2>
              <IntentForm intent="create" failed="Ambitionen er ikke gemt endnu">
                <AmbitionForm points={points} today={today} />
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

function AmbitionForm({ item, points, today }: { item?: KeptAmbition; points: readonly PointChoice[]; today: string }) {
  const years = new Set(points.map(({ year }) => year));
  return (
    <>
      <Select
        name="point"
        label="Punkt"
        value={item ? `${item.year}-${item.number}` : ""}
        options={[
          { value: "", label: "Vælg et punkt" },
          ...points.map(({ year, number, title }) => ({
            value: `${year}-${number}`,
            label: `${number}. ${title}${years.size > 1 ? ` (${year})` : ""}`,
          })),
        ]}
      />
      <TextArea
        name="text"
        label="Hvad vil I?"
        hint="Med jeres egne ord, højst 1.000 tegn. Det må gerne kunne ses, om I er nået dertil."
        value={item?.text}
      />
      <TextField
        name="holdsFrom"
        label="Gælder fra"
        hint="For eksempel dagen, hvor byrådet vedtog den."
        value={longDate(item?.holdsFrom ?? today)}
      />
    </>
  );
}
