import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { issueToken } from "#app/domain/accounts/tokens.server.ts";
import { storePerson } from "#db/queries/people/account.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { ask, sendForm } from "./ask.ts";

const address = "/meld-et-problem";
const report = { intent: "report", path: "/metoder/nest", message: "Linket i afsnit 2 virker ikke.", replyTo: "" };
const type = "application/x-www-form-urlencoded";

/** A site with its usual limits, and one that waits no longer than a test can. */
let site: TestSite;
let hasty: TestSite;
const sockets: Socket[] = [];
beforeAll(async () => {
  [site, hasty] = await Promise.all([
    startSite(),
    startSite({ limits: { bodyMs: 200, mostBodiesPerNetwork: 3, formsAtOnce: 1, passwordFormsAtOnce: 1 } }),
  ]);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all([site.stop(), hasty.stop()]);
});
beforeEach(() => site.sql`truncate problem_report`);

/** Sends bytes as they are and leaves the connection open. */
async function open(to: TestSite, text: string): Promise<{ socket: Socket; said(): string; ended: Promise<string> }> {
  const { hostname, port } = new URL(to.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  let said = "";
  socket.on("data", (chunk) => {
    said += chunk.toString("utf8");
  });
  socket.on("error", () => {});
  const ended = once(socket, "close").then(() => said);
  await once(socket, "connect");
  socket.write(text);
  return { socket, said: () => said, ended };
}

/** The head of a form that may go on, and the first byte of its body. */
const beginning = (to: TestSite, path = address, length: string = "Content-Length: 500") =>
  `POST ${path} HTTP/1.1\r\nHost: ${new URL(to.url).host}\r\nOrigin: ${to.url}\r\nContent-Type: ${type}\r\n${length}\r\n\r\n`;

describe("a form that does not arrive", () => {
  it("holds nobody up, however many there are of it", async () => {
    const slow = await Promise.all(Array.from({ length: 20 }, () => open(site, `${beginning(site)}i`)));
    for (let sent = 0; sent < 5; sent++) expect((await sendForm(site, address, report)).status).toBe(303);
    expect(slow.map(({ said }) => said())).toEqual(Array(20).fill(""));
  });

  it("is told so when its time is up, and the connection is closed", async () => {
    const { ended } = await open(hasty, `${beginning(hasty)}i`);
    const answer = await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(answer).toContain("og vi har ikke gemt noget. Prøv igen.");
    expect(await hasty.sql`select from problem_report`).toHaveLength(0);
  });

  it("keeps no more than so many of its network waiting", async () => {
    const slow = await startSite({ limits: { mostBodiesPerNetwork: 3 } });
    const waiting = await Promise.all(Array.from({ length: 3 }, () => open(slow, `${beginning(slow)}i`)));
    // Each has been taken in once the next request on another connection is answered.
    const { status, headers, body } = await untilRefused(slow);
    expect([status, headers["retry-after"]]).toEqual([429, "10"]);
    expect(body).toContain("Der kommer usædvanligt mange formularer herfra på én gang.");
    expect((await ask(slow, address)).status).toBe(200);
    const left = Promise.all(waiting.map(({ ended }) => ended));
    for (const { socket } of waiting) socket.destroy();
    await left;
    await expect.poll(async () => (await sendForm(slow, address, report)).status).toBe(303);
    await slow.stop();
  });

  it("may be left by who sent it", async () => {
    const { socket, ended } = await open(site, `${beginning(site)}i`);
    socket.destroy();
    expect(await ended).toBe("");
    expect((await sendForm(site, address, report)).status).toBe(303);
  });
});

/** Three connections have sent the first byte of a form, but when the server has read it is the server's to know. */
async function untilRefused(to: TestSite) {
  let answer = await sendForm(to, address, report);
  await expect
    .poll(async () => {
      answer = await sendForm(to, address, report);
      return answer.status;
    })
    .toBe(429);
  return answer;
}

describe("a form whose length is not told", () => {
  const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const chunked = "Transfer-Encoding: chunked\r\nConnection: close";

  it("is taken when it is small", async () => {
    const body = new URLSearchParams(report).toString();
    const pieces = [body.slice(0, 10), body.slice(10)].map(chunk).join("");
    const { ended } = await open(site, `${beginning(site, address, chunked)}${pieces}0\r\n\r\n`);
    expect(await ended).toMatch(/^HTTP\/1\.1 303 /);
    expect(await site.sql`select message from problem_report`).toEqual([{ message: report.message }]);
  });

  it("is turned away as soon as it is too large, though it never ends", async () => {
    const { ended, socket } = await open(site, beginning(site, address, chunked));
    socket.write(chunk("x".repeat(100_001)));
    const answer = await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("fylder for meget");
    expect(await site.sql`select from problem_report`).toHaveLength(0);
  });
});

describe("a request that is answered before its body is read", () => {
  const refused: [status: number, head: string][] = [
    [403, `POST ${address} HTTP/1.1\r\nOrigin: https://example.com\r\nContent-Type: ${type}`],
    [404, `POST ${address}.data HTTP/1.1\r\nContent-Type: ${type}`],
    [405, `POST /api/v1/cases HTTP/1.1\r\nContent-Type: ${type}`],
    [405, "PUT /om HTTP/1.1"],
    [415, `POST ${address} HTTP/1.1\r\nOrigin: <site>\r\nContent-Type: text/plain`],
    [200, "GET /om HTTP/1.1"],
  ];

  it.each(refused)("is answered %s and left alone when the body does not end: %s", async (status, head) => {
    const host = `Host: ${new URL(site.url).host}`;
    const { ended, socket } = await open(
      site,
      `${head.replace("<site>", site.url)}\r\n${host}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const sending = setInterval(() => socket.write("1\r\nx\r\n"), 20);
    socket.once("close", () => clearInterval(sending));
    expect(await ended).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });
});

describe("a form with more in it than any page has asked for", () => {
  const send = (body: string) =>
    ask(site, address, {
      method: "POST",
      headers: { origin: site.url, "content-type": type, "content-length": String(Buffer.byteLength(body)) },
      body,
    });

  it.each([
    [
      "24,000 fields",
      Array.from({ length: 24_000 }, (_, field) => `${field.toString(36)}=`)
        .join("&")
        .slice(0, 99_000),
    ],
    ["a field a thousand times", "message=x&".repeat(1_000)],
    ["101 fields", "a=&".repeat(101)],
  ])("is turned away: %s", async (_what, body) => {
    const { status, body: page } = await send(body);
    expect(status).toBe(400);
    expect(page).toContain("flere felter, end siden kan tage imod");
  });

  it("is read as usual when it has a hundred", async () => {
    expect((await send(`${new URLSearchParams(report)}${"&a=".repeat(96)}`)).status).toBe(303);
  });
});

describe("forms that weigh passwords", () => {
  it("have places of their own: others are answered while they wait", async () => {
    const fields = (number: number) => ({
      intent: "sign-in",
      email: `x${number}@example.org`,
      password: "x".repeat(20),
    });
    let answered = 0;
    const heavy = Array.from({ length: 12 }, async (_, number) => {
      expect((await sendForm(site, "/log-ind", fields(number))).status).toBe(400);
      answered += 1;
    });
    for (let sent = 0; sent < 3; sent++) expect((await sendForm(site, address, report)).status).toBe(303);
    expect(answered).toBeLessThan(heavy.length);
    await Promise.all(heavy);
  });
});

describe("a request that names the whole address", () => {
  it.each(["http", "https"])("is answered as one that names the path: %s", async (scheme) => {
    const whole = `${scheme}://${new URL(site.url).host}`;
    const page = await ask(site, `${whole}/om`);
    expect(page.status).toBe(200);
    expect(page.body).toBe((await ask(site, "/om")).body);
    expect((await ask(site, `${whole}/favicon.svg`)).headers["content-type"]).toBe("image/svg+xml");
    expect((await sendForm(site, `${whole}${address}`, report)).status).toBe(303);
  });
});

describe("a form of ours that is sent twice in a row", () => {
  const twice = { ...report, once: "1" };
  const kept = async () => (await site.sql`select from problem_report`).length;

  it("at once or one after the other, is answered twice and taken once", async () => {
    const mine = { ...twice, message: "Jeg klikkede to gange." };
    const both = await Promise.all([sendForm(site, address, mine), sendForm(site, address, mine)]);
    const third = await sendForm(site, address, mine);
    for (const answer of [...both, third])
      expect([answer.status, answer.headers.location]).toEqual([303, both[0]?.headers.location]);
    expect(await kept()).toBe(1);
  });

  it("gets the cookie of the first answer, for the browser has heard the second alone", async () => {
    const personId = await storePerson(site.sql, {
      email: "to@aarhus.dk",
      name: "To",
      passwordHash: null,
      demo: false,
    });
    const token = await issueToken(site.sql, { purpose: "password_reset", personId });
    const choose = { intent: "choose", password: "fire blå skovsnegle danser", once: "1" };
    const path = `/ny-adgangskode?kode=${token}`;
    const [one, two] = await Promise.all([sendForm(site, path, choose), sendForm(site, path, choose)]);
    expect([one?.status, two?.status]).toEqual([303, 303]);
    expect(two?.headers["set-cookie"]).toEqual(one?.headers["set-cookie"]);
  });

  it("is taken again from another browser, with other words, or to another address", async () => {
    await sendForm(site, address, twice);
    await sendForm(site, address, twice, { "user-agent": "En anden" });
    await sendForm(site, address, twice, { cookie: "en=anden" });
    await sendForm(site, address, { ...twice, message: "Noget helt andet." });
    await sendForm(site, `${address}?side=/om`, twice);
    expect(await kept()).toBe(5);
  });

  it("says on every page that it is one", async () => {
    for (const path of [address, "/log-ind", "/opret-konto"])
      expect((await ask(site, path)).body, path).toContain('<input type="hidden" name="once" value="1"/>');
  });
});
