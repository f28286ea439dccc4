import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import {
  changePlacementInput,
  newPlacementInput,
  placementVersionInput,
  publishPlacementInput,
} from "#app/domain/follow-ups/input.ts";
import {
  beginPlacement,
  changePlacement,
  deletePlacement,
  publishPlacement,
  takeBackPlacement,
} from "#app/domain/follow-ups/keep-placements.server.ts";
import { mayChangeKept, mayPublish, maySave } from "#app/domain/initiatives/policy.ts";
import { isDemo, mayChange } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { keptPages, keptPageTitles } from "#app/http/kept-pages.ts";
import { openedPage, refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Submit, TextField } from "#app/ui/form.tsx";
import { PlacementForm } from "#app/ui/keeping/follow-up-fields.tsx";
import { KeptLinks, KeptPages, WhyNotChanged } from "#app/ui/keeping/kept-pages.tsx";
import { StandingLine, standingInWords } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { OneRow } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { findKeptPlacement, listKeptPlacements } from "#db/queries/follow-ups/keep-placements.ts";

const route = "kommuner/:slug/pladser";
const addressOf = (slug: string) => `/kommuner/${slug}/pladser`;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const shared = {
    place,
    doors: doorsOf(viewer, place),
    saves: maySave(viewer, place.code),
    publishes: mayPublish(viewer, place.code),
    demo: isDemo(viewer),
  };
  const opened = openedPage(request, keptPages);
  if (opened) {
    const { doing, id } = opened;
    const item = await findKeptPlacement(sql, viewer, { code: place.code, id });
    if (!item) return refuseGoneRow();
    const passages = doing === "change" ? await passageOptions(sql, place.code) : [];
    return {
      ...shared,
      one: {
        doing,
        item,
        passages,
        changes: mayChangeKept(viewer, item),
        own: mayChange(viewer, item.demo),
      },
      all: null,
    };
  }
  return { ...shared, one: null, all: await listKeptPlacements(sql, viewer, place.code) };
});

export const action = intents(route, {
  async create({ context: { sql, viewer }, subject: place }, sent) {
    const id = await beginPlacement(sql, viewer, place, sent.parse(newPlacementInput));
    return redirect(`${addressOf(place.slug)}?ret=${id}&gjort=oprettet`, 303);
  },
  async change({ context: { sql, viewer }, subject: place }, sent) {
    await changePlacement(sql, viewer, place, sent.parse(changePlacementInput));
    return taken(addressOf(place.slug), "rettet");
  },
  async delete({ context: { sql, viewer }, subject: place }, sent) {
    await deletePlacement(sql, viewer, place.code, sent.parse(placementVersionInput));
    return taken(addressOf(place.slug), "slettet");
  },
  async publish({ context: { sql, viewer }, subject: place }, sent) {
    await publishPlacement(sql, viewer, place.code, sent.parse(publishPlacementInput));
    return taken(addressOf(place.slug), "udgivet");
  },
  async "take-back"({ context: { sql, viewer }, subject: place }, sent) {
    await takeBackPlacement(sql, viewer, place.code, sent.parse(placementVersionInput));
    return taken(addressOf(place.slug), "tilbage");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.one
          ? `${keptPageTitles[args.data.one.doing]} ${args.data.one.item.subject}: pladser i ${args.data.place.name}`
          : `Pladser i ${args.data.place.name}`,
        description: "Hvem bestemmer om pladser, og hvem betaler, også det, der ikke er udgivet.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  oprettet: "Det er gemt. Skriv det, I ved nu. Resten kan vente.",
  rettet: "Det er gemt.",
  slettet: "Det er slettet.",
  udgivet: "Det er udgivet.",
  tilbage: "Det er taget tilbage. Læserne ser det ikke længere.",
};

export default function KeptPlacements() {
  const { place, doors, saves, publishes, demo, one, all } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const item = one?.item;
  const back = { href: `${path}#${item?.id ?? ""}`, label: "Tilbage til listen" };
  const no = { ...back, label: "Nej, tilbage til listen" };
  const which = { name: "placement", value: item?.id ?? "" };
  const along = { version: String(item?.version ?? "") };
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Pladser"
      lead="Hvem der bestemmer om pladser i specialtilbud, hvem der betaler, og fra hvornår. I gemmer, og koordinatoren udgiver."
    >
      <Done sentences={done} />
      {one?.doing === "change" && item && (
        <OneRow title={`Ret ${item.subject}`} back={back}>
          <p>
            {standingInWords(item)} {item.demo && <DemoTag />}
          </p>
          {item.publishedAt && (
            <p>
              <a href={`/kommuner/${place.slug}#pladser`}>Se siden</a>
            </p>
          )}
          {one.changes ? (
            <IntentForm intent="change" of={which} along={along}>
              <PlacementForm item={item} passages={one.passages} />
              <Submit>Gem</Submit>
              <KeepWarning />
            </IntentForm>
          ) : (
            <WhyNotChanged row={item} own={one.own} it="det" />
          )}
        </OneRow>
      )}
      {one && item && (
        <KeptPages
          {...{ doing: one.doing, row: item, name: item.subject, publishes, own: one.own, changes: one.changes }}
          {...{ back: no, of: which, along, visibility: item.visibility }}
          it="det"
          told={{
            published: <p>Det bliver vist på kommunens side. Det, I ikke har skrevet, står som ikke oplyst.</p>,
            takenBack: (
              <p>Det forsvinder fra kommunens side. Her hos jer bliver det stående, og I kan udgive det igen.</p>
            ),
            deleted: "Det forsvinder, og det kan ikke fortrydes.",
          }}
        />
      )}
      {all && (
        <>
          <section>
            <h2>Hvem bestemmer, og hvem betaler</h2>
            {all.length === 0 && <p>Her er intet endnu. Det, det handler om, er nok til at begynde.</p>}
            <ul className="entries">
              {all.map((row) => (
                <li key={row.id} id={row.id}>
                  <h3>
                    {row.subject} {row.demo && <DemoTag />}
                  </h3>
                  <p className="quiet">
                    <StandingLine row={row} />
                  </p>
                  <div className="row-actions">
                    <KeptLinks
                      {...{ row, name: row.subject, saves, publishes, own: row.demo || !demo }}
                      address={(parameter) => `${path}?${parameter}=${row.id}`}
                    ></KeptLinks>
                  </div>
                </li>
              ))}
            </ul>
          </section>
          {saves && (
            <section>
              <h2 id="ny">Skriv en ny</h2>
              <IntentForm intent="create">
                <TextField name="subject" label="Hvad handler det om?" hint="For eksempel: Pladser i specialklasser." />
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
