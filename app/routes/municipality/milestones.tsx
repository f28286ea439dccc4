import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { isId } from "#app/domain/id.ts";
import {
  changeMilestoneInput,
  milestoneDoneInput,
  milestoneVersionInput,
  moveMilestoneInput,
  newMilestoneInput,
} from "#app/domain/initiatives/input.ts";
import {
  addMilestone,
  changeMilestone,
  delayMilestone,
  deleteMilestone,
  reachMilestone,
} from "#app/domain/initiatives/keep-milestones.server.ts";
import { mayChangeKept } from "#app/domain/initiatives/policy.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedRow, refuseGoneRow } from "#app/http/list-address.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, KeepWarning, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { standingInWords } from "#app/ui/keeping/standing.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { findKeptInitiative, type KeptMilestone, listKeptMilestones } from "#db/queries/initiatives/keep.ts";

const route = "kommuner/:slug/indsatser/:id/milepaele";
const addressOf = (slug: string, id = "") => `/kommuner/${slug}/indsatser/${id}/milepaele`;
/** The pages about one milestone, by the parameter that opens each. */
const pages = { ret: "change", naaet: "done", flyt: "move", fjern: "remove" } as const;

export const loader = guarded(
  route,
  async ({ request, params: { id = "" }, context: { sql, viewer }, subject: place }) => {
    const item = isId(id) ? await findKeptInitiative(sql, viewer, { code: place.code, id }) : undefined;
    if (!item) return refuseGoneRow();
    const { slug, title, demo, publishedAt, takenBackAt, visibility } = item;
    const milestones = await listKeptMilestones(sql, viewer, id);
    const shared = {
      place,
      doors: doorsOf(viewer, place),
      initiative: { id, slug, title, demo, publishedAt, takenBackAt, visibility },
      changes: mayChangeKept(viewer, item),
      milestones,
    };
    for (const [parameter, doing] of Object.entries(pages)) {
      const opened = openedRow(request, parameter);
      if (opened === null) continue;
      const milestone = milestones.find((one) => one.id === opened);
      return milestone && shared.changes ? { ...shared, one: { doing, milestone } } : refuseGoneRow();
    }
    return { ...shared, one: null };
  },
);

export const action = intents(route, {
  async add({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await addMilestone(sql, viewer, whereOf(place.code, id), sent.parse(newMilestoneInput));
    return taken(addressOf(place.slug, id), "gemt");
  },
  async change({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await changeMilestone(sql, viewer, whereOf(place.code, id), sent.parse(changeMilestoneInput));
    return taken(addressOf(place.slug, id), "gemt");
  },
  async done({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await reachMilestone(sql, viewer, whereOf(place.code, id), sent.parse(milestoneDoneInput));
    return taken(addressOf(place.slug, id), "naaet");
  },
  async move({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await delayMilestone(sql, viewer, whereOf(place.code, id), sent.parse(moveMilestoneInput));
    return taken(addressOf(place.slug, id), "flyttet");
  },
  async remove({ params: { id = "" }, context: { sql, viewer }, subject: place }, sent) {
    await deleteMilestone(sql, viewer, whereOf(place.code, id), sent.parse(milestoneVersionInput));
    return taken(addressOf(place.slug, id), "fjernet");
  },
});

/** The initiative that an address names. */
const whereOf = (code: string, id: string) => ({ code, initiative: isId(id) ? id : refuseGoneRow() });

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Milepæle i ${args.data.initiative.title}: ${args.data.place.name}`,
        description: "Indsatsens milepæle.",
        path: addressOf(args.data.place.slug, args.data.initiative.id),
        hidden: true,
      })
    : [];

const done = {
  gemt: "Milepælen er gemt.",
  naaet: "Milepælen er nået.",
  flyttet: "Milepælen er flyttet. Den gamle dato står der endnu.",
  fjernet: "Milepælen er fjernet.",
};

export default function KeptMilestones() {
  const { place, doors, initiative, changes, milestones, one } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug, initiative.id);
  const wasSeen = initiative.publishedAt !== null || initiative.takenBackAt !== null;
  const back = { href: `${path}#${one?.milestone.id ?? ""}`, label: "Tilbage til milepælene" };
  const which = { name: "milestone", value: one?.milestone.id ?? "" };
  const along = { version: String(one?.milestone.version ?? "") };
  return (
    <MunicipalityFrame place={place} doors={doors} title="Milepæle" lead={initiative.title}>
      <Done sentences={done} />
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.milestone.title}`} back={back}>
          <IntentForm intent="change" of={which} along={along} failed="Milepælen er ikke gemt endnu">
            <MilestoneFields now={one.milestone} wasSeen={wasSeen} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "done" && (
        <OneRow title={`${one.milestone.title} er nået`} back={back}>
          <IntentForm intent="done" of={which} along={along} failed="Det er ikke gemt endnu">
            <TextField
              name="doneOn"
              label="Hvornår blev den nået?"
              hint={dateHint}
              value={one.milestone.doneOn ? longDate(one.milestone.doneOn) : ""}
            />
            <Submit>Gem</Submit>
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "move" && (
        <OneRow title={`Flyt ${one.milestone.title}`} back={back}>
          <p>Den gamle dato bliver stående med grunden. En senere dato er bare en dato.</p>
          <IntentForm intent="move" of={which} along={along} failed="Milepælen er ikke flyttet endnu">
            <TextField name="became" label="Hvornår venter I den nu?" hint={dateHint} />
            <TextArea name="because" label="Hvorfor?" hint="Skriv uden navne. Læserne kan se det." rows={2} />
            <Submit>Flyt</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "remove" && (
        <Confirm
          title={`Fjern ${one.milestone.title}`}
          back={{ ...back, label: "Nej, tilbage til milepælene" }}
          intent="remove"
          of={which}
          along={along}
          yes={!wasSeen && "Fjern"}
        >
          <p>
            {wasSeen
              ? "Indsatsen har været udgivet, så milepælen bliver stående. Flyt den i stedet."
              : "Milepælen forsvinder, og det kan ikke fortrydes. Ingen læsere har set den."}
          </p>
        </Confirm>
      )}
      {!one && (
        <>
          <section>
            <p>
              {standingInWords(initiative)} {initiative.demo && <DemoTag />}{" "}
              <a href={`/kommuner/${place.slug}/indsatser?ret=${initiative.id}#ret`}>Tilbage til indsatsen</a>
            </p>
            {milestones.length === 0 && <p>Her er ingen milepæle endnu.</p>}
            <ul className="entries">
              {milestones.map((milestone) => (
                <li key={milestone.id} id={milestone.id}>
                  <h3>{milestone.title}</h3>
                  <p className="quiet">{whenOf(milestone)}</p>
                  {milestone.moves.map(({ was, became, because, on, by }) => (
                    <p className="quiet" key={`${on} ${became}`}>
                      Flyttet {longDate(on)}
                      {by && ` af ${by}`}
                      {was && ` fra ${longDate(was)}`} til {longDate(became)}: {because}
                    </p>
                  ))}
                  {changes && (
                    <div className="row-actions">
                      <RowLink href={`${path}?ret=${milestone.id}`} name={milestone.title} />
                      <RowLink href={`${path}?naaet=${milestone.id}`} name={milestone.title}>
                        Nået
                      </RowLink>
                      <RowLink href={`${path}?flyt=${milestone.id}`} name={milestone.title}>
                        Flyt
                      </RowLink>
                      {!wasSeen && (
                        <RowLink href={`${path}?fjern=${milestone.id}`} name={milestone.title}>
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
              <h2 id="ny">Ny milepæl</h2>
              <IntentForm intent="add" failed="Milepælen er ikke gemt endnu">
                <MilestoneFields wasSeen={false} />
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

const dateHint = "Et år, en måned eller en dag: 2026, marts 2026 eller 1. marts 2026.";

/** When a milestone is planned, expected and reached. */
function whenOf({ planned, plannedBy, expectedBy, doneOn }: KeptMilestone): string {
  const plan = planned ?? (plannedBy ? longDate(plannedBy) : null);
  return [
    plan ? `Planlagt: ${plan}.` : "Planlagt: ikke oplyst.",
    expectedBy && `Ventes nu: ${longDate(expectedBy)}.`,
    doneOn && `Nået ${longDate(doneOn)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** @param wasSeen readers have seen its time, which is moved with a reason instead */
function MilestoneFields({ now, wasSeen }: { now?: KeptMilestone; wasSeen: boolean }) {
  return (
    <>
      <TextField name="title" label="Milepæl" value={now?.title} />
      {wasSeen ? (
        <p className="quiet">Indsatsen har været udgivet. Tiden ændrer du med »Flyt«, så læserne kan se grunden.</p>
      ) : (
        <>
          <TextField
            name="planned"
            label="Hvornår, i ord (kan udelades)"
            hint="Som I har skrevet det selv, for eksempel: skoleåret 2026/2027."
            value={now?.planned ?? ""}
          />
          <TextField
            name="plannedBy"
            label="Senest (kan udelades)"
            hint={dateHint}
            value={now?.plannedBy ? longDate(now.plannedBy) : ""}
          />
        </>
      )}
    </>
  );
}
