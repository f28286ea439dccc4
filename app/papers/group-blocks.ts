import type { Block } from "./blocks.ts";

type Of<T extends Block["type"]> = Extract<Block, { type: T }>;

/** One of the ten points with its words and the pins of what it rests on. */
export interface PointPiece {
  point: Of<"point">;
  texts: Of<"text">[];
  pins: string[];
}

/** An initiative or a milestone with what is said of it. */
export interface LinePiece {
  line: Of<"line">;
  pins: string[];
}

/** A piece of a section: blocks that are read as one. `key` is its place in the paper. */
export type PaperPiece = { key: number } & PieceOfPaper;
type PieceOfPaper =
  | { type: "block"; block: Exclude<Block, Of<"point"> | Of<"line"> | Of<"figure"> | Of<"sources">> }
  | { type: "sources"; pins: string[] }
  | { type: "points"; points: PointPiece[] }
  | { type: "lines"; lines: (LinePiece & { under: LinePiece[] })[] }
  | { type: "figures"; figures: Of<"figure">[] };

/** A section of a paper: a heading of the second level and what stands under it. */
export interface PaperSection {
  /** Null before the first heading. */
  heading: Of<"heading"> | null;
  pieces: PaperPiece[];
}

/** The blocks of a paper as sections, with what belongs together in one piece. */
export function groupBlocks(blocks: readonly Block[]): PaperSection[] {
  const sections: PaperSection[] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.type === "heading" && block.level === 2) sections.push({ heading: block, pieces: [] });
    else {
      if (sections.length === 0) sections.push({ heading: null, pieces: [] });
      put(sections.at(-1)?.pieces ?? [], block, at);
    }
  }
  return sections;
}

function put(pieces: PaperPiece[], block: Block, key: number): void {
  const last = pieces.at(-1);
  switch (block.type) {
    case "point": {
      const piece: PointPiece = { point: block, texts: [], pins: [] };
      if (last?.type === "points") last.points.push(piece);
      else pieces.push({ key, type: "points", points: [piece] });
      return;
    }
    case "line": {
      const piece: LinePiece = { line: block, pins: [] };
      const open = last?.type === "lines" ? last.lines : [];
      if (last?.type !== "lines") pieces.push({ key, type: "lines", lines: open });
      if (block.under && open.length > 0) open.at(-1)?.under.push(piece);
      else open.push({ ...piece, under: [] });
      return;
    }
    case "figure":
      if (last?.type === "figures") last.figures.push(block);
      else pieces.push({ key, type: "figures", figures: [block] });
      return;
    case "text":
      if (last?.type === "points") last.points.at(-1)?.texts.push(block);
      else pieces.push({ key, type: "block", block });
      return;
    case "sources": {
      const owner =
        last?.type === "points"
          ? last.points.at(-1)
          : last?.type === "lines"
            ? (last.lines.at(-1)?.under.at(-1) ?? last.lines.at(-1))
            : undefined;
      if (owner) owner.pins.push(...block.pins);
      else pieces.push({ key, type: "sources", pins: block.pins });
      return;
    }
    default:
      pieces.push({ key, type: "block", block });
  }
}
