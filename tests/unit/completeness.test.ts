import { describe, expect, it } from "vitest";
import { completenessOf, type MissedMost } from "#app/domain/cases/completeness.ts";
import { begunText } from "#app/editor/written.ts";

const hasOf = (answers: Parameters<typeof begunText>[0]) =>
  Object.entries(completenessOf(begunText(answers))).flatMap(([name, has]) => (has ? [name] : []));

describe("what readers miss most", () => {
  it("counts no span of minutes, and no family to ring to", () => {
    expect(completenessOf(begunText({ did: "Vi brugte to timer om ugen." })).cost).toBe(true);
    expect(hasOf({ did: "Overgangen tog ti minutter. Ring til mor på 61 23 45 67." })).toEqual([]);
    expect(hasOf({ did: "Ring til skolen." })).toEqual(["ask"]);
  });

  it("is all missing in what has only been begun, however much its headings promise", () => {
    expect(hasOf({})).toEqual([]);
    expect(hasOf({ challenge: "Uro.", did: "Vi gik ud.", outcome: "Ro.", hard: "Tiden." })).toEqual([]);
  });

  it.each([
    "Efter en uge gik det bedre.",
    "I uge 35 og tre måneder efter.",
    "To lærere var i samme time i et år.",
    "To dage senere begyndte vi igen.",
  ])("time and money are not there in: %s", (did) => {
    expect(hasOf({ did })).toEqual([]);
  });

  const there: [MissedMost, Parameters<typeof begunText>[0]][] = [
    ["steps", { did: "Læreren går ud før klokken ringer. ".repeat(9) }],
    ["hard", { hard: "Det svære var at få tid til at forberede sig sammen." }],
    ["hard", { hard: "Nogle uger sprang vi over." }],
    ["cost", { cost: "Ingenting." }],
    ["cost", { did: "Vi brugte to timer om ugen." }],
    ["cost", { did: "Det kostede 12.000 kr. i vikar." }],
    ["cost", { did: "Det tog en time om ugen." }],
    ["cost", { did: "Vi lagde budgettet om." }],
    ["cost", { did: "Vi fik 20.000kr til vikarer." }],
    ["cost", { did: "Uden ekstra penge." }],
    ["ask", { did: "Ring til skolens kontor, hvis du vil høre mere." }],
    ["ask", { advice: "Spørg gerne PPR i kommunen." }],
  ];
  it.each(there)("%s is there: %j", (one, answers) => {
    expect(hasOf(answers)).toEqual([one]);
  });

  it("time and money are not there in a section that is opened and empty, whatever stands elsewhere", () => {
    const opened = begunText({ did: "Vi brugte to timer om ugen." }, ["cost"]);
    expect(completenessOf(opened).cost).toBe(false);
  });

  it("steps are there with a list of them, and what was hard with a call-out of it", () => {
    const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
    const item = (text: string) => ({ type: "listItem", content: [paragraph(text)] });
    const text = begunText({ did: "" });
    const list = {
      type: "orderedList",
      content: [item("Vi gik ud sammen før klokken."), item("Vi gik ind igen sammen.")],
    };
    const hard = { type: "callout", attrs: { kind: "hard" }, content: [paragraph("Regn.")] };
    text.content?.splice(1, 0, list, hard);
    expect(completenessOf(text)).toMatchObject({ steps: false, hard: true });
    const at = (text.content ?? []).findIndex(({ attrs }) => attrs?.section === "did");
    text.content?.splice(at + 1, 0, list);
    expect(completenessOf(text).steps).toBe(true);
  });
});
