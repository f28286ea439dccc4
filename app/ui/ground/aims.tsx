import { type AimKind, aimKinds } from "#app/domain/ground-vocabulary.ts";
import { inSentence } from "#app/domain/vocabulary.ts";
import type { ShownAim, ShownPlacement } from "#db/queries/follow-ups/aims.ts";
import { Blank } from "../blank.tsx";
import { joined } from "../format.ts";
import { Part } from "./folded-part.tsx";
import { ChangeLink, PlaceLink, SourceLine } from "./source-line.tsx";

const order: readonly AimKind[] = [
  "maal",
  "pejlemaerke",
  "sigtelinje",
  "forventet-effekt",
  "boernesyn",
  "naerhedsprincip",
];
/** A theory of change goes from the short to the long term. */
const theory: readonly AimKind[] = ["forandring", "langsigtet-maal"];

function Column({ kind, items }: { kind: AimKind; items: readonly ShownAim[] }) {
  return (
    <div className="aim">
      <h3>{items.length === 1 ? aimKinds[kind].one : aimKinds[kind].many}</h3>
      <ul>
        {items.map(({ id, title, text, passage, initiatives, indicators }) => (
          <li key={id}>
            {text ? <strong>{title}</strong> : title} {text} <PlaceLink address={passage.address}>Sted</PlaceLink>
            {initiatives.map((one) => (
              <span className="cell-sub" key={one.slug}>
                Indsats: <a href={`/indsatser/${one.slug}`}>{one.title}</a>
              </span>
            ))}
            {indicators.map((one) => (
              <span className="cell-sub" key={one.slug}>
                Indikator: <a href={`/indikatorer/${one.slug}`}>{one.title}</a>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a municipality wants, a column for each sort, and its theory of change as two columns. */
export function Aims({ items }: { items: readonly ShownAim[] }) {
  const of = (kind: AimKind) => items.filter((one) => one.kind === kind);
  const columns = (kinds: readonly AimKind[]) =>
    kinds.flatMap((kind) => (of(kind).length > 0 ? <Column kind={kind} items={of(kind)} key={kind} /> : []));
  const changes = columns(theory);
  const rest = columns(order);
  return (
    <>
      {rest.length > 0 && <div className="aims">{rest}</div>}
      {changes.length > 0 && (
        <>
          <h3 className="theory-title">Forandringsteori</h3>
          <Part
            title={joined(
              theory.flatMap((kind) => {
                const { length } = of(kind);
                return length > 0
                  ? `${length} ${inSentence(length === 1 ? aimKinds[kind].one : aimKinds[kind].many)}`
                  : [];
              }),
            )}
          >
            <p>Forandringerne på kort og mellemlang sigt skal føre til målene på lang sigt.</p>
            <div className="aims aims-theory">{changes}</div>
          </Part>
        </>
      )}
    </>
  );
}

const told = (words: string | null) => words ?? <Blank kind="not_stated" />;

/** Who decides about places and who pays, as far as it is told. @param keptAt where the reader may change it, if so */
export function Placements({ items, keptAt }: { items: readonly ShownPlacement[]; keptAt: string | null }) {
  return (
    <table className="figures stack-table stack-one">
      <caption className="sr-only">Hvem bestemmer om pladser, og hvem betaler</caption>
      <thead>
        <tr>
          <th scope="col">Om</th>
          <th scope="col">Hvem bestemmer</th>
          <th scope="col">Hvem betaler</th>
          <th scope="col">Hvordan</th>
          <th scope="col">Fra hvornår</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, subject, whoDecides, whoPays, model, holdsFrom, source }) => (
          <tr key={id}>
            <th scope="row">
              {subject} {source?.address && <PlaceLink address={source.address}>Sted</PlaceLink>}{" "}
              {keptAt && <ChangeLink href={`${keptAt}?ret=${id}#ret`} name={subject} />}
              {!source?.address && (
                <span className="cell-sub">
                  <SourceLine source={source} />
                </span>
              )}
            </th>
            <td data-label="Hvem bestemmer">{told(whoDecides)}</td>
            <td data-label="Hvem betaler">{told(whoPays)}</td>
            <td data-label="Hvordan">{told(model)}</td>
            <td data-label="Fra hvornår">{told(holdsFrom)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
