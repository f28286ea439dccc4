import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "#app/domain/viewer.ts";
import type { Block } from "#app/papers/blocks.ts";
import type { Sql } from "#db/client.ts";
import { findStatus, type StatusPage } from "#db/queries/statuses/page.ts";
import { pinsOfEdition } from "#db/queries/statuses/pins.ts";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildStatus } from "#seeds/builders/build-status.ts";
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

describe("what a status rests on", () => {
  /** A status of Aarhus with a case, and a figure that is held fast. */
  async function pinned() {
    const { id, editionId } = await buildStatus(sql, {
      period: "2025H2",
      points: { 1: { stage: "i-gang", text: "Ro." } },
    });
    const story = await buildCase(sql, { title: "Hemmelig titel" });
    const [value] = await sql<{ id: string }[]>`
      insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number, visibility, published_at, recorded_at)
      select id, '0751', 'aar', '2024-01-01', '2025-01-01', 6.2, 'public', now() - interval '9 days', now() - interval '9 days'
      from indicator where published_at is not null order by slug limit 1 returning id`;
    await sql`
      insert into status_evidence (edition_id, subject, kind, case_id) values (${editionId}, 'point:2025:1', 'case', ${story.id})`;
    await sql`
      insert into status_evidence (edition_id, subject, kind, value_id) values (${editionId}, 'point:2025:1', 'value', ${value?.id ?? ""})`;
    const told = async () => {
      const pins = await pinsOfEdition(sql, anonymous, editionId);
      return new Map(pins.map((pin) => [pin.kind, pin]));
    };
    return { id, story, value: value?.id ?? "", told };
  }

  it("is read where it stands, and a corrected figure shows both numbers until one is hidden", async () => {
    const { id, story, value, told } = await pinned();
    expect((await told()).get("case")).toMatchObject({ state: "here", title: "Hemmelig titel" });
    expect((await told()).get("value")).toMatchObject({
      state: "here",
      value: { was: { number: 6.2 }, corrected: null },
    });

    await sql`update indicator_value set replaced_at = now() - interval '1 day', replaced_because = 'Elever manglede.' where id = ${value}`;
    await sql`
      insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, number, visibility, published_at, recorded_at)
      select indicator_id, municipality_code, time_kind, time_from, time_to, 6.4, 'public', now(), now() - interval '1 day'
      from indicator_value where id = ${value}`;
    expect((await told()).get("value")).toMatchObject({
      value: { was: { number: 6.2 }, corrected: { became: { number: 6.4 } } },
    });

    await sql`
      update indicator_value v set replaced_at = now(), replaced_because = 'Kan vise et barn.'
      from indicator_value was where was.id = ${value} and v.indicator_id = was.indicator_id and v.municipality_code = '0751' and v.number = 6.4`;
    await sql`
      insert into indicator_value (indicator_id, municipality_code, time_kind, time_from, time_to, blank, visibility, published_at)
      select indicator_id, municipality_code, time_kind, time_from, time_to, 'skjult', 'public', now() from indicator_value where id = ${value}`;
    await sql`update case_story set withdrawn_at = now() where id = ${story.id}`;
    const pins = await told();
    expect(pins.get("value")).toMatchObject({ state: "hidden", title: null, value: null });
    expect(pins.get("case")).toMatchObject({ state: "withdrawn", title: null, href: null });
    expect(JSON.stringify([...pins.values()])).not.toMatch(/Hemmelig|6\.[24]/);
    await sql`delete from status where id = ${id}`;
  });

  it("is not told to strangers while it is for others", async () => {
    const { id, story, told } = await pinned();
    await sql`update case_story set visibility = 'network' where id = ${story.id}`;
    expect((await told()).has("case")).toBe(false);
    await sql`delete from status where id = ${id}`;
  });
});

describe("a status that is hidden or removed", () => {
  it("leaves a notice with its day, in every edition", async () => {
    const { id } = await buildStatus(sql, { period: "2025H1" });
    const wanted = { slug: "aarhus", period: "2025H1", demo: false };
    expect(await findStatus(sql, anonymous, { ...wanted, demo: true })).toBeNull();
    await sql`update status set hidden_at = '2026-06-03T10:00:00Z' where id = ${id}`;
    for (const number of [null, 1])
      expect(await findStatus(sql, anonymous, wanted, number)).toEqual({ state: "hidden", on: "2026-06-03" });
    await sql`update status set hidden_at = null, published_edition_id = null, removed_at = '2026-06-04T10:00:00Z' where id = ${id}`;
    await sql`delete from status_edition where status_id = ${id}`;
    expect(await findStatus(sql, anonymous, wanted)).toEqual({ state: "removed", on: "2026-06-04" });
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
