import type { Leaving, RoleToTake } from "#app/domain/people/look-at-leaving.server.ts";
import type { Place } from "#app/domain/viewer.ts";
import { inSentence, roles } from "#app/domain/vocabulary.ts";
import { Confirm } from "./one-row.tsx";

/** Sent along when the last coordinator has been told what follows. */
export const knowing = ({ last }: Pick<Leaving, "last">): Record<string, string> => (last ? { last: "ja" } : {});

/** What it means for a municipality that its last coordinator leaves. */
export function LastLeaves({ place }: { place: string }) {
  return (
    <div className="alert alert-warning">
      <div className="alert-body">
        <p className="alert-heading">Du er den sidste koordinator i {place}</p>
        <p className="alert-text">
          Bagefter kan ingen i kommunen sige ja til nye, holde styr på kontaktpersoner eller svare på meldinger, før KL
          har udpeget en ny koordinator. KL får besked. Giv hellere rollen til en kollega først.
        </p>
      </div>
    </div>
  );
}

/** Asks before a role is taken away. @param place null for KL */
export function TakeRole({
  taking: { grant, role, unit, name, only, ...leaving },
  place,
  back,
}: {
  taking: RoleToTake;
  place: Place | null;
  back: { href: string; label: string };
}) {
  const { self, last } = leaving;
  const what = `${inSentence(roles[role])}${unit ? ` for ${unit}` : ""}`;
  const where = place?.name ?? "KL";
  const can = !last || (self && place !== null);
  return (
    <Confirm
      title={self ? `Fjern din egen rolle som ${what}` : `Fjern rollen som ${what} fra ${name}`}
      back={back}
      intent="revoke"
      of={{ name: "grant", value: grant }}
      along={knowing(leaving)}
      yes={can && (self ? `Fjern min rolle som ${what}` : `Fjern rollen fra ${name}`)}
    >
      {last && place === null && <p>KL skal have mindst én administrator. Udpeg en anden først.</p>}
      {last && place && !self && (
        <p>
          {name} er den eneste koordinator i {where}. Giv rollen til en anden først.
        </p>
      )}
      {last && place && self && <LastLeaves place={where} />}
      {can && self && (
        <p>
          Du bliver logget ud med det samme.{" "}
          {only
            ? `Det er din eneste rolle i ${where}, så bagefter har du ikke adgang dér.`
            : `Bagefter gælder dine andre roller i ${where}.`}{" "}
          Du kan ikke selv give dig rollen igen. Det, du har skrevet, bliver.
        </p>
      )}
      {can && !self && (
        <p>
          {name} bliver logget ud alle steder og får besked i en mail.{" "}
          {only && `Det er den eneste rolle, så ${name} har bagefter ikke adgang til ${where}. `}
          Det, {name} har skrevet, bliver. Rollen kan gives igen.
        </p>
      )}
    </Confirm>
  );
}
