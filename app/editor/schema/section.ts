import { Extension } from "@tiptap/core";

/**
 * The sections that a case is begun with, each under a heading that the server has put there: what the heading says, and the hint that
 * stands under it for as long as nothing else does. Writers may change the words of a heading; the mark tells which section it is.
 */
export const caseSections = {
  challenge: { heading: "Udfordringen", hint: "Hvad så I, og for hvem? Uden navne." },
  did: { heading: "Hvad vi gjorde", hint: "Trin for trin, så andre kan gøre det efter." },
  outcome: { heading: "Hvad kom der ud af det", hint: "Også det, der ikke flyttede sig. Skriv, hvordan I ved det." },
  hard: { heading: "Hvad var svært", hint: "Det er her, andre lærer mest." },
  who: { heading: "Hvem var med", hint: "Roller er nok: to lærere, en pædagog, en fra PPR. Nævn også dem udefra." },
  differently: { heading: "Hvad vi ville gøre anderledes", hint: "Hvis I begyndte forfra i morgen." },
  cost: { heading: "Økonomi og tid", hint: "Timer, penge og hvem der betalte. Et skøn er fint, når det står der." },
  advice: { heading: "Råd til andre", hint: "Det, I selv gerne ville have vidst." },
  voices: { heading: "Børnenes og forældrenes stemme", hint: "Hvad sagde de? Uden at nogen kan genkendes." },
} as const;

export type SectionName = keyof typeof caseSections;

/** Tells the headings of a case's sections apart from other headings. */
export const SectionHeading = Extension.create({
  name: "section",
  addGlobalAttributes() {
    return [
      {
        types: ["heading"],
        attributes: {
          section: {
            default: null,
            // A heading that is split or carried on by Enter does not begin the same section twice.
            keepOnSplit: false,
            validate: (value: unknown) => {
              if (value !== null && !isSectionName(value)) throw new RangeError(`unknown section: ${String(value)}`);
            },
            parseHTML: (element) => {
              const name = element.getAttribute("data-section");
              return isSectionName(name) ? name : null;
            },
            renderHTML: ({ section }) => (section ? { "data-section": section } : {}),
          },
        },
      },
    ];
  },
});

/** True of a value that names one of the sections. */
export const isSectionName = (value: unknown): value is SectionName =>
  typeof value === "string" && Object.hasOwn(caseSections, value);
