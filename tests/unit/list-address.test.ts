import { describe, expect, it } from "vitest";
import {
  chosen,
  chosenOne,
  chosenPage,
  listQuery,
  openedRow,
  sameList,
  searchedWords,
  withQuery,
} from "#app/http/list-address.ts";

/** The page that the reader is turned away with. */
function refusalBy(read: () => unknown): { status: number; message: string } {
  try {
    read();
  } catch (thrown) {
    const { init, data } = thrown as { init: { status: number }; data: { message: string } };
    return { status: init.status, message: data.message };
  }
  throw new Error("The address was accepted");
}

const query = (text: string) => new URLSearchParams(text);
const setting = { name: "området", values: ["dagtilbud", "indskoling"] };

describe("chosen values", () => {
  it("are taken in the order given, each once, without the empty ones", () => {
    const given = query("omraade=indskoling&omraade=&omraade=dagtilbud&omraade=indskoling&niveau=almen");
    expect(chosen(given, "omraade", setting)).toEqual(["indskoling", "dagtilbud"]);
    expect(chosen(given, "stadie", setting)).toEqual([]);
  });

  it("may be anything where the values are not known beforehand", () => {
    expect(chosen(query("kommune=aeroe&kommune=%F0%9F%98%80"), "kommune", { name: "kommunen" })).toEqual([
      "aeroe",
      "😀",
    ]);
  });

  it.each(["månen", "toString", "Dagtilbud", "dagtilbud ", "<b>"])(
    "are refused with a sentence that names %s",
    (value) => {
      expect(refusalBy(() => chosen(new URLSearchParams({ omraade: value }), "omraade", setting))).toEqual({
        status: 400,
        message: `Vi kender ikke området »${value}«. Fjern den fra adressen, eller begynd forfra.`,
      });
    },
  );

  it("are cut short in that sentence", () => {
    const { message } = refusalBy(() =>
      chosen(new URLSearchParams({ omraade: "x".repeat(1_000) }), "omraade", setting),
    );
    expect(message).toContain(`»${"x".repeat(60)}«`);
  });

  it("are at most fifty at a time", () => {
    const many = (count: number) => query(Array.from({ length: count }, (_, index) => `metode=m${index}`).join("&"));
    expect(chosen(many(50), "metode", { name: "metoden" })).toHaveLength(50);
    expect(refusalBy(() => chosen(many(51), "metode", { name: "metoden" }))).toEqual({
      status: 400,
      message: "Adressen vælger flere end 50 værdier på én gang.",
    });
  });
});

describe("one chosen value", () => {
  const sorts = ["nyeste", "titel"] as const;

  it("is the first one when none is given", () => {
    expect(chosenOne(query(""), "sorter", "sorteringen", sorts)).toBe("nyeste");
    expect(chosenOne(query("sorter="), "sorter", "sorteringen", sorts)).toBe("nyeste");
    expect(chosenOne(query("sorter=titel"), "sorter", "sorteringen", sorts)).toBe("titel");
  });

  it("is refused when it is none of them", () => {
    expect(refusalBy(() => chosenOne(query("sorter=bedst"), "sorter", "sorteringen", sorts))).toEqual({
      status: 400,
      message: "Vi kender ikke sorteringen »bedst«. Fjern den fra adressen, eller begynd forfra.",
    });
  });
});

describe("the page of a list", () => {
  it("is a number from 1", () => {
    expect(chosenPage(query(""))).toBe(1);
    expect(chosenPage(query("side="))).toBe(1);
    expect(chosenPage(query("side=37"))).toBe(37);
  });

  it.each(["0", "-1", "01", "1.5", "1e3", "abc", " 2", "9999999", "١"])("is refused when it is %s", (value) => {
    expect(refusalBy(() => chosenPage(new URLSearchParams({ side: value }))).status).toBe(400);
  });
});

describe("listQuery", () => {
  it("keeps what the list reads, in its order, and nothing else", () => {
    const request = new Request(
      "http://localhost/eksempler?utm_source=brev&omraade=ppr&x=1&sorter=titel&omraade=sfo-klub",
    );
    expect(listQuery(request, ["sorter", "omraade"]).toString()).toBe("omraade=ppr&sorter=titel&omraade=sfo-klub");
  });
});

describe("withQuery", () => {
  const current = query("omraade=dagtilbud&omraade=ppr&stadie=&sorter=titel&side=3");

  it("starts over on the first page and drops what is empty", () => {
    expect(withQuery("/eksempler", current, {})).toBe("/eksempler?omraade=dagtilbud&omraade=ppr&sorter=titel");
  });

  it("sets, replaces and takes away parameters", () => {
    expect(withQuery("/eksempler", current, { side: "2" })).toBe(
      "/eksempler?omraade=dagtilbud&omraade=ppr&sorter=titel&side=2",
    );
    expect(withQuery("/eksempler", current, { omraade: ["sfo-klub"], sorter: null })).toBe(
      "/eksempler?omraade=sfo-klub",
    );
    expect(withQuery("/eksempler", current, { omraade: [], sorter: null })).toBe("/eksempler");
  });

  it("escapes values and leaves the given query alone", () => {
    expect(withQuery("/eksempler", query("metode=a%26b"), { kommune: "ærø" })).toBe(
      "/eksempler?metode=a%26b&kommune=%C3%A6r%C3%B8",
    );
    expect(current.get("side")).toBe("3");
  });
});

describe("the words that a list is searched for", () => {
  it("are one line without what cannot be seen, and nothing when there are none", () => {
    expect(searchedWords(query("find=+%C3%85se%0D%0A%00++Bach+"), "find")).toBe("Åse Bach");
    expect(searchedWords(query("side=2"), "find")).toBe("");
  });

  it("are refused when they are too many", () => {
    expect(searchedWords(query(`find=${"a".repeat(100)}`), "find")).toHaveLength(100);
    expect(refusalBy(() => searchedWords(query(`find=${"a".repeat(101)}`), "find"))).toEqual({
      status: 400,
      message: "Søg efter højst 100 tegn.",
    });
  });
});

describe("a row that is opened beside its list", () => {
  const address = (text: string) => new Request(`http://localhost/kommuner/aarhus/enheder?${text}`);
  const id = "51dec21a-b7e2-4406-88fc-8480d1092c18";

  it("is known by an id, and refused by anything else", () => {
    expect(openedRow(address(`side=2&ret=${id}`))).toBe(id);
    expect(openedRow(address("side=2"))).toBeNull();
    for (const text of ["ret=", "ret=nej", `ret=${id}x`])
      expect(refusalBy(() => openedRow(address(text))).status, text).toBe(404);
  });

  it("leads back to the list as it was, and to nothing else that its address says", () => {
    const list = sameList(address(`find=a&side=3&gjort=rettet&ret=${id}&x=1`), "/enheder", ["find", "slags", "side"]);
    expect(list).toBe("/enheder?find=a&side=3");
  });
});
