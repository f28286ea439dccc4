import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import type { Block } from "#app/papers/blocks.ts";
import type { Sql } from "#db/client.ts";
import { findStatus, type StatusPage } from "#db/queries/statuses/page.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase({ seed: "reference" });
  sql = database.sql;
});
afterAll(() => database.drop());

const koebenhavn = { slug: "koebenhavn", period: "2026H1", demo: false };

async function pageAt(wanted = koebenhavn): Promise<StatusPage> {
  const found = await findStatus(sql, anonymous, wanted);
  if (found?.state !== "here") throw new Error("no status is here");
  return found.item;
}

describe("København's paper of June 2026, told again", () => {
  it("has every heading, date, wished change and focus question, in its order", async () => {
    const said = normal(wordsOf((await pageAt()).blocks).join("\n"));
    const lines = toldIn(
      await readFile("seeds/reference/documents/koebenhavn-mangfoldige-boernefaellesskaber-2026.md", "utf8"),
    );
    expect(lines.length).toBeGreaterThan(80);
    let at = 0;
    for (const line of lines) {
      const found = said.indexOf(normal(line), at);
      expect(found, `»${line}« after »${said.slice(Math.max(0, at - 80), at)}«`).toBeGreaterThanOrEqual(0);
      at = found;
    }
  });

  it("says nothing of the ten points, nor of who took part", async () => {
    const { blocks, edition } = await pageAt();
    expect(blocks.filter(({ type }) => type === "point" || type === "line")).toEqual([]);
    expect(wordsOf(blocks).join(" ")).not.toMatch(/ikke denne gang|Der er ikke skrevet|Der er ingen/);
    expect(edition).toMatchObject({ metOn: "2026-06-10", body: "BUU", kind: "meeting" });
  });

  it("opens the passage of each part", async () => {
    const { pins } = await pageAt();
    expect(pins.filter(({ kind }) => kind === "passage").every(({ state, href }) => state === "here" && href)).toBe(
      true,
    );
  });
});

/** The words of blocks, in their order. */
function wordsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    if (block.type === "heading") {
      const [note, text] = [block.note ?? "", block.text];
      return block.level === 2 ? [text, note] : [note, text];
    }
    if (block.type === "text") return [block.text];
    if (block.type === "facts") return block.facts.flatMap(({ label, value }) => [label, value]);
    if (block.type === "list") return block.items.flatMap(({ text, under }) => [text, ...under]);
    if (block.type === "figure")
      return [
        block.title,
        block.changeSeenBy ? `Vi ser forandring ved at ${block.changeSeenBy}` : "",
        block.blank ?? "",
        block.note ?? "",
      ];
    return [];
  });
}

const normal = (words: string) => words.replace(/[*\s]+/g, " ").toLowerCase();

/** The headings, dates, wished changes and focus questions of the paper, in its order. */
function toldIn(document: string): string[] {
  const text = document.slice(document.indexOf("---", 3));
  return [...text.matchAll(/<(h[23]|li|p)\b[^>]*\bid="([^"]+)"[^>]*>(.*)/g)].flatMap(([, tag, id = "", inner = ""]) => {
    const words = inner
      .replace(/<br>/g, "|")
      .replace(/<[^>]+>/g, "")
      .trim();
    if (tag === "h2" || tag === "h3") {
      const [title = "", due] = words.split(" – indgår");
      const [when, theme] = title.split("|");
      return [...(theme ? [when ?? "", theme] : [title]), ...(due ? [`indgår${due}`] : [])];
    }
    if (tag === "li" || id.startsWith("forside-")) return [words];
    if (id.endsWith("-forandring")) return [words.replace(/ \(National.*| ?\*?\.$/g, "")];
    return id.endsWith("-opdateret") ? [/Opdateret .*/.exec(words)?.[0] ?? ""] : [];
  });
}
