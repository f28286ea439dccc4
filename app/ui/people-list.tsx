import { type Role, roles, unitRoles } from "#app/domain/vocabulary.ts";
import type { InvitationRow } from "#db/queries/invitations.ts";
import type { PersonRow } from "#db/queries/people/list.ts";
import { ActionButton, IntentForm, Select, Submit, TextField } from "./form.tsx";
import { dateOf } from "./format.ts";
import { DemoTag } from "./tags.tsx";

/** Units that a role can be limited to. */
export type UnitNames = readonly { id: string; name: string }[];

/** Which role, and for which unit where that can be. */
export function RoleFields({ given, units }: { given: readonly Role[]; units: UnitNames }) {
  const limitable = units.length > 0 && given.some((role) => (unitRoles as readonly Role[]).includes(role));
  return (
    <>
      <Select name="role" label="Rolle" options={given.map((role) => ({ value: role, label: roles[role] }))} />
      {limitable && (
        <Select
          name="unit"
          label="Enhed"
          hint="En forfatter eller godkender kan høre til én enhed."
          options={[
            { value: "", label: "Hele kommunen" },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
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
      <RoleFields given={given} units={units} />
      <Submit>Send invitation</Submit>
    </IntentForm>
  );
}

/** What a person is, and whether the roles count yet. */
export function PersonHead({ person }: { person: PersonRow }) {
  const waits =
    !person.totp && person.grants.some(({ role }) => role === "coordinator" || role.startsWith("association"));
  return (
    <>
      <h3>
        {person.name} {person.demo && <DemoTag />}
      </h3>
      <p className="quiet">
        <a href={`mailto:${person.email}`}>{person.email}</a>
        {waits && !person.demo && ". Har ikke slået engangskoder til endnu, så rollen gælder ikke."}
      </p>
    </>
  );
}

/** The roles of a person, each with a way to take it away. @param takes whether the viewer may @param here on the municipality's own page */
export function RoleList({ person, takes, here }: { person: PersonRow; takes: boolean; here?: boolean }) {
  return (
    <ul className="role-list" aria-label={`Roller for ${person.name}`}>
      {person.grants.map(({ id, role, unit, municipality }) => (
        <li key={id}>
          <span>
            {roles[role]}
            {unit && `, ${unit}`}
            {municipality && !here && `, ${municipality.name}`}
          </span>
          {takes && (
            <ActionButton
              intent="revoke"
              of={{ name: "grant", value: id }}
              about={`${roles[role].toLowerCase()} fra ${person.name}`}
            >
              Fjern
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Invitations that have not been answered. */
export function InvitationList({ invitations }: { invitations: readonly InvitationRow[] }) {
  return (
    <ul className="entries">
      {invitations.map(({ id, name, email, role, unit, expiresAt, demo }) => (
        <li key={id}>
          <h3>
            {name} {demo && <DemoTag />}
          </h3>
          <p className="quiet">
            {email}. {roles[role]}
            {unit && `, ${unit}`}. Gælder til {dateOf(expiresAt)}.
          </p>
          <ActionButton intent="cancel-invitation" of={{ name: "invitation", value: id }} about={`til ${name}`}>
            Træk invitationen tilbage
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}
