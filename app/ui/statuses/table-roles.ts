/** Of a table whose lines are drawn as grids on a phone, which may take their roles from them in some browsers: so they are said. */
export const roleOf = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;
