import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  cancelInput,
  grantInput,
  inviteInput,
  inviteManyInput,
  resetTotpInput,
  revokeInput,
} from "#app/domain/people/input.ts";
import { cancelInvitation, invite } from "#app/domain/people/invite.server.ts";
import { inviteMany } from "#app/domain/people/invite-many.server.ts";
import { lookAtRole } from "#app/domain/people/look-at-leaving.server.ts";
import { rolesToGive } from "#app/domain/people/policy.ts";
import { grantRole, resetTotp, revokeRole } from "#app/domain/people/roles.server.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { answerOfMany } from "#app/http/invited.ts";
import {
  chosenPage,
  listQuery,
  openedRow,
  refuseGoneRow,
  sameList,
  searchedWords,
  withQuery,
} from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { FindForm } from "#app/ui/find-form.tsx";
import { ActionButton, Done, Folded, IntentForm, Submit } from "#app/ui/form.tsx";
import { counted } from "#app/ui/format.ts";
import { TakeRole } from "#app/ui/leaving.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { InvitationList, InviteForm, InviteManyForm, PersonHead, RoleFields, RoleList } from "#app/ui/people-list.tsx";
import { listInvitations } from "#db/queries/invitations.ts";
import { listWaitingForAssociation } from "#db/queries/join-requests.ts";
import { listUnled } from "#db/queries/municipalities.ts";
import { listAllCoordinators, listAssociationPeople, type PersonRow } from "#db/queries/people/list.ts";

const path = "/kl/personer";

const parameters = ["find", "side"];
const pageSize = 50;
const mostInvitations = 50;

export const loader = guarded("kl/personer", async ({ request, context: { sql, viewer } }) => {
  const query = listQuery(request, parameters);
  const demo = isDemo(viewer);
  const words = searchedWords(query, "find");
  const grant = openedRow(request, "fjern");
  const taking = grant && ((await lookAtRole(sql, viewer, null, grant)) ?? refuseGoneRow());
  const [association, coordinators, invitations, waiting, unled] = await Promise.all([
    listAssociationPeople(sql, { demo }),
    listAllCoordinators(sql, words, { page: chosenPage(query), pageSize }, { demo }),
    listInvitations(sql, null, { words: "", limit: mostInvitations, demo }),
    listWaitingForAssociation(sql, demo),
    listUnled(sql, { demo }),
  ]);
  return {
    taking,
    association,
    coordinators,
    invitations,
    waiting,
    unled,
    gives: rolesToGive(viewer, null),
    words,
    query: query.toString(),
  };
});

/** The page as it was, which says what was done. */
const back = (request: Request, said: keyof typeof done) => taken(sameList(request, path, parameters), said);

export const action = intents("kl/personer", {
  async invite({ request, context: { sql, viewer, accounts } }, sent) {
    await invite(sql, accounts.letters, viewer, null, sent.parse(inviteInput));
    return { first: back(request, "inviteret"), again: back(request, "allerede-inviteret") };
  },
  async "invite-many"({ context: { sql, viewer, accounts } }, sent) {
    const invited = await inviteMany(sql, accounts.letters, viewer, null, sent.parse(inviteManyInput));
    return answerOfMany(sent, invited);
  },
  async "cancel-invitation"({ request, context: { sql, viewer } }, sent) {
    await cancelInvitation(sql, viewer, null, sent.parse(cancelInput).invitation);
    return back(request, "trukket");
  },
  async grant({ request, context: { sql, viewer } }, sent) {
    await grantRole(sql, viewer, null, sent.parse(grantInput));
    return back(request, "rolle");
  },
  async revoke({ request, context: { sql, viewer } }, sent) {
    const whose = await revokeRole(sql, viewer, null, sent.parse(revokeInput).grant);
    return whose === viewer.person?.id ? taken("/log-ind", "holdt-op") : back(request, "uden");
  },
  async "totp-reset"({ request, context: { sql, viewer } }, sent) {
    await resetTotp(sql, viewer, sent.parse(resetTotpInput).person);
    return back(request, "nulstillet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Personer", description: "KL's personer og kommunernes koordinatorer.", path, hidden: true });

const done = {
  inviteret: "Invitationen er på vej. Den gælder i 14 dage.",
  "allerede-inviteret":
    "Personen er allerede inviteret for et øjeblik siden. Brevet er på vej og bliver ikke sendt igen. Invitationen gælder i 14 dage.",
  trukket: "Invitationen er trukket tilbage.",
  rolle: "Rollen er givet. Personen skal logge ind igen.",
  uden: "Rollen er fjernet.",
  nulstillet: "Engangskoderne er nulstillet. Personen skal slå dem til igen, før rollen gælder.",
};

/** For one who has lost phone and recovery codes. */
function ResetTotp({ person }: { person: PersonRow }) {
  if (!person.totp) return null;
  return (
    <Folded
      summary={
        <>
          Har mistet telefon og reservekoder<span className="sr-only">: {person.name}</span>
        </>
      }
      intent="totp-reset"
      of={{ name: "person", value: person.id }}
    >
      <p>
        Vær sikker på, at det er {person.name}, du taler med. Bagefter er adgangskoden nok til at logge ind, og rollen
        gælder først, når koderne er slået til igen.
      </p>
      <ActionButton intent="totp-reset" of={{ name: "person", value: person.id }} about={`for ${person.name}`}>
        Nulstil engangskoder
      </ActionButton>
    </Folded>
  );
}

export default function AssociationPeople() {
  const { taking, association, coordinators, invitations, waiting, unled, gives, words, query } =
    useLoaderData<typeof loader>();
  const here = (changes: Record<string, string>) => withQuery(path, new URLSearchParams(query), changes);
  if (taking) {
    return (
      <>
        <PageHead
          trail={[
            { label: "KL", href: "/kl" },
            { label: "Personer", href: path },
          ]}
          title="Personer"
        />
        <div className="wrap section stack">
          <Done sentences={done} />
          <TakeRole taking={taking} place={null} back={{ href: here({}), label: "Nej, tilbage til personerne" }} />
        </div>
      </>
    );
  }
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Personer" }]}
        title="Personer"
        lead="KL's egne og dem, der holder styr på kommunerne."
      />
      <div className="wrap section stack">
        <Done sentences={done} />
        {waiting.length > 0 && (
          <section>
            <h2>Venter på KL</h2>
            <p>Her har nogen bedt om adgang, og kommunen har ingen koordinator, der kan sige ja.</p>
            <ul className="door-list">
              {waiting.map(({ slug, name, waiting: count }) => (
                <li key={slug}>
                  <a href={`/kommuner/${slug}/personer`}>{name}</a>
                  <span>{count} venter</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h2>KL</h2>
          <ul className="entries">
            {association.map((person) => (
              <li key={person.id}>
                <PersonHead person={person} />
                <RoleList person={person} take={(fjern) => here({ fjern })} />
                <ResetTotp person={person} />
                <Folded summary="Giv en rolle til" intent="grant" of={{ name: "person", value: person.id }}>
                  <IntentForm intent="grant" of={{ name: "person", value: person.id }}>
                    <RoleFields given={gives} units={[]} />
                    <Submit plain>Giv rollen</Submit>
                  </IntentForm>
                </Folded>
              </li>
            ))}
          </ul>
          <h3>Invitér en kollega i KL</h3>
          <InviteForm given={gives} units={[]} />
          <InviteManyForm given={gives} units={[]} />
          <InvitationList invitations={invitations} />
        </section>
        <section>
          <h2 id="koordinatorer">Kommunernes koordinatorer</h2>
          {(words !== "" || coordinators.total > pageSize) && (
            <>
              <FindForm
                label="Find en koordinator"
                hint="Skriv en del af navnet, mailadressen eller kommunen."
                words={words}
                cleared={`${path}#koordinatorer`}
              />
              <p>
                {coordinators.total > 0
                  ? counted(coordinators.total, "koordinator", "koordinatorer")
                  : "Ingen passer på det, du leder efter."}
              </p>
            </>
          )}
          <ul className="entries">
            {coordinators.items.map((person) => (
              <li key={person.id}>
                <PersonHead person={person} />
                <RoleList person={person} take={false} />
                <ResetTotp person={person} />
              </li>
            ))}
          </ul>
          <Pagination
            page={coordinators.page}
            pages={Math.ceil(coordinators.total / pageSize)}
            address={(page) =>
              `${withQuery(path, new URLSearchParams(query), { side: page > 1 ? String(page) : null })}#koordinatorer`
            }
          />
          <h3>Kommuner uden koordinator</h3>
          <p>{unled.length} af 98. Åbn kommunen for at invitere den første.</p>
          <ul className="name-columns">
            {unled.map(({ slug, name }) => (
              <li key={slug}>
                <a href={`/kommuner/${slug}/personer`}>{name}</a>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
