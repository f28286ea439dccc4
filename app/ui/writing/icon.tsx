const drawings = {
  check: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0m5 0 3 3 5-6",
  back: "M15 5l-7 7 7 7",
  down: "m6 9 6 6 6-6",
  text: "M3 18 8 6l5 12M4.7 14h6.6M21 12v6M21 15a3 3 0 1 1-6 0 3 3 0 0 1 6 0",
  link: "M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12.3 6M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 0 5.7 5.7l1.2-1.2",
  bullets: "M9 6h12M9 12h12M9 18h12M4 6v.1M4 12v.1M4 18v.1",
  numbers: "M10 6h11M10 12h11M10 18h11M4 4l1.2-.5V9M3.5 14.6c1.6-1.4 3 .3 1.8 1.6L3.5 18.5h2.6",
  plus: "M12 5v14M5 12h14",
  undo: "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
  redo: "m16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3",
  help: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.6v.1",
  warning: "M12 4 2.8 20h18.4zM12 10v5M12 17.6v.1",
  advice: "M9 18h6M10 21h4M8.5 14.5a5.5 5.5 0 1 1 7 0c-.6.5-.9 1-.9 1.7H9.4c0-.7-.3-1.2-.9-1.7z",
  quote: "M5 12c0-3 1-5 4-6M5 12h4v5H5zM14 12c0-3 1-5 4-6M14 12h4v5h-4z",
  bars: "M5 5v14M10 7h10M10 12h10M10 17h6",
  table: "M3 5h18v14H3zM3 10h18M3 14.5h18M10 5v14",
  picture: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 6M15.500 9v.1",
  at: "M8.5 12a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M15.5 8.5V13a2.5 2.5 0 0 0 5 0v-1a8.5 8.5 0 1 0-3.5 6.9",
  heading: "M5 5v14M15 5v14M5 12h10M20 12v7",
  indent: "M10 6h11M10 12h11M10 18h11M3 9l3 3-3 3",
  outdent: "M10 6h11M10 12h11M10 18h11M6 9l-3 3 3 3",
  rowAfter: "M3 4h18v8H3zM12 4v8M12 15v7M8.5 18.5h7",
  columnAfter: "M3 4h9v16H3zM3 12h9M15 12h7M18.5 8.500v7",
  rowAway: "M3 4h18v8H3zM12 4v8M8.5 18.5h7",
  columnAway: "M3 4h9v16H3zM3 12h9M15 12h7",
  headerRow: "M3 5h18v14H3zM3 6h18M3 7.500h18M3 9h18M3 14.500h18M12 9v10",
  away: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
} as const;

export type IconName = keyof typeof drawings;

/** A line drawing beside words, or on a button that has a name of its own; it says nothing by itself. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? "icon icon-small" : "icon"} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}
