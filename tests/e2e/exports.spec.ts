import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { buildDraft } from "#seeds/builders/build-draft.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { ask } from "./content.ts";

/** A municipality that no other test takes anything out of. */
const here = { code: "0187", slug: "vallensbaek" };

test("a coordinator without scripts asks for all texts, sees them being made, and fetches a ZIP that is read without a network", async ({
  browser,
  baseURL,
}) => {
  const title = `Vi <prøver> det ${Date.now()}`;
  const cookie = await ask(async (sql) => {
    const { id } = await createPerson(sql, {
      name: "Vera Vall",
      roles: [{ role: "coordinator", municipality: here.code }],
    });
    await buildDraft(sql, { municipalityCode: here.code, begunBy: id, title });
    return openSession(sql, id);
  });
  const [name = "", value = ""] = cookie.split("=");
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: "da-DK" });
  await context.addCookies([{ name, value, url: baseURL ?? "", httpOnly: true }]);
  const page = await context.newPage();
  await page.goto(`/kommuner/${here.slug}/udtraek`);
  await page.getByRole("button", { name: "Lav udtrækket" }).click();
  await expect(page.getByRole("status")).toContainText("Vi er gået i gang.");
  await expect(async () => {
    await page.goto(`/kommuner/${here.slug}/udtraek`);
    await expect(page.getByRole("heading", { name: /^Klar, kan hentes til / }).first()).toBeVisible({ timeout: 500 });
    await expect(page.getByRole("heading", { name: "Bliver lavet" })).toHaveCount(0, { timeout: 500 });
  }).toPass();
  const fetched = page.waitForEvent("download");
  await page.getByRole("link", { name: /^Hent udtrækket \(ZIP, / }).click();
  const download = await fetched;
  expect(download.suggestedFilename()).toMatch(/^udtraek-vallensbaek-\d{4}-\d\d-\d\d\.zip$/);
  const zip = unzipSync(new Uint8Array(readFileSync(await download.path())));
  const index = strFromU8(zip["index.html"] ?? new Uint8Array());

  // What lies in it is read as it lies there: no network, no scripts.
  const folder = new Map(Object.entries(zip).map(([path, bytes]) => [`/${path}`, bytes]));
  const asked: string[] = [];
  await context.route("http://zip.example/**", (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    const body = folder.get(pathname);
    return route.fulfill(body ? { body: Buffer.from(body), contentType: "text/html; charset=utf-8" } : { status: 404 });
  });
  expect(index).toContain("&lt;prøver&gt;");
  await page.goto("http://zip.example/index.html");
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.getByRole("link", { name: "Det, der bliver skrevet i" }).click();
  await expect(page.getByText("Overgangen var svær.")).toBeVisible();
  expect(asked.filter((path) => !folder.has(path) && path !== "/favicon.ico")).toEqual([]);
  await context.close();
});
