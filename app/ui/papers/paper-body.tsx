import { changes, milestoneChanges } from "#app/domain/statuses/status-vocabulary.ts";
import type { Block } from "#app/papers/blocks.ts";
import { groupBlocks, type LinePiece, type PaperPiece } from "#app/papers/group-blocks.ts";
import type { ShownPin } from "#db/queries/statuses/pins.ts";
import { Blank } from "../blank.tsx";
import { PaperFigure } from "./paper-figure.tsx";
import { PaperPoints } from "./paper-points.tsx";
import { PinnedSources, sourceWithdrawn } from "./pins.tsx";

/** The words of a paper, section by section. */
export function PaperBody({
  blocks,
  pins,
  indicators,
  place,
  cutOff,
}: {
  blocks: readonly Block[];
  pins: readonly ShownPin[];
  /** Slugs of the indicators that can be read now. */
  indicators: readonly string[];
  /** Name of the municipality. */
  place: string;
  /** `YYYY-MM-DD` */
  cutOff: string;
}) {
  const byId = new Map(pins.map((pin) => [pin.id, pin]));
  const pinned = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const pin = byId.get(id);
      return pin ? [pin] : [];
    });
  const show: Show = { pinned, indicators, place, cutOff };
  return (
    <>
      {groupBlocks(blocks).map(({ heading, pieces }) => {
        const id = heading?.id ?? `del-${pieces[0]?.key ?? 0}`;
        return (
          <section key={id} {...(heading && { "aria-labelledby": id })}>
            {heading && <h2 id={id}>{heading.text}</h2>}
            {heading?.note && <p className="paper-due">{capital(heading.note)}</p>}
            {pieces.map((piece) => (
              <Piece key={piece.key} piece={piece} show={show} id={`${id}-${piece.key}`} />
            ))}
          </section>
        );
      })}
    </>
  );
}

interface Show {
  pinned: (ids: readonly string[]) => ShownPin[];
  indicators: readonly string[];
  place: string;
  cutOff: string;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function Piece({ piece, show, id }: { piece: PaperPiece; show: Show; id: string }) {
  const { pinned, indicators, place, cutOff } = show;
  switch (piece.type) {
    case "points":
      return <PaperPoints points={piece.points} pinned={pinned} cutOff={cutOff} />;
    case "lines":
      return (
        <ul className="paper-lines">
          {piece.lines.map(({ line, pins, under }) => (
            <li key={line.pin}>
              <Line line={line} pins={pins} show={show} />
              {under.length > 0 && (
                <ul>
                  {under.map((one) => (
                    <li key={one.line.pin}>
                      <Line {...one} show={show} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      );
    case "figures":
      return (
        <div className="paper-figures">
          {piece.figures.map((figure, at) => (
            <PaperFigure
              key={figure.indicator}
              id={`${id}-tal-${at}`}
              figure={figure}
              pins={pinned(figure.pins)}
              place={place}
              here={indicators.includes(figure.indicator)}
            />
          ))}
        </div>
      );
    case "sources":
      return <PinnedSources pins={pinned(piece.pins)} cutOff={cutOff} />;
    case "block":
      return <Plain block={piece.block} />;
  }
}

function Line({ line: { pin: id, change, said }, pins, show }: LinePiece & { show: Show }) {
  const [pin] = show.pinned([id]);
  const word = change === null ? "" : { ...changes, ...milestoneChanges }[change];
  return (
    <>
      <p className="line-title">
        {pin?.state === "here" ? pin.href ? <a href={pin.href}>{pin.title}</a> : pin.title : <em>{sourceWithdrawn}</em>}
        {word && <span className={`line-change is-${change}`}>{word}</span>}
      </p>
      {said && <p className="paper-text">{said}</p>}
      <PinnedSources pins={show.pinned(pins)} cutOff={show.cutOff} />
    </>
  );
}

function Plain({ block }: { block: Extract<PaperPiece, { type: "block" }>["block"] }) {
  switch (block.type) {
    case "heading": {
      const Heading = `h${block.level}` as const;
      return (
        <Heading id={block.id} className="paper-heading">
          {block.note && <small>{block.note}</small>}
          {block.text}
        </Heading>
      );
    }
    case "text":
      return block.tone === "blank" ? (
        <p>
          <Blank kind="not_stated">{block.text}</Blank>
        </p>
      ) : (
        <p className={`paper-text is-${block.tone}`}>{block.text}</p>
      );
    case "facts":
      return (
        <dl className="facts paper-facts">
          {block.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "list":
      return (
        <ul className="paper-list">
          {block.items.map(({ text, under }) => (
            <li key={text}>
              {text}
              {under.length > 0 && (
                <ul>
                  {under.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      );
    case "table":
      return (
        <div className="table-scroll" role="region" aria-label={block.caption} tabIndex={0}>
          <table className="figures">
            <caption>{block.caption}</caption>
            <thead>
              <tr>
                {block.columns.map((column) => (
                  <th scope="col" key={column}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr key={row.join("|")}>
                  {row.map((cell, at) =>
                    at === 0 ? (
                      <th scope="row" key={block.columns[at]}>
                        {cell}
                      </th>
                    ) : (
                      <td key={block.columns[at]}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}
