/** The choices beside the text of a draft, each of which is saved by itself. */
export const choiceNames = [
  "title",
  "unit",
  "settings",
  "levels",
  "classLevels",
  "methods",
  "commitments",
  "period",
  "visibility",
] as const;
export type ChoiceName = (typeof choiceNames)[number];

/** The value of a mellemform level among the levels that are chosen. */
export const mellemformValue = (level: number) => `mellemform-${level}`;

/** A draft as far as choosing goes. */
export interface ChosenDraft {
  title: string;
  unitId: string | null;
  settings: readonly string[];
  levels: readonly string[];
  mellemformLevels: readonly number[];
  classLevels: readonly number[];
  methods: readonly { slug: string }[];
  commitments: readonly { year: number; number: number }[];
  periodFrom: string | null;
  periodTo: string | null;
  visibility: string;
}

/** The choice as it is now, as the values that a form sends: none where nothing is; of the period always two, from and to. */
export function chosenValues(draft: ChosenDraft, choice: ChoiceName): string[] {
  switch (choice) {
    case "title":
      return draft.title ? [draft.title] : [];
    case "unit":
      return draft.unitId ? [draft.unitId] : [];
    case "settings":
      return [...draft.settings];
    case "levels":
      return [...draft.levels, ...draft.mellemformLevels.map(mellemformValue)];
    case "classLevels":
      return draft.classLevels.map(String);
    case "methods":
      return draft.methods.map(({ slug }) => slug);
    case "commitments":
      return draft.commitments.map(({ year, number }) => `${year}-${number}`);
    case "period":
      return [draft.periodFrom ?? "", draft.periodTo ?? ""];
    case "visibility":
      return [draft.visibility];
  }
}

/** The values of a choice as one text: the same whenever the same is chosen. */
export const valuesKey = (choice: ChoiceName, values: readonly string[]): string =>
  JSON.stringify(choice === "period" ? values : [...values].sort());
