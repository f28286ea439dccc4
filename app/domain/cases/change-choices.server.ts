import { type Sql, transaction } from "#db/client.ts";
import { type ChoiceOptions, findChoiceOptions, updateChoice } from "#db/queries/cases/choices.ts";
import { type DraftDetails, findDraft, findDraftSubject } from "#db/queries/cases/draft.ts";
import { updateAuthor } from "#db/queries/cases/hand-over.ts";
import { personOf } from "../accounts/totp.server.ts";
import { didYouMean, mostSuggestions } from "../did-you-mean.ts";
import { DomainError, goneMeanwhile, notAllowed } from "../domain-error.ts";
import type { Viewer } from "../viewer.ts";
import { classLevels, isCode, levels, mellemformLevels, settings } from "../vocabulary.ts";
import { isWritable } from "../workflow/workflow.ts";
import { audiences } from "./audiences.ts";
import {
  type ChoiceName,
  chosenValues,
  commitmentValue,
  mellemformValue,
  mostWhy,
  readCommitment,
  valuesKey,
} from "./choice-vocabulary.ts";
import { mayWriteCase, mayWriteDraft } from "./policy.ts";

/** The field under which it is said that somebody else has chosen meanwhile. */
export const conflictField = "conflict";

/** A choice that a form sends: its values, the revision, and the values that the form was shown with. */
export interface ChoiceChange {
  /** The working revision that the form was made of. */
  revision: string;
  choice: ChoiceName;
  /** `valuesKey` of what was chosen when the form was made. */
  was: string;
  values: readonly string[];
}

/**
 * Changes one choice beside the text of a draft, and keeps who did.
 * @throws {DomainError} 409 at `conflictField` when somebody else has changed it meanwhile; 409 when the text is locked, in the bin or another
 *   one by now; 400 at `value`, or `from` and `to` of the period, when it cannot be chosen
 */
export async function changeChoice(
  sql: Sql,
  viewer: Viewer,
  caseId: string,
  { revision, choice, was, values }: ChoiceChange,
): Promise<void> {
  const me = personOf(viewer);
  await transaction(sql, async (tx) => {
    const subject = await findDraftSubject(tx, caseId, { lock: true });
    if (!subject || !mayWriteDraft(viewer, subject)) throw goneMeanwhile();
    if (subject.binned)
      throw new DomainError("Teksten ligger i papirkurven. Tag den op, hvis du vil rette i den.", 409);
    if (!isWritable(subject.state))
      throw new DomainError("Låst, mens teksten venter på svar. Tag den tilbage, hvis du vil rette i den.", 409);
    const draft = await findDraft(tx, viewer, caseId);
    if (draft?.revisionId !== revision)
      throw new DomainError("Teksten er en anden, end da du åbnede siden. Åbn den igen, og vælg der.", 409);
    const chosen = checked(choice, values, draft, await findChoiceOptions(tx, viewer, draft));
    const now = valuesKey(choice, chosenValues(draft, choice));
    if (now === valuesKey(choice, chosen)) return;
    if (now !== was) throw new DomainError("En anden har valgt noget andet, mens du valgte.", 409, conflictField);
    if (choice === "unit" && !mayWriteCase(viewer, { municipality: subject.municipality, unitId: chosen[0] ?? null }))
      throw notAllowed("Du skriver kun for din egen enhed.");
    await updateChoice(tx, draft.revisionId, choice, chosen);
    await updateAuthor(tx, draft.revisionId, me.id);
  });
}

/** The values as they are to be stored. @throws {DomainError} when they cannot be chosen */
function checked(
  choice: ChoiceName,
  values: readonly string[],
  draft: DraftDetails,
  options: ChoiceOptions,
): readonly string[] {
  const each = (isOne: (value: string) => boolean) => {
    const given = [...new Set(values.filter((value) => value !== ""))];
    if (!given.every(isOne)) throw new DomainError("Vælg fra listen.", 400, "value");
    return given;
  };
  switch (choice) {
    case "title": {
      const title = (values[0] ?? "").replace(/\s+/g, " ").trim();
      if (title.length > 200) throw new DomainError("Skriv højst 200 tegn i titlen.", 400, "value");
      return title ? [title] : [];
    }
    case "unit":
      return unitOf(values[0] ?? "", options);
    case "settings":
      return each((value) => isCode(settings, value));
    case "levels": {
      const within = Object.keys(mellemformLevels).map((level) => mellemformValue(Number(level)));
      const given = each((value) => isCode(levels, value) || within.includes(value));
      // One of its levels is a mellemform.
      return given.some((value) => within.includes(value)) && !given.includes("mellemform")
        ? ["mellemform", ...given]
        : given;
    }
    case "classLevels":
      return each((value) => classLevels.map(String).includes(value));
    case "methods":
      return each((value) => options.methods.some(({ slug }) => slug === value));
    case "commitments":
      return commitmentsOf(
        each((value) =>
          [...options.commitments, ...draft.commitments].some(
            ({ year, number }) => `${year}-${number}` === readCommitment(value).code,
          ),
        ),
      );
    case "period":
      return periodOf(values);
    case "visibility": {
      const [one, ...more] = each((value) => isCode(audiences, value));
      if (!one || more.length > 0) throw new DomainError("Vælg, hvem der må læse den.", 400, "value");
      return [one];
    }
  }
}

/** Each commitment once, with why. */
function commitmentsOf(values: readonly string[]): readonly string[] {
  const whys = new Map(values.map(readCommitment).map(({ code, why }) => [code, why]));
  const tooLong = Object.fromEntries(
    [...whys].flatMap(([code, why]) =>
      why.length > mostWhy ? [[`why-${code}`, `Skriv højst ${mostWhy} tegn om hvorfor.`]] : [],
    ),
  );
  const [first, ...others] = Object.entries(tooLong);
  if (first) throw new DomainError(first[1], 400, first[0], Object.fromEntries(others));
  return [...whys].map(([code, why]) => commitmentValue(code, why));
}

/** A short list sends the id of the unit, of a long one its name is written. */
function unitOf(meant: string, { units }: ChoiceOptions): readonly string[] {
  if (!meant) return [];
  const like = (name: string) => name.toLocaleLowerCase("da");
  const unit = units.find(({ id }) => id === meant) ?? units.find(({ name }) => like(name) === like(meant));
  if (unit) return [unit.id];
  const alike = units.filter(({ name }) => like(name).includes(like(meant))).slice(0, mostSuggestions);
  throw new DomainError(`Vælg en enhed fra listen.${didYouMean(alike.map(({ name }) => name))}`, 400, "value");
}

/** A year, or a year and a month. */
const moment = /^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/;

function periodOf([from = "", to = ""]: readonly string[]): readonly string[] {
  for (const [field, value] of Object.entries({ from, to }))
    if (value && !moment.test(value))
      throw new DomainError(
        "Skriv et årstal, eller et årstal og en måned, for eksempel 2025 eller 2025-08.",
        400,
        field,
      );
  // A year ends with its last month.
  if (from && to && from > (to.length === 4 ? `${to}-12` : to))
    throw new DomainError("Perioden slutter, før den begynder. Byt om på de to.", 400, "to");
  return [from, to];
}
