import { describe, expect, it } from "vitest";
import { type CsvValue, csvFile } from "#app/http/csv.ts";

/** The file of one column. `text()` would take the mark in front away. */
async function fileOf(...values: CsvValue[]): Promise<string> {
  const file = csvFile("prøve", { Værdi: (value: CsvValue) => value }, [values]);
  return Buffer.from(await file.arrayBuffer()).toString("utf8");
}
const cellOf = async (value: CsvValue) => (await fileOf(value)).slice('\uFEFF"Værdi"\r\n'.length, -"\r\n".length);

describe("csvFile", () => {
  it("begins with a mark of its encoding and its headings, also when it is empty", async () => {
    expect(await fileOf()).toBe('\uFEFF"Værdi"\r\n');
  });

  it.each(["=1+1", "+45 12 34 56 78", "-2 pladser", "@navn", "\tindrykket", "\rlinje"])(
    "keeps a spreadsheet from reckoning with the text %j",
    async (text) => expect(await cellOf(text)).toBe(`"'${text}"`),
  );

  it("leaves other texts as they are, with quotes doubled", async () => {
    expect(await cellOf('Én = "to"; tre\nfire')).toBe('"Én = ""to""; tre\nfire"');
    expect(await cellOf("2,5")).toBe('"2,5"');
    expect(await cellOf("-")).toBe('"-"');
  });

  it("writes numbers as Danish spreadsheets read them, and negative ones stay numbers", async () => {
    expect(await Promise.all([0, -3.25, 1234567.5].map(cellOf))).toEqual(["0", "-3,25", "1234567,5"]);
  });

  it("writes yes, no and nothing", async () => {
    expect(await Promise.all([true, false, null].map(cellOf))).toEqual(['"ja"', "", ""]);
  });

  it("puts one slice behind another", async () => {
    async function* slices() {
      yield [1, 2];
      yield [];
      yield [3];
    }
    const text = await csvFile("tal", { a: (n: number) => n, b: () => "x" }, slices()).text();
    expect(text.split("\r\n")).toEqual(['"a";"b"', '1;"x"', '2;"x"', '3;"x"', ""]);
  });
});
