import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildCase } from "#seeds/builders/build-case.ts";
import { buildMethod } from "#seeds/builders/build-method.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, headOf, sendForm } from "./ask.ts";

let site: TestSite;
beforeAll(async () => {
  site = await startSite({ seed: "demo" });
  await buildCase(site.sql, {
    slug: "for-netvaerket",
    visibility: "network",
    retiredSlugs: ["gammelt-for-netvaerket"],
  });
  await buildCase(site.sql, { slug: "for-kommunen", visibility: "municipality" });
  await buildCase(site.sql, { slug: "en-kladde", state: "draft" });
  await buildCase(site.sql, { slug: "nyt-navn", retiredSlugs: ["gammelt-navn"] });
  await buildCase(site.sql, { slug: "trukket-tilbage", state: "withdrawn", retiredSlugs: ["gammelt-trukket"] });
  await buildCase(site.sql, { slug: "trukket-fra-netvaerket", state: "withdrawn", visibility: "network" });
  await buildMethod(site.sql, { slug: "ny-metode", retiredSlugs: ["gammel-metode"] });
  await buildMethod(site.sql, { slug: "metode-trukket-tilbage", state: "withdrawn" });
  await buildMethod(site.sql, { slug: "metode-for-netvaerket", visibility: "network" });
});
afterAll(() => site.stop());

const log = vi.spyOn(console, "error");
afterAll(() => log.mockRestore());
beforeEach(() => {
  log.mockReset().mockImplementation(() => {});
});

/** The inside of the site must never be seen from the outside. */
function expectNoInside({ body }: Answer): void {
  expect(
    /\bat (async )?[\w.<>]+ \(|node_modules|file:\/\/|\.tsx?:\d+|PostgresError|Unexpected Server Error/.exec(body)?.[0],
  ).toBeUndefined();
}

/** An error page: its status, a face, help in Danish, and out of search engines. */
function expectTrouble(answer: Answer, status: number, sentence?: RegExp): void {
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  const { title, heading, content } = headOf(answer.body);
  expect(title).toMatch(/ · Mere for Flere$/);
  expect(heading).not.toBe("");
  expect(content("robots")).toBe("noindex");
  const lead = /<p class="lead">([^<]*)<\/p>/.exec(answer.body)?.[1] ?? "";
  expect(lead).toMatch(/^\p{Lu}.*[.!?]$/u);
  if (sentence) expect(lead).toMatch(sentence);
  expect(answer.body).toContain('<html lang="da">');
  expect(answer.body).toContain('<a href="/metoder">');
  expectNoInside(answer);
}

describe("what the server cannot read as a request", () => {
  /** Sends bytes as they are, and gives all that comes back until the connection is closed. */
  async function answersTo(text: string): Promise<string> {
    const { hostname, port } = new URL(site.url);
    const socket = connect(Number(port), hostname);
    let said = "";
    socket.on("data", (chunk) => {
      said += chunk.toString("utf8");
    });
    socket.on("error", () => {});
    socket.write(text);
    await once(socket, "close");
    return said;
  }
  const host = "Host: localhost";

  it.each([
    ["GET /soeg?q=børn", "/soeg?q=b%C3%B8rn"],
    ["HEAD /søg", "/s%C3%B8g"],
    ["GET /soeg?q=to ord", "/soeg?q=to%20ord"],
    ['GET /soeg?q="ø"&x=%C3%B8', "/soeg?q=%22%C3%B8%22&x=%C3%B8"],
  ])("is shown the way where letters are not escaped: %s", async (line, location) => {
    const said = await answersTo(`${line} HTTP/1.1\r\n${host}\r\n\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 301 Moved Permanently\r\n/);
    expect(said).toContain(`\r\nLocation: ${location}\r\n`);
    expect(said.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(said).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/i);
    expect(said).toMatch(/\r\nContent-Length: 0\r\n\r\n$/);
  });

  it("finds what was asked for, where letters were not escaped", async () => {
    const [, location = ""] =
      /\r\nLocation: (\S+)/.exec(await answersTo(`GET /soeg?q=børn HTTP/1.1\r\n${host}\r\n\r\n`)) ?? [];
    const { status, body } = await ask(site, location);
    expect([status, body]).toEqual([200, expect.stringContaining('value="børn"')]);
  });

  it.each([
    "POST /log-ind?til=/☃",
    "POST /a b",
    "GET //example.com/ø",
    "GET /\\example.com/ø",
    "GET /a\u0001ø",
    "GET /a\rX-A: ø",
    `GET /${"ø".repeat(4_000)}`,
  ])("is told in Danish where it is an address that leads nowhere: %s", async (line) => {
    const said = await answersTo(`${line} HTTP/1.1\r\n${host}\r\n\r\n`);
    expect(said).not.toMatch(/^location:/im);
    expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(said).toMatch(/\r\nContent-Type: text\/plain; charset=utf-8\r\n/);
    expect(said).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/i);
    const [, body = ""] = said.split("\r\n\r\n");
    expect(body).toBe("Adressen indeholder tegn, som vi ikke kan læse. Se, om den er blevet klippet over.");
    expect(said).toContain(`Content-Length: ${Buffer.byteLength(body)}\r\n`);
  });

  it("is otherwise answered with its status alone", async () => {
    expect(await answersTo("hvad som helst\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    const long = `GET / HTTP/1.1\r\n${host}\r\nX-Long: ${"a".repeat(200_000)}\r\n\r\n`;
    expect(await answersTo(long)).toMatch(/^HTTP\/1\.1 431 /);
  });
});

const strange = [
  "findes-ikke",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' or 1=1 --",
  "'; drop table case_story; --",
  "😀",
  "æøå",
  "../../etc/passwd",
  "toString",
  "__proto__",
  "{{7*7}}",
  "a b+c%d",
  "x".repeat(400),
];

describe("an address that is nobody's", () => {
  it.each([
    "/findes-ikke",
    "/eksempler/findes/ikke",
    "/wp-admin.php",
    "/.env",
    "/metoder/nest/mere",
    "/healthz/mere",
    "/assets/findes-ikke.js",
  ])("is not found: %s", async (path) => {
    expectTrouble(await ask(site, path), 404, /Der er ingen side på den adresse/);
  });

  const folders = [
    "/eksempler",
    "/metoder",
    "/kommuner",
    "/dokumenter",
    "/kilder",
    "/erklaeringer",
    "/erklaeringer/2025/punkter",
  ];
  it.each(folders)(
    "is not found under %s, whatever stands there, and nothing of it is shown unescaped",
    async (folder) => {
      for (const name of strange) {
        const answer = await ask(site, `${folder}/${encodeURIComponent(name)}`);
        expectTrouble(answer, 404);
        expect(answer.body).not.toMatch(/<script>alert|<img src=x|drop table/);
      }
    },
  );

  it.each([
    "/erklaeringer/1999",
    "/erklaeringer/2025/punkter/11",
    "/erklaeringer/2025/punkter/0",
    "/erklaeringer/99999",
    "/erklaeringer/2025/punkter/32768",
    "/erklaeringer/-1",
  ])("is not found though it looks like a number that might be: %s", async (path) => {
    expectTrouble(await ask(site, path), 404);
  });

  it("is not found though its letters are sent as they are, unescaped", async () => {
    const raw = (text: string) => Buffer.from(text).toString("latin1");
    for (const name of ["😀", "ærø", '<b>"x"</b>', "'--", "\u{7f}"]) {
      const first = await ask(site, `/kommuner/${raw(name)}`);
      const { status } = first.status === 301 ? await ask(site, first.headers.location ?? "") : first;
      expect([400, 404]).toContain(status);
    }
  });
});

describe("an address that cannot be read", () => {
  it.each(["/%00", "/metoder/%00", "/metoder/nest%00", "/%ff", "/kommuner/%E6r%F8", "/%", "/metoder/%zz"])(
    "is refused with a reason: %s",
    async (path) => {
      expectTrouble(await ask(site, path), 400, /tegn, som vi ikke kan læse/);
    },
  );

  it.each(["/", "/eksempler?metode=", "/metoder/"])("is refused when it is far too long: %s…", async (start) => {
    for (const letters of ["a".repeat(10_000), "%C3%B8".repeat(10_000)])
      expectTrouble(await ask(site, start + letters), 414, /Adressen er for lang/);
  });
});

describe("a page that has been somewhere or is no more", () => {
  it.each([
    ["/metoder/laeringspartnere", "/metoder/staerkere-laeringsfaellesskaber"],
    ["/eksempler/gammelt-navn", "/eksempler/nyt-navn"],
    ["/metoder/gammel-metode", "/metoder/ny-metode"],
  ])("leads from %s to %s for good", async (from, to) => {
    const { status, headers } = await ask(site, from);
    expect(status).toBe(301);
    expect(headers.location).toBe(to);
    expect((await ask(site, to)).status).toBe(200);
  });

  it.each(["/eksempler/trukket-tilbage", "/eksempler/gammelt-trukket", "/metoder/metode-trukket-tilbage"])(
    "is gone when it has been withdrawn: %s",
    async (path) => {
      expectTrouble(await ask(site, path), 410, /trukket tilbage/);
    },
  );

  it.each(["for-netvaerket", "for-kommunen", "en-kladde", "gammelt-for-netvaerket", "trukket-fra-netvaerket"])(
    "is like one that never was to those who may not see it: /eksempler/%s",
    async (slug) => {
      const answer = await ask(site, `/eksempler/${slug}`);
      expectTrouble(answer, 404);
      expect(answer.body).toBe((await ask(site, "/eksempler/aldrig-vaeret")).body);
      const data = await ask(site, `/eksempler/${slug}.data`);
      expect(data.status).toBe(404);
      expect(data.body).not.toContain("Titel på");
    },
  );

  it("is like one that never was when it is a method of the network", async () => {
    const answer = await ask(site, "/metoder/metode-for-netvaerket");
    expectTrouble(answer, 404);
    expect(answer.body).toBe((await ask(site, "/metoder/aldrig-vaeret")).body);
    expectTrouble(await ask(site, "/eksempler?metode=metode-for-netvaerket"), 400, /Vi kender ikke metoden/);
  });
});

describe("a page that is asked for under an address that is not quite its own", () => {
  it.each([
    ["/metoder/", "/metoder"],
    ["/metoder/nest/", "/metoder/nest"],
    ["//metoder//nest", "/metoder/nest"],
    ["//example.com", "/example.com"],
    ["///", "/"],
    ["/eksempler/?omraade=ppr&a=//", "/eksempler?omraade=ppr&a=//"],
    ["/x/../soeg?q=nest", "/soeg?q=nest"],
    ["/x/%2e%2e/soeg", "/soeg"],
  ])("leads from %s to %s, and to no other site", async (from, to) => {
    const { status, headers } = await ask(site, from);
    expect(status).toBe(301);
    expect(headers.location).toBe(to);
  });
});

describe("a list that is asked for what it has not", () => {
  const filters = [
    ["/eksempler", "omraade", "området"],
    ["/eksempler", "stadie", "stadiet"],
    ["/eksempler", "metode", "metoden"],
    ["/eksempler", "klassetrin", "klassetrinnet"],
    ["/eksempler", "punkt", "punktet"],
    ["/eksempler", "niveau", "indsatsniveauet"],
    ["/eksempler", "region", "regionen"],
    ["/eksempler", "kommune", "kommunen"],
    ["/eksempler", "sorter", "sorteringen"],
    ["/eksempler", "demodata", "valget"],
    ["/metoder", "slags", "typen"],
    ["/metoder", "omraade", "området"],
    ["/metoder", "niveau", "indsatsniveauet"],
    ["/metoder", "punkt", "punktet"],
    ["/metoder", "sorter", "sorteringen"],
    ["/kommuner", "region", "regionen"],
    ["/kommuner", "har", "valget"],
    ["/kommuner", "sorter", "sorteringen"],
    ["/kommuner", "kort", "kortet"],
    ["/dokumenter", "udgiver", "udgiveren"],
    ["/dokumenter", "sorter", "sorteringen"],
    ["/kilder", "slags", "typen"],
    ["/kilder", "land", "landet"],
    ["/kilder", "emne", "emnet"],
    ["/kilder", "sorter", "sorteringen"],
  ] as const;

  it.each(filters)(
    "says so when %s does not know a value of %s, and shows nothing of it unescaped",
    async (path, parameter, name) => {
      for (const value of strange) {
        const answer = await ask(site, `${path}?${new URLSearchParams({ [parameter]: value })}`);
        expectTrouble(answer, 400, new RegExp(`^Vi kender ikke ${name} »`));
        expect(answer.body).not.toMatch(/<script>alert|<img src=x/);
      }
      const { body } = await ask(site, `${path}?${parameter}=maanen`);
      expect(body).toContain(`Vi kender ikke ${name} »maanen«. Fjern den fra adressen, eller begynd forfra.`);
      expect(body, "the way back to the list").toMatch(
        new RegExp(`<h2>Måske leder du efter</h2><ul><li><a href="${path}">`),
      );
    },
  );

  it.each(["abc", "0", "-1", "1.5", "1e3", "9999999", "٣"])("says so when the page is no number: %s", async (page) => {
    expectTrouble(await ask(site, `/eksempler?${new URLSearchParams({ side: page })}`), 400, /^Vi kender ikke siden »/);
  });

  it.each(["99", "999999"])("is not found beyond its last page: %s", async (page) => {
    expectTrouble(await ask(site, `/eksempler?side=${page}`), 404, /Så mange sider har listen ikke/);
  });

  it("says so when more is chosen than anybody would", async () => {
    const many = Array.from({ length: 51 }, (_, index) => `kommune=k${index}`).join("&");
    expectTrouble(await ask(site, `/eksempler?${many}`), 400, /flere end 50/);
  });

  it("is empty and helpful when nothing fits, and its first page is there though it is empty", async () => {
    const { status, body } = await ask(site, "/eksempler?kommune=fanoe&klassetrin=9&demodata=skjul&side=1");
    expect(status).toBe(200);
    expect(body).toContain("Ingen eksempler passer på det, du har valgt.");
  });

  it("does not mind what it has no use for, nor what cannot be read", async () => {
    for (const query of ["utm_source=nyhedsbrev&omraade=", "utm_content=50%", "metode=%00", "omraade=ppr&x=%ff"])
      expect((await ask(site, `/eksempler?${query}`)).status, query).toBe(200);
  });

  it("does not mind cookies that others on the domain have set", async () => {
    for (const path of ["/eksempler", "/healthz", "/log-ind"])
      expect((await ask(site, path, { headers: { cookie: "promo=100%; a=%00; session=%zz" } })).status, path).toBe(200);
  });
});

describe("a way of asking that the site has not", () => {
  it.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])(
    "is refused, and what is allowed is named: %s",
    async (method) => {
      const answer = await ask(site, "/metoder/nest", { method });
      expectTrouble(answer, 405, /kan kun læses/);
      expect(answer.headers.allow).toBe("GET, HEAD");
    },
  );

  it.each(["/", "/metoder", "/metoder/nest", "/eksempler?omraade=ppr", "/om", "/kilder/vive-2020", "/findes-ikke"])(
    "is refused when a form is sent to a page that has none: %s",
    async (path) => {
      expectTrouble(await sendForm(site, path, { a: "b" }), 405, /kan kun læses/);
    },
  );

  it.each(["/robots.txt", "/healthz", "/sitemap.xml", "/feeds/eksempler.xml", "/billeder/forside.png"])(
    "is refused when a form is sent to what is no page: %s",
    async (path) => {
      const answer = await sendForm(site, path, { a: "b" });
      expect(answer.status).toBe(405);
      expectNoInside(answer);
    },
  );
});

describe("what is not there and is no page", () => {
  it("is missing without a word of the inside", async () => {
    const answer = await ask(site, "/billeder/findes-ikke.png");
    expect(answer.status).toBe(404);
    expectNoInside(answer);
  });
});

describe("the log of the site", () => {
  it.each([
    ["a page that there is not", () => ask(site, "/findes-ikke")],
    ["a case that there is not", () => ask(site, "/eksempler/findes-ikke")],
    ["a picture that there is not", () => ask(site, "/billeder/findes-ikke.png")],
    ["a source that there is not", () => ask(site, "/kilder/findes-ikke")],
    ["a filter that nobody knows", () => ask(site, "/eksempler?omraade=maanen")],
    ["an address that cannot be read", () => ask(site, "/%ff")],
    ["a form to a page that has none", () => sendForm(site, "/om", { a: "b" })],
    ["a form to what is no page", () => sendForm(site, "/robots.txt", { a: "b" })],
  ])("is for our own faults and not for what readers do: %s", async (_what, act) => {
    expect((await act()).status).toBeLessThan(500);
    expect(log.mock.calls).toEqual([]);
  });
});
