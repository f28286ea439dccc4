import { Checkboxes, ChoiceField } from "#app/ui/form.tsx";
import type { NamedUnit, OnUnit, UnitName, UnitRow } from "#db/queries/units.ts";
import { counted, joined } from "./format.ts";
import { Confirm } from "./one-row.tsx";

/** A unit on the page that closes it, merges it or opens it again. */
export interface UnitToClose extends UnitRow {
  on: OnUnit;
  /** The units that can take over. */
  successors: readonly UnitName[];
}

interface Asking {
  unit: UnitToClose;
  /** The list. */
  back: string;
}

/** A unit as readers meet it in a text: by the name that it had, and what it is now. */
export const unitAsItIsNow = ({ name, closed, successor }: NamedUnit) =>
  closed ? `${name} (nu ${successor ?? "lukket"})` : name;

/** Asks before a unit is closed that has become part of no other, and where what belongs to it goes. @param merge the page that merges it */
export function CloseUnit({ unit, back, merge }: Asking & { merge: string }) {
  const { name, on, successors } = unit;
  const above = unit.parent === null ? "står for sig selv" : `hører under ${unit.parent}`;
  return (
    <Confirm
      title={`Luk ${name}`}
      back={{ href: back, label: "Nej, tilbage til enhederne" }}
      intent="close"
      of={{ name: "unit", value: unit.id }}
      along={{ version: String(unit.version) }}
      yes={`Luk ${name}`}
      fields={
        <>
          {on.roles + on.invitations > 0 && (
            <>
              <ChoiceField
                name="rolesTo"
                label={`Hvor skal ${rolesOf(on)} hen?`}
                choices={successors}
                none="Vælg en enhed"
              />
              <Checkboxes
                name="takeRoles"
                label={on.roles > 0 ? "Eller skal rollerne fjernes?" : "Eller skal invitationerne trækkes tilbage?"}
                hint={
                  on.roles > 0
                    ? `De, der har dem, bliver logget ud og får besked i en mail.${on.invitations > 0 ? " Invitationerne trækkes tilbage." : ""}`
                    : "Linket i mailen virker så ikke mere."
                }
                choices={[{ value: "ja", label: on.roles > 0 ? "Ja, fjern rollerne" : "Ja, træk dem tilbage" }]}
              />
            </>
          )}
          {on.drafts > 0 && (
            <ChoiceField
              name="draftsTo"
              label={`Hvor skal ${counted(on.drafts, "kladde", "kladder")} hen?`}
              choices={successors}
              none="Til hele kommunen, ikke til en enhed"
            />
          )}
        </>
      }
    >
      <p>
        Luk enheden, når den ikke findes mere. Er den blevet en del af en anden, så{" "}
        <a href={`${merge}#ret`}>læg den sammen med den</a> i stedet.
      </p>
      <p>
        {name} kan ikke længere vælges. I de eksempler, der er delt, står der »
        {unitAsItIsNow({ name, closed: true, successor: null })}«.
      </p>
      {on.units > 0 && (
        <p>
          {counted(on.units, "enhed", "enheder")} under {name} {above} bagefter.
        </p>
      )}
      <MayBeOpened />
    </Confirm>
  );
}

/** Asks which unit another has become part of. */
export function MergeUnit({ unit, back }: Asking) {
  const { name, on, successors } = unit;
  const moving = [
    on.roles + on.invitations > 0 && rolesOf(on),
    on.drafts > 0 && counted(on.drafts, "kladde", "kladder"),
    on.units > 0 && counted(on.units, "underenhed", "underenheder"),
  ].filter((one) => one !== false);
  return (
    <Confirm
      title={`Læg ${name} sammen med en anden enhed`}
      back={{ href: back, label: "Nej, tilbage til enhederne" }}
      intent="merge"
      of={{ name: "unit", value: unit.id }}
      along={{ version: String(unit.version) }}
      yes={successors.length > 0 && "Læg sammen"}
      fields={
        <ChoiceField
          name="into"
          label={`Hvilken enhed er ${name} blevet en del af?`}
          choices={successors}
          none="Vælg en enhed"
        />
      }
    >
      {successors.length === 0 ? (
        <p>Der er ingen anden enhed at lægge den sammen med. Opret den nye først.</p>
      ) : (
        <>
          <p>
            {name} lukkes og kan ikke længere vælges. I de eksempler, der er delt, står der »{name} (nu …)« med navnet
            på den enhed, du vælger.
          </p>
          {moving.length > 0 && <p>{upperFirst(joined(moving))} flytter med over.</p>}
          <MayBeOpened />
        </>
      )}
    </Confirm>
  );
}

/** Asks before a closed unit is opened again. */
export function OpenUnit({ unit, back }: Asking) {
  return (
    <Confirm
      title={`Åbn ${unit.name} igen`}
      back={{ href: back, label: "Nej, tilbage til enhederne" }}
      intent="open"
      of={{ name: "unit", value: unit.id }}
      along={{ version: String(unit.version) }}
      yes={`Åbn ${unit.name} igen`}
    >
      <p>
        {unit.name} kan vælges igen, og i eksemplerne står enheden med sit navn alene. Roller, invitationer, kladder og
        underenheder bliver, hvor de er nu.
      </p>
    </Confirm>
  );
}

const MayBeOpened = () => (
  <p>
    Var det en fejl, kan enheden åbnes igen. Men det, der er flyttet eller fjernet, kommer ikke tilbage af sig selv.
  </p>
);

/** Roles and invitations, which go together: "2 roller og en invitation". */
const rolesOf = ({ roles, invitations }: OnUnit) =>
  joined(
    [
      roles > 0 && counted(roles, "rolle", "roller"),
      invitations > 0 && counted(invitations, "invitation", "invitationer"),
    ].filter((one) => one !== false),
  );

const upperFirst = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
