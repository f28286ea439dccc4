import { expect, type Page } from "@playwright/test";
import { refusalSentences, refusals } from "#app/collaboration/protocol.ts";
import { removeForGood } from "#app/domain/cases/remove-versions.server.ts";
import { submitCase } from "#app/domain/cases/submit-case.server.ts";
import { createViewer, handOverFields } from "#tests/support/handing-over.ts";
import { createPerson } from "#tests/support/people.ts";
import {
  begin,
  beginWriting,
  expectStoredOnce,
  joinedBy,
  lineOf,
  noticeOf,
  openText,
  type Place,
  saveStateOf,
  signIn,
  storedWords,
  test,
  type Writing,
  whileLocked,
} from "./own-site.ts";
import { saved } from "./writing.ts";

const onDevice = "Gemt på denne enhed, ikke sendt endnu";
/** What is shown of what is not sent, above the text or in a list. */
const unsentOn = (page: Page) => page.locator(".unsent:visible");

/** Puts the caret into the line that is written in, and types there. */
async function type(page: Page, words: string): Promise<void> {
  await begin(page);
  await page.keyboard.type(words);
}

/** Waits until the page can be loaded anew without a network. */
const pageKept = (page: Page, { id }: Writing) =>
  expect.poll(() => page.evaluate(async (path) => Boolean(await caches.match(path)), `/mine-tekster/${id}`)).toBe(true);

/** The rows of the browser's copies, by table. */
const rowsOn = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("mine-tekster");
        opening.onsuccess = async () => {
          const database = opening.result;
          const names = [...database.objectStoreNames];
          if (names.length === 0) return resolve({});
          const transaction = database.transaction(names);
          const counted = await Promise.all(
            names.map(
              (name) =>
                new Promise<[string, number]>((done) => {
                  const counting = transaction.objectStore(name).count();
                  counting.onsuccess = () => done([name, counting.result]);
                }),
            ),
          );
          database.close();
          resolve(Object.fromEntries(counted));
        };
      }),
  );
/** Waits until something lies in the browser that is not sent. */
const expectWaiting = (page: Page) => expect.poll(async () => (await rowsOn(page)).unsent).toBeGreaterThan(0);
const nothing = { kept: 0, text: 0, unsent: 0 };

/** The page as it is loaded anew. */
async function reload(page: Page): Promise<void> {
  await page.reload();
  await expect(page.locator("[data-ready]")).toBeAttached();
}

/** Somebody else in the same municipality. */
const other = ({ site }: Place, name: string) =>
  createPerson(site.sql, { name, roles: [{ role: "coordinator", municipality: "0151" }] });
/** A coordinator of the same municipality, as the verbs see one. */
async function coordinator(place: Place) {
  const { id } = await other(place, "Koordinator");
  const municipality = { code: "0151", slug: "ballerup", name: "Ballerup" };
  const { person, ...viewer } = await createViewer(place.site.sql, []);
  const grants = [{ role: "coordinator" as const, municipality, unitId: null }];
  return { ...viewer, network: true, municipalities: ["0151"], person: { ...person, id, grants } };
}

test("without a network one types on, loads the page anew, types on, and all of it is merged", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  await type(page, " Med net.");
  await saved(page);
  const { page: colleague, open } = await joinedBy(place, writing, { name: "Mette Holm" });
  await open();
  await pageKept(page, writing);
  await context.setOffline(true);
  for (let time = 0; time < 2; time += 1) {
    await reload(page);
    await expect(saveStateOf(page)).toHaveText("Offline");
  }
  await type(page, " I toget.");
  await expect(saveStateOf(page)).toHaveText(onDevice);
  // The desk leads back to it.
  const title = await page.title();
  const desk = await context.newPage();
  await desk.goto("/mine-tekster");
  await expect(desk.getByRole("main")).toContainText("kan du skrive videre på denne enhed");
  const way = desk.getByRole("listitem").getByRole("link");
  expect(title.startsWith(`${await way.textContent()} ·`)).toBe(true);
  await way.click();
  await expect(lineOf(desk)).toContainText("I toget.");
  await desk.close();
  await expect(noticeOf(page, "offline")).toContainText("Det gemmes på denne enhed og sendes, når nettet er tilbage.");
  // The same paragraph, at the same time.
  await type(colleague, " På skolen.");
  await saved(colleague);
  await reload(page);
  await expect(lineOf(page)).toHaveText("Vi mødtes. Med net. I toget.");
  await expect(saveStateOf(page)).toHaveText(onDevice);
  await type(page, " Efter en tunnel.");
  await reload(page);
  await expect(lineOf(page)).toHaveText("Vi mødtes. Med net. I toget. Efter en tunnel.");
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(saveStateOf(page)).toBeInViewport({ ratio: 1 });
  await expect(noticeOf(page, "offline")).toBeInViewport({ ratio: 1 });
  await context.setOffline(false);
  await saved(page);
  for (const words of ["I toget.", "Efter en tunnel.", "På skolen."]) {
    await expectStoredOnce(site, writing, words);
    await expect(lineOf(colleague)).toContainText(words);
    await expect(lineOf(page)).toContainText(words);
  }
  const wordsOn = (one: Page) => lineOf(one).evaluate((line) => line.textContent?.replaceAll("\u2060", ""));
  expect(await wordsOn(page)).toBe(await wordsOn(colleague));
  // Nothing waits any more, and when the text is left, nothing of it stays.
  await expect.poll(() => rowsOn(page)).toMatchObject({ unsent: 0, text: 1 });
  await page.goto("/mine-tekster");
  await expect.poll(() => rowsOn(page)).toEqual(nothing);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
});

test("a server that is away: the page can be loaded anew, and what is typed meanwhile is merged", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page } = writing;
  await type(page, " Før.");
  await saved(page);
  await pageKept(page, writing);
  await site.kill();
  try {
    await type(page, " Uden server.");
    await expect(saveStateOf(page)).toHaveText("Ikke gemt endnu");
    await expect(noticeOf(page, "unsaved")).toContainText("Imens ligger det på denne enhed.");
    await reload(page);
    await expect(lineOf(page)).toHaveText("Vi mødtes. Før. Uden server.");
    await expect(saveStateOf(page)).toHaveText(onDevice);
    await type(page, " Og videre.");
  } finally {
    await site.start();
  }
  await saved(page);
  await expectStoredOnce(site, writing, "Vi mødtes. Før. Uden server. Og videre.");
});

test("two windows of one person without a network lose nothing", async ({ site, place }) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  const second = await context.newPage();
  await openText(second, writing.id);
  await pageKept(page, writing);
  await context.setOffline(true);
  await type(page, " Første vindue.");
  await type(second, " Andet vindue.");
  for (const one of [page, second]) await expect(saveStateOf(one)).toHaveText(onDevice);
  await second.close();
  await reload(page);
  for (const words of ["Første vindue.", "Andet vindue."]) await expect(lineOf(page)).toContainText(words);
  await context.setOffline(false);
  await saved(page);
  for (const words of ["Første vindue.", "Andet vindue."]) await expectStoredOnce(site, writing, words);
  await expect.poll(() => rowsOn(page)).toMatchObject({ unsent: 0 });
});

test("signing out asks first when something is not sent, and leaves nothing to the next person", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  await pageKept(page, writing);
  await whileLocked(site, writing, async () => {
    await type(page, " Ikke sendt.");
    await expectWaiting(page);
    const leaving = await context.newPage();
    await leaving.goto("/min-side");
    await leaving.getByRole("main").getByRole("button", { name: "Log ud" }).click();
    await expect(leaving).toHaveURL(/\/log-ud$/);
    const ask = unsentOn(leaving);
    await expect(ask).toContainText("Du har skrevet noget, der ikke er sendt");
    await expect(ask.getByRole("heading", { level: 2 })).toBeFocused();
    await expect(ask.locator("mark")).toContainText("Ikke sendt.");
    await ask.getByRole("button", { name: "Kopiér det" }).click();
    await expect(ask).toContainText("Kopieret");
    expect(await leaving.evaluate(() => navigator.clipboard.readText())).toContain("Vi mødtes. Ikke sendt.");
    await ask.getByRole("link", { name: "Bliv logget ind" }).click();
    await expect(leaving).toHaveURL(/\/mine-tekster$/);
    await expectWaiting(leaving);
    await leaving.goto("/log-ud");
    await leaving.getByRole("button", { name: "Log ud, og slet det" }).click();
    await expect(leaving).toHaveURL(/\/log-ind\?gjort=ud$/);
    // The window that was left open shows the text no longer.
    await expect(page).toHaveURL(/\/log-ind/);
    expect(await rowsOn(leaving)).toEqual(nothing);
    expect(await leaving.evaluate(() => caches.keys())).toEqual([]);
    await context.setOffline(true);
    await expect(leaving.goto(`/mine-tekster/${writing.id}`)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
    await context.setOffline(false);
  });
  expect(await storedWords(site, writing.revisionId)).not.toContain("Ikke sendt.");
});

test("an expired session keeps what is not sent for the same person alone", async ({ site, place }) => {
  const writing = await beginWriting(place);
  const { page, context, personId } = writing;
  await pageKept(page, writing);
  await whileLocked(site, writing, async () => {
    await type(page, " Før sessionen udløb.");
    await expectWaiting(page);
    await site.sql`delete from session where person_id = ${personId}`;
    await expect(noticeOf(page, "locked")).toContainText(refusalSentences.signedOut);
  });
  await expect(unsentOn(page)).toContainText("Det her nåede ikke at blive gemt");
  await expect(unsentOn(page).locator("mark")).toHaveText("Før sessionen udløb.");
  await page.close({ runBeforeUnload: false });

  // Somebody else comes to the same browser.
  await signIn(site, context, (await other(place, "Den næste")).id);
  const next = await context.newPage();
  for (const path of ["/min-side", "/mine-tekster", `/mine-tekster/${writing.id}`]) {
    await next.goto(path);
    await expect(next.getByRole("main")).toBeVisible();
    await expect(next.locator("body")).not.toContainText("Før sessionen udløb.");
  }
  await expect(next.locator("[data-ready]")).toBeAttached();
  await expect(lineOf(next)).toHaveText("Vi mødtes.");
  await next.goto("/log-ud");
  await next.getByRole("main").getByRole("button", { name: "Log ud" }).click();
  await expect(next).toHaveURL(/\/log-ind\?gjort=ud$/);
  await expectWaiting(next);
  await context.setOffline(true);
  await expect(next.goto(`/mine-tekster/${writing.id}`)).rejects.toThrow(/ERR_/);
  await context.setOffline(false);

  await signIn(site, context, personId);
  const again = await context.newPage();
  await again.goto("/mine-tekster");
  await expect(unsentOn(again)).toContainText("Ikke sendt fra denne enhed");
  await expect(unsentOn(again).locator("mark")).toHaveText("Før sessionen udløb.");
  await openText(again, writing.id);
  await saved(again);
  await expectStoredOnce(site, writing, "Vi mødtes. Før sessionen udløb.");
  await again.goto("/mine-tekster");
  await expect(again.getByRole("heading", { name: "Mine tekster" })).toBeVisible();
  await expect.poll(() => rowsOn(again)).toEqual(nothing);
  await expect(unsentOn(again)).toHaveCount(0);
});

for (const [how, comesBack] of [
  [
    "comes to a page of their own",
    async (next: Page) => {
      await next.goto("/min-side");
    },
  ],
  [
    "brings the window to the front",
    async (_next: Page, left: Page) => {
      await left.evaluate(() => dispatchEvent(new Event("focus")));
    },
  ],
] as const)
  test(`a window that was left open shows nothing to the next person, who ${how}`, async ({ site, place }) => {
    const writing = await beginWriting(place);
    const { page, context, personId } = writing;
    await pageKept(page, writing);
    await whileLocked(site, writing, async () => {
      await type(page, " Kun for mig.");
      await expectWaiting(page);
      await site.sql`delete from session where person_id = ${personId}`;
      await expect(noticeOf(page, "locked")).toContainText(refusalSentences.signedOut);
    });
    await expect(unsentOn(page).locator("mark")).toHaveText("Kun for mig.");
    await signIn(site, context, (await other(place, "Den næste")).id);
    await comesBack(await context.newPage(), page);
    await expect(page).toHaveURL(/\/mine-tekster$/);
    await expect(page.getByRole("heading", { name: "Mine tekster" })).toBeVisible();
    await expect(page.locator("body")).not.toContainText("Kun for mig.");
    // It waits for the one who typed it. A list of it that is left open is closed as well.
    await signIn(site, context, personId);
    await page.goto("/mine-tekster");
    await expect(unsentOn(page).locator("mark")).toHaveText("Kun for mig.");
    await signIn(site, context, (await other(place, "Den tredje")).id);
    await comesBack(await context.newPage(), page);
    await expect(page.locator("body")).not.toContainText("Kun for mig.");
    await expect(page.getByRole("heading", { name: "Mine tekster" })).toBeVisible();
    await signIn(site, context, personId);
    const again = await context.newPage();
    await openText(again, writing.id);
    await saved(again);
    await expectStoredOnce(site, writing, "Vi mødtes. Kun for mig.");
  });

test("a page of one person sends nothing in the name of another who has signed in meanwhile", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place, (page) =>
    page.addInitScript(() => {
      const Socket = WebSocket;
      const { sockets } = Object.assign(window, { sockets: [] as WebSocket[] });
      window.WebSocket = class extends Socket {
        constructor(address: string) {
          super(address);
          sockets.push(this);
        }
      } as typeof WebSocket;
    }),
  );
  const { page, context } = writing;
  await context.setOffline(true);
  await page.evaluate(() => (window as unknown as { sockets: WebSocket[] }).sockets.at(-1)?.close());
  await type(page, " Min egen.");
  await expectWaiting(page);
  await signIn(site, context, (await other(place, "En anden")).id);
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/mine-tekster$/);
  await expect(page.getByRole("heading", { name: "Mine tekster" })).toBeVisible();
  expect(await storedWords(site, writing.revisionId)).not.toContain("Min egen.");
  await expectWaiting(page);
});

test("what was typed for a text that begins anew never goes into it, and is shown to whoever typed it", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  await type(page, " Gemt før.");
  await saved(page);
  await context.setOffline(true);
  await type(page, " Skrevet i toget.");
  await expect(saveStateOf(page)).toHaveText(onDevice);
  const asked = { revision: writing.revisionId, reason: "Der stod noget, som ikke skulle stå der." };
  await removeForGood(site.sql, { flush: async () => {} }, await coordinator(place), writing.id, asked);
  await context.setOffline(false);
  await expect(noticeOf(page, "locked")).toBeVisible();
  await expect(unsentOn(page).locator("mark")).toHaveText(/Skrevet i toget\./);
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await openText(again, writing.id);
  await expect(lineOf(again)).toHaveText("Vi mødtes. Gemt før.");
  await expect(unsentOn(again)).toContainText("Det her kom ikke med i teksten");
  await expect(unsentOn(again).locator("mark")).toHaveText(/Skrevet i toget\./);
  await unsentOn(again).getByRole("button", { name: "Kopiér det" }).click();
  await expect(unsentOn(again)).toContainText("Kopieret");
  expect(await again.evaluate(() => navigator.clipboard.readText())).toContain("Skrevet i toget.");
  again.once("dialog", (dialog) => dialog.accept());
  await unsentOn(again).getByRole("button", { name: "Slet det" }).click();
  await expect(unsentOn(again)).toHaveCount(0);
  expect(await rowsOn(again)).toMatchObject({ unsent: 0 });
  const [revision] = await site.sql<{ id: string }[]>`select r.id from case_revision r where r.case_id = ${writing.id}`;
  expect(await storedWords(site, revision?.id ?? "")).not.toContain("toget");
});

test("what was typed for a text that is handed over meanwhile is not merged, and is shown until it is let go", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  await context.setOffline(true);
  await type(page, " For sent.");
  await expect(saveStateOf(page)).toHaveText(onDevice);
  const handedOver = { ...handOverFields, revision: writing.revisionId };
  await submitCase(site.sql, await coordinator(place), writing.id, handedOver);
  await context.setOffline(false);
  await expect(noticeOf(page, "locked")).toContainText(refusalSentences.notWritable);
  await expect(unsentOn(page).locator("mark")).toHaveText(/For sent\./);
  expect(await storedWords(site, writing.revisionId)).not.toContain("For sent.");
  await page.goto("/mine-tekster");
  await expect(unsentOn(page).locator("mark")).toHaveText(/For sent\./);
  await page.goto(`/mine-tekster/${writing.id}`);
  await expect(unsentOn(page)).toContainText("Det her kom ikke med i teksten");
  await expect(unsentOn(page).locator("mark")).toHaveText(/For sent\./);
  expect(await storedWords(site, writing.revisionId)).not.toContain("For sent.");
});

test("who loses the right keeps what was typed since the last time it was saved, and it alone", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page, personId } = writing;
  await type(page, " Med ret.");
  await saved(page);
  await whileLocked(site, writing, async () => {
    await type(page, " Uden ret.");
    await site.sql`delete from role_grant where person_id = ${personId}`;
    await expect(noticeOf(page, "locked")).toContainText(refusalSentences.noRight);
  });
  await expect(unsentOn(page).locator("p").first()).toHaveText("Vi mødtes. Med ret. Uden ret.");
  await expect(unsentOn(page).locator("mark")).toHaveText("Uden ret.");
  await unsentOn(page).getByRole("button", { name: "Kopiér det" }).click();
  await expect(unsentOn(page)).toContainText("Kopieret");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Vi mødtes. Med ret. Uden ret.");
  // The text cannot be opened any more, but the words are still on the desk.
  await page.goto("/mine-tekster");
  await expect(unsentOn(page).locator("mark")).toHaveText("Uden ret.");
});

test("what the server will not take is shown, and does not lock the text again when it is opened anew", async ({
  site,
  place,
}) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  let refuses = false;
  let cut = false;
  await context.routeWebSocket(/\/skriv\?/, (socket) => {
    if (refuses) {
      void socket.close({ code: refusals.tooMuch });
      return;
    }
    // A socket that is led by the test knows nothing of the browser's being off-line.
    const server = socket.connectToServer();
    socket.onMessage((message) => cut || server.send(message));
    server.onMessage((message) => cut || socket.send(message));
  });
  await openText(page, writing.id);
  await pageKept(page, writing);
  cut = true;
  await context.setOffline(true);
  await type(page, " Alt for meget.");
  await expect(saveStateOf(page)).toHaveText(onDevice);
  await expectWaiting(page);
  [refuses, cut] = [true, false];
  await context.setOffline(false);
  await page.reload();
  await expect(noticeOf(page, "locked")).toContainText(refusalSentences.tooMuch);
  await expect(unsentOn(page).locator("mark").first()).toHaveText(/Alt for meget\./);
  refuses = false;
  await noticeOf(page, "locked").getByRole("button", { name: "Genindlæs" }).click();
  await expect(unsentOn(page)).toContainText("Det her kom ikke med i teksten");
  await expect(page.locator("[data-ready]")).toBeAttached();
  await expect(unsentOn(page).locator("mark")).toHaveText(/Alt for meget\./);
  await expect(lineOf(page)).toHaveText("Vi mødtes.");
  await type(page, " Kortere.");
  await saved(page);
  await expectStoredOnce(site, writing, "Vi mødtes. Kortere.");
});

test("signing out everywhere asks as well", async ({ site, place }) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  await whileLocked(site, writing, async () => {
    await type(page, " Ikke sendt.");
    await expectWaiting(page);
    const leaving = await context.newPage();
    await leaving.goto("/min-side/sikkerhed");
    await leaving.getByRole("button", { name: "Log ud alle steder" }).click();
    await expect(unsentOn(leaving).locator("mark")).toContainText("Ikke sendt.");
    await leaving.getByRole("button", { name: "Log ud alle steder, og slet det" }).click();
    await expect(leaving).toHaveURL(/\/log-ind\?gjort=ud$/);
    await expect(page).toHaveURL(/\/log-ind/);
    expect(await rowsOn(leaving)).toEqual(nothing);
  });
});

test("a browser without room says so, and one types on with the server", async ({ site, place }) => {
  const room = async (page: Page, bytes?: number) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: site.url, quotaSize: bytes });
    return devtools;
  };
  // Before the first visit: browsers ask now and then alone how much room there is.
  const writing = await beginWriting(place, (page) => room(page, 100));
  const { page, context } = writing;
  await type(page, " Uden plads.");
  await expect(noticeOf(page, "limit")).toContainText("Der er ikke plads til mere på denne enhed.");
  await saved(page);
  await expectStoredOnce(site, writing, "Vi mødtes. Uden plads.");
  await context.setOffline(true);
  await type(page, " Uden net.");
  await expect(saveStateOf(page)).toHaveText("Ikke gemt endnu");
  await expect(noticeOf(page, "offline")).toContainText("Lad siden stå åben så længe.");
  await room(page);
  await type(page, " Plads igen.");
  await expect(saveStateOf(page)).toHaveText(onDevice);
  await context.setOffline(false);
  await saved(page);
  await expectStoredOnce(site, writing, "Uden net. Plads igen.");
});

test("a browser that keeps nothing is written in as any other", async ({ site, place }) => {
  const writing = await beginWriting(place, (page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("no", "SecurityError");
      };
      Object.defineProperty(window, "caches", { value: undefined });
    }),
  );
  const { page, context } = writing;
  await type(page, " Privat vindue.");
  await saved(page);
  await context.setOffline(true);
  await type(page, " Uden net.");
  await expect(saveStateOf(page)).toHaveText("Ikke gemt endnu");
  await expect(noticeOf(page, "offline")).toContainText("Lad siden stå åben så længe.");
  await context.setOffline(false);
  await saved(page);
  await expectStoredOnce(site, writing, "Vi mødtes. Privat vindue. Uden net.");
  await page.goto("/min-side");
  await page.getByRole("main").getByRole("button", { name: "Log ud" }).click();
  await expect(page).toHaveURL(/\/log-ind\?gjort=ud$/);
});

test("a copy that nobody has come back to for a month is forgotten", async ({ site, place }) => {
  const writing = await beginWriting(place);
  const { page, context } = writing;
  await whileLocked(site, writing, async () => {
    await type(page, " Glemt.");
    await expectWaiting(page);
    await page.close({ runBeforeUnload: false });
  });
  const later = await context.newPage();
  const days = async (count: number) => {
    await later.clock.setFixedTime(Date.now() + count * 24 * 60 * 60 * 1_000);
    await later.goto("/mine-tekster");
    await expect(later.getByRole("heading", { name: "Mine tekster" })).toBeVisible();
  };
  await days(29);
  await expect(unsentOn(later)).toContainText("Glemt.");
  await days(31);
  await expect.poll(() => rowsOn(later)).toEqual(nothing);
  await expect(unsentOn(later)).toHaveCount(0);
});
