import { describe, expect, it } from "vitest";
import { deviceOf } from "#app/domain/accounts/device.ts";
import { weaknessOf } from "#app/domain/accounts/password-hashing.server.ts";
import { createSecrets, hashToken, newToken } from "#app/domain/accounts/secrets.server.ts";
import { networkOf } from "#app/domain/accounts/throttle.server.ts";
import { auditSentence, whoDid } from "#app/domain/audit/vocabulary.ts";

describe("a secret", () => {
  const secrets = createSecrets("en nøgle");

  it("is sealed differently each time, and opened by the same key alone", () => {
    const [one, two] = [secrets.seal("hemmeligt æøå"), secrets.seal("hemmeligt æøå")];
    expect(one).not.toBe(two);
    expect([secrets.open(one), createSecrets("en nøgle").open(two)]).toEqual(["hemmeligt æøå", "hemmeligt æøå"]);
    expect(() => createSecrets("en anden").open(one)).toThrow();
    expect(() => secrets.open(`${one.slice(0, -2)}AA`)).toThrow();
  });

  it("is marked alike by the same key, and tells nothing", () => {
    expect(secrets.mark("a@b.dk")).toBe(createSecrets("en nøgle").mark("a@b.dk"));
    expect(secrets.mark("a@b.dk")).not.toBe(createSecrets("en anden").mark("a@b.dk"));
  });
});

it("tokens are long, all different, and safe in an address", () => {
  const tokens = Array.from({ length: 100 }, newToken);
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  expect(hashToken("x")).toMatch(/^[0-9a-f]{64}$/);
});

describe("a new password", () => {
  it.each([
    ["kort", "Brug mindst 12 tegn."],
    ["password1234", "let at gætte"],
    ["123456789012", "let at gætte"],
    ["qwertyuiop12", "let at gætte"],
    ["aaaaaaaaaaaa", "let at gætte"],
    ["mette.moeller", "let at gætte"],
    ["mereforflere", "let at gætte"],
    ["x".repeat(201), "Brug højst 200 tegn."],
  ])("like %j is turned away: %s", (password, why) => {
    expect(weaknessOf(password, ["Mette Moeller", "mette.moeller@aarhus.dk"])).toContain(why);
  });

  it("is weighed by its first 64 characters: the rest would only take time", () => {
    const strong = "fire blå skovsnegle danser";
    expect(weaknessOf(strong + "a".repeat(170), [])).toBeNull();
    expect(weaknessOf("a".repeat(64) + strong, [])).toContain("let at gætte");
  });

  it.each(["fire blå skovsnegle danser", "🦊🐙🦔🐝🦉🐢🦋🐬🦆🐿🦎🐌", "Rødgrød med 7 fløder"])(
    "like %j will do",
    (password) => {
      expect(weaknessOf(password, ["Mette Møller"])).toBeNull();
    },
  );
});

it.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8:1:2::9", "2001:db8:1:2"],
  ["2001:0db8:0001:0002::1", "2001:db8:1:2"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
])("%s is of the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox på Windows"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari på iPhone eller iPad",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    "Chrome på Android",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
    "Edge på Windows",
  ],
  ["curl/8.0", "En browser"],
  [null, "En browser"],
])("a browser that calls itself %j is shown as %s", (agent, shown) => {
  expect(deviceOf(agent)).toBe(shown);
});

describe("the log in words", () => {
  const deed = {
    actor: "Karen Holm",
    bySystem: false,
    person: "Peter Poulsen",
    subject: null,
    detail: {},
    acting: false,
  };

  it("says who did what to whom", () => {
    expect(whoDid({ ...deed, action: "role.granted" })).toBe("Karen Holm");
    expect(auditSentence({ ...deed, action: "role.granted", detail: { role: "approver" } })).toBe(
      "gav en rolle til Peter Poulsen (godkender)",
    );
    expect(auditSentence({ ...deed, action: "page.hidden", subject: "/metoder/nest" })).toBe(
      "skjulte en side: /metoder/nest",
    );
  });

  it("names nobody who has left, and says when KL acted", () => {
    const granted = { ...deed, action: "role.granted" } as const;
    expect(whoDid({ ...granted, actor: null })).toBe("En tidligere medarbejder");
    expect(whoDid({ ...granted, actor: null, bySystem: true })).toBe("Sitet");
    const answered = { ...deed, actor: null, bySystem: true, action: "contact.consented" } as const;
    expect(whoDid(answered)).toBe("Kontaktpersonen selv");
    expect(whoDid({ ...granted, acting: true })).toBe("Karen Holm (KL på kommunens vegne)");
    expect(auditSentence({ ...deed, person: null, action: "person.removed" })).toBe(
      "fjernede fra kommunen en tidligere medarbejder",
    );
  });
});
