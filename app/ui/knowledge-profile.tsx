import { aspects, type Grade, gradeMeanings } from "#app/domain/vocabulary.ts";
import type { ProfileAspect } from "#db/queries/methods/card.ts";

const order: readonly Grade[] = ["D", "C", "B", "A"];

/** Four steps, filled up to the grade. The letter stands beside it, so nothing hangs on the colour. */
function GradeMark({ grade }: { grade: Grade }) {
  const filled = order.indexOf(grade) + 1;
  return (
    <svg className="grade-mark" viewBox="0 0 84 18" aria-hidden="true" focusable="false">
      {order.map((step, index) => (
        <circle
          key={step}
          cx={9 + index * 22}
          cy="9"
          r="7"
          className={index < filled ? "grade-dot grade-dot-full" : "grade-dot"}
        />
      ))}
    </svg>
  );
}

/** The profile at a glance. Our own assessment on a cited basis; what cannot be assessed says so. */
export function KnowledgeProfile({ profile }: { profile: readonly ProfileAspect[] }) {
  return (
    <table className="profile">
      <caption className="sr-only">Vidensprofil: fem forhold med karakter fra A (mest viden) til D (mindst)</caption>
      <tbody>
        {profile.map(({ aspect, grade }) => (
          <tr key={aspect}>
            <th scope="row">{aspects[aspect]}</th>
            <td>
              {grade ? (
                <>
                  <GradeMark grade={grade} /> <strong className="grade-letter">{grade}</strong>
                </>
              ) : (
                <span className="not-assessed">ikke vurderet</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each aspect with what the grade means, what it rests on, or what it would take to give one. */
export function ProfileReasons({ profile }: { profile: readonly ProfileAspect[] }) {
  return (
    <dl className="profile-reasons">
      {profile.map(({ aspect, grade, basis, needed, source }) => (
        <div key={aspect}>
          <dt>
            {aspects[aspect]}: {grade ? `${grade}, ${lowerFirst(gradeMeanings[aspect][grade])}` : "ikke vurderet"}
          </dt>
          <dd>
            {grade ? basis : `Det ville kræve: ${lowerFirst(needed ?? "")}`}{" "}
            {source && (
              <>
                Kilde: <a href={source.address}>{source.title}</a>.
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const lowerFirst = (text: string) => (/^[A-ZÆØÅ]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1));
