import { describe, expect, it } from "vitest";
import { problemReportInput } from "#app/domain/problem-reports/input.ts";

const valid = { path: "/metoder/nest", message: "Linket i afsnit 2 virker ikke.", replyTo: "" };

/** What the reader is told about each field. */
function complaintsAbout(changes: Record<string, unknown>): Record<string, string> {
  const parsed = problemReportInput.safeParse({ ...valid, ...changes });
  return Object.fromEntries(parsed.error?.issues.map(({ path, message }) => [String(path[0]), message]) ?? []);
}

describe("a report about a page", () => {
  it("needs no address to answer", () => {
    expect(problemReportInput.parse(valid)).toEqual({ ...valid, replyTo: null });
    expect(problemReportInput.parse({ ...valid, replyTo: "   " }).replyTo).toBeNull();
  });

  it("is taken without blanks around it and without NUL, which no text may hold", () => {
    expect(problemReportInput.parse({ path: " /om ", message: "\n a\0b \n", replyTo: " mette@example.dk " })).toEqual({
      path: "/om",
      message: "ab",
      replyTo: "mette@example.dk",
    });
  });

  it("may be as long as we say", () => {
    expect(complaintsAbout({ message: "æ".repeat(4_000) })).toEqual({});
    expect(complaintsAbout({ message: "æ".repeat(4_001) })).toEqual({
      message: "Skriv højst 4.000 tegn. Det vigtigste er nok.",
    });
    expect(complaintsAbout({ path: `/${"a".repeat(499)}` })).toEqual({});
    expect(complaintsAbout({ path: `/${"a".repeat(500)}` })).toHaveProperty("path");
  });

  it.each(["", "   ", "\0", undefined, null, 7])("must say what is wrong, and %j does not", (message) => {
    expect(complaintsAbout({ message })).toEqual({ message: "Skriv, hvad der er galt." });
  });

  it.each(["metoder/nest", "", "//example.com", "https://example.com/", "/a b", "/\\example.com", "/a\nb", undefined])(
    "must name a page of ours, and %j is none",
    (path) => {
      expect(complaintsAbout({ path })).toEqual({
        path: "Siden skal være en adresse her på sitet, for eksempel /metoder/nest.",
      });
    },
  );

  it.each([
    "mette",
    "mette@",
    "mette@eksempel",
    "a@b.dk, c@d.dk",
    "Mette <mette@example.dk>",
    "mette@example.dk\r\nBcc: alle@example.dk",
  ])("must hold one mail address if any, and %j is none", (replyTo) => {
    expect(complaintsAbout({ replyTo })).toEqual({
      replyTo: "Mailadressen ser ikke rigtig ud. Ret den, eller lad feltet stå tomt.",
    });
  });

  it("tells all that is wrong at once", () => {
    expect(Object.keys(complaintsAbout({ path: "", message: "", replyTo: "x" })).sort()).toEqual([
      "message",
      "path",
      "replyTo",
    ]);
  });
});
