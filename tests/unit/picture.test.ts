import { describe, expect, it } from "vitest";
import { drawPicture, type PictureText } from "#app/http/picture.ts";

const draw = (title: string, more: Partial<PictureText> = {}) =>
  drawPicture({ kind: "Eksempel", title, tone: "#c8452b", ...more });
const isSame = async (one: Promise<Buffer>, other: Promise<Buffer>) => (await one).equals(await other);

describe("drawPicture", () => {
  it("leaves out what no shipped font has, and what nobody sees", async () => {
    expect(await isSame(draw("En glad 🎉 titel 漢字"), draw("En glad titel"))).toBe(true);
    expect(await isSame(draw("In\u00adklu\u200bsion"), draw("Inklusion"))).toBe(true);
  });

  it("has the letters of our neighbours", async () => {
    expect(await isSame(draw("Łukasz"), draw("ukasz"))).toBe(false);
  });

  it("breaks a word that is longer than a line, so that its end can be read", async () => {
    const long = "samarbejds".repeat(5);
    expect(await isSame(draw(`${long}x`), draw(`${long}y`))).toBe(false);
  });

  it("ends a title that is too long in dots", async () => {
    const long = "meget lang titel ".repeat(20);
    expect(await isSame(draw(`${long}et`), draw(`${long}to`))).toBe(true);
  });

  it("bears the mark of what is invented, whatever the title", async () => {
    const long = "meget lang titel ".repeat(20);
    for (const title of ["Kort", long]) expect(await isSame(draw(title, { demo: true }), draw(title))).toBe(false);
  });
});
