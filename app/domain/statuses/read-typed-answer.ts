import { danishNumber, danishToday, firstDayOf, readPartialDate } from "../dates.ts";
import { initiativeStates } from "../ground-vocabulary.ts";
import { blocks } from "../privacy-check/check-text.ts";
import { checkPrivacy } from "../privacy-check/privacy-check.ts";
import { howToDate } from "../sources.ts";
import { codes } from "../vocabulary.ts";
import { mostInAnswer } from "./input.ts";
import { activityStages, changes, effects, judges, milestoneChanges } from "./status-vocabulary.ts";
import { fieldsOf, readSubject, type StatusField, type StatusSubject } from "./subjects.ts";

/** The longest that the reason why a milestone is moved or dropped may be: it stands at the milestone too. */
const mostInReason = 300;

/** What has become of each kind of line. What stops is an initiative. */
const changesOf: Readonly<Record<StatusSubject["kind"], readonly string[]>> = {
  initiative: codes(changes),
  milestone: codes(milestoneChanges),
  part: ["uaendret", "aendret"],
  point: ["uaendret", "aendret"],
  people: [],
};

type Read = { value: string } | { refused: string };

/**
 * An answer as a person has typed it, as it is kept: lines ended alike, dates as `YYYY-MM-DD` or a part of it, judges in the order of their list.
 * @returns why not, as a Danish sentence, where it is not as it must be
 */
export function readTypedAnswer({
  subject: key,
  field,
  value: typed,
}: {
  subject: string;
  field: StatusField;
  value: string;
}): Read {
  const subject = readSubject(key);
  if (!subject || !(fieldsOf[subject.kind] as readonly StatusField[]).includes(field))
    return { refused: "Det felt findes ikke. Åbn siden igen." };
  const value = typed.replace(/\r\n?/g, "\n").trim();
  if (value === "") return { value };
  switch (field) {
    case "change":
      return oneOf(changesOf[subject.kind], value);
    case "stage":
      return oneOf(codes(activityStages), value);
    case "effect":
      return oneOf(codes(effects), value);
    case "state":
      return oneOf(codes(initiativeStates), value);
    case "judged":
      return judgesIn(value);
    case "done":
    case "expected":
      return dateIn(value, { past: field === "done" });
    default:
      return wordsIn(value, field === "because" && subject.kind === "milestone" ? mostInReason : mostInAnswer);
  }
}

const oneOf = (list: readonly string[], value: string): Read =>
  list.includes(value) ? { value } : { refused: "Vælg et svar fra listen." };

function judgesIn(value: string): Read {
  const chosen = value.split(",").map((one) => one.trim());
  if (chosen.some((one) => !Object.hasOwn(judges, one))) return { refused: "Vælg fra listen, hvem der har set det." };
  return {
    value: codes(judges)
      .filter((one) => chosen.includes(one))
      .join(","),
  };
}

function dateIn(value: string, { past }: { past: boolean }): Read {
  const date = readPartialDate(value);
  if (date === null) return { refused: howToDate };
  if (past && firstDayOf(date) > danishToday()) return { refused: "Den dato er ikke kommet endnu." };
  return { value: date };
}

function wordsIn(value: string, most: number): Read {
  if (value.length > most)
    return {
      refused: `Skriv højst ${danishNumber(most)} tegn her. Der står ${danishNumber(value.length)}. Forkort det.`,
    };
  if (blocks(checkPrivacy(value))) return { refused: "Der står et CPR-nummer. Slet det. Det må aldrig stå her." };
  return { value };
}
