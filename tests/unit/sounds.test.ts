import { expect, test } from "vitest";
import { soundOf } from "#search/sounds.ts";

test.each([
  ["resurse", "ressource"],
  ["visitasion", "visitation"],
  ["organisation", "organisering"],
  ["mentalisation", "mentalisering"],
  ["fraver", "fravær"],
  ["måbning", "mobning"],
  ["psykolåg", "psykolog"],
  ["ståtte", "stotte"],
  ["hvisitation", "visitation"],
  ["jælp", "hjælp"],
  ["blan", "bland"],
  ["lejring", "lejring"],
  ["handicap", "handikap"],
  ["autisme", "authisme"],
])("%s sounds like %s", (one, other) => {
  expect(soundOf(one)).toBe(soundOf(other));
});

test.each([
  ["læring", "lærer"],
  ["ro", "uro"],
  ["trivsel", "mistrivsel"],
  ["special", "social"],
])("%s does not sound like %s", (one, other) => {
  expect(soundOf(one)).not.toBe(soundOf(other));
});
