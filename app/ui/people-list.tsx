import type { Leaving } from "#app/domain/people/look-at-leaving.server.ts";
import type { Place } from "#app/domain/viewer.ts";
import { inSentence, type Role, roles, unitRoles } from "#app/domain/vocabulary.ts";
import type { InvitationRow } from "#db/queries/invitations.ts";
import type { JoinRequestRow } from "#db/queries/join-requests.ts";
import type { Head } from "#db/queries/paging.ts";
import type { PersonName, PersonRow } from "#db/queries/people/list.ts";
import type { UnitName } from "#db/queries/units.ts";
import {
  ActionButton,
  ChoiceField,
  Folded,
  IntentForm,
  mostChoices,
  PrivateMailField,
  Select,
  Submit,
  TextArea,
  TextField,
  useReply,
} from "./form.tsx";
import { dateOf } from "./format.ts";
import { knowing, LastLeaves } from "./leaving.tsx";
import { RowLink } from "./one-row.tsx";
import { DemoTag } from "./tags.tsx";
import { Undeliverable } from "./undeliverable.tsx";

/** Units that a role can be limited to. */
export type UnitNames = readonly UnitName[];

/** Which role, and for which unit where that can be. */
export function RoleFields({ given, units }: { given: readonly Role[]; units: UnitNames }) {
  const limitable = units.length > 0 && given.some((role) => (unitRoles as readonly Role[]).includes(role));
  return (
    <>
      <Select name="role" label="Rolle" options={given.map((role) => ({ value: role, label: roles[role] }))} />
      {limitable && (
        <ChoiceField
          name="unit"
          label="Enhed"
          hint="En forfatter eller godkender kan høre til én enhed."
          choices={units}
          none="Hele kommunen"
        />
      )}
    </>
  );
}

/** Who is to be invited, and as what. */
export function InviteForm({ given, units }: { given: readonly Role[]; units: UnitNames }) {
  return (
    <IntentForm intent="invite" failed="Invitationen er ikke sendt endnu" className="form form-narrow">
      <TextField name="name" label="Navn" />
      <TextField name="email" label="Mailadresse" type="email" />
      <PrivateMailField />
      <RoleFields given={given} units={units} />
      <Submit>Send invitation</Submit>
    </IntentForm>
  );
}

/** Several at once, all to the same role; the addresses that could not be invited come back to be mended. */
export function InviteManyForm({ given, units }: { given: readonly Role[]; units: UnitNames }) {
  const reply = useReply();
  const said = reply?.intent === "invite-many" ? (reply.once ?? []) : [];
  return (
    <Folded summary="Invitér flere på én gang" intent="invite-many">
      {said.length > 0 && (
        <div className="alert alert-success" role="status">
          <div className="alert-body">
            <p className="alert-text">{said.join(" ")}</p>
          </div>
        </div>
      )}
      <IntentForm intent="invite-many" failed="Ikke alle er inviteret" className="form form-narrow">
        <TextArea
          name="people"
          label="Mailadresser"
          hint="Én på hver linje, gerne med navn: Anne Holm <anne@aarhus.dk>"
        />
        <RoleFields given={given} units={units} />
        <Submit>Send invitationer</Submit>
      </IntentForm>
    </Folded>
  );
}

/** A person in a list. */
export function PersonHead({ person }: { person: PersonRow }) {
  return (
    <>
      <h3>
        {person.name} {person.demo && <DemoTag />}
      </h3>
      <PersonLine person={person} />
    </>
  );
}

/** How to reach a person, and whether the roles count yet. */
export function PersonLine({ person }: { person: PersonRow }) {
  const waits =
    !person.totp && person.grants.some(({ role }) => role === "coordinator" || role.startsWith("association"));
  return (
    <p className="quiet">
      <a href={`mailto:${person.email}`}>{person.email}</a>
      {waits && !person.demo && ". Har ikke slået engangskoder til endnu, så rollen gælder ikke."}
    </p>
  );
}

/** The roles of a person. @param take the address where one is taken away, if the viewer may @param here on the municipality's own page */
export function RoleList({
  person,
  take,
  here,
}: {
  person: PersonRow;
  take: ((grantId: string) => string) | false;
  here?: boolean;
}) {
  return (
    <ul className="role-list" aria-label={`Roller for ${person.name}`}>
      {person.grants.map(({ id, role, unit, municipality }) => (
        <li key={id}>
          <span>
            {roles[role]}
            {unit && `, ${unit}`}
            {municipality && !here && `, ${municipality.name}`}
          </span>
          {take && (
            <RowLink href={take(id)} name={`${inSentence(roles[role])} fra ${person.name}`}>
              Fjern
            </RowLink>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Who asks for access. @param decides whether the viewer may answer @param open the address where one is let in */
export function RequestList({
  requests,
  decides,
  open,
}: {
  requests: readonly JoinRequestRow[];
  decides: boolean;
  open: (personId: string) => string;
}) {
  return (
    <ul className="entries">
      {requests.map(({ personId, name, email, askedAt, demo }) => (
        <li key={personId} id={personId}>
          <h3>
            {name} {demo && <DemoTag />}
          </h3>
          <p className="quiet">
            {email}, bedt om adgang {dateOf(askedAt)}
          </p>
          {decides && (
            <div className="row-actions">
              <RowLink href={open(personId)} name={`til ${name}`}>
                Giv adgang
              </RowLink>
              <ActionButton intent="refuse" of={{ name: "person", value: personId }} about={`til ${name}`}>
                Sig nej
              </ActionButton>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What a colleague is given besides, and the way out. @param colleagues those who may take over; more than a few are not listed */
export function PersonForms({
  person,
  place,
  gives,
  units,
  leaving,
  colleagues,
}: {
  person: PersonRow;
  place: Place;
  gives: readonly Role[];
  units: UnitNames;
  leaving: Leaving;
  colleagues: readonly PersonName[];
}) {
  const of = { name: "person", value: person.id };
  const { self, last } = leaving;
  const asked = { name: "successor", label: "Hvem overtager som kontaktperson?" };
  const why = `Kolleger i andre kommuner skal ikke ringe forgæves. Er ${self ? "du" : person.name} ikke kontaktperson, gør svaret ingen forskel.`;
  const isOnly = last && !self;
  return (
    <>
      <h3>Giv en rolle til</h3>
      <IntentForm intent="grant" of={of}>
        <RoleFields given={gives} units={units} />
        <Submit plain>Giv rollen</Submit>
      </IntentForm>
      <h3 id="fjern">Fjern fra kommunen</h3>
      {isOnly && (
        <p>
          {person.name} er den eneste koordinator i {place.name} og kan ikke fjernes. Giv rollen til en anden først.
        </p>
      )}
      {!isOnly && (
        <IntentForm intent="remove" of={of} along={knowing(leaving)}>
          {last && <LastLeaves place={place.name} />}
          <p>
            {self
              ? `Du mister alle dine roller i ${place.name} og bliver logget ud med det samme. Du kan ikke selv komme ind igen.`
              : `${person.name} mister alle roller i ${place.name}, bliver logget ud alle steder og får besked i en mail.`}{" "}
            Det, der er skrevet, bliver hos kommunen.
          </p>
          {colleagues.length <= mostChoices ? (
            <Select
              {...asked}
              hint={why}
              options={[
                { value: "", label: "Ingen, fjern kontaktpersonen" },
                ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          ) : (
            <TextField
              {...asked}
              hint={`${why} Skriv kollegaens mailadresse eller fulde navn. Tomt felt: Ingen, fjern kontaktpersonen.`}
            />
          )}
          <Submit plain>{self ? "Fjern mig fra kommunen" : `Fjern ${person.name}`}</Submit>
        </IntentForm>
      )}
    </>
  );
}

/** The newest invitations that have not been answered; nothing where there are none. */
export function InvitationList({ invitations: { items, total } }: { invitations: Head<InvitationRow> }) {
  if (total === 0) return null;
  return (
    <>
      <h3>Sendt, ikke svaret</h3>
      {total > items.length && (
        <p>
          Her er de {items.length} nyeste af {total}.
        </p>
      )}
      <ul className="entries">
        {items.map(({ id, name, email, role, unit, expiresAt, undeliverable, demo }) => (
          <li key={id}>
            <h3>
              {name} {demo && <DemoTag />}
            </h3>
            <p className="quiet">
              {email}. {roles[role]}
              {unit && `, ${unit}`}. Gælder til {dateOf(expiresAt)}.
            </p>
            {undeliverable && <Undeliverable why={undeliverable} />}
            <ActionButton intent="cancel-invitation" of={{ name: "invitation", value: id }} about={`til ${name}`}>
              Træk invitationen tilbage
            </ActionButton>
          </li>
        ))}
      </ul>
    </>
  );
}
