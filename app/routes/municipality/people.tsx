import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pairsOfEyesInput } from "#app/domain/cases/input.ts";
import { maySetPairsOfEyes } from "#app/domain/cases/policy.ts";
import { setPairsOfEyes } from "#app/domain/cases/set-pairs-of-eyes.server.ts";
import {
  approveInput,
  cancelInput,
  grantInput,
  inviteInput,
  inviteManyInput,
  refuseInput,
  removeInput,
  revokeInput,
} from "#app/domain/people/input.ts";
import { cancelInvitation, invite } from "#app/domain/people/invite.server.ts";
import { inviteMany } from "#app/domain/people/invite-many.server.ts";
import { lookAtLeaving, lookAtRole } from "#app/domain/people/look-at-leaving.server.ts";
import { mayDecideRequests, mayTakeRoles, rolesToGive } from "#app/domain/people/policy.ts";
import { approveRequest, grantRole, refuseRequest, removePerson, revokeRole } from "#app/domain/people/roles.server.ts";
import { isDemo, type Place, type Viewer } from "#app/domain/viewer.ts";
import { municipalRoles, roleMeanings, roles } from "#app/domain/vocabulary.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { answerOfMany } from "#app/http/invited.ts";
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
import { Done, Folded, IntentForm, mostChoices, Radios, Submit } from "#app/ui/form.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { TakeRole } from "#app/ui/leaving.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { OneRow, RowLink } from "#app/ui/one-row.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import {
  InvitationList,
  InviteForm,
  InviteManyForm,
  PersonForms,
  PersonHead,
  PersonLine,
  RequestList,
  RoleFields,
  RoleList,
} from "#app/ui/people-list.tsx";
import type { Sql } from "#db/client.ts";
import { listInvitations } from "#db/queries/invitations.ts";
import { findJoinRequest, listJoinRequests } from "#db/queries/join-requests.ts";
import { findPairsOfEyes } from "#db/queries/municipalities.ts";
import { countRunning } from "#db/queries/people/grants.ts";
import { findPersonOf, listNamesOf, listPeopleOf } from "#db/queries/people/list.ts";
import { listUnitNames } from "#db/queries/units.ts";

const route = "kommuner/:slug/personer";
const addressOf = (slug: string) => `/kommuner/${slug}/personer`;
const parameters = ["find", "rolle", "side"];
const pageSize = 50;
/** So many requests and invitations are shown at a time: they leave the list when they are answered. */
const mostWaiting = 20;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject: place }) => {
  const opened = openedRow(request);
  const grant = opened ? null : openedRow(request, "fjern");
  // To an invented person invented coordinators are those that count.
  const demo = isDemo(viewer);
  const [pairsOfEyes, hasCoordinator, units, changing, taking, listing] = await Promise.all([
    findPairsOfEyes(sql, place.code),
    countRunning(sql, place.code, { demo }).then((count) => count > 0),
    listUnitNames(sql, place.code),
    opened && readOne(sql, viewer, place.code, opened),
    grant && lookAtRole(sql, viewer, place.code, grant).then((role) => role ?? refuseGoneRow()),
    opened || grant ? null : readList(sql, place.code, listQuery(request, parameters), demo),
  ]);
  return {
    place,
    doors: doorsOf(viewer, place),
    query: listQuery(request, parameters).toString(),
    units,
    hasCoordinator,
    decides: mayDecideRequests(viewer, place.code, { hasCoordinator }),
    gives: rolesToGive(viewer, place.code),
    takes: mayTakeRoles(viewer, place.code),
    eyes: { pairs: pairsOfEyes, sets: maySetPairsOfEyes(viewer, place.code) },
    changing: changing || null,
    taking: taking || null,
    listing,
  };
});

/** Who is in the municipality or asks to be, with those who could take over. */
async function readOne(sql: Sql, viewer: Viewer, code: string, id: string) {
  const demo = isDemo(viewer);
  const [person, request, colleagues] = await Promise.all([
    findPersonOf(sql, code, id, { demo }),
    findJoinRequest(sql, code, id, { demo }),
    listNamesOf(sql, code, { words: "", except: id, limit: mostChoices + 1, demo }),
  ]);
  const name = person?.name ?? request?.name;
  if (name === undefined) return refuseGoneRow();
  const roles = person?.grants.map(({ role }) => role) ?? [];
  const leaving = await lookAtLeaving(sql, viewer, code, { id, demo: person?.demo ?? false, roles });
  return { id, name, person, request, colleagues, leaving };
}

async function readList(sql: Sql, code: string, query: URLSearchParams, demo: boolean) {
  const words = searchedWords(query, "find");
  const role = chosenOne(query, "rolle", "rollen", ["", ...municipalRoles] as const) || null;
  const page = chosenPage(query);
  const [people, requests, invitations] = await Promise.all([
    listPeopleOf(sql, code, { words, role, demo }, { page, pageSize }),
    listJoinRequests(sql, code, { words, limit: mostWaiting, demo }),
    listInvitations(sql, code, { words, limit: mostWaiting, demo }),
  ]);
  const isLong = people.total > pageSize || requests.total > mostWaiting || invitations.total > mostWaiting;
  return { words, role, people, requests, invitations, findable: isLong || words !== "" || role !== null };
}

export const action = intents(route, {
  async invite({ request, context: { sql, viewer, accounts }, subject: place }, sent) {
    await invite(sql, accounts.letters, viewer, place.code, sent.parse(inviteInput));
    return { first: back(request, place, "inviteret"), again: back(request, place, "allerede-inviteret") };
  },
  async "invite-many"({ context: { sql, viewer, accounts }, subject: place }, sent) {
    const invited = await inviteMany(sql, accounts.letters, viewer, place.code, sent.parse(inviteManyInput));
    return answerOfMany(sent, invited);
  },
  async "cancel-invitation"({ request, context: { sql, viewer }, subject: place }, sent) {
    await cancelInvitation(sql, viewer, place.code, sent.parse(cancelInput).invitation);
    return back(request, place, "trukket");
  },
  async approve({ request, context: { sql, viewer }, subject: place }, sent) {
    await approveRequest(sql, viewer, place.code, sent.parse(approveInput));
    return back(request, place, "ja");
  },
  async refuse({ request, context: { sql, viewer }, subject: place }, sent) {
    await refuseRequest(sql, viewer, place.code, sent.parse(refuseInput).person);
    return back(request, place, "nej");
  },
  async grant({ request, context: { sql, viewer }, subject: place }, sent) {
    await grantRole(sql, viewer, place.code, sent.parse(grantInput));
    return back(request, place, "rolle");
  },
  async revoke({ request, context: { sql, viewer }, subject: place }, sent) {
    const { grant, last } = sent.parse(revokeInput);
    const whose = await revokeRole(sql, viewer, place.code, grant, { last });
    return whose === viewer.person?.id ? ownLeave() : back(request, place, "uden");
  },
  async remove({ request, context: { sql, viewer }, subject: place }, sent) {
    const leaving = sent.parse(removeInput);
    await removePerson(sql, viewer, place.code, leaving);
    return leaving.person === viewer.person?.id ? ownLeave() : back(request, place, "fjernet");
  },
  async eyes({ request, context: { sql, viewer }, subject: place }, sent) {
    await setPairsOfEyes(sql, viewer, place.code, sent.parse(pairsOfEyesInput).pairs === "1" ? 1 : 2);
    return back(request, place, "oejne");
  },
});

/** Who has left is signed out, and told so where one signs in. */
const ownLeave = () => taken("/log-ind", "holdt-op");

/** The list as it was, which says what was done. */
const back = (request: Request, place: Place, said: keyof typeof done) =>
  taken(sameList(request, addressOf(place.slug), parameters), said);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title:
          (args.data.changing ?? args.data.taking)
            ? `${(args.data.changing ?? args.data.taking)?.name}: personer i ${args.data.place.name}`
            : listTitle(`Personer i ${args.data.place.name}`, [], args.data.listing?.people.page),
        description: "Hvem der har adgang, og hvad de må.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  inviteret: "Invitationen er på vej. Den gælder i 14 dage.",
  "allerede-inviteret":
    "Personen er allerede inviteret for et øjeblik siden. Brevet er på vej og bliver ikke sendt igen. Invitationen gælder i 14 dage.",
  trukket: "Invitationen er trukket tilbage.",
  ja: "Der er givet adgang, og personen har fået besked.",
  nej: "Der er sagt nej, og personen har fået besked.",
  rolle: "Rollen er givet. Personen skal logge ind igen.",
  uden: "Rollen er fjernet.",
  oejne: "Det er gemt. Det gælder fra næste gang, en tekst bliver sendt.",
  fjernet: "Personen er fjernet fra kommunen. Det, der er skrevet, bliver.",
};

export default function People() {
  const { place, doors, hasCoordinator, changing, taking, listing, eyes } = useLoaderData<typeof loader>();
  const list = useAddress();
  return (
    <MunicipalityFrame
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
      {changing && <OnePerson />}
      {taking && (
        <TakeRole taking={taking} place={place} back={{ href: list(), label: "Nej, tilbage til personerne" }} />
      )}
      {listing && <AllPeople />}
      {listing && (
        <section>
          <h2>Før et eksempel udgives</h2>
          <p>
            {eyes.pairs === 1
              ? "Den, der skriver et eksempel, kan selv udgive det. Er der noget i det, der kan pege på nogen, skal en anden godkende det."
              : "En anden end den, der skriver, godkender hvert eksempel, før det udgives."}
          </p>
          {eyes.sets && (
            <Folded intent="eyes" summary="Lav det om">
              <IntentForm intent="eyes" className="form form-narrow">
                <Radios
                  name="pairs"
                  label="Hvor mange skal se et eksempel, før det udgives?"
                  value={String(eyes.pairs)}
                  options={[
                    { value: "2", label: "To", hint: "Den, der skriver, og en, der godkender." },
                    { value: "1", label: "Én", hint: "Den, der skriver, udgiver selv." },
                  ]}
                />
                <Submit>Gem</Submit>
              </IntentForm>
            </Folded>
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
    </MunicipalityFrame>
  );
}

/** The address of the list as it is shown now, or with changes. */
function useAddress() {
  const { place, query: asked } = useLoaderData<typeof loader>();
  const query = new URLSearchParams(asked);
  return (changes: Record<string, string | null> = {}) =>
    withQuery(addressOf(place.slug), query, { side: query.get("side"), ...changes });
}

function OnePerson() {
  const { place, units, decides, gives, takes, changing } = useLoaderData<typeof loader>();
  const address = useAddress();
  if (!changing) return null;
  const { id, name, person, request, colleagues, leaving } = changing;
  return (
    <OneRow title={name} back={{ href: `${address()}#${id}`, label: "Tilbage til personerne" }}>
      {request && (
        <p className="quiet">
          {request.email}, bedt om adgang {dateOf(request.askedAt)}
        </p>
      )}
      {request && decides && (
        <IntentForm intent="approve" of={{ name: "person", value: request.personId }}>
          <RoleFields given={municipalRoles} units={units} />
          <Submit>Giv {name} adgang</Submit>
        </IntentForm>
      )}
      {person && (
        <>
          <PersonLine person={person} />
          <RoleList person={person} here take={takes && ((fjern) => address({ fjern }))} />
          {takes && <PersonForms {...{ person, place, gives, units, colleagues, leaving }} />}
        </>
      )}
    </OneRow>
  );
}

function AllPeople() {
  const { place, units, decides, gives, takes, listing } = useLoaderData<typeof loader>();
  const address = useAddress();
  if (!listing) return null;
  const { words, role, people, requests, invitations, findable } = listing;
  return (
    <>
      {findable && (
        <FindForm
          label="Find en person"
          hint="Skriv en del af navnet eller mailadressen."
          words={words}
          choice={{
            name: "rolle",
            label: "Rolle",
            chosen: role ?? "",
            all: "Alle roller",
            options: municipalRoles.map((value) => ({ value, label: roles[value] })),
          }}
          cleared={addressOf(place.slug)}
          also={gives.length > 0 ? { href: "#inviter", label: "Invitér en kollega" } : undefined}
        />
      )}
      {requests.items.length > 0 && people.page === 1 && role === null && (
        <section>
          <h2>Venter på svar</h2>
          {requests.total > requests.items.length && (
            <p>
              Her er de {requests.items.length}, der har ventet længst, af {requests.total}.
            </p>
          )}
          <RequestList requests={requests.items} decides={decides} open={(ret) => address({ ret })} />
        </section>
      )}

      <section>
        <h2>Har adgang</h2>
        {findable && people.total > 0 && <p>{counted(people.total, "person", "personer")}</p>}
        {people.total === 0 && <p>{words || role ? "Ingen passer på det, du leder efter." : "Ingen endnu."}</p>}
        {people.total > 0 && (
          <ul className="entries">
            {people.items.map((person) => (
              <li key={person.id} id={person.id}>
                <PersonHead person={person} />
                <RoleList person={person} here take={takes && ((fjern) => address({ fjern }))} />
                {takes && (
                  <div className="row-actions">
                    <RowLink href={address({ ret: person.id })} name={person.name}>
                      Giv en rolle til
                    </RowLink>
                    <RowLink href={address({ ret: person.id })} name={person.name} part="fjern">
                      Fjern fra kommunen
                    </RowLink>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
        <Pagination
          page={people.page}
          pages={Math.ceil(people.total / pageSize)}
          address={(page) => address({ side: page > 1 ? String(page) : null })}
        />
      </section>

      {gives.length > 0 && (
        <section>
          <h2 id="inviter">Invitér en kollega</h2>
          <InviteForm given={gives} units={units} />
          <InviteManyForm given={gives} units={units} />
          <InvitationList invitations={invitations} />
        </section>
      )}
    </>
  );
}
