import { expect, it } from "vitest";
import { isNewEnough } from "#app/server/node-version.mjs";

it.each(["20.19.5", "20.20.0", "22.15.0", "22.23.5", "24.0.0", "25.1.0"])("Node %s can run the site", (version) => {
  expect(isNewEnough(version)).toBe(true);
});

it.each(["18.20.8", "20.19.4", "20.9.0", "21.7.3", "22.14.0", "22.9.9", "23.11.0"])("Node %s is refused", (version) => {
  expect(isNewEnough(version)).toBe(false);
});
