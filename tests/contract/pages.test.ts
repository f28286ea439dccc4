import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whoReadsReports, whoRuns } from "#app/ui/who-runs.ts";
import { startSite, type TestSite } from "#tests/support/site.ts";
import { type Answer, ask, headOf } from "./ask.ts";

const publicUrl = "https://mereforflere.example";
let site: TestSite;
/** Every address of the sitemap with its answer. */
let pages: Map<string, Answer>;
let sitemap: Answer;

beforeAll(async () => {
  site = await startSite({ seed: "demo", env: { PUBLIC_URL: publicUrl } });
  sitemap = await ask(site, "/sitemap.xml");
  pages = new Map();
  for (const path of addresses(sitemap.body)) pages.set(path, await ask(site, path));
  // Hundreds of pages, each rendered for the first time.
}, 240_000);
afterAll(() => site.stop());

function addresses(xml: string): string[] {
  const { urlset } = new XMLParser({ parseTagValue: false }).parse(xml);
  return urlset.url.map(({ loc }: { loc: string }) => {
    expect(loc.startsWith(publicUrl), loc).toBe(true);
    return loc.slice(publicUrl.length);
  });
}

/** What is wrong on each page; nothing is expected anywhere. */
function expectOnEveryPage(
  fault: (page: { path: string; body: string; answer: Answer }) => string | undefined | false,
): void {
  const faults = [...pages].flatMap(([path, answer]) => {
    const found = fault({ path, body: answer.body, answer });
    return found ? [`${path}: ${found}`] : [];
  });
  expect(faults).toEqual([]);
}

it("the pages about the site and about privacy agree on who runs it and who reads reports", async () => {
  const [about, privacy] = ["/om", "/privatliv"].map((path) => pages.get(path)?.body.replaceAll("<!-- -->", ""));
  for (const sentence of [whoReadsReports, whoRuns(null)]) {
    expect(about).toContain(sentence);
    expect(privacy).toContain(sentence);
  }
});

describe("the sitemap", () => {
  it("is XML with an address of every page of content, each once", async () => {
    expect(sitemap.status).toBe(200);
    expect(sitemap.headers["content-type"]).toBe("application/xml; charset=utf-8");
    expect(sitemap.body).toContain('xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"');
    const all = addresses(sitemap.body);
    expect(new Set(all).size).toBe(all.length);
    const count = (pattern: RegExp) => all.filter((path) => pattern.test(path)).length;
    expect(count(/^\/kommuner\/[a-z-]+$/)).toBe(98);
    expect(count(/^\/erklaeringer\/2025\/punkter\/\d+$/)).toBe(10);
    expect(count(/^\/metoder\/[a-z0-9-]+$/)).toBeGreaterThanOrEqual(30);
    expect(count(/^\/eksempler\/[a-z0-9-]+$/)).toBeGreaterThanOrEqual(20);
    expect(count(/^\/dokumenter\/[a-z0-9-]+$/)).toBe(5);
    expect(all).toEqual(
      expect.arrayContaining(["/", "/eksempler", "/metoder", "/kommuner", "/erklaeringer/2025", "/om"]),
    );
  });

  it("dates pages by the day on which they last changed", () => {
    const dates = [...sitemap.body.matchAll(/<lastmod>([^<]*)<\/lastmod>/g)].map(([, date]) => date);
    expect(dates.length).toBeGreaterThan(50);
    for (const date of dates) expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it("holds nothing that is invented or not for everybody", async () => {
    const hidden = await site.sql<{ slug: string }[]>`
      select slug from case_story where demo or visibility <> 'public' or withdrawn_at is not null or published_revision_id is null`;
    expect(hidden.length).toBeGreaterThan(20);
    for (const { slug } of hidden) expect(pages.has(`/eksempler/${slug}`), slug).toBe(false);
  });

  it("is named by robots.txt, which keeps nothing of the content back", async () => {
    const { status, headers, body } = await ask(site, "/robots.txt");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(body).toMatch(new RegExp(`^Sitemap: ${publicUrl}/sitemap\\.xml$`, "m"));
    const kept = [...body.matchAll(/^Disallow: (.*)$/gm)].map(([, path]) => path ?? "");
    for (const path of pages.keys())
      expect(
        kept.some((prefix) => path.startsWith(prefix)),
        path,
      ).toBe(false);
  });
});

describe("every page in the sitemap", () => {
  it("is there", () => {
    expect(pages.size).toBeGreaterThan(150);
    expectOnEveryPage(({ answer }) => answer.status !== 200 && `${answer.status}`);
    expectOnEveryPage(({ answer }) => answer.headers["content-type"] !== "text/html; charset=utf-8" && "no HTML");
  });

  it("has a title, a description and a heading of its own", () => {
    const seen = { title: new Map<string, string>(), description: new Map<string, string>() };
    expectOnEveryPage(({ path, body }) => {
      const { title, heading, content } = headOf(body);
      const description = content("description") ?? "";
      if (!/Mere for Flere/.test(title) || title.length < 15) return `title: ${title}`;
      if (description.length < 20 || description.length > 320) return `description: ${description}`;
      if (!heading) return "no heading";
      if ((body.match(/<h1[ >]/g) ?? []).length !== 1) return "not one h1";
      const same = seen.title.get(title) ?? seen.description.get(description);
      seen.title.set(title, path);
      seen.description.set(description, path);
      return same && `the same title or description as ${same}`;
    });
  });

  it("names its one address", () => {
    expectOnEveryPage(({ path, body }) => {
      const { canonical, content } = headOf(body);
      const own = publicUrl + path;
      return (
        (canonical !== own && `canonical: ${canonical}`) ||
        (content("og:url") !== own && `og:url: ${content("og:url")}`)
      );
    });
  });

  it("says what a link to it shows: title, description and a picture of a given size with words for it", () => {
    expectOnEveryPage(({ body }) => {
      const { content } = headOf(body);
      const missing = ["og:title", "og:description", "og:image:alt", "og:type", "og:site_name"].filter(
        (name) => !content(name),
      );
      if (missing.length) return missing.join(", ");
      if (!content("og:image")?.match(new RegExp(`^${publicUrl}/billeder/[a-z0-9/-]+\\.png$`)))
        return `og:image: ${content("og:image")}`;
      if (content("og:image:width") !== "1200" || content("og:image:height") !== "630") return "size of the picture";
      return content("twitter:card") !== "summary_large_image" && "twitter:card";
    });
  });

  it("is Danish and may be found by search robots", () => {
    expectOnEveryPage(({ body }) => !body.includes('<html lang="da">') && "lang");
    expectOnEveryPage(({ body }) => headOf(body).content("robots"));
  });

  it("holds no script, style or handler that the policy of the site would stop", () => {
    expectOnEveryPage(({ body }) => /<script(?![^>]*\ssrc=)[^>]*>/.exec(body)?.[0]);
    expectOnEveryPage(({ body }) => /<[a-z][^>]*\s(style|on[a-z]+)="[^"]*"/.exec(body)?.[0]);
    expectOnEveryPage(({ body }) => /<style[ >]/.exec(body)?.[0]);
    expectOnEveryPage(({ body }) => /\shref="\s*(javascript|data):/i.exec(body)?.[0]);
  });

  it("fetches nothing from anybody else", () => {
    expectOnEveryPage(
      ({ body }) => /<(script|img|iframe|source|video|audio)[^>]*\ssrc="(https?:)?\/\/[^"]*"/.exec(body)?.[0],
    );
    expectOnEveryPage(
      ({ body }) =>
        /<link[^>]*\srel="(stylesheet|preload|modulepreload|icon)"[^>]*href="(https?:)?\/\//.exec(body)?.[0],
    );
  });

  it("gives every id once", () => {
    expectOnEveryPage(({ body }) => {
      const ids = [...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
      return ids.find((id, index) => ids.indexOf(id) !== index);
    });
  });
});

describe("every link on these pages", () => {
  /** Where each address is linked from, and what it answers. */
  const links = new Map<string, string>();
  const answers = new Map<string, Answer>();

  beforeAll(async () => {
    for (const [path, answer] of pages) {
      answers.set(path, answer);
      for (const [, href = ""] of answer.body.matchAll(/<a[^>]*\shref="([^"]*)"/g)) {
        const address = href.replaceAll("&amp;", "&");
        if (!/^(https?:|mailto:)/.test(address))
          links.set(address.startsWith("#") ? `${path}${address}` : address, path);
      }
    }
    for (const address of links.keys()) {
      const [path = ""] = address.split("#");
      if (!answers.has(path)) answers.set(path, await ask(site, path));
    }
  });

  it("leads to a page, and to a place on it, that is there", () => {
    expect(links.size).toBeGreaterThan(500);
    const broken = [...links].flatMap(([address, from]) => {
      const [path = "", anchor] = address.split("#");
      const { status = 0, body = "" } = answers.get(path) ?? {};
      if (status !== 200) return [`${from} -> ${address}: ${status}`];
      return anchor && !body.includes(` id="${anchor}"`) ? [`${from} -> ${address}: no such place`] : [];
    });
    expect(broken).toEqual([]);
  });

  it("leads to a page that is in the sitemap, or that robots are kept away from", () => {
    const forgotten = [...answers].filter(([path, { status, body, headers }]) => {
      const isPage = status === 200 && headers["content-type"]?.startsWith("text/html");
      return isPage && !pages.has(path) && headOf(body).content("robots") !== "noindex";
    });
    expect(forgotten.map(([path]) => path)).toEqual([]);
  });
});

describe("pages that are honest", () => {
  const caseCards = (body: string) => (body.match(/<article class="card card-case/g) ?? []).length;

  it("open a case that is retold with the words that say so, and name its document", () => {
    const cases = [...pages].filter(([path]) => /^\/eksempler\/./.test(path));
    expect(cases.length).toBeGreaterThan(20);
    for (const [path, { body }] of cases) {
      expect(body.includes("Gengivet fra dokument, ikke skrevet af kommunen."), path).toBe(true);
      expect(/Kilden er(<!-- -->)? <a href="\/dokumenter\/[a-z0-9-]+">/.test(body), path).toBe(true);
    }
  });

  it("mark an invented case where it is read, listed and shared, and keep robots away from it", async () => {
    const [{ slug } = { slug: "" }] = await site.sql<{ slug: string }[]>`
      select slug from case_story where demo and visibility = 'public' and published_revision_id is not null order by slug limit 1`;
    const { body } = await ask(site, `/eksempler/${slug}`);
    expect(body).toContain("<strong>Demodata.</strong> Eksemplet er opdigtet");
    expect(body).toContain("Kommunen har intet med det at gøre og har hverken skrevet eller godkendt det.");
    expect(headOf(body).title).toMatch(/^Opdigtet: /);
    expect(headOf(body).content("og:title")).toMatch(/^Opdigtet: /);
    expect(headOf(body).content("og:image:alt")).toMatch(/^Opdigtet: /);
    expect(headOf(body).content("description")).toMatch(/^Demodata\. /);
    expect(headOf(body).content("robots")).toBe("noindex");
    const list = (await ask(site, "/eksempler?sorter=kommune")).body;
    const cards = list.split('<article class="card card-case').slice(1);
    const demo = new Set(
      (await site.sql<{ slug: string }[]>`select slug from case_story where demo`).map((one) => one.slug),
    );
    expect(cards.length).toBeGreaterThan(10);
    for (const card of cards) {
      const [, address = ""] = /href="\/eksempler\/([^"]*)"/.exec(card) ?? [];
      expect(card.includes("Demodata"), address).toBe(demo.has(address));
      expect(card.includes("Opdigtet, ikke fra "), address).toBe(demo.has(address));
    }
  });

  it("promise Monday only of guides that say what to do then", () => {
    const { body = "" } = pages.get("/") ?? {};
    expect(headOf(body).content("description")).not.toContain("mandag");
    expect(body.match(/på mandag/g)).toHaveLength(1);
    const [, begin = ""] = /aria-labelledby="begynd"(.*?)<\/section>/s.exec(body) ?? [];
    expect(begin).toContain("hvad du kan gøre i én lektion eller på ét møde på mandag");
    const guides = [...begin.matchAll(/href="(\/metoder\/[a-z0-9-]+)"/g)].map(([, path = ""]) => path);
    expect(guides).toHaveLength(3);
    for (const path of guides)
      expect(pages.get(path)?.body, path).toMatch(/<h2 id="paa-mandag">|<h3 id="foerste-skridt">/);
  });

  it("give a letter only where a study or guidance carries it, and say beside each profile where studies are told of", async () => {
    const profiles = [...pages].filter(([, { body }]) => body.includes('<table class="profile">'));
    expect(profiles.length).toBeGreaterThan(10);
    for (const [path, { body }] of profiles) {
      expect(body, path).toMatch(/Undersøgelser<\/th><td[^>]*><a href="#undersoegelser">/);
      expect(body, path).toContain('<h2 id="undersoegelser">');
    }
    const letters = />\s*[A-D]\s*<|karakter[a-z]* fra [A-D]|: [A-D], |>En [A-D] /;
    expect("<strong>D</strong>").toMatch(letters);
    // Voksen A and B are people in a lesson, and 0.-3. klasse has its rooms.
    const graded = /<b class="grade-letter">[A-D]: <\/b>/g;
    expectOnEveryPage(
      ({ path, body }) => /^\/metoder|^\/om|^\/$/.test(path) && letters.exec(body.replaceAll(graded, ""))?.[0],
    );
    expectOnEveryPage(
      ({ path, body }) =>
        path.startsWith("/metoder/") &&
        [...body.matchAll(/<dt>(?:(?!<\/dt>).)*<b class="grade-letter">.*?<\/dd>/gs)].find(
          ([reason]) => !reason.includes('href="/kilder/'),
        )?.[0],
    );
    const { items } = JSON.parse((await ask(site, "/api/v1/methods?pageSize=100")).body);
    for (const { slug, knowledgeProfile } of items)
      for (const { letter, source } of knowledgeProfile) if (letter) expect(source.url, slug).toContain("/kilder/");
  });

  it("open each of the ten commitments onto a real case, or say that one is missing", () => {
    for (let number = 1; number <= 10; number += 1) {
      const { body = "" } = pages.get(`/erklaeringer/2025/punkter/${number}`) ?? {};
      const real = body.split('id="eksempler"')[1]?.split('<details class="invented"')[0] ?? "";
      const blank = real.includes("Her mangler eksempler.");
      expect(caseCards(real) > 0, `punkt ${number}`).toBe(!blank);
      if (caseCards(real) > 0) expect(real, `punkt ${number}`).toContain("Koblet af redaktionen");
    }
  });

  it("show the same numbers on the map and in the table beside it", () => {
    const { body = "" } = pages.get("/kommuner") ?? {};
    const rows = [
      ...body.matchAll(/<th scope="row"><a href="\/kommuner\/([a-z-]+)">.*?<td class="number">(?:(\d+)|<span)/gs),
    ];
    expect(rows).toHaveLength(98);
    const withCases = rows.filter(([, , count]) => count).map(([, slug]) => slug);
    expect(withCases.sort()).toEqual(["aarhus", "albertslund", "koebenhavn"]);
    expect(body).toContain("3 kommuner har");
  });
});
