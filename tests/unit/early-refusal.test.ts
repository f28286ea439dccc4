import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { earlyRefusal, largestForm } from "#app/http/early-refusal.ts";
import { readIncoming } from "#app/http/incoming.ts";

const origin = "https://mereforflere.dk";
const form = { origin, "content-type": "application/x-www-form-urlencoded", "content-length": "20" };

/** The status that a request is turned away with, or null. */
function statusOf(method: string, url: string, headers: Record<string, string> = {}): number | null {
  return earlyRefusal(readIncoming({ method, url, headers } as unknown as IncomingMessage), origin)?.status ?? null;
}

describe("a request to read", () => {
  it.each([
    "/",
    "/metoder/nest",
    "/eksempler?omraade=sfo-klub&metode=co-teaching",
    "/kommuner/%C3%A6r%C3%B8?a=b+c",
    "/%F0%9F%98%80",
    "/%25",
  ])("may ask for %s", (url) => {
    expect(statusOf("GET", url)).toBeNull();
    expect(statusOf("HEAD", url)).toBeNull();
  });

  it("needs no origin and may come from anywhere", () => {
    expect(statusOf("GET", "/", { origin: "https://example.com" })).toBeNull();
  });

  it("is turned away when the address is longer than anybody needs", () => {
    expect(statusOf("GET", `/${"a".repeat(3_999)}`)).toBeNull();
    expect(statusOf("GET", `/${"a".repeat(4_000)}`)).toBe(414);
    expect(statusOf("POST", `/${"a".repeat(10_000)}`, form)).toBe(414);
  });

  it.each([
    ["a NUL", "/metoder/%00"],
    ["bytes that are no UTF-8", "/%ff"],
    ["half a character", "/%ED%A0%80"],
    ["a parameter of the API that cannot be read", "/api/v1/cases?page=%ff"],
    ["an overlong NUL", "/%c0%80"],
    ["a cut-off escape", "/100%"],
    ["no escape at all", "/%zz"],
  ])("is turned away when the address holds %s", (_what, url) => {
    expect(statusOf("GET", url)).toBe(400);
  });
});

describe("a request for the data that Remix keeps beside each page", () => {
  it.each([
    "/om.data",
    "/_root.data",
    "/OM.DATA",
    "/om.dat%61",
    "/metoder/nest.data?_routes=root",
    "/api/v1/cases.data",
    "/api/v1/cases.data?page=2",
    "/om?_data=root",
    "/om?%5Fdata=root",
    "/soeg?q=a&_data=routes%2Fsearch",
    "/__manifest?p=%2Fkl",
  ])("is turned away: %s", (url) => {
    expect(statusOf("GET", url)).toBe(404);
    expect(statusOf("POST", url, form)).toBe(404);
  });

  it.each(["/soeg?q=min_data=1", "/api/v1/search?q=x.data", "/min-side/data.json", "/om?x=.data"])(
    "is not what %s is",
    (url) => {
      expect(statusOf("GET", url)).toBeNull();
    },
  );
});

describe("an address", () => {
  const read = (url: string) => readIncoming({ method: "GET", url, headers: {} } as unknown as IncomingMessage);

  it.each([
    ["/SOEG", "/soeg"],
    ["/%73oeg", "/soeg"],
    ["/x/../soeg?q=a", "/soeg"],
    ["/x/%2e%2E/soeg", "/soeg"],
    ["/./soeg", "/soeg"],
    ["//soeg//forslag/", "/soeg/forslag"],
    ["http://mereforflere.dk/soeg?q=a", "/soeg"],
    ["HTTPS://mereforflere.dk", "/"],
    ["*", "/"],
  ])("is compared decoded, in lower case and in order: %s as %s", (url, path) => {
    expect(read(url).path).toBe(path);
  });

  it.each([
    ["/x/../soeg?q=a", "/soeg?q=a"],
    ["/./soeg", "/soeg"],
    ["/a/%2e%2e/%2e%2e/etc", "/etc"],
    ["//soeg/", "/soeg"],
    ["http://mereforflere.dk/metoder/", "/metoder"],
  ])("that is not in order leads to one that is: %s to %s", (url, proper) => {
    expect(read(url).moved).toBe(proper);
    expect(read(proper).moved).toBeNull();
  });

  it("has no parameters that cannot be read, and keeps the others as they came", () => {
    expect(read("/eksempler?metode=nest&utm_content=50%&x=%00&omraade=ppr").search).toBe("?metode=nest&omraade=ppr");
    expect(read("/?a=%ED%A0%80").search).toBe("");
    expect(read("/soeg?q=50%25+mere").search).toBe("?q=50%25+mere");
    expect(statusOf("GET", "/eksempler?utm_content=50%")).toBeNull();
  });

  it("knows its parameters however they are written", () => {
    expect(read("/invitation?k%6Fde=abc").query.get("kode")).toBe("abc");
  });

  it.each(["metoder", "ftp://mereforflere.dk/", "http://", "http://[/"])("is none: %s", (url) => {
    expect(statusOf("GET", url)).toBe(400);
  });
});

describe("a request to change", () => {
  it.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])(
    "is turned away when its method is %s",
    (method) => {
      expect(statusOf(method, "/metoder/nest", form)).toBe(405);
    },
  );

  it("may be a small form of ours", () => {
    expect(statusOf("POST", "/meld-et-problem", form)).toBeNull();
    expect(
      statusOf("POST", "/meld-et-problem", { ...form, "content-type": "multipart/form-data; boundary=x" }),
    ).toBeNull();
    expect(
      statusOf("POST", "/meld-et-problem", {
        ...form,
        "content-type": "Application/X-WWW-Form-Urlencoded;charset=UTF-8",
      }),
    ).toBeNull();
  });

  it.each([
    "https://example.com",
    "http://mereforflere.dk",
    "https://mereforflere.dk:8443",
    "https://mereforflere.dk.example.com",
    "null",
    "",
  ])("is turned away when it comes from %s", (stranger) => {
    expect(statusOf("POST", "/meld-et-problem", { ...form, origin: stranger })).toBe(403);
  });

  it("is turned away when it does not say where it comes from", () => {
    const { origin: _origin, ...anonymous } = form;
    expect(statusOf("POST", "/meld-et-problem", anonymous)).toBe(403);
  });

  it.each(["application/json", "text/plain", "application/x-www-form-urlencoded2", ""])(
    "is turned away when it holds %s",
    (type) => {
      expect(statusOf("POST", "/meld-et-problem", { ...form, "content-type": type })).toBe(415);
    },
  );

  it("is turned away when it does not say what it holds", () => {
    expect(statusOf("POST", "/meld-et-problem", { origin, "content-length": "20" })).toBe(415);
  });

  it("is turned away when it says that it is too large; one that does not say is counted as it comes", () => {
    expect(statusOf("POST", "/meld-et-problem", { ...form, "content-length": String(largestForm) })).toBeNull();
    expect(statusOf("POST", "/meld-et-problem", { ...form, "content-length": String(largestForm + 1) })).toBe(413);
    const { "content-length": _length, ...endless } = form;
    expect(statusOf("POST", "/meld-et-problem", { ...endless, "transfer-encoding": "chunked" })).toBeNull();
  });

  it("is never taken by the API, not even as a form of ours", () => {
    for (const url of ["/api", "/api/v1/cases", "/API/v1/cases?x=1"]) expect(statusOf("POST", url, form)).toBe(405);
    expect(statusOf("POST", "/apier", form)).toBeNull();
  });

  it("gives its reason as a Danish sentence", () => {
    const errorPage = earlyRefusal(
      readIncoming({ method: "POST", url: "/", headers: {} } as unknown as IncomingMessage),
      origin,
    );
    expect(errorPage?.message).toMatch(/^Formularen kom fra et andet sted end dette site, .*\.$/);
  });
});
