import { expect, type Page } from "@playwright/test";
import { refusalSentences } from "#app/collaboration/protocol.ts";
import {
  begin,
  beginWriting,
  browserOf,
  expectStoredOnce,
  lineOf,
  noticeOf,
  openDeadlyWay,
  openText,
  saveStateOf,
  signIn,
  storedWords,
  test,
  whileLocked,
} from "./own-site.ts";
import { caretAfter, expectToKeepWords, noteSaved, saved, textOf, toldOn, typeOn } from "./writing.ts";

/** Counts the sockets that a page opens to its text. */
function socketsOf(page: Page) {
  const sockets: unknown[] = [];
  page.on("websocket", (socket) => /\/skriv\?tekst=[^&]/.test(socket.url()) && sockets.push(socket));
  return sockets;
}

/** However long one waits, the page does not knock again. The clock of the page must be installed. */
async function expectToStayAway(page: Page, sockets: readonly unknown[]): Promise<void> {
  const before = sockets.length;
  for (let minute = 0; minute < 5; minute += 1) await page.clock.runFor(60_000);
  expect(sockets.length).toBe(before);
}

test("a server that is killed while one types loses nothing, and what was called saved is there without the browser", async ({
  site,
  place,
}) => {
  const [staying, leaving] = await Promise.all([beginWriting(place), beginWriting(place)]);
  for (const { page } of [staying, leaving]) {
    await begin(page);
    await noteSaved(page, "Vi mødtes.");
  }
  for (const words of [" En.", " To."]) {
    await leaving.page.keyboard.type(words);
    await saved(leaving.page);
  }
  const endStaying = typeOn(staying.page);
  const endLeaving = typeOn(leaving.page);
  for (const { page } of [staying, leaving]) await expect(lineOf(page)).toContainText("Ord 3.");
  await site.kill();
  await endLeaving();
  const told = (await toldOn(leaving.page)).at(-1) ?? "";
  await leaving.context.close();
  await expect(saveStateOf(staying.page)).toHaveAttribute("data-save-state", /saving|unsaved/);
  await site.start();
  const typed = await endStaying();
  await saved(staying.page);
  expect(told).toMatch(/En\. To\./);
  expect(await storedWords(site, leaving.revisionId)).toContain(told);
  await expect(lineOf(staying.page)).toHaveText(`Vi mødtes.${typed}`);
  const fresh = await (await browserOf(place, staying.personId)).newPage();
  await openText(fresh, staying.id);
  await expect(lineOf(fresh)).toHaveText(`Vi mødtes.${typed}`);
});

test("a database that is away for ten seconds: nothing is called saved, the site answers, and all is stored afterwards", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page } = writing;
  await begin(page);
  await noteSaved(page, "Vi mødtes.");
  await page.keyboard.type(" Før.");
  await saved(page);
  const before = await toldOn(page);
  const other = await writing.context.newPage();
  await site.openDatabase(false);
  try {
    // The ten seconds are what is promised: one letter after the other, a fifth of a second between them.
    const meanwhile = " Mens databasen er væk, skriver jeg videre her.";
    await page.keyboard.type(meanwhile, { delay: 10_000 / meanwhile.length });
    await expect(saveStateOf(page)).toHaveText("Ikke gemt endnu");
    await expect(noticeOf(page, "unsaved")).toContainText("er ikke gemt endnu. Vi prøver igen hele tiden.");
    expect(await toldOn(page)).toEqual(before);
    await other.goto("/metoder");
    await expect(other.locator("body")).toHaveText("Noget gik galt hos os. Prøv igen om lidt.");
    expect((await fetch(`${site.url}/healthz`)).status).toBe(503);
  } finally {
    await site.openDatabase(true);
  }
  await saved(page);
  await expect(noticeOf(page, "unsaved")).toBeHidden();
  const words = "Vi mødtes. Før. Mens databasen er væk, skriver jeg videre her.";
  await expectStoredOnce(site, writing, words);
  const fresh = await (await browserOf(place, writing.personId)).newPage();
  await openText(fresh, writing.id);
  await expect(lineOf(fresh)).toHaveText(words);
});

test("a tab that is closed and opened again has the text as it was called saved, and undo empties nothing", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { context } = writing;
  let { page } = writing;
  await begin(page);
  await page.keyboard.type(" Hver tirsdag.");
  await saved(page);
  await page.close();
  page = await context.newPage();
  await openText(page, writing.id);
  const whole = await textOf(page).innerText();
  expect(whole).toContain("Vi mødtes. Hver tirsdag.");
  await begin(page);
  for (let time = 0; time < 3; time += 1) await page.keyboard.press("Control+z");
  expect(await textOf(page).innerText()).toBe(whole);
  await page.keyboard.type(" Og torsdag.");
  await page.keyboard.press("Control+z");
  await expect(lineOf(page)).toHaveText("Vi mødtes. Hver tirsdag.");
  // While something is not stored, the browser asks before it lets the tab go.
  await context.setOffline(true);
  await page.keyboard.type(" Uden net.");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await context.setOffline(false);
  await saved(page);
  await expectStoredOnce(site, writing, "Vi mødtes. Hver tirsdag. Uden net.");
});

test("a page of an older release is told to load itself anew; only then is what waits in the browser merged", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place, async (page) => {
    await page.clock.install();
    await page.addInitScript(() => {
      const Socket = WebSocket;
      const kept = Object.assign(window, { older: false, sockets: [] as WebSocket[] });
      window.WebSocket = class extends Socket {
        constructor(address: string) {
          super(kept.older ? address.replace(/skema=\w+/, "skema=0123456789abcdef") : address);
          kept.sockets.push(this);
        }
      } as typeof WebSocket;
    });
  });
  const { page } = writing;
  const sockets = socketsOf(page);
  await begin(page);
  await page.keyboard.type(" Fra før.");
  await saved(page);
  // As after a restart with a new release: the next connection finds another schema.
  await page.evaluate(() => {
    const kept = window as unknown as { older: boolean; sockets: WebSocket[] };
    kept.older = true;
    kept.sockets.at(-1)?.close();
  });
  await page.keyboard.type(" Fra en ældre side.");
  await expect(saveStateOf(page)).toHaveText("Ny udgave af sitet");
  await expect(noticeOf(page, "updated")).toContainText(
    "Sitet er blevet opdateret. Genindlæs siden for at skrive videre.",
  );
  await expectToKeepWords(page, "Fra en ældre side.");
  await expectToStayAway(page, sockets);
  expect(await storedWords(site, writing.revisionId)).not.toContain("Fra en ældre side.");
  await expect(noticeOf(page, "updated")).toContainText("ligger på denne enhed og kommer med.");
  await expect(page.locator("[data-unsent]")).toContainText("Det her er ikke sendt endnu");
  await expect(page.locator("[data-unsent]")).not.toContainText("nåede ikke");
  // Nothing is lost by it, so the browser does not ask.
  const reloaded = page.waitForEvent("load");
  await noticeOf(page, "updated").getByRole("button", { name: "Genindlæs" }).click();
  await reloaded;
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect(lineOf(page)).toHaveText("Vi mødtes. Fra før. Fra en ældre side.");
  await saved(page);
  await expectStoredOnce(site, writing, "Fra før. Fra en ældre side.");
});

test("a role that is taken away in mid-sentence ends the writing with a clear word, and the words can be copied", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place, (page) => page.clock.install());
  const { page } = writing;
  const sockets = socketsOf(page);
  await begin(page);
  await page.keyboard.type(" Med ret.");
  await saved(page);
  await whileLocked(site, writing, async () => {
    await page.keyboard.type(" Midt i en sætning.");
    await site.sql`delete from role_grant where person_id = ${writing.personId}`;
    await expect(noticeOf(page, "locked")).toBeVisible();
  });
  // The keys of who goes on typing do nothing: the space key would scroll away from what is said.
  await page.evaluate(() =>
    addEventListener("keydown", ({ key, defaultPrevented }) => {
      document.body.dataset.struck = `${document.body.dataset.struck ?? ""}${defaultPrevented ? "" : key}`;
    }),
  );
  await page.keyboard.type("og så videre");
  await page.keyboard.press("Enter");
  await page.keyboard.press("PageDown");
  expect(await page.evaluate(() => document.body.dataset.struck)).toBe("PageDown");
  expect((await noticeOf(page, "locked").innerText()).match(/kopiere/g)).toHaveLength(1);
  await expect(noticeOf(page, "locked")).toContainText(refusalSentences.noRight);
  await expect(saveStateOf(page)).toHaveText(/^Låst kl\.\s\d\d\.\d\d$/);
  await expect(page.getByRole("toolbar")).toBeHidden();
  await expect(page.getByRole("link", { name: /^Send/ })).toHaveCount(0);
  await expectToKeepWords(page, "Midt i en sætning.");
  // However far down one writes, one is led to what was not saved.
  await page.evaluate(() => {
    const text = document.querySelector<HTMLElement>("[data-text]");
    if (text) text.style.paddingBottom = "3000px";
    scrollTo(0, document.body.scrollHeight);
  });
  const heading = page.getByRole("heading", { name: "Det her nåede ikke at blive gemt" });
  await expect(heading).not.toBeInViewport();
  await noticeOf(page, "locked").getByRole("button", { name: "Se det, der ikke er gemt" }).click();
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport({ ratio: 1 });
  const [notice, words] = await Promise.all([noticeOf(page, "locked").boundingBox(), heading.boundingBox()]);
  expect(words?.y).toBeGreaterThanOrEqual((notice?.y ?? 0) + (notice?.height ?? 0));
  await expectToStayAway(page, sockets);
  const stored = await storedWords(site, writing.revisionId);
  expect(stored).toContain("Vi mødtes. Med ret.");
  expect(stored).not.toContain("sætning.");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expectToStayAway(page, sockets);
});

test("a page in which nothing is unsaved speaks of nothing unsaved when the right ends", async ({ site, place }) => {
  const writing = await beginWriting(place);
  const { page } = writing;
  await begin(page);
  await page.keyboard.type(" Alt er med.");
  await saved(page);
  await expect(page.getByRole("link", { name: /^Send/ })).toBeVisible();
  await site.sql`update case_story set binned_at = now() where id = ${writing.id}`;
  const notice = noticeOf(page, "locked");
  await expect(notice).toContainText(refusalSentences.notWritable);
  await expect(notice).not.toContainText("nåede ikke");
  await expect(notice.getByRole("button", { name: "Se det, der ikke er gemt" })).toBeHidden();
  await expect(page.getByRole("link", { name: /^Send/ })).toHaveCount(0);
});

test("a session that ends elsewhere: a clear word, no knocking, and it goes on when one has signed in again", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place, (page) => page.clock.install());
  const { page, context } = writing;
  const sockets = socketsOf(page);
  await begin(page);
  await page.keyboard.type(" Med session.");
  await saved(page);
  await whileLocked(site, writing, async () => {
    await page.keyboard.type(" Uden session.");
    await site.sql`delete from session where person_id = ${writing.personId}`;
    await expect(noticeOf(page, "locked")).toBeVisible();
  });
  const notice = noticeOf(page, "locked");
  await expect(notice).toContainText(refusalSentences.signedOut);
  await expectToKeepWords(page, "Uden session.");
  await expectToStayAway(page, sockets);
  const before = sockets.length;
  await notice.getByRole("button", { name: "Prøv nu" }).click();
  await expect.poll(() => sockets.length).toBe(before + 1);
  await expect(notice).toContainText(refusalSentences.signedOut);
  await expectToStayAway(page, sockets);
  expect(await storedWords(site, writing.revisionId)).not.toContain("Uden session.");
  await signIn(site, context, writing.personId);
  await notice.getByRole("button", { name: "Prøv nu" }).click();
  await saved(page);
  await expect(notice).toBeHidden();
  await begin(page);
  await page.keyboard.type(" Og videre.");
  await saved(page);
  await expectStoredOnce(site, writing, "Vi mødtes. Med session. Uden session. Og videre.");
});

test("a computer that has slept finds its connection dead, gets a new one, and the two texts become one", async ({
  site,
  place,
}) => {
  const way = await openDeadlyWay(site.url);
  try {
    const writing = await beginWriting({ ...place, url: way.url }, (page) => page.clock.install());
    const { page } = writing;
    const sockets = socketsOf(page);
    await begin(page);
    await page.keyboard.type(" Før søvnen.");
    await saved(page);
    way.goDead();
    await page.keyboard.type(" Mens låget lukkes.");
    const awake = await (await browserOf(place, writing.personId)).newPage();
    await openText(awake, writing.id);
    await caretAfter(awake, "Mere ro.");
    await awake.keyboard.type(" Skrevet imens.");
    await saved(awake);
    expect(await storedWords(site, writing.revisionId)).not.toContain("låget");
    await page.clock.fastForward("08:00:00");
    await expect(async () => {
      await page.clock.runFor(5_000);
      expect(sockets.length).toBe(1);
    }).toPass();
    await saved(page);
    await expect(textOf(page)).toContainText("Mere ro. Skrevet imens.");
    await expect(lineOf(awake)).toHaveText("Vi mødtes. Før søvnen. Mens låget lukkes.");
    await expectStoredOnce(site, writing, "Før søvnen. Mens låget lukkes.");
    await expectStoredOnce(site, writing, "Mere ro. Skrevet imens.");
  } finally {
    way.close();
  }
});

test("the editor is made once on each visit, and is gone with the page", async ({ site, place }) => {
  let sockets: ReturnType<typeof socketsOf> = [];
  const writing = await beginWriting(place, async (page) => {
    sockets = socketsOf(page);
  });
  const { page } = writing;
  await begin(page);
  await page.keyboard.type(" Først.");
  await saved(page);
  await page.goto("/mine-tekster");
  // When the last has left, what was written is merged.
  await expect
    .poll(() => site.sql`select from text_update where revision_id = ${writing.revisionId}`.then(({ count }) => count))
    .toBe(0);
  await page.goBack();
  await expect(page.locator("[data-ready]")).toBeAttached();
  await begin(page);
  await page.keyboard.type(" Så.");
  await saved(page);
  await expect(textOf(page)).toHaveCount(1);
  await expect(page.getByRole("toolbar")).toHaveCount(1);
  expect(sockets.length).toBe(2);
  await expect(lineOf(page)).toHaveText("Vi mødtes. Først. Så.");
  await expectStoredOnce(site, writing, "Vi mødtes. Først. Så.");
});
