import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import {
  changeMandateInput,
  mandateVersionInput,
  newMandateInput,
  publishMandateInput,
} from "#app/domain/follow-ups/input.ts";
import {
  beginMandate,
  changeMandate,
  deleteMandate,
  publishMandate,
  takeBackMandate,
} from "#app/domain/follow-ups/keep-mandates.server.ts";
import { mayChangeKept, mayPublish, maySave } from "#app/domain/initiatives/policy.ts";
import { isDemo, mayChange } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { keptPages, keptPageTitles } from "#app/http/kept-pages.ts";
import { openedPage, refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Submit } from "#app/ui/form.tsx";
import { counted } from "#app/ui/format.ts";
import { MandateForm, MandateStart } from "#app/ui/keeping/follow-up-fields.tsx";
import { KeptLinks, KeptPages, WhyNotChanged } from "#app/ui/keeping/kept-pages.tsx";
import { PartLinks } from "#app/ui/keeping/mandate-parts.tsx";
import { StandingLine, standingInWords } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { OneRow } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { findKeptMandate, listKeptMandates } from "#db/queries/follow-ups/keep.ts";

const route = "kommuner/:slug/opfoelgning";
const addressOf = (slug: string) => `/kommuner/${slug}/opfoelgning`;

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
    const item = await findKeptMandate(sql, viewer, { code: place.code, id });
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
  return { ...shared, one: null, all: await listKeptMandates(sql, viewer, place.code) };
});

export const action = intents(route, {
  async create({ context: { sql, viewer }, subject: place }, sent) {
    const id = await beginMandate(sql, viewer, place, sent.parse(newMandateInput));
    return redirect(`${addressOf(place.slug)}?ret=${id}&gjort=oprettet`, 303);
  },
  async change({ context: { sql, viewer }, subject: place }, sent) {
    await changeMandate(sql, viewer, place, sent.parse(changeMandateInput));
    return taken(addressOf(place.slug), "rettet");
  },
  async delete({ context: { sql, viewer }, subject: place }, sent) {
    await deleteMandate(sql, viewer, place.code, sent.parse(mandateVersionInput));
    return taken(addressOf(place.slug), "slettet");
  },
  async publish({ context: { sql, viewer }, subject: place }, sent) {
    await publishMandate(sql, viewer, place.code, sent.parse(publishMandateInput));
    return taken(addressOf(place.slug), "udgivet");
  },
  async "take-back"({ context: { sql, viewer }, subject: place }, sent) {
    await takeBackMandate(sql, viewer, place.code, sent.parse(mandateVersionInput));
    return taken(addressOf(place.slug), "tilbage");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.one
          ? `${keptPageTitles[args.data.one.doing]} ${args.data.one.item.title}: opfølgning i ${args.data.place.name}`
          : `Opfølgning i ${args.data.place.name}`,
        description: "Kommunens opfølgninger, også dem, der ikke er udgivet.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  oprettet: "Opfølgningen er gemt. Skriv det, I ved nu. Resten kan vente.",
  rettet: "Opfølgningen er gemt.",
  slettet: "Opfølgningen er slettet.",
  udgivet: "Opfølgningen er udgivet.",
  tilbage: "Opfølgningen er taget tilbage. Læserne ser den ikke længere.",
};

export default function KeptMandates() {
  const { place, doors, saves, publishes, demo, one, all } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const item = one?.item;
  const back = { href: `${path}#${item?.id ?? ""}`, label: "Tilbage til opfølgningerne" };
  const no = { ...back, label: "Nej, tilbage til opfølgningerne" };
  const which = { name: "mandate", value: item?.id ?? "" };
  const along = { version: String(item?.version ?? "") };
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Opfølgning"
      lead="Hvem der har bedt om den, dens faste afsnit og dens temaer. I gemmer, og koordinatoren udgiver."
    >
      <Done sentences={done} />
      {one?.doing === "change" && item && (
        <OneRow title={`Ret ${item.title}`} back={back}>
          <p>
            {standingInWords(item)} {item.demo && <DemoTag />}
          </p>
          <p className="row-actions">
            <PartLinks place={place} mandate={item} />
            {item.publishedAt && <a href={`/kommuner/${place.slug}#opfoelgning`}>Se siden</a>}
          </p>
          {one.changes ? (
            <IntentForm intent="change" of={which} along={along} failed="Opfølgningen er ikke gemt endnu">
              <MandateForm item={item} passages={one.passages} />
              <Submit>Gem</Submit>
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
              <p>
                Opfølgningen bliver vist på kommunens side med {counted(item.sections, "afsnit", "afsnit")},{" "}
                {counted(item.themes, "tematisk opfølgning", "tematiske opfølgninger")} og{" "}
                {counted(item.papers, "sag", "sager")}. Det, I ikke har skrevet, står som ikke oplyst.
              </p>
            ),
            takenBack: (
              <p>
                Opfølgningen forsvinder fra alle sider med afsnit, temaer og sager. Her hos jer bliver den stående, og I
                kan udgive den igen.
              </p>
            ),
            deleted: "Den forsvinder med afsnit, temaer og sager, og det kan ikke fortrydes.",
          }}
        />
      )}
      {all && (
        <>
          <section>
            <h2>{all.length > 0 ? counted(all.length, "opfølgning", "opfølgninger") : "Ingen opfølgninger"}</h2>
            {all.length === 0 && (
              <p>Her er ingen endnu. En titel og hvem der har bedt om den, er nok til at begynde.</p>
            )}
            <ul className="entries">
              {all.map((row) => (
                <li key={row.id} id={row.id}>
                  <h3>
                    {row.title} {row.demo && <DemoTag />}
                  </h3>
                  <p className="quiet">
                    <StandingLine row={row} /> Bedt om af: {row.askedBy}.
                  </p>
                  <div className="row-actions">
                    <KeptLinks
                      {...{ row, name: row.title, saves, publishes, own: row.demo || !demo }}
                      address={(parameter) => `${path}?${parameter}=${row.id}`}
                    >
                      <PartLinks place={place} mandate={row} />
                    </KeptLinks>
                  </div>
                </li>
              ))}
            </ul>
          </section>
          {saves && (
            <section>
              <h2 id="ny">Ny opfølgning</h2>
              <IntentForm intent="create" failed="Opfølgningen er ikke gemt endnu">
                <MandateStart />
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
