import { initiativeKinds, initiativeStates } from "#app/domain/ground-vocabulary.ts";
import type { InitiativeCard } from "#db/queries/initiatives/card.ts";
import { Blank } from "../blank.tsx";
import { DemoTag } from "../tags.tsx";
import { moneyInShort } from "./money-in-short.ts";

/** How far an initiative has come. */
export function StateTag({ state }: { state: InitiativeCard["state"] }) {
  return state ? (
    <span className="mark-tag mark-tag-stage">{initiativeStates[state]}</span>
  ) : (
    <Blank kind="not_stated">tilstand ikke oplyst</Blank>
  );
}

/** The points of the declaration that something serves, as short links. */
export function PointLinks({ points }: { points: readonly { year: number; number: number; title: string }[] }) {
  return (
    <>
      {points.map(({ year, number, title }) => (
        <a
          className="pointlink"
          href={`/erklaeringer/${year}/punkter/${number}`}
          title={`Punkt ${number}: ${title}`}
          key={`${year} ${number}`}
        >
          Punkt {number}
        </a>
      ))}
    </>
  );
}

function Money({ money }: { money: InitiativeCard["money"] }) {
  const short = moneyInShort(money);
  if (short.length === 0)
    return (
      <div className="initiative-money">
        {money.some(({ blank }) => blank === "within_frame") ? (
          <p>eksisterende ramme</p>
        ) : (
          <Blank kind="not_stated">beløb ikke oplyst</Blank>
        )}
      </div>
    );
  return (
    <div className="initiative-money">
      {short.map(({ most, when, rest, kind, address }) => (
        <p key={kind}>
          <b>
            {address ? (
              <a className="figure" href={address}>
                {most}
              </a>
            ) : (
              most
            )}
          </b>{" "}
          {when}
          {rest && <>, {rest}</>}
          <span className="cell-sub">{kind}</span>
        </p>
      ))}
    </div>
  );
}

/** Initiatives with their state, their money and the points that they serve. @param place says whose each is */
export function InitiativeList({ items, place = false }: { items: readonly InitiativeCard[]; place?: boolean }) {
  return (
    <ul className="initiatives">
      {items.map((item) => (
        <li key={item.id}>
          <div>
            <h3>
              <a href={`/indsatser/${item.slug}`}>{item.title}</a>
            </h3>
            <p className="initiative-tags">
              {place && <a href={`/kommuner/${item.municipality.slug}`}>{item.municipality.name}</a>}
              {item.kind === "proevehandling" && (
                <span className="mark-tag mark-tag-document">{initiativeKinds[item.kind]}</span>
              )}
              <StateTag state={item.state} />
              {item.demo && <DemoTag />}
              <PointLinks points={item.commitments} />
            </p>
            <p>{item.summary}</p>
          </div>
          <Money money={item.money} />
        </li>
      ))}
    </ul>
  );
}
