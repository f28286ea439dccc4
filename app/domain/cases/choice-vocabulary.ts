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

/** The value of a commitment among those that are chosen: which, and after a space why the case belongs to it, if that is said. */
export const commitmentValue = (code: string, why: string) => (why ? `${code} ${why}` : code);

/** What `commitmentValue` is made of. */
export function readCommitment(value: string): { code: string; why: string } {
  const [code = "", ...words] = value.trim().split(/\s+/);
  return { code, why: words.join(" ") };
}

/** The most characters of why a case belongs to a commitment. */
export const mostWhy = 300;

/** A draft as far as choosing goes. */
export interface ChosenDraft {
  title: string;
  unitId: string | null;
  settings: readonly string[];
  levels: readonly string[];
  mellemformLevels: readonly number[];
  classLevels: readonly number[];
  methods: readonly { slug: string }[];
  commitments: readonly { year: number; number: number; why: string }[];
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
      return draft.commitments.map(({ year, number, why }) => commitmentValue(`${year}-${number}`, why));
    case "period":
      return [draft.periodFrom ?? "", draft.periodTo ?? ""];
    case "visibility":
      return [draft.visibility];
  }
}

/** The values of a choice as one text: the same whenever the same is chosen. */
export const valuesKey = (choice: ChoiceName, values: readonly string[]): string =>
  JSON.stringify(choice === "period" ? values : [...values].sort());
