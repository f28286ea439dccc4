import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import { longDate } from "#app/domain/dates.ts";
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
  unreachMilestone,
} from "#app/domain/initiatives/keep-milestones.server.ts";
import type { Place } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { namedInitiative, readInitiativePart } from "#app/http/initiative-part.server.ts";
import { partAddress, partMeta } from "#app/http/initiative-part.ts";
import { openedWith } from "#app/http/list-address.ts";
import { IntentForm, KeepWarning, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { InitiativePartPage, PartRows } from "#app/ui/keeping/initiative-part.tsx";
import { type PassageOption, SourceFields } from "#app/ui/keeping/source-fields.tsx";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { type KeptMilestone, listKeptMilestones } from "#db/queries/initiatives/keep.ts";

const route = "kommuner/:slug/indsatser/:id/milepaele";
/** The pages about one milestone, by the parameter that opens each. */
const pages = { ret: "change", naaet: "done", "ikke-naaet": "undo", flyt: "move", fjern: "remove" } as const;

export const loader = guarded(route, async (args) => {
  const part = await readInitiativePart(args);
  const { sql, viewer } = args.context;
  const [milestones, passages] = await Promise.all([
    listKeptMilestones(sql, viewer, part.initiative.id),
    passageOptions(sql, part.place.code),
  ]);
  return { ...part, milestones, passages, one: openedWith(args.request, pages, milestones, part.changes) };
});

export const action = intents(route, {
  async add({ params, context: { sql, viewer }, subject: place }, sent) {
    await addMilestone(sql, viewer, whereOf(place, params), sent.parse(newMilestoneInput));
    return taken(addressOf(place, params), "gemt");
  },
  async change({ params, context: { sql, viewer }, subject: place }, sent) {
    await changeMilestone(sql, viewer, whereOf(place, params), sent.parse(changeMilestoneInput));
    return taken(addressOf(place, params), "gemt");
  },
  async done({ params, context: { sql, viewer }, subject: place }, sent) {
    await reachMilestone(sql, viewer, whereOf(place, params), sent.parse(milestoneDoneInput));
    return taken(addressOf(place, params), "naaet");
  },
  async undo({ params, context: { sql, viewer }, subject: place }, sent) {
    await unreachMilestone(sql, viewer, whereOf(place, params), sent.parse(milestoneVersionInput));
    return taken(addressOf(place, params), "ikke-naaet");
  },
  async move({ params, context: { sql, viewer }, subject: place }, sent) {
    await delayMilestone(sql, viewer, whereOf(place, params), sent.parse(moveMilestoneInput));
    return taken(addressOf(place, params), "flyttet");
  },
  async remove({ params, context: { sql, viewer }, subject: place }, sent) {
    await deleteMilestone(sql, viewer, whereOf(place, params), sent.parse(milestoneVersionInput));
    return taken(addressOf(place, params), "fjernet");
  },
});

/** The initiative that an address names, and where its milestones are kept. */
const whereOf = ({ code }: Place, params: { id?: string }) => ({ code, initiative: namedInitiative(params) });
const addressOf = ({ slug }: Place, params: { id?: string }) => partAddress(slug, namedInitiative(params), "milepaele");

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data ? partMeta(args, args.data, { what: "Milepæle", part: "milepaele" }) : [];

const done = {
  gemt: "Milepælen er gemt.",
  naaet: "Milepælen er nået.",
  "ikke-naaet": "Milepælen står som ikke nået.",
  flyttet: "Milepælen er flyttet. Den gamle dato står der endnu.",
  fjernet: "Milepælen er fjernet.",
};

export default function KeptMilestones() {
  const part = useLoaderData<typeof loader>();
  const { place, initiative, wasSeen, changes, milestones, passages, one } = part;
  const path = partAddress(place.slug, initiative.id, "milepaele");
  const back = { href: `${path}#${one?.row.id ?? ""}`, label: "Tilbage til milepælene" };
  const which = { name: "milestone", value: one?.row.id ?? "" };
  const along = { version: String(one?.row.version ?? "") };
  return (
    <InitiativePartPage of={part} title="Milepæle" done={done}>
      {one?.doing === "change" && (
        <OneRow title={`Ret ${one.row.title}`} back={back}>
          <IntentForm intent="change" of={which} along={along} failed="Milepælen er ikke gemt endnu">
            <MilestoneFields now={one.row} wasSeen={wasSeen} passages={passages} />
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "done" && (
        <OneRow title={`${one.row.title} er nået`} back={back}>
          <IntentForm intent="done" of={which} along={along} failed="Det er ikke gemt endnu">
            <TextField
              name="doneOn"
              label="Hvornår blev den nået?"
              hint={dateHint}
              value={one.row.doneOn ? longDate(one.row.doneOn) : ""}
            />
            <Submit>Gem</Submit>
          </IntentForm>
        </OneRow>
      )}
      {one?.doing === "undo" && (
        <Confirm
          title={`${one.row.title} er ikke nået alligevel`}
          back={{ ...back, label: "Nej, tilbage til milepælene" }}
          intent="undo"
          of={which}
          along={along}
          yes={one.row.doneOn !== null && "Fjern datoen"}
        >
          <p>
            {one.row.doneOn
              ? `Der står nu, at den blev nået ${longDate(one.row.doneOn)}. Datoen forsvinder, og milepælen står igen som ikke nået.`
              : "Den står allerede som ikke nået."}
          </p>
        </Confirm>
      )}
      {one?.doing === "move" && (
        <OneRow title={`Flyt ${one.row.title}`} back={back}>
          <p>Den gamle dato bliver stående med grunden.</p>
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
          title={`Fjern ${one.row.title}`}
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
        <PartRows
          of={part}
          none="Ingen milepæle endnu"
          noun={["milepæl", "milepæle"]}
          rows={milestones.map((milestone) => (
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
                  {milestone.doneOn && (
                    <RowLink href={`${path}?ikke-naaet=${milestone.id}`} name={milestone.title}>
                      Ikke nået alligevel
                    </RowLink>
                  )}
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
          add={
            changes
              ? {
                  title: "Ny milepæl",
                  failed: "Milepælen er ikke gemt endnu",
                  fields: <MilestoneFields wasSeen={false} passages={passages} />,
                }
              : null
          }
        />
      )}
    </InitiativePartPage>
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
function MilestoneFields({
  now,
  wasSeen,
  passages,
}: {
  now?: KeptMilestone;
  wasSeen: boolean;
  passages: readonly PassageOption[];
}) {
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
      <SourceFields now={now} passages={passages} />
    </>
  );
}
