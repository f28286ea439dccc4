import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  approveInput,
  cancelInput,
  grantInput,
  inviteInput,
  refuseInput,
  removeInput,
  revokeInput,
} from "#app/domain/people/input.ts";
import { cancelInvitation, invite } from "#app/domain/people/invite.server.ts";
import { mayDecideRequests, mayTakeRoles, rolesToGive } from "#app/domain/people/policy.ts";
import { approveRequest, grantRole, refuseRequest, removePerson, revokeRole } from "#app/domain/people/roles.server.ts";
import { municipalRoles, type Role, roleMeanings, roles } from "#app/domain/vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { ActionButton, Done, Folded, IntentForm, Select, Submit } from "#app/ui/form.tsx";
import { dateOf } from "#app/ui/format.ts";
import { MunicipalityPage } from "#app/ui/municipality-page.tsx";
import { InvitationList, InviteForm, PersonHead, RoleFields, RoleList } from "#app/ui/people-list.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listInvitations } from "#db/queries/invitations.ts";
import { listJoinRequests } from "#db/queries/join-requests.ts";
import { listPeopleOf } from "#db/queries/people/list.ts";
import { listUnitNames } from "#db/queries/units.ts";

const route = "kommuner/:slug/personer";

export const loader = guarded(route, async ({ context: { sql, viewer }, subject: place }) => {
  const [people, requests, invitations, units] = await Promise.all([
    listPeopleOf(sql, place.code),
    listJoinRequests(sql, place.code),
    listInvitations(sql, place.code),
    listUnitNames(sql, place.code),
  ]);
  const hasCoordinator = people.some(({ demo, grants }) => !demo && grants.some(isCoordinating));
  return {
    place,
    doors: doorsOf(viewer, place),
    people,
    requests,
    invitations,
    units,
    // To an invented person an invented coordinator is one.
    hasCoordinator: hasCoordinator || people.some(({ grants }) => viewer.person?.demo && grants.some(isCoordinating)),
    decides: mayDecideRequests(viewer, place.code, { hasCoordinator }),
    gives: rolesToGive(viewer, place.code),
    takes: mayTakeRoles(viewer, place.code),
  };
});

export const action = intents(route, {
  async invite({ context: { sql, viewer }, subject: place }, sent) {
    await invite(sql, viewer, place.code, sent.parse(inviteInput));
    return taken(addressOf(place.slug), "inviteret");
  },
  async "cancel-invitation"({ context: { sql, viewer }, subject: place }, sent) {
    await cancelInvitation(sql, viewer, place.code, sent.parse(cancelInput).invitation);
    return taken(addressOf(place.slug), "trukket");
  },
  async approve({ context: { sql, viewer }, subject: place }, sent) {
    await approveRequest(sql, viewer, place.code, sent.parse(approveInput));
    return taken(addressOf(place.slug), "ja");
  },
  async refuse({ context: { sql, viewer }, subject: place }, sent) {
    await refuseRequest(sql, viewer, place.code, sent.parse(refuseInput).person);
    return taken(addressOf(place.slug), "nej");
  },
  async grant({ context: { sql, viewer }, subject: place }, sent) {
    await grantRole(sql, viewer, place.code, sent.parse(grantInput));
    return taken(addressOf(place.slug), "rolle");
  },
  async revoke({ context: { sql, viewer }, subject: place }, sent) {
    await revokeRole(sql, viewer, place.code, sent.parse(revokeInput).grant);
    return taken(addressOf(place.slug), "uden");
  },
  async remove({ context: { sql, viewer }, subject: place }, sent) {
    await removePerson(sql, viewer, place.code, sent.parse(removeInput));
    return taken(addressOf(place.slug), "fjernet");
  },
});

const isCoordinating = ({ role }: { role: Role }) => role === "coordinator";

const addressOf = (slug: string) => `/kommuner/${slug}/personer`;

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Personer i ${args.data.place.name}`,
        description: "Hvem der har adgang, og hvad de må.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  inviteret: "Invitationen er på vej. Den gælder i 14 dage.",
  trukket: "Invitationen er trukket tilbage.",
  ja: "Der er givet adgang, og personen har fået besked.",
  nej: "Der er sagt nej, og personen har fået besked.",
  rolle: "Rollen er givet. Personen skal logge ind igen.",
  uden: "Rollen er fjernet.",
  fjernet: "Personen er fjernet fra kommunen. Det, der er skrevet, bliver.",
};

export default function People() {
  const { place, doors, people, requests, invitations, units, hasCoordinator, decides, gives, takes } =
    useLoaderData<typeof loader>();
  return (
    <MunicipalityPage
      place={place}
      doors={doors}
      title="Personer"
      lead="Hvem der har adgang, og hvad de må. Det, folk skriver, er kommunens, også når de rejser."
    >
      <Done sentences={done} />
      {!hasCoordinator && (
        <div className="alert alert-info">
          <div className="alert-body">
            <p className="alert-text">
              Kommunen har ingen koordinator endnu. Indtil da er det KL, der siger ja til nye.
            </p>
          </div>
        </div>
      )}

      {requests.length > 0 && (
        <section>
          <h2>Venter på svar</h2>
          <ul className="entries">
            {requests.map(({ personId, name, email, askedAt, demo }) => (
              <li key={personId}>
                <h3>
                  {name} {demo && <DemoTag />}
                </h3>
                <p className="quiet">
                  {email}, bedt om adgang {dateOf(askedAt)}
                </p>
                {decides && (
                  <div className="row-actions">
                    <Folded summary="Giv adgang" intent="approve" of={{ name: "person", value: personId }}>
                      <IntentForm intent="approve" of={{ name: "person", value: personId }}>
                        <RoleFields given={municipalRoles} units={units} />
                        <Submit>Giv {name} adgang</Submit>
                      </IntentForm>
                    </Folded>
                    <ActionButton intent="refuse" of={{ name: "person", value: personId }} about={`til ${name}`}>
                      Sig nej
                    </ActionButton>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}

      <section>
        <h2>Har adgang</h2>
        {people.length === 0 ? (
          <p>Ingen endnu.</p>
        ) : (
          <ul className="entries">
            {people.map((person) => (
              <li key={person.id}>
                <PersonHead person={person} />
                <RoleList person={person} here takes={takes} />
                {takes && (
                  <div className="row-actions">
                    <Folded summary="Giv en rolle til" intent="grant" of={{ name: "person", value: person.id }}>
                      <IntentForm intent="grant" of={{ name: "person", value: person.id }}>
                        <RoleFields given={gives} units={units} />
                        <Submit plain>Giv rollen</Submit>
                      </IntentForm>
                    </Folded>
                    <Folded summary="Fjern fra kommunen" intent="remove" of={{ name: "person", value: person.id }}>
                      <IntentForm intent="remove" of={{ name: "person", value: person.id }}>
                        <p>
                          {person.name} mister alle roller i {place.name}. Det, der er skrevet, bliver hos kommunen.
                        </p>
                        <Select
                          name="successor"
                          label="Hvem overtager som kontaktperson?"
                          hint="Kolleger i andre kommuner skal ikke ringe forgæves."
                          options={[
                            { value: "", label: "Ingen, fjern kontaktpersonen" },
                            ...people
                              .filter(({ id }) => id !== person.id)
                              .map(({ id, name }) => ({ value: id, label: name })),
                          ]}
                        />
                        <Submit plain>Fjern {person.name}</Submit>
                      </IntentForm>
                    </Folded>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>

      {gives.length > 0 && (
        <section>
          <h2>Invitér en kollega</h2>
          <InviteForm given={gives} units={units} />
          {invitations.length > 0 && (
            <>
              <h3>Sendt, ikke svaret</h3>
              <InvitationList invitations={invitations} />
            </>
          )}
        </section>
      )}

      <section>
        <h2>Hvad rollerne betyder</h2>
        <dl className="role-meanings">
          {municipalRoles.map((role) => (
            <div key={role}>
              <dt>{roles[role]}</dt>
              <dd>{roleMeanings[role]}</dd>
            </div>
          ))}
        </dl>
      </section>
    </MunicipalityPage>
  );
}
