import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { errorPageOf, largestForm } from "#app/http/refuse.ts";

const origin = "https://mereforflere.dk";
const form = { origin, "content-type": "application/x-www-form-urlencoded", "content-length": "20" };

/** The status that a request is turned away with, or null. */
function statusOf(method: string, url: string, headers: Record<string, string> = {}): number | null {
  return errorPageOf({ method, url, headers } as unknown as IncomingMessage, origin)?.status ?? null;
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
    ["a NUL in the query", "/eksempler?metode=a%00b"],
    ["bytes that are no UTF-8", "/%ff"],
    ["half a character", "/?a=%ED%A0%80"],
    ["an overlong NUL", "/%c0%80"],
    ["a cut-off escape", "/100%"],
    ["no escape at all", "/%zz"],
  ])("is turned away when the address holds %s", (_what, url) => {
    expect(statusOf("GET", url)).toBe(400);
  });
});

describe("a request for the data that Remix keeps beside each page", () => {
  it("is turned away where there are no pages", () => {
    expect(statusOf("GET", "/api/v1/cases.data")).toBe(404);
    expect(statusOf("GET", "/api/v1/cases.data?page=2")).toBe(404);
    expect(statusOf("GET", "/om.data")).toBeNull();
    expect(statusOf("GET", "/om?_data=root")).toBe(404);
    expect(statusOf("GET", "/soeg?q=a&_data=routes%2Fsearch")).toBe(404);
    expect(statusOf("GET", "/soeg?q=min_data=1")).toBeNull();
    expect(statusOf("GET", "/api/v1/search?q=x.data")).toBeNull();
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

  it("is turned away when it is too large, or does not say how large it is", () => {
    expect(statusOf("POST", "/meld-et-problem", { ...form, "content-length": String(largestForm) })).toBeNull();
    expect(statusOf("POST", "/meld-et-problem", { ...form, "content-length": String(largestForm + 1) })).toBe(413);
    const { "content-length": _length, ...endless } = form;
    expect(statusOf("POST", "/meld-et-problem", { ...endless, "transfer-encoding": "chunked" })).toBe(413);
  });

  it("is never taken by the API, not even as a form of ours", () => {
    for (const url of ["/api", "/api/v1/cases", "/API/v1/cases?x=1"]) expect(statusOf("POST", url, form)).toBe(405);
    expect(statusOf("POST", "/apier", form)).toBeNull();
  });

  it("gives its reason as a Danish sentence", () => {
    const errorPage = errorPageOf({ method: "POST", url: "/", headers: {} } as unknown as IncomingMessage, origin);
    expect(errorPage?.message).toMatch(/^Formularen kom fra et andet sted end dette site, .*\.$/);
  });
});
