import { letterOf } from "#app/domain/methods/letter-policy.ts";
import { aspects, type Grade, inSentence, saidOf, studiesRead } from "#app/domain/vocabulary.ts";
import type { ProfileAspect } from "#db/queries/methods/card.ts";

/** The letter of a grade, before its words. */
const Letter = ({ letter }: { letter: Grade | null }) => letter && <b className="grade-letter">{`${letter}: `}</b>;

/** The profile at a glance: what the documents say on each aspect, and where studies are told of. */
export function KnowledgeProfile({ profile, known }: { profile: readonly ProfileAspect[]; known: boolean }) {
  return (
    <table className="profile">
      <caption className="sr-only">Vidensprofil: hvad dokumenterne siger om fem forhold</caption>
      <tbody>
        {profile.map(({ aspect, grade, sourceKind }) => (
          <tr key={aspect}>
            <th scope="row">{aspects[aspect]}</th>
            <td className={grade ? undefined : "not-told"}>
              <Letter letter={letterOf(grade, sourceKind)} />
              {saidOf(aspect, grade)}
            </td>
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
      {profile.map(({ aspect, grade, sourceKind, basis, needed, source }) => (
        <div key={aspect}>
          <dt>
            {aspects[aspect]}: <Letter letter={letterOf(grade, sourceKind)} />
            {inSentence(saidOf(aspect, grade))}
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
          <dt>Undersøgelser: står for sig</dt>
          <dd>
            Hvad de har fundet, og hvor de er uenige: <a href="#undersoegelser">Hvad undersøgelser viser</a>.
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
