import { expect, type Page, type WebSocket } from "@playwright/test";
import { refusalSentences } from "#app/collaboration/protocol.ts";
import { type Balancer, openBalancer } from "#tests/support/balancer.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { createPerson } from "#tests/support/people.ts";
import {
  begin,
  beginWriting,
  closingBrowsers,
  joinedBy,
  lineOf,
  noticeOf,
  type OwnSite,
  type Place,
  saveStateOf,
  startOwnSite,
  storedWords,
  type Writing,
  whileLocked,
} from "./own-site.ts";
import { expectToKeepWords, noteSaved, saved, textOf, toldOn, typeOn } from "./writing.ts";

/** Two processes of one site on one database, and the one way to both. */
interface Pair {
  processes: readonly [OwnSite, OwnSite];
  balancer: Balancer;
}

const test = closingBrowsers.extend<{ place: Place }, { pair: Pair }>({
  pair: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads here which other fixtures are asked for
    async ({}, use) => {
      const database = await createTestDatabase({ seed: "demo" });
      const processes = [await startOwnSite(database), await startOwnSite(database)] as const;
      const balancer = await openBalancer(processes.map(({ url }) => url));
      await use({ processes, balancer });
      balancer.close();
      for (const process of processes) await process.stop();
      await database.drop();
    },
    { scope: "worker" },
  ],
  place: async ({ pair: { processes, balancer }, browser, closing }, use) => {
    // What was open before is gone, so that one knows who is where.
    await expect.poll(() => balancer.writing).toEqual([]);
    await use({ site: processes[0], browser, closing, url: balancer.url });
  },
});

const wordsOn = (page: Page) => lineOf(page).evaluate((line) => line.textContent?.trim() ?? "");
const caretsOn = (page: Page) =>
  textOf(page)
    .locator(".caret")
    .evaluateAll((carets) => carets.map((caret) => (caret as HTMLElement).dataset.name).sort());

/** Does a verb by one of the processes, as a form of a page that it had given out would. */
async function doBy(process: OwnSite, page: Page, path: string, form: Record<string, string>): Promise<void> {
  const { origin } = new URL(process.url);
  const answer = await page.request.post(process.url + path, { form, headers: { origin }, maxRedirects: 0 });
  expect(answer.status(), await answer.text()).toBe(303);
}

/** Does something, and waits until it has closed a socket, at most as long as is promised. */
async function expectToClose(socket: WebSocket, act: () => Promise<unknown>): Promise<void> {
  const closed = new Promise<number>((resolve) => socket.once("close", () => resolve(performance.now())));
  await act();
  const done = performance.now();
  expect((await closed) - done).toBeLessThan(2_000);
}

test("three who type in one paragraph by two processes see each other, and lose nothing when one process is killed", async ({
  pair: { processes, balancer },
  place,
}) => {
  const { sql } = place.site;
  const writing = await beginWriting(place);
  await sql`update person set name = 'Anne Holm' where id = ${writing.personId}`;
  const anne = writing.page;
  const bo = await joinedBy(place, writing, { name: "Bo Krag" });
  const cilla = await joinedBy(place, writing, { name: "Cilla Bek" });
  await anne.reload();
  await expect(anne.locator("[data-ready]")).toBeAttached();
  await bo.open();
  await cilla.open();
  const [first = 0, ...others] = balancer.writing;
  expect(others).toEqual([1 - first, first]);
  const all = [anne, bo.page, cilla.page];
  for (const page of all) {
    await begin(page);
    await noteSaved(page, "Vi mødtes.");
  }
  // Nothing is called saved of one who types without a pause: so much is.
  await cilla.page.keyboard.type(" Cilla 0.");
  await saved(cilla.page);
  const words = ["Anne", "Bo", "Cilla"];
  const ends = all.map((page, index) => typeOn(page, words[index]));
  for (const page of all) for (const word of words) await expect(lineOf(page)).toContainText(`${word} 3.`);
  await expect.poll(() => caretsOn(anne)).toEqual(["Bo Krag", "Cilla Bek"]);
  await expect.poll(() => caretsOn(bo.page)).toEqual(["Anne Holm", "Cilla Bek"]);
  await expect(bo.page.locator("[data-writers]")).toHaveText("Anne Holm og Cilla Bek har også teksten åben.");

  await processes[first]?.kill();
  const told = (await toldOn(cilla.page)).at(-1) ?? "";
  await ends[2]?.();
  await cilla.context.close();
  const calledSaved = told.match(/Cilla \d+\./g) ?? [];
  expect(calledSaved.length).toBeGreaterThan(0);

  // Anne comes to the other process, and each goes on seeing the other.
  await expect.poll(() => balancer.writing).toEqual([1 - first, 1 - first]);
  const typed = [await ends[0]?.(), await ends[1]?.()];
  await anne.keyboard.type(" Anne er her igen.");
  await expect(lineOf(bo.page)).toContainText("Anne er her igen.");
  await bo.page.keyboard.type(" Bo er her endnu.");
  await expect(lineOf(anne)).toContainText("Bo er her endnu.");
  await expect.poll(() => caretsOn(bo.page)).toContain("Anne Holm");
  await expect.poll(() => caretsOn(anne)).toContain("Bo Krag");
  for (const page of [anne, bo.page]) await saved(page);
  await expect.poll(async () => (await wordsOn(bo.page)) === (await wordsOn(anne))).toBe(true);
  const stored = await storedWords(place.site, writing.revisionId);
  // Nobody's words are mixed with another's, though all begin at one place in the same moment.
  for (const words of typed) expect(stored.split(words ?? "nothing").length - 1, stored).toBe(1);
  for (const part of calledSaved) expect(stored).toContain(part);
  expect(stored).toContain(await wordsOn(anne));
  await processes[first]?.start();
});

test("a database that is away for ten seconds: two who write by two processes lose nothing and end with one text", async ({
  pair: { balancer },
  place,
}) => {
  const writing = await beginWriting(place);
  const other = await joinedBy(place, writing, { name: "Bo Krag" });
  await other.open();
  const [first = 0] = balancer.writing;
  expect(balancer.writing).toEqual([first, 1 - first]);
  const pages = [writing.page, other.page];
  for (const page of pages) await begin(page);
  await writing.page.keyboard.type(" Før.");
  await saved(writing.page);
  await expect(lineOf(other.page)).toContainText("Før.");
  const meanwhile = [" Mens databasen er væk, skriver jeg her.", " Og jeg skriver videre, som om intet var."];
  await place.site.openDatabase(false);
  try {
    // The ten seconds are what is promised: one letter after the other.
    await Promise.all(
      pages.map((page, index) => {
        const words = meanwhile[index] ?? "";
        return page.keyboard.type(words, { delay: 10_000 / words.length });
      }),
    );
    for (const page of pages) await expect(saveStateOf(page)).toHaveText("Ikke gemt endnu");
  } finally {
    await place.site.openDatabase(true);
  }
  for (const page of pages) await saved(page);
  for (const page of pages) for (const words of meanwhile) await expect(lineOf(page)).toContainText(words.trim());
  const stored = await storedWords(place.site, writing.revisionId);
  for (const words of ["Vi mødtes.", " Før.", ...meanwhile]) expect(stored.split(words).length - 1).toBe(1);
  expect(stored).toContain(await wordsOn(other.page));
});

/** Somebody alone opens the text anew, with the caret where one writes. @returns the socket, and the process that it does not go to */
async function opensAnew({ processes, balancer }: Pair, page: Page): Promise<{ socket: WebSocket; other: OwnSite }> {
  const again = page.waitForEvent("websocket", (socket) => socket.url().includes("/skriv?"));
  await page.reload();
  const socket = await again;
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect.poll(() => balancer.writing.length).toBe(1);
  await begin(page);
  return { socket, other: processes[1 - (balancer.writing[0] ?? 0)] as OwnSite };
}

test.describe("what another process does ends the writing within two seconds, and leaves what was not saved to be copied", () => {
  /** Somebody writes by one process and has what is typed last not stored; another process does what ends it. */
  async function ends(
    pair: Pair,
    place: Place,
    writing: Writing,
    sentence: string,
    act: (other: OwnSite) => Promise<unknown>,
  ): Promise<void> {
    const { page } = writing;
    const { socket, other } = await opensAnew(pair, page);
    await page.keyboard.type(" Med ret.");
    await saved(page);
    await whileLocked(place.site, writing, async () => {
      await page.keyboard.type(" Midt i en sæt");
      await expectToClose(socket, () => act(other));
    });
    await expect(noticeOf(page, "locked")).toContainText(sentence);
    await expectToKeepWords(page, "Vi mødtes. Med ret. Midt i en sæt");
    expect(await storedWords(place.site, writing.revisionId)).not.toContain("Midt i");
  }

  test("a role that is taken", async ({ pair, place }) => {
    const writing = await beginWriting(place);
    const coordinator = await joinedBy(place, writing, { name: "Karen Holm" });
    const [grant] = await place.site.sql<{ id: string }[]>`
      select id from role_grant where person_id = ${writing.personId}`;
    // Whose role is taken signs in anew, and is told why.
    await ends(pair, place, writing, refusalSentences.rolesChanged, (other) =>
      doBy(other, coordinator.page, "/kommuner/ballerup/personer", { intent: "revoke", grant: grant?.id ?? "" }),
    );
  });

  test("a session that is ended", async ({ pair, place }) => {
    const writing = await beginWriting(place);
    await ends(pair, place, writing, refusalSentences.signedOut, (other) =>
      doBy(other, writing.page, "/log-ud", { intent: "sign-out" }),
    );
  });

  test("acting that is over", async ({ pair, place }) => {
    const { sql } = place.site;
    const { id, revisionId, context } = await beginWriting(place);
    await context.close();
    const kl = await joinedBy(place, { id }, { name: "Kim Lund", roles: [{ role: "association_editor" }] });
    await sql`
      insert into acting (session_id, municipality_code, reason, ends_at)
      select id, '0151', 'Hjælper kommunen i gang', now() + interval '1 hour' from session where person_id = ${kl.personId}`;
    await kl.open();
    await ends(pair, place, { ...kl, id, revisionId }, refusalSentences.noRight, (other) =>
      doBy(other, kl.page, "/kl/optraed", { intent: "end" }),
    );
  });

  /** Somebody types on while another process does what ends it: what of it is stored is whole, and the rest stands on the page. */
  async function endsWhileTyping(
    pair: Pair,
    place: Place,
    writing: Writing,
    sentence: string,
    verb: (other: OwnSite) => Promise<unknown>,
  ): Promise<void> {
    const { page } = writing;
    const { socket, other } = await opensAnew(pair, page);
    const end = typeOn(page);
    await expect(lineOf(page)).toContainText("Ord 3.");
    await expectToClose(socket, () => verb(other));
    await expect(noticeOf(page, "locked")).toContainText(sentence);
    await end();
    const line = await wordsOn(page);
    await expectToKeepWords(page, line);
    const stored = (await storedWords(place.site, writing.revisionId))
      .split("\n")
      .find((one) => one.includes("Vi mødtes."));
    expect(stored).toContain("Ord 1.");
    expect(line.startsWith(stored?.trim() ?? "nothing")).toBe(true);
  }

  test("a part in the text that is taken", async ({ pair, place }) => {
    const { id, revisionId, page: mine, context } = await beginWriting(place);
    const other = await joinedBy(
      place,
      { id },
      { name: "Bo Krag", roles: [{ role: "contributor", municipality: "0151" }] },
    );
    await place.site
      .sql`insert into case_contributor (case_id, person_id, demo) values (${id}, ${other.personId}, false)`;
    await mine.goto("about:blank");
    await other.open();
    await endsWhileTyping(pair, place, { ...other, id, revisionId }, refusalSentences.noRight, (process) =>
      doBy(process, mine, `/mine-tekster/${id}/skrivere`, { intent: "unshare", person: other.personId }),
    );
    await context.close();
  });

  test("a text that is submitted", async ({ pair, place }) => {
    await createPerson(place.site.sql, { roles: [{ role: "coordinator", municipality: "0151" }] });
    const writing = await beginWriting(place);
    const { page, id, revisionId } = writing;
    await endsWhileTyping(pair, place, writing, refusalSentences.notWritable, (other) =>
      doBy(other, page, `/mine-tekster/${id}/send`, {
        intent: "submit",
        revision: revisionId,
        title: "Timen begynder ude",
        summary: "Vi henter klassen i gården.",
        stage: "erfaringer",
        settings: "indskoling",
      }),
    );
  });

  test("a text that is put in the bin", async ({ pair, place }) => {
    const writing = await beginWriting(place);
    const { page, id, revisionId } = writing;
    await endsWhileTyping(pair, place, writing, refusalSentences.notWritable, (other) =>
      doBy(other, page, "/mine-tekster/papirkurv", { intent: "bin", text: id, revision: revisionId }),
    );
  });
});
