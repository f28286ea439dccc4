import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };

interface Description {
  [key: string]: unknown;
  shortDescription: string;
  longDescription: string;
  features: string[];
}

it("publiccode.yml has what its standard demands, and is true to package.json", () => {
  const file = parse(readFileSync("publiccode.yml", "utf8"));
  expect(file).toMatchObject({
    publiccodeYmlVersion: "0",
    url: expect.stringMatching(/^https:\/\//),
    softwareVersion: packageJson.version,
    legal: { license: packageJson.license },
    intendedAudience: { countries: ["DK"] },
    maintenance: { type: "internal", contacts: [{ name: expect.any(String) }] },
  });
  const node = file.dependsOn.open.find(({ name }: { name: string }) => name === "Node.js");
  // The oldest of those that package.json takes.
  expect(/\d[\d.]*/.exec(packageJson.engines.node)?.[0]).toBe(node.versionMin);
  const descriptions = Object.values<Description>(file.description);
  expect(descriptions).toHaveLength(2);
  for (const description of descriptions) {
    // A key that the standard has given up.
    expect(description).not.toHaveProperty("genericName");
    expect(description.shortDescription.length).toBeLessThanOrEqual(150);
    expect(description.longDescription.length).toBeGreaterThanOrEqual(150);
    expect(description.longDescription.length).toBeLessThanOrEqual(10_000);
    expect(description.features.length).toBeGreaterThan(0);
    for (const feature of description.features) expect(feature.length).toBeLessThanOrEqual(100);
  }
});
