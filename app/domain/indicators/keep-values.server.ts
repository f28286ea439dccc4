import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { endExports } from "#db/queries/exports/keeping.ts";
import { findKeptIndicator, type KeptIndicator } from "#db/queries/indicators/keep.ts";
import {
  eraseAnswers,
  findAnswerAt,
  findKeptValue,
  findStandingValue,
  insertValue,
  type KeptValue,
  lockValues,
  overwriteValue,
  removeValue,
  replaceValue,
  updateValuesPublished,
  updateValueTakenBack,
  type ValueFields,
} from "#db/queries/indicators/keep-values.ts";
import { personOf } from "../accounts/totp.server.ts";
import { valueBlanks } from "../blank-vocabulary.ts";
import type { Audience } from "../cases/audiences.ts";
import { chosenSource } from "../chosen-source.server.ts";
import { danishToday, longDate } from "../dates.ts";
import { changedMeanwhile, DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { onlyCoordinator } from "../initiatives/policy.ts";
import { assertPrivate } from "../privacy-check/assert-private.ts";
import { isDemo, mayChange, type Viewer } from "../viewer.ts";
import type {
  correctValueInput,
  enterValuesInput,
  hideValueInput,
  publishValuesInput,
  TypedValue,
  valueVersionInput,
} from "./input.ts";
import { inLogOf, type Owner } from "./keep-indicators.server.ts";
import { mayChangeMeasure, mayPublishKept, maySaveKept } from "./policy.ts";
import { readAnswer } from "./read-answer.ts";
import { type ReadTime, readTime } from "./read-time.ts";
import { isSmallCount } from "./small-count.ts";
import { keptAnswerInWords, type ValueBlank } from "./value-vocabulary.ts";

/** The values of an owner's to an indicator. */
interface Where {
  owner: Owner;
  indicator: string;
}

type Time = Exclude<ReadTime, { refused: string }>;
type Answer = Pick<ValueFields, "number" | "word" | "blank" | "qualifier">;

/** A count of so few is asked about. */
const smallAsked =
  "Bag et tal på 1-4 kan børn blive genkendt. Tryk »Gem« igen, så gemmer vi det som skjult. Eller vælg, at tallet ikke kan føres tilbage til nogen.";

/**
 * Enters values that nobody but those who keep them sees, or publishes them at once where that is asked for.
 * @param typed the rows of the form; those without an answer are left out
 * @returns how many were entered
 * @throws {DomainError} at every field that cannot be read; 409 with what is saved where a time has a value already
 */
export async function enterValues(
  sql: Sql,
  viewer: Viewer,
  { owner, indicator: id }: Where,
  typed: readonly TypedValue[],
  {
    series,
    pooled,
    denominator,
    small,
    publish,
    visibility,
    keepWarning,
    ...beside
  }: z.output<typeof enterValuesInput>,
): Promise<number> {
  const keeper = owner?.code ?? null;
  if (!maySaveKept(viewer, keeper)) throw notAllowed();
  const audience = publish ? audienceFor(viewer, keeper, visibility) : null;
  assertPrivate({ sourceWords: beside.sourceWords }, keepWarning);
  return transaction(sql, async (tx) => {
    const indicator = await findKeptIndicator(tx, viewer, { keeper, id }, { lock: "enter" });
    if (!indicator) throw goneMeanwhile();
    const demo = isDemo(viewer);
    if (indicator.demo && !demo)
      throw notAllowed("Indikatoren er opdigtet (Demodata), så der kan ikke lægges rigtige tal ind i den.");
    const given = typed.filter(({ answer }) => answer !== "");
    const [first] = typed;
    if (given.length === 0) throw new DomainError("Skriv mindst ét tal.", 400, first?.fields.answer);
    if (series !== null && !indicator.series.some(({ code }) => code === series))
      throw new DomainError("Vælg en serie fra listen.", 400, "series");
    if (denominator && given.length > 1)
      throw new DomainError(
        "Feltet hører til ét tal. Tast ét tal ad gangen, når du vil skrive det.",
        400,
        "denominator",
      );
    const errors: Record<string, string> = {};
    const read = given.map(({ time: words, part, answer: answered, fields }) => {
      const time = typedTime(words, indicator, pooled);
      const answer = typedAnswer(answered, indicator);
      if ("refused" in time) errors[time.isPooled ? "pooled" : fields.time] = time.refused;
      if ("refused" in answer) errors[fields.answer] = answer.refused;
      if ("refused" in time || "refused" in answer) return null;
      if (!time.begun && !beside.projected && answer.blank === null)
        errors[fields.time] = "Den tid er ikke begyndt. Sæt kryds ved fremskrevet, hvis tallet er regnet frem i tiden.";
      return { time: time.time, part, fields, answer };
    });
    throwFirst(errors);
    const rows = read.filter((row) => row !== null);
    const counted = denominator === null ? null : typedDenominator(denominator);
    assertSourceDates(beside);
    assertExpected(
      beside.expected,
      rows.map(({ answer }) => answer),
    );
    const asked = askAboutSmall(
      rows.map(({ answer, fields }) => ({ answer, field: fields.answer })),
      { denominator: counted, unit: indicator.unit, small },
    );
    await lockValues(tx, { indicator: id, keeper });
    for (const { time, part, fields } of rows) {
      if (part !== null && !indicator.parts.some(({ code }) => code === part))
        throw new DomainError("Indikatorens fordeling er ændret. Åbn siden igen.", 409, fields.answer);
      const at = { series, part, timeFrom: time.from, timeTo: time.to };
      const there = await findAnswerAt(tx, viewer, { indicator: id, keeper, demo, at });
      if (there) errors[fields.answer] = `Gemt: ${keptAnswerInWords(there)}`;
      if (there) errors[fields.time] = "Der er allerede et tal for den tid. Dit er ikke gemt. Ret det på listen.";
    }
    throwFirst(errors, 409);
    const restsOn = await chosenSource(tx, keeper, beside);
    const { id: by } = personOf(viewer);
    const entered: string[] = [];
    for (const [at, { time, part }] of rows.entries()) {
      const answer = asked.answers[at] as Answer;
      const value = await insertValue(
        tx,
        { indicator: id, keeper },
        {
          ...restsOn,
          ...said(answer, { ...beside, denominator: counted }),
          demo,
          by,
          series,
          part,
          timeKind: time.kind,
          timeFrom: time.from,
          timeTo: time.to,
          timePrinted: null,
          pooledYears: pooled ? time.years : null,
        },
      );
      entered.push(value);
    }
    const log = inLogOf("value.entered", { slug: indicator.slug, municipality: keeper });
    await recordAudit(tx, viewer, { ...log, detail: { values: rows.length, ...asked.detail } });
    if (audience) await publishNow(tx, viewer, { indicator, keeper, ids: entered, visibility: audience });
    return rows.length;
  });
}

/**
 * Corrects a value. One that readers have seen stays readable as of its days, with who corrected it and why; one that they have not is written
 * over. One that is hidden takes those before it out of every reading.
 * @throws {DomainError} 409 with what is saved, when somebody else has corrected it meanwhile
 */
export async function correctValue(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  {
    value: id,
    version,
    answer: words,
    because,
    denominator,
    small,
    publish,
    visibility,
    keepWarning,
    ...beside
  }: z.output<typeof correctValueInput>,
): Promise<void> {
  const keeper = where.owner?.code ?? null;
  const audience = publish ? audienceFor(viewer, keeper, visibility) : null;
  assertPrivate({ because, sourceWords: beside.sourceWords }, keepWarning);
  await onValue(sql, viewer, where, { id, version }, async (tx, was, { indicator, wasSeen }) => {
    const read = typedAnswer(words, indicator);
    if ("refused" in read) throw new DomainError(read.refused, 400, "answer");
    const begun = (was.timeFrom ?? "") <= danishToday();
    if (!begun && !beside.projected && read.blank === null)
      throw new DomainError("Tiden er ikke begyndt. Sæt kryds ved fremskrevet.", 400, "projected");
    const counted = denominator === null ? null : typedDenominator(denominator);
    assertSourceDates(beside);
    assertExpected(beside.expected, [read]);
    const asked = askAboutSmall([{ answer: read, field: "answer" }], {
      denominator: counted,
      unit: indicator.unit,
      small,
    });
    const answer = asked.answers[0] as Answer;
    const restsOn = await chosenSource(tx, was.municipality, beside, was);
    const fields = { ...restsOn, ...said(answer, { ...beside, denominator: counted }) };
    if (answer.blank === "skjult") return hide(tx, viewer, was, { fields, because, wasSeen, indicator });
    const by = recorder(viewer, was);
    const now = { id: was.id, version };
    if (!wasSeen) {
      if (!(await overwriteValue(tx, now, by, fields))) throw changedMeanwhile();
    } else {
      if (isSame(was, fields)) throw new DomainError("Det står der allerede.", 400, "answer");
      const who = { replacer: personOf(viewer).id, recorder: by, because: reasonOf(because) };
      if (!(await replaceValue(tx, now, who, fields))) throw changedMeanwhile();
    }
    await recordAudit(tx, viewer, {
      ...inLogOf("value.corrected", { slug: indicator.slug, municipality: was.municipality }),
      detail: { time: was.timeFrom, ...asked.detail },
    });
    // What readers have seen is published or taken back by itself.
    if (audience && !wasSeen) await publishNow(tx, viewer, { indicator, keeper, ids: [was.id], visibility: audience });
  });
}

/** Hides a value for good: what it answered, and what those before it did, is in no reading any more. The date and the reason stay. */
export async function hideValue(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { value: id, version, because, keepWarning }: z.output<typeof hideValueInput>,
): Promise<void> {
  assertPrivate({ because }, keepWarning);
  await onValue(sql, viewer, where, { id, version }, async (tx, was, { indicator, wasSeen }) => {
    if (was.blank === "skjult") throw new DomainError("Tallet er allerede skjult.", 409);
    const blank = { number: null, word: null, blank: "skjult", qualifier: null } as const;
    const fields = { ...was, ...blank, printed: null, denominator: null, expected: null };
    await hide(tx, viewer, was, { fields, because, wasSeen, indicator });
  });
}

/** Publishes saved values, in one step. */
export async function publishValues(
  sql: Sql,
  viewer: Viewer,
  { owner, indicator: id }: Where,
  { values, visibility }: z.output<typeof publishValuesInput>,
): Promise<void> {
  const keeper = owner?.code ?? null;
  audienceFor(viewer, keeper, visibility);
  await transaction(sql, async (tx) => {
    const indicator = await findKeptIndicator(tx, viewer, { keeper, id }, { lock: "enter" });
    if (!indicator) throw goneMeanwhile();
    await lockValues(tx, { indicator: id, keeper });
    const ids = [...new Set(values)];
    for (const one of ids) {
      const kept = await findKeptValue(tx, viewer, { indicator: id, keeper, id: one });
      if (!kept) throw goneMeanwhile();
      if (!mayChange(viewer, kept.demo)) throw demoOnly();
      if (kept.replaced || kept.publishedAt) throw changedMeanwhile();
    }
    await publishNow(tx, viewer, { indicator, keeper, ids, visibility });
  });
}

/** Whom one who may publish has chosen; where nobody is chosen, as few as there are. */
function audienceFor(viewer: Viewer, keeper: string | null, chosen: Audience | undefined): Audience {
  if (!mayPublishKept(viewer, keeper)) throw notAllowed(onlyCoordinator);
  if (keeper === null && chosen === "municipality")
    throw new DomainError("Landets tal har ingen egen kommune. Vælg alle eller netværket.", 400, "visibility");
  return chosen ?? (keeper === null ? "public" : "municipality");
}

async function publishNow(
  tx: Sql,
  viewer: Viewer,
  of: { indicator: KeptIndicator; keeper: string | null; ids: readonly string[]; visibility: Audience },
): Promise<void> {
  const { indicator, keeper, ids, visibility } = of;
  const published = await updateValuesPublished(tx, { indicator: indicator.id, keeper }, { ids, visibility });
  if (published !== ids.length) throw changedMeanwhile();
  const log = inLogOf("value.published", { slug: indicator.slug, municipality: keeper });
  await recordAudit(tx, viewer, { ...log, detail: { values: published, visibility } });
}

/** Takes a published value back from all readers with those that it took the place of, as if it had never been published. */
export async function takeBackValue(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { value: id, version }: z.output<typeof valueVersionInput>,
): Promise<void> {
  await onValue(sql, viewer, where, { id, version }, async (tx, was, { indicator }) => {
    if (!mayPublishKept(viewer, was.municipality)) throw notAllowed(onlyCoordinator);
    if (!was.publishedAt) throw new DomainError("Tallet er ikke udgivet.", 409);
    await updateValueTakenBack(tx, id);
    await recordAudit(tx, viewer, {
      ...inLogOf("value.taken_back", { slug: indicator.slug, municipality: was.municipality }),
      detail: { time: was.timeFrom },
    });
  });
}

/** Deletes a value that no reader has seen. */
export async function deleteValue(
  sql: Sql,
  viewer: Viewer,
  where: Where,
  { value: id, version }: z.output<typeof valueVersionInput>,
): Promise<void> {
  await onValue(sql, viewer, where, { id, version }, async (tx, was, { indicator, wasSeen }) => {
    if (wasSeen) throw new DomainError("Tallet har været udgivet og kan ikke slettes. Det kan rettes.", 409);
    if (!(await removeValue(tx, { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, viewer, {
      ...inLogOf("value.deleted", { slug: indicator.slug, municipality: was.municipality }),
      detail: { time: was.timeFrom },
    });
  });
}

/** A value while nobody else changes any beside it. */
interface Held {
  indicator: KeptIndicator;
  /** It is published now, or has been. */
  wasSeen: boolean;
}

/** Does something to a value, for one who may change it. */
async function onValue(
  sql: Sql,
  viewer: Viewer,
  { owner, indicator: indicatorId }: Where,
  { id, version }: { id: string; version: number },
  deed: (tx: Sql, was: KeptValue, held: Held) => Promise<void>,
): Promise<void> {
  const keeper = owner?.code ?? null;
  if (!maySaveKept(viewer, keeper)) throw notAllowed();
  await transaction(sql, async (tx) => {
    const indicator = await findKeptIndicator(tx, viewer, { keeper, id: indicatorId }, { lock: "enter" });
    if (!indicator) throw goneMeanwhile();
    await lockValues(tx, { indicator: indicatorId, keeper });
    const was = await findKeptValue(tx, viewer, { indicator: indicatorId, keeper, id });
    if (!was) throw goneMeanwhile();
    if (!mayChange(viewer, was.demo)) throw demoOnly();
    if (!mayChangeMeasure(viewer, was)) throw notAllowed(was.publishedAt ? onlyCoordinator : undefined);
    const now = was.replaced ? await findStandingValue(tx, viewer, id) : was;
    if (!now) throw goneMeanwhile();
    if (was.replaced || was.version !== version)
      throw new DomainError(
        "En anden har ændret tallet, mens du skrev. Dit er ikke gemt. Ved tallet står det, der gælder nu. Åbn det igen fra listen, hvis du vil rette det.",
        409,
        "form",
        { answer: `Gemt nu: ${keptAnswerInWords(now)}` },
      );
    await deed(tx, was, { indicator, wasSeen: was.publishedAt !== null || was.takenBackAt !== null });
  });
}

/** Puts "skjult" in the place of a value, and takes what it and those before it answered out of the database. */
async function hide(
  tx: Sql,
  viewer: Viewer,
  was: KeptValue,
  { fields, because, wasSeen, indicator }: Held & { fields: ValueFields; because: string | null },
): Promise<void> {
  const now = { id: was.id, version: was.version };
  const by = recorder(viewer, was);
  const done = wasSeen
    ? await replaceValue(tx, now, { replacer: personOf(viewer).id, recorder: by, because: reasonOf(because) }, fields)
    : await overwriteValue(tx, now, by, fields);
  if (!done) throw changedMeanwhile();
  await eraseAnswers(tx, was.id);
  if (was.municipality) await endExports(tx, was.municipality);
  await recordAudit(tx, viewer, {
    ...inLogOf("value.hidden", { slug: indicator.slug, municipality: was.municipality }),
    detail: { time: was.timeFrom },
  });
}

/** A value remembers who entered it, but an invented one no real person. */
const recorder = (viewer: Viewer, { demo }: { demo: boolean }) =>
  isDemo(viewer) === demo ? personOf(viewer).id : null;

/** The time of a row of the form. */
function typedTime(
  words: string,
  indicator: Pick<KeptIndicator, "usualTime" | "cadence">,
  pooled: boolean,
): { time: Time; begun: boolean } | { refused: string; isPooled?: true } {
  const time = readTime(words);
  if ("refused" in time) return time;
  const usual = usualTimeOf(indicator);
  if (usual === "skoleaar" && time.kind === "aar")
    return { refused: "Indikatoren bliver talt i skoleår. Skriv skoleåret, for eksempel 2024/25." };
  if (usual === "aar" && time.kind === "skoleaar")
    return { refused: "Indikatoren bliver talt i kalenderår. Skriv året, for eksempel 2025." };
  if (pooled && (time.years === null || time.years < 2 || time.years > 10))
    return { refused: "Når år er lagt sammen, er tiden 2 til 10 hele år, for eksempel 2023 til 2025.", isPooled: true };
  return { time, begun: time.from <= danishToday() };
}

/** The unit of time that an indicator has, where that is known: of its published values, or of how often it is counted. */
export const usualTimeOf = ({ usualTime, cadence }: Pick<KeptIndicator, "usualTime" | "cadence">) =>
  usualTime ?? (cadence && /skoleår/i.test(cadence) ? "skoleaar" : null);

/** The answer of a form: a number or one of the indicator's words, or why there is neither. */
function typedAnswer(
  words: string,
  indicator: Pick<KeptIndicator, "answers" | "unit" | "decimals" | "words">,
): Answer | { refused: string } {
  const none = { number: null, word: null, blank: null, qualifier: null };
  if (indicator.answers === "ord") {
    if (Object.hasOwn(valueBlanks, words)) return { ...none, blank: words as ValueBlank };
    return indicator.words.some(({ code }) => code === words)
      ? { ...none, word: words }
      : { refused: "Vælg et ord fra listen." };
  }
  const read = readAnswer(words, indicator);
  return "refused" in read ? read : { ...none, ...read };
}

/** How many a number is of. */
function typedDenominator(words: string): number {
  const read = readAnswer(words, { unit: null, decimals: 0 });
  if ("number" in read && read.number > 0 && read.qualifier === null) return read.number;
  throw new DomainError(
    "refused" in read ? read.refused : "Skriv et helt tal over 0, for eksempel 1.250.",
    400,
    "denominator",
  );
}

/** A date that something is expected on is that of what is on its way. */
function assertExpected(expected: string | null, answers: readonly Answer[]): void {
  if (expected !== null && answers.every(({ blank }) => blank !== "paa-vej"))
    throw new DomainError("Skriv kun, hvornår tallet ventes, når det er på vej.", 400, "expected");
}

/** The source has published a value by now, and updated it no earlier. The dates are as precise as they are known. */
function assertSourceDates(dates: { published: string | null; updated: string | null }): void {
  const { published, updated } = dates;
  const today = danishToday();
  for (const field of ["published", "updated"] as const)
    if ((dates[field] ?? "") > today) throw new DomainError("Den dato er ikke kommet endnu.", 400, field);
  if (!published || !updated) return;
  const known = Math.min(published.length, updated.length);
  if (updated.slice(0, known) < published.slice(0, known))
    throw new DomainError("Tallet kan ikke være opdateret, før det blev udgivet.", 400, "updated");
}

/** Asks about counts of so few, and hides those that are not said to be harmless. */
function askAboutSmall(
  rows: readonly { answer: Answer; field: string }[],
  of: { denominator: number | null; unit: string | null; small: "skjul" | "behold" | null },
): { answers: Answer[]; detail: { small?: "skjul" | "behold" } } {
  const isSmall = ({ number, qualifier }: Answer) =>
    number !== null && isSmallCount({ number, qualifier, denominator: of.denominator }, of.unit);
  const found = rows.filter(({ answer }) => isSmall(answer));
  if (found.length === 0) return { answers: rows.map(({ answer }) => answer), detail: {} };
  if (of.small === null)
    throw new DomainError(
      smallAsked,
      400,
      "small",
      Object.fromEntries(found.map(({ field }) => [field, "1-4: skal det skjules?"])),
    );
  const hidden = { number: null, word: null, blank: "skjult", qualifier: null } as const;
  return {
    answers: rows.map(({ answer }) => (of.small === "skjul" && isSmall(answer) ? hidden : answer)),
    detail: { small: of.small },
  };
}

/** An answer with what is said beside it, as it is stored. */
function said(
  answer: Answer,
  beside: {
    denominator: number | null;
    projected: boolean;
    expected: string | null;
    published: string | null;
    updated: string | null;
  },
) {
  const isBlank = answer.blank !== null;
  return {
    ...answer,
    printed: null,
    denominator: isBlank ? null : beside.denominator,
    projected: beside.projected,
    expected: answer.blank === "paa-vej" ? beside.expected : null,
    publishedPrinted: beside.published && longDate(beside.published),
    updatedPrinted: beside.updated && longDate(beside.updated),
  };
}

const isSame = (was: KeptValue, f: ValueFields) =>
  (Object.keys(f) as (keyof ValueFields)[])
    .filter((field) => field !== "printed")
    .every((field) => (was[field] ?? null) === (f[field] ?? null));

/** Why what readers have seen is another now. */
function reasonOf(because: string | null): string {
  if (!because || because.length < 10)
    throw new DomainError("Skriv med mindst 10 tegn, hvorfor. Læserne kan se det.", 400, "because");
  return because;
}

/** Ends with the first of what is wrong, and the others beside it. */
function throwFirst(errors: Readonly<Record<string, string>>, status: 400 | 409 = 400): void {
  const [first, ...others] = Object.entries(errors);
  if (first) throw new DomainError(first[1], status, first[0], Object.fromEntries(others));
}
