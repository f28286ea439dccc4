import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, sendForm } from "./ask.ts";

const address = "/meld-et-problem";
const report = {
  path: "/metoder/nest",
  message: "Linket i afsnit 2 virker ikke.\r\nDet fører til en tom side.",
  replyTo: "mette@example.dk",
};
const valid = { intent: "report", ...report };
let site: TestSite;

beforeAll(async () => {
  site = await startSite({ seed: "reference" });
});
afterAll(() => site.stop());
beforeEach(() => site.sql`truncate problem_report`);

const stored = () => site.sql`select path, message, reply_to as "replyTo" from problem_report`;
const plain = (html: string) =>
  html.replace(
    /&(lt|gt|quot|amp|#x27);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#x27": "'" })[name] ?? "",
  );

/** What stands in the fields of the form. */
function typedIn({ body }: Answer): Record<string, string> {
  const input = (name: string) =>
    plain(new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(body)?.[1] ?? "");
  const message = plain(/<textarea[^>]*name="message"[^>]*>([^<]*)<\/textarea>/.exec(body)?.[1] ?? "");
  return { path: input("path"), message: message.replace(/^\r?\n/, ""), replyTo: input("replyTo") };
}

describe("the form for a problem with a page", () => {
  it("knows which page the reader comes from", async () => {
    expect(typedIn(await ask(site, `${address}?side=%2Fmetoder%2Fnest`)).path).toBe("/metoder/nest");
    expect(typedIn(await ask(site, address)).path).toBe("/");
  });

  it.each([
    "/eksempler",
    "/eksempler/koebenhavn-nest-lundehusskolen",
    "/metoder",
    "/metoder/co-teaching",
    "/kommuner",
    "/kommuner/koebenhavn",
    "/erklaeringer",
    "/erklaeringer/2025",
    "/erklaeringer/2025/punkter/3",
    "/dokumenter",
    "/dokumenter/koebenhavn-mangfoldige-boernefaellesskaber-2026",
    "/kilder",
    "/om",
    "/privatliv",
  ])("is one click away at the foot of %s, and knows the page", async (path) => {
    const { body } = await ask(site, path);
    const foot = body.slice(body.indexOf('<aside class="page-foot'));
    const [, link = ""] = /<a[^>]*\shref="([^"]*)"[^>]*>Meld et problem med siden<\/a>/.exec(foot) ?? [];
    const form = await ask(site, plain(link));
    expect(form.status).toBe(200);
    expect(typedIn(form).path).toBe(path);
  });

  it.each([
    "https://example.com/",
    "//example.com",
    "/\\example.com",
    "/\t/example.com",
    "/\n/example.com",
    "javascript:alert(1)",
    '/"><script>alert(1)</script>',
  ])("leads back to no other site, though the address asks for %j", async (side) => {
    for (const sent of ["", "&gjort=sendt"]) {
      const { status, body } = await ask(site, `${address}?${new URLSearchParams({ side })}${sent}`);
      expect(status).toBe(200);
      for (const [, href = ""] of body.matchAll(/<a[^>]*\shref="([^"]*)"/g)) {
        expect(new URL(plain(href), site.url).origin, href).toBe(site.url);
      }
      expect(body).not.toContain("<script>alert");
    }
  });
});

describe("a report", () => {
  it("is stored, and the reader is led to a thank-you that can be reloaded without sending it again", async () => {
    const { status, headers } = await sendForm(site, address, valid);
    expect(status).toBe(303);
    expect(headers.location).toBe("/meld-et-problem?side=%2Fmetoder%2Fnest&gjort=sendt");
    expect(await stored()).toEqual([report]);
    const thanks = await ask(site, String(headers.location));
    expect(thanks.status).toBe(200);
    expect(thanks.body).toContain("Tak, det er modtaget");
    expect(thanks.body).toContain('href="/metoder/nest"');
    expect(await stored()).toHaveLength(1);
  });

  it("needs no mail address, and may come in either way that forms are sent", async () => {
    const boundary = "----en-graense";
    const fields = { path: "/om", message: "Æøå & <b>fed</b> 😀", replyTo: "" };
    const parts = Object.entries({ intent: "report", ...fields }).map(
      ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = Buffer.from(`${parts.join("")}--${boundary}--\r\n`);
    const headers = {
      origin: site.url,
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": String(body.length),
    };
    expect((await ask(site, address, { method: "POST", headers, body })).status).toBe(303);
    expect(await stored()).toEqual([{ ...fields, replyTo: null }]);
  });

  it.each([
    ["without a word", { message: "  " }, "Skriv, hvad der er galt."],
    ["that is a book", { message: "Lang. ".repeat(1_000) }, "Skriv højst 4.000 tegn. Det vigtigste er nok."],
    [
      "about another site",
      { path: "https://example.com" },
      "Siden skal være en adresse her på sitet, for eksempel /metoder/nest.",
    ],
    [
      "with half a mail address",
      { replyTo: "mette@" },
      "Mailadressen ser ikke rigtig ud. Ret den, eller lad feltet stå tomt.",
    ],
    [
      "with signs that mean something in HTML",
      { path: "x", message: '</textarea><script>alert("1")</script>', replyTo: '"><b>' },
      "Mailadressen ser ikke rigtig ud.",
    ],
  ])("%s is not stored; the reader is told why and keeps what was typed", async (_what, change, sentence) => {
    const typed = { ...report, message: "Linket virker ikke.", ...change };
    const answer = await sendForm(site, address, { ...valid, ...typed });
    expect(answer.status).toBe(400);
    expect(plain(answer.body)).toContain(sentence);
    expect(answer.body).toContain('role="alert"');
    expect(answer.body).toContain('aria-invalid="true"');
    expect(typedIn(answer)).toEqual(typed);
    expect(answer.body).not.toContain("<script>alert");
    expect(await stored()).toEqual([]);
  });

  it("is never kept and shown to the next reader", async () => {
    await sendForm(site, address, { ...valid, message: "", path: "/hemmeligt" });
    expect((await ask(site, address)).body).not.toContain("/hemmeligt");
  });
});

describe("what is no report of ours", () => {
  const refused: [what: string, status: number, send: () => Promise<Answer>][] = [
    ["a form on another site", 403, () => sendForm(site, address, valid, { origin: "https://example.com" })],
    [
      "a form on the same host, but another port",
      403,
      () => sendForm(site, address, valid, { origin: "http://127.0.0.1:1" }),
    ],
    ["a page that hides where it comes from", 403, () => sendForm(site, address, valid, { origin: "null" })],
    [
      "a program that does not say where it comes from",
      403,
      () => post({ "content-type": "application/x-www-form-urlencoded" }, "path=/&message=x"),
    ],
    ["JSON", 415, () => post({ origin: site.url, "content-type": "application/json" }, JSON.stringify(valid))],
    ["plain text", 415, () => post({ origin: site.url, "content-type": "text/plain" }, "message=x")],
    ["a megabyte", 413, () => sendForm(site, address, { ...valid, message: "x".repeat(1_000_000) })],
    [
      "a form in pieces, of no kind that we know",
      400,
      () =>
        post(
          { origin: site.url, "content-type": "application/x-www-form-urlencoded", "transfer-encoding": "chunked" },
          "message=x",
        ),
    ],
    [
      "a form whose parts cannot be told apart",
      400,
      () => post({ origin: site.url, "content-type": "multipart/form-data", "content-length": "9" }, "message=x"),
    ],
    [
      "a form that breaks off",
      400,
      () =>
        post(
          { origin: site.url, "content-type": "multipart/form-data; boundary=b", "content-length": "10" },
          "--b\r\nConte",
        ),
    ],
  ];
  const post = (headers: Record<string, string>, body: string) => ask(site, address, { method: "POST", headers, body });

  it.each(refused)("is turned away in Danish, and nothing is stored: %s (%i)", async (_what, status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.body).toContain('<html lang="da">');
    expect(answer.body).toMatch(/<p class="lead">\p{Lu}[^<]*\.<\/p>/u);
    expect(answer.body).not.toMatch(/node_modules|\bat \S+ \(/);
    expect(await stored()).toEqual([]);
  });

  it("does not fill the log of the site, which is for our own faults", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    for (const [, , send] of refused) await send();
    expect(log.mock.calls).toEqual([]);
    log.mockRestore();
  });

  it("cannot be stored under the cover of another name for the site", async () => {
    const headers = { origin: "https://example.com", "x-forwarded-host": "example.com", "x-forwarded-proto": "https" };
    expect((await sendForm(site, address, valid, headers)).status).toBe(403);
    expect(await stored()).toEqual([]);
  });
});

describe("a site behind a proxy that knows it by its public name", () => {
  const publicUrl = "https://mereforflere.example";

  it("takes a form from that name, though the proxy asks under another", async () => {
    const behind = await startSite({ env: { PUBLIC_URL: publicUrl } });
    try {
      const { status } = await sendForm(behind, address, valid, { origin: publicUrl });
      expect(status).toBe(303);
      expect(await behind.sql`select path from problem_report`).toEqual([{ path: valid.path }]);
      expect((await sendForm(behind, address, valid)).status).toBe(403);
    } finally {
      await behind.stop();
    }
  });

  it("takes a form from the name that a trusted proxy gives, when nobody has said another", async () => {
    const behind = await startSite({ env: { TRUST_PROXY: "1" } });
    const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "mereforflere.example" };
    try {
      expect((await sendForm(behind, address, valid, { ...forwarded, origin: publicUrl })).status).toBe(303);
      expect((await sendForm(behind, address, valid, { ...forwarded, origin: "https://example.com" })).status).toBe(
        403,
      );
    } finally {
      await behind.stop();
    }
  });
});
