import type { LineGroup, MissingAnswer, StatusGroup } from "#app/domain/statuses/completeness-of-status.ts";
import type { StatusContent } from "#app/domain/statuses/status-content.ts";
import { counted } from "../../format.ts";

/** A section of the form. */
export interface DeskSection {
  group: LineGroup | "people";
  title: string;
  /** How many lines it has; 0 for one that asks for no answer. */
  lines: number;
  unanswered: number;
  /** What else is missing in it. */
  lacks: number;
  /** What is missing, in a few words; empty where nothing is. */
  said: string;
  /** Subjects of its lines. */
  subjects: string[];
}

/**
 * The sections of a form with what is missing in each.
 * @param groups those with lines
 * @param missing as `missingIn` gives it
 */
export function deskSections(groups: readonly StatusGroup[], missing: readonly MissingAnswer[]): DeskSection[] {
  const sections = groups
    .filter(({ lines }) => lines.length > 0)
    .map(({ group, title, lines, unanswered }): DeskSection => {
      const subjects = lines.map(({ subject }) => subject);
      const lacks = missing.filter(({ subject, field }) => field !== "change" && subjects.includes(subject)).length;
      return {
        group,
        title,
        lines: lines.length,
        unanswered,
        lacks,
        said: missingInWords(unanswered, lacks, lines.length),
        subjects,
      };
    });
  return [
    ...sections,
    { group: "people", title: "Hvem har været med", lines: 0, unanswered: 0, lacks: 0, said: "", subjects: [] },
  ];
}

/** What is missing in a section in a few words: "fire mangler svar, ét sted mangler noget". Empty where nothing is. */
export function missingInWords(unanswered: number, lacks: number, lines: number): string {
  const words = [
    unanswered > 0 && (unanswered === lines ? "ingen besvaret endnu" : `${inLetters(unanswered)} mangler svar`),
    lacks > 0 && `${lacks === 1 ? "ét sted" : `${inLetters(lacks)} steder`} mangler noget`,
  ];
  return words.filter(Boolean).join(", ");
}

const small = ["nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"];
const inLetters = (count: number) => small[count] ?? String(count);

/** How much of a form is missing, as a heading. */
export function missingHeading(sections: readonly DeskSection[]): string {
  const count = sections.filter(({ said }) => said !== "").length;
  if (count === 0) return "Klar til at sende";
  return count === 1 ? "Ét afsnit mangler noget" : `${capital(inLetters(count))} afsnit mangler noget`;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The one line that a folded section is. */
export function sectionInWords(
  { group, lines, said, subjects, unanswered }: DeskSection,
  { answers }: Pick<StatusContent, "answers">,
): string {
  if (said) return `${counted(lines, "linje", "linjer")}${unanswered === lines ? "," : ":"} ${said}`;
  if (group === "people")
    return "En linje til hver, ny for hver status. Lad den stå tom, hvis de ikke var med denne gang.";
  const unchanged = subjects.filter((subject) => (answers[subject]?.change ?? "") === "uaendret").length;
  if (unchanged === lines) return `${counted(lines, "linje", "linjer")}, alt er uændret`;
  return `${counted(lines, "linje", "linjer")}: ${unchanged} uændret, ${lines - unchanged} med nyt`;
}

/** What the side says of a section; the browser says the same after each change. */
export const saidBeside = ({ said, group }: Pick<DeskSection, "said" | "group">): string =>
  said || (group === "people" ? "kan udelades" : "færdigt");

/** How many lines of a form are answered, and how many there are. */
export function answeredInWords(sections: readonly DeskSection[]): string {
  const lines = sections.reduce((sum, section) => sum + section.lines, 0);
  const open = sections.reduce((sum, { unanswered }) => sum + unanswered, 0);
  return `${lines - open} af ${lines} linjer`;
}

/** What the button that closes a section says. */
export const closeWords = ({ unanswered, lines }: Pick<DeskSection, "unanswered" | "lines">): string => {
  if (unanswered === 0) return "Luk afsnittet";
  return unanswered < lines ? "Alt andet er uændret, luk afsnittet" : "Alt er uændret, luk afsnittet";
};

/** The section of the form that a line stands in, by its subject. */
export function groupOfSubject(subject: string): DeskSection["group"] {
  const kind = subject.split(":")[0];
  if (kind === "point") return "points";
  if (kind === "part") return "parts";
  return kind === "people" ? "people" : "initiatives";
}
