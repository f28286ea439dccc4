/** What is done on the page about one row that is saved, published and taken back, by the parameter that opens each. */
export const keptPages = { ret: "change", udgiv: "publish", tilbage: "take-back", slet: "delete" } as const;

/** The same in the title of the page. */
export const keptPageTitles = { change: "Ret", publish: "Udgiv", "take-back": "Tag tilbage", delete: "Slet" } as const;
