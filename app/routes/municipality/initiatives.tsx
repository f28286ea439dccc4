import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import { initiativeKinds } from "#app/domain/ground-vocabulary.ts";
import {
  changeInitiativeInput,
  initiativeVersionInput,
  newInitiativeInput,
  pointInput,
  publishInput,
} from "#app/domain/initiatives/input.ts";
import {
  beginInitiative,
  changeInitiative,
  deleteInitiative,
  publishInitiative,
  takeBackInitiative,
} from "#app/domain/initiatives/keep-initiatives.server.ts";
import { mostCasesToTick } from "#app/domain/initiatives/link-vocabulary.ts";
import { mayChangeKept, mayPublish, maySave } from "#app/domain/initiatives/policy.ts";
import { isDemo, mayChange } from "#app/domain/viewer.ts";
import { formError, type Sent } from "#app/http/form.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { keptPages, keptPageTitles } from "#app/http/kept-pages.ts";
import {
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
import { FindForm } from "#app/ui/find-form.tsx";
import { Done, IntentForm, KeepWarning, Submit, TextField } from "#app/ui/form.tsx";
import { counted } from "#app/ui/format.ts";
import { InitiativeForm } from "#app/ui/keeping/initiative-fields.tsx";
import { KeptLinks, KeptPages, SaveOrPublish, WhyNotChanged } from "#app/ui/keeping/kept-pages.tsx";
import { StandingLine, standingInWords } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { OneRow } from "#app/ui/one-row.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { findKeptInitiative, listKeptInitiatives, listPoints, type ServedPoint } from "#db/queries/initiatives/keep.ts";
import { listLinkChoices } from "#db/queries/initiatives/keep-links.ts";

const route = "kommuner/:slug/indsatser";
const addressOf = (slug: string) => `/kommuner/${slug}/indsatser`;
const parameters = ["find", "side"];
const pageSize = 50;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const query = listQuery(request, parameters);
  const shared = {
    place,
    doors: doorsOf(viewer, place),
    query: query.toString(),
    saves: maySave(viewer, place.code),
    publishes: mayPublish(viewer, place.code),
    demo: isDemo(viewer),
  };
  const opened = openedPage(request, keptPages);
  if (opened) {
    const { doing, id } = opened;
    const item = await findKeptInitiative(sql, viewer, { code: place.code, id });
    if (!item) return refuseGoneRow();
    const [points, passages, links] =
      doing === "change"
        ? await Promise.all([
            listPoints(sql),
            passageOptions(sql, place.code),
            listLinkChoices(sql, viewer, item, mostCasesToTick + 1),
          ])
        : [[], [], { methods: [], cases: [], units: [], municipalities: [] }];
    return {
      ...shared,
      one: {
        doing,
        item,
        points,
        passages,
        links,
        changes: mayChangeKept(viewer, item),
        own: mayChange(viewer, item.demo),
      },
      listing: null,
    };
  }
  const words = searchedWords(query, "find");
  const all = await listKeptInitiatives(sql, viewer, place.code, { words }, { page: chosenPage(query), pageSize });
  return { ...shared, one: null, listing: { words, all } };
});

/** The points that a form has ticked, each with its why. */
function pointsOf(sent: Sent): ServedPoint[] {
  const errors: Record<string, string> = {};
  const points = sent.all("points").flatMap((code) => {
    const [year, number] = code.split("-");
    const read = pointInput.safeParse({ year, number, why: sent.text(`why-${code}`) });
    if (read.success) return [read.data];
    const isWhy = read.error.issues[0]?.path[0] === "why";
    errors[isWhy ? `why-${code}` : "points"] = isWhy ? "Skriv højst 500 tegn." : "Vælg punkter fra listen.";
    return [];
  });
  if (Object.keys(errors).length > 0) throw formError(sent, errors);
  return points;
}

export const action = intents(route, {
  async create({ context: { sql, viewer }, subject: place }, sent) {
    const id = await beginInitiative(sql, viewer, place, sent.parse(newInitiativeInput));
    return redirect(`${addressOf(place.slug)}?ret=${id}&gjort=oprettet`, 303);
  },
  async change({ request, context: { sql, viewer }, subject: place }, sent) {
    const typed = sent.parse(changeInitiativeInput);
    await changeInitiative(sql, viewer, place, typed, pointsOf(sent));
    return taken(sameList(request, addressOf(place.slug), parameters), typed.publish ? "udgivet" : "rettet");
  },
  async delete({ request, context: { sql, viewer }, subject: place }, sent) {
    await deleteInitiative(sql, viewer, place.code, sent.parse(initiativeVersionInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "slettet");
  },
  async publish({ request, context: { sql, viewer }, subject: place }, sent) {
    await publishInitiative(sql, viewer, place.code, sent.parse(publishInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "udgivet");
  },
  async "take-back"({ request, context: { sql, viewer }, subject: place }, sent) {
    await takeBackInitiative(sql, viewer, place.code, sent.parse(initiativeVersionInput));
    return taken(sameList(request, addressOf(place.slug), parameters), "tilbage");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.one
          ? `${keptPageTitles[args.data.one.doing]} ${args.data.one.item.title}: indsatser i ${args.data.place.name}`
          : listTitle(`Indsatser i ${args.data.place.name}`, [], args.data.listing?.all.page),
        description: "Kommunens indsatser, også dem, der ikke er udgivet.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  oprettet: "Indsatsen er gemt. Skriv det, I ved nu. Resten kan vente.",
  rettet: "Indsatsen er gemt.",
  slettet: "Indsatsen er slettet.",
  udgivet: "Indsatsen er udgivet.",
  tilbage: "Indsatsen er taget tilbage. Læserne ser den ikke længere.",
};

export default function KeptInitiatives() {
  const { place, doors, query: asked, saves, publishes, demo, one, listing } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const query = new URLSearchParams(asked);
  const address = (changes: Record<string, string | null> = {}) =>
    withQuery(path, query, { side: query.get("side"), ...changes });
  const item = one?.item;
  const back = { href: `${address()}#${item?.id ?? ""}`, label: "Tilbage til indsatserne" };
  const no = { ...back, label: "Nej, tilbage til indsatserne" };
  const which = { name: "initiative", value: item?.id ?? "" };
  const along = { version: String(item?.version ?? "") };
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Indsatser"
      lead="Det, kommunen gør. I gemmer i ro og mag. Koordinatoren udgiver."
    >
      <Done sentences={done} />
      {one?.doing === "change" && item && (
        <OneRow title={`Ret ${item.title}`} back={back}>
          <p>
            {standingInWords(item)} {item.demo && <DemoTag />}
          </p>
          <p className="row-actions">
            <a href={`${path}/${item.id}/milepaele`}>Milepæle</a>
            <a href={`${path}/${item.id}/penge`}>Penge</a>
            {item.publishedAt && <a href={`/indsatser/${item.slug}`}>Se siden</a>}
          </p>
          {one.changes ? (
            <IntentForm intent="change" of={which} along={along} failed="Indsatsen er ikke gemt endnu">
              <InitiativeForm item={item} points={one.points} links={one.links} passages={one.passages} />
              <SaveOrPublish publishes={publishes && !item.publishedAt} />
              <KeepWarning />
            </IntentForm>
          ) : (
            <WhyNotChanged row={item} own={one.own} />
          )}
        </OneRow>
      )}
      {one && item && (
        <KeptPages
          {...{ doing: one.doing, row: item, name: item.title, publishes, own: one.own, changes: one.changes }}
          {...{ back: no, of: which, along, visibility: item.visibility }}
          told={{
            published: (
              <>
                {item.summary && <p>»{item.summary}«</p>}
                <p>
                  Indsatsen bliver vist på kommunens side og sin egen side, og milepæle og penge følger med. Det, I ikke
                  har skrevet, står som ikke oplyst. Læs den igennem: der må ikke stå noget om et bestemt barn.
                </p>
              </>
            ),
            takenBack: (
              <p>
                Indsatsen forsvinder fra alle sider med milepæle og penge, også når nogen læser siden, som den så ud en
                tidligere dag. Her hos jer bliver den stående, og I kan udgive den igen.
              </p>
            ),
            deleted: "Den forsvinder med milepæle og penge, og det kan ikke fortrydes.",
          }}
        />
      )}
      {listing && (
        <>
          <section>
            <h2>{listing.all.total > 0 ? counted(listing.all.total, "indsats", "indsatser") : "Ingen indsatser"}</h2>
            {listing.all.total === 0 && !listing.words && <p>Her er ingen endnu. En titel er nok til at begynde.</p>}
            {(listing.all.total > pageSize || listing.words) && (
              <FindForm
                label="Find en indsats"
                hint="Skriv en del af titlen."
                words={listing.words}
                cleared={path}
                also={saves ? { href: "#ny", label: "Ny indsats" } : undefined}
              />
            )}
            <ul className="entries">
              {listing.all.items.map((row) => (
                <li key={row.id} id={row.id}>
                  <h3>
                    {row.title} {row.demo && <DemoTag />}
                  </h3>
                  <p className="quiet">
                    <StandingLine row={row} /> {initiativeKinds[row.kind]}.
                  </p>
                  <div className="row-actions">
                    <KeptLinks
                      {...{ row, name: row.title, saves, publishes, own: row.demo || !demo }}
                      address={(parameter) => address({ [parameter]: row.id })}
                    >
                      <a href={`${path}/${row.id}/milepaele`}>
                        Milepæle ({row.milestones})<span className="sr-only"> i {row.title}</span>
                      </a>
                      <a href={`${path}/${row.id}/penge`}>
                        Penge<span className="sr-only"> i {row.title}</span>
                      </a>
                    </KeptLinks>
                  </div>
                </li>
              ))}
            </ul>
            <Pagination
              page={listing.all.page}
              pages={Math.ceil(listing.all.total / pageSize)}
              address={(page) => address({ side: page > 1 ? String(page) : null })}
            />
          </section>
          {saves && (
            <section>
              <h2 id="ny">Ny indsats</h2>
              <IntentForm intent="create" failed="Indsatsen er ikke gemt endnu">
                <TextField name="title" label="Titel" hint="Den er nok til at gemme. Ingen andre ser den endnu." />
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
