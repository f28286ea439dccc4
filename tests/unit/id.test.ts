import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isId } from "#app/domain/id.ts";

it("an id is what Postgres has for one, also where no random sort of UUID is", () => {
  for (const text of ["51dec21a-b7e2-4406-88fc-8480d1092c18", "0f1e2d3c-4b5a-9687-0123-456789abcdef"])
    expect(isId(text), text).toBe(true);
  for (const text of [
    "",
    "x",
    "51dec21a",
    "51dec21a-b7e2-4406-88fc-8480d1092c1",
    "51dec21ab7e2440688fc8480d1092c18",
    "' or 1=1 --",
  ])
    expect(isId(text), text).toBe(false);
});

it("no form or job asks an id for more", () => {
  const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  expect(files.length).toBeGreaterThan(400);
  expect(files.filter((name) => readFileSync(`app/${name}`, "utf8").includes("z.uuid("))).toEqual([]);
});
