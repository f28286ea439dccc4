/** A value of a file; null is an empty one, true "ja" and false an empty one. */
export type CsvValue = string | number | boolean | null;

/** The columns of a file, by their headings. */
export type CsvColumns<T> = Readonly<Record<string, (row: T) => CsvValue>>;

/**
 * A list as a file that Danish spreadsheets open by themselves: UTF-8 with a mark in front, semicolons, decimal commas.
 * @param name of the file, without its ending
 * @param slices the rows, so many at a time as are read at a time
 */
export function csvFile<T>(
  name: string,
  columns: CsvColumns<T>,
  slices: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
): Response {
  const texts = csvTexts(columns, slices);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "X-Robots-Tag": "noindex",
    },
  });
}

async function* csvTexts<T>(
  columns: CsvColumns<T>,
  slices: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(Object.keys(columns))}`;
  const values = Object.values(columns);
  for await (const rows of slices) {
    if (rows.length > 0) yield rows.map((row) => csvLine(values.map((read) => read(row)))).join("");
  }
}

const csvLine = (values: readonly CsvValue[]) => `${values.map(csvCell).join(";")}\r\n`;

/** A text that a spreadsheet would reckon with gets a quote in front, which makes it plain; a number or a lone dash never does. */
function csvCell(value: CsvValue): string {
  if (value === null || value === false) return "";
  if (value === true) return '"ja"';
  if (typeof value === "number") return String(value).replace(".", ",");
  return `"${(/^(?!-$)[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}
