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
import { mayChange } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedPage, refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Radios, Submit, TextField } from "#app/ui/form.tsx";
import { PlacementForm } from "#app/ui/keeping/follow-up-fields.tsx";
import { audienceOptions, StandingTag, standingInWords } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { findKeptPlacement, listKeptPlacements } from "#db/queries/follow-ups/keep-placements.ts";

const route = "kommuner/:slug/pladser";
const addressOf = (slug: string) => `/kommuner/${slug}/pladser`;
/** The pages about one row, by the parameter that opens each. */
const pages = { ret: "change", udgiv: "publish", tilbage: "take-back", slet: "delete" } as const;
const titles = { change: "Ret", publish: "Udgiv", "take-back": "Tag tilbage", delete: "Slet" };

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const shared = {
    place,
    doors: doorsOf(viewer, place),
    saves: maySave(viewer, place.code),
    publishes: mayPublish(viewer, place.code),
  };
  const opened = openedPage(request, pages);
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
        publishable: shared.publishes && mayChange(viewer, item.demo),
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
          ? `${titles[args.data.one.doing]} ${args.data.one.item.subject}: pladser i ${args.data.place.name}`
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
  const { place, doors, saves, publishes, one, all } = useLoaderData<typeof loader>();
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
            <p>
              {item.publishedAt
                ? "Det er udgivet, så kun koordinatoren kan rette det."
                : "Du kan læse det, men ikke rette det."}
            </p>
          )}
        </OneRow>
      )}
      {one?.doing === "publish" && item && (
        <Confirm
          title={`Udgiv ${item.subject}`}
          back={no}
          intent="publish"
          of={which}
          along={along}
          yes={one.publishable && !item.publishedAt && "Udgiv"}
          fields={
            <Radios name="visibility" label="Hvem skal læse det?" value={item.visibility} options={audienceOptions} />
          }
        >
          <p>
            {item.publishedAt
              ? "Det er allerede udgivet."
              : one.publishable
                ? "Det bliver vist på kommunens side. Det, I ikke har skrevet, står som ikke oplyst."
                : "Kun kommunens koordinator kan udgive."}
          </p>
        </Confirm>
      )}
      {one?.doing === "take-back" && item && (
        <Confirm
          title={`Tag ${item.subject} tilbage`}
          back={no}
          intent="take-back"
          of={which}
          along={along}
          yes={one.publishable && item.publishedAt !== null && "Tag tilbage"}
        >
          <p>
            {!item.publishedAt
              ? "Det er ikke udgivet."
              : one.publishable
                ? "Det forsvinder fra kommunens side. Her hos jer bliver det stående, og I kan udgive det igen."
                : "Kun kommunens koordinator kan tage det tilbage."}
          </p>
        </Confirm>
      )}
      {one?.doing === "delete" && item && (
        <Confirm
          title={`Slet ${item.subject}`}
          back={no}
          intent="delete"
          of={which}
          along={along}
          yes={one.changes && !item.publishedAt && !item.takenBackAt && "Slet"}
        >
          <p>
            {item.publishedAt || item.takenBackAt
              ? "Det har været udgivet og kan ikke slettes. Det kan tages tilbage."
              : "Det har aldrig været udgivet. Det forsvinder, og det kan ikke fortrydes."}
          </p>
        </Confirm>
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
                    <StandingTag {...row} /> {standingInWords(row)}
                  </p>
                  <div className="row-actions">
                    <RowLink href={`${path}?ret=${row.id}`} name={row.subject}>
                      {saves && (publishes || !row.publishedAt) ? "Ret" : "Læs"}
                    </RowLink>
                    {publishes && (
                      <RowLink href={`${path}?${row.publishedAt ? "tilbage" : "udgiv"}=${row.id}`} name={row.subject}>
                        {row.publishedAt ? "Tag tilbage" : "Udgiv"}
                      </RowLink>
                    )}
                    {saves && !row.publishedAt && !row.takenBackAt && (
                      <RowLink href={`${path}?slet=${row.id}`} name={row.subject}>
                        Slet
                      </RowLink>
                    )}
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
