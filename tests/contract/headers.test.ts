import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, sendForm } from "./ask.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "demo" });
});
afterAll(() => site.stop());

const report = { intent: "report", path: "/om", message: "En prøve", replyTo: "" };

/** One of each sort of answer that does not come from a file. */
const sorts: [what: string, status: number, get: () => Promise<Answer>][] = [
  ["a page", 200, () => ask(site, "/")],
  ["a page that is kept", 200, () => ask(site, "/om").then(() => ask(site, "/om"))],
  ["a narrowed list", 200, () => ask(site, "/eksempler?omraade=ppr")],
  ["a feed", 200, () => ask(site, "/feeds/eksempler.xml")],
  ["a list of the API", 200, () => ask(site, "/api/v1/cases")],
  ["the search of the API", 200, () => ask(site, "/api/v1/search?q=nest")],
  ["a problem of the API", 400, () => ask(site, "/api/v1/cases?x=1")],
  ["the sitemap", 200, () => ask(site, "/sitemap.xml")],
  ["robots.txt", 200, () => ask(site, "/robots.txt")],
  ["the health of the site", 200, () => ask(site, "/healthz")],
  ["a picture", 200, () => ask(site, "/billeder/forside.png")],
  ["the data of a page", 404, () => ask(site, "/om.data")],
  ["a way to a new address", 301, () => ask(site, "/metoder/laeringspartnere")],
  ["the answer to a form", 303, () => sendForm(site, "/meld-et-problem", report)],
  ["an address that cannot be read", 400, () => ask(site, "/%ff")],
  ["a filter that nobody knows", 400, () => ask(site, "/eksempler?omraade=maanen")],
  ["a form from elsewhere", 403, () => sendForm(site, "/meld-et-problem", report, { origin: "https://example.com" })],
  ["a page that there is not", 404, () => ask(site, "/findes-ikke")],
  ["a picture that there is not", 404, () => ask(site, "/billeder/x.png")],
  ["a way of asking that is not allowed", 405, () => ask(site, "/", { method: "DELETE" })],
  ["an address that is too long", 414, () => ask(site, `/${"a".repeat(10_000)}`)],
];

describe.each(sorts)("%s (%i)", (_what, status, get) => {
  let answer: Answer;
  beforeAll(async () => {
    answer = await get();
  });

  it("has its status", () => {
    expect(answer.status).toBe(status);
  });

  it("lets browsers run and fetch nothing that is not the site's own", () => {
    const policy = String(answer.headers["content-security-policy"]);
    const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));
    expect(rules.get("default-src")).toEqual(["'none'"]);
    for (const directive of ["script-src", "style-src", "font-src", "form-action"]) {
      expect(rules.get(directive), directive).toEqual(["'self'"]);
    }
    expect(rules.get("connect-src")).toEqual([
      "'self'",
      site.url.replace("http", "ws").replace("127.0.0.1", "localhost"),
    ]);
    for (const directive of ["frame-ancestors", "base-uri"])
      expect(rules.get(directive), directive).toEqual(["'none'"]);
    expect(policy).not.toMatch(/unsafe|https?:|\*|nonce/);
  });

  it("is taken for nothing else than what it says it is, and shown in no frame", () => {
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["x-frame-options"]).toBe("DENY");
    if (answer.bytes.length > 0) expect(answer.headers["content-type"]).toMatch(/^(text|image|application)\//);
  });

  it("tells others little of where a reader comes from, but keeps the origin on our own forms", () => {
    expect(answer.headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
  });

  it("sets no cookie and does not say what it is made with", () => {
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.headers.server).toBeUndefined();
    expect(answer.headers["x-powered-by"]).toBeUndefined();
  });

  it("may not be kept by others without asking", () => {
    expect(answer.headers["cache-control"]).toMatch(/^(no-cache|no-store)$/);
  });
});

describe("the worker that answers without a network", () => {
  const assets = readdirSync("build/client/assets").filter((file) => file.endsWith(".js"));
  const allowed = async (file: string) => (await ask(site, `/assets/${file}`)).headers["service-worker-allowed"];

  it("may do so for the pages on which texts are written, and no other script may", async () => {
    const workers = assets.filter((file) => file.startsWith("offline-worker-"));
    expect(workers).toHaveLength(1);
    expect(await allowed(workers[0] ?? "")).toBe("/mine-tekster");
    const [other = ""] = assets.filter((file) => file.startsWith("reader-"));
    expect(await allowed(other)).toBeUndefined();
  });
});

describe("a site that is read over https", () => {
  it("tells browsers to stay there, and one that is not does not", async () => {
    const secure = await startSite({ env: { PUBLIC_URL: "https://mereforflere.example" } });
    try {
      expect((await ask(secure, "/om")).headers["strict-transport-security"]).toMatch(/^max-age=\d{8,}/);
      expect((await ask(site, "/om")).headers["strict-transport-security"]).toBeUndefined();
    } finally {
      await secure.stop();
    }
  });
});

describe("an answer that a reader has", () => {
  it.each(["/", "/metoder/nest", "/eksempler?sorter=titel", "/feeds/metoder.xml", "/sitemap.xml", "/robots.txt"])(
    "is not sent again: %s",
    async (path) => {
      for (const encoding of ["identity", "gzip", "br"]) {
        const asked = { "accept-encoding": encoding };
        const first = await ask(site, path, { headers: asked });
        expect(first.status).toBe(200);
        expect(first.headers.etag).toMatch(/^"[^"]+"$/);
        expect(first.headers.vary).toContain("Accept-Encoding");
        const again = await ask(site, path, { headers: { ...asked, "if-none-match": String(first.headers.etag) } });
        expect(again.status).toBe(304);
        expect(again.bytes).toHaveLength(0);
        expect(again.headers.etag).toBe(first.headers.etag);
        expect(again.headers["set-cookie"]).toBeUndefined();
      }
    },
  );

  it("is sent anew when it has changed", async () => {
    const first = await ask(site, "/kommuner/samsoe");
    await site.sql`update municipality set homepage = 'https://www.samsoe.example' where slug = 'samsoe'`;
    const again = () => ask(site, "/kommuner/samsoe", { headers: { "if-none-match": String(first.headers.etag) } });
    await expect.poll(async () => (await again()).status, { timeout: 10_000 }).toBe(200);
    expect((await again()).body).toContain("www.samsoe.example");
  });
});

describe("a question about an answer, without its body (HEAD)", () => {
  it.each([
    "/metoder/co-teaching",
    "/feeds/eksempler.xml",
    "/billeder/metoder/co-teaching.png",
    "/sitemap.xml",
    "/healthz",
  ])("is answered as the full question would be: %s", async (path) => {
    const head = await ask(site, path, { method: "HEAD" });
    const full = await ask(site, path);
    expect(head.bytes).toHaveLength(0);
    expect(full.bytes.length).toBeGreaterThan(0);
    expect({ ...head.headers, date: "" }).toEqual({ ...full.headers, date: "" });
    expect(head.status).toBe(full.status);
  });

  it("leaves the page as it was for those who ask after it", async () => {
    await ask(site, "/metoder/mentalisering", { method: "HEAD" });
    const { body } = await ask(site, "/metoder/mentalisering");
    expect(body).toContain("<h1>Mentalisering");
  });
});

describe("the files of the site", () => {
  async function filesOf(page: string): Promise<string[]> {
    const { body } = await ask(site, page);
    return [...body.matchAll(/(?:href|src)="(\/(?:assets\/)?[\w.-]+\.(?:css|js|svg|ico|png|webmanifest))"/g)].map(
      ([, file = ""]) => file,
    );
  }

  it("say what they are, and those with a hash in their name may be kept for ever", async () => {
    const types: Record<string, RegExp> = {
      css: /^text\/css/,
      js: /^(text|application)\/javascript/,
      svg: /^image\/svg\+xml/,
      png: /^image\/png/,
      ico: /^image\/(x-icon|vnd\.microsoft\.icon)/,
    };
    const files = await filesOf("/");
    expect(files.some((file) => file.endsWith(".css"))).toBe(true);
    expect(files.some((file) => file.endsWith(".js"))).toBe(true);
    for (const file of files) {
      const { status, headers } = await ask(site, file);
      expect(status, file).toBe(200);
      expect(headers["content-type"], file).toMatch(types[file.split(".").at(-1) ?? ""] ?? /./);
      expect(headers["x-content-type-options"], file).toBe("nosniff");
      expect(headers["content-security-policy"], file).toMatch(/^default-src 'none'/);
      expect(headers["cross-origin-resource-policy"], file).toBe("same-origin");
      expect(headers["set-cookie"], file).toBeUndefined();
      expect(headers["cache-control"], file).toBe(
        file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
      );
    }
  });

  it("are sent compressed to those who take it", async () => {
    const [file = ""] = (await filesOf("/")).filter((name) => name.endsWith(".css"));
    const plain = await ask(site, file);
    for (const encoding of ["br", "gzip"]) {
      const packed = await ask(site, file, { headers: { "accept-encoding": encoding } });
      expect(packed.headers["content-encoding"]).toBe(encoding);
      expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    }
  });

  it("can be asked about without being sent (HEAD)", async () => {
    for (const file of await filesOf("/")) {
      expect((await ask(site, file, { method: "HEAD" })).status, file).toBe(200);
    }
  });

  it("are all that is served: nothing above their folder is", async () => {
    for (const path of [
      "/assets/../../server/index.js",
      "/assets/..%2f..%2fserver%2findex.js",
      "/assets/%2e%2e/%2e%2e/package.json",
      "/../package.json",
      "/build/server/index.js",
      "/package.json",
      "/assets",
    ]) {
      let answer = await ask(site, path);
      if (answer.status === 301) {
        expect(answer.headers.location, path).toMatch(/^\/[a-z]/);
        answer = await ask(site, answer.headers.location ?? "");
      }
      expect(answer.status, path).toBe(404);
    }
  });
});
