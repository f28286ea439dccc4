import { aspects, inSentence, saidOf, studiesRead } from "#app/domain/vocabulary.ts";
import type { ProfileAspect } from "#db/queries/methods/card.ts";

/** The profile at a glance: what the documents say on each aspect, and where studies are told of. */
export function KnowledgeProfile({ profile, known }: { profile: readonly ProfileAspect[]; known: boolean }) {
  return (
    <table className="profile">
      <caption className="sr-only">Vidensprofil: hvad dokumenterne siger om fem forhold</caption>
      <tbody>
        {profile.map(({ aspect, grade }) => (
          <tr key={aspect}>
            <th scope="row">{aspects[aspect]}</th>
            <td className={grade ? undefined : "not-told"}>{saidOf(aspect, grade)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">Undersøgelser</th>
          {known ? (
            <td>
              <a href="#undersoegelser">Se hvad undersøgelser viser</a>
            </td>
          ) : (
            <td className="not-told">{studiesRead}</td>
          )}
        </tr>
      </tbody>
    </table>
  );
}

/** Each aspect with what the documents say and where, or what it would take to say more. */
export function ProfileReasons({ profile, known }: { profile: readonly ProfileAspect[]; known: boolean }) {
  return (
    <dl className="profile-reasons">
      {profile.map(({ aspect, grade, basis, needed, source }) => (
        <div key={aspect}>
          <dt>
            {aspects[aspect]}: {inSentence(saidOf(aspect, grade))}
          </dt>
          <dd>
            {grade ? basis : `En vurdering ville kræve: ${inSentence(needed ?? "")}`}{" "}
            {source && (
              <>
                Kilde: <a href={source.address}>{source.title}</a>.
              </>
            )}
          </dd>
        </div>
      ))}
      {known ? (
        <div>
          <dt>Undersøgelser: regnet fra i profilen</dt>
          <dd>
            Profilen bygger på dokumenterne alene. Undersøgelserne står for sig:{" "}
            <a href="#undersoegelser">Hvad undersøgelser viser</a>.
          </dd>
        </div>
      ) : (
        <div>
          <dt>Undersøgelser: {studiesRead}</dt>
          <dd>Vi har ikke læst, hvad forskningen siger om metoden. Profilen fortæller derfor ikke, om den virker.</dd>
        </div>
      )}
    </dl>
  );
}
