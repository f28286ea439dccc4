import { type AppLoadContext, redirect } from "@remix-run/node";
import { passageOptions } from "#app/domain/chosen-source.server.ts";
import { danishToday } from "#app/domain/dates.ts";
import { isId } from "#app/domain/id.ts";
import {
  changeIndicatorInput,
  correctValueInput,
  enterValuesInput,
  hideValueInput,
  indicatorVersionInput,
  newIndicatorInput,
  publishValuesInput,
  type TypedValue,
  valueVersionInput,
} from "#app/domain/indicators/input.ts";
import {
  beginIndicator,
  changeIndicator,
  deleteIndicator,
  type Owner,
  publishIndicator,
  takeBackIndicator,
} from "#app/domain/indicators/keep-indicators.server.ts";
import {
  correctValue,
  deleteValue,
  enterValues,
  hideValue,
  publishValues,
  takeBackValue,
  usualTimeOf,
} from "#app/domain/indicators/keep-values.server.ts";
import { mayChangeMeasure, mayPublishKept, maySaveKept } from "#app/domain/indicators/policy.ts";
import { isDemo, mayChange } from "#app/domain/viewer.ts";
import { findKeptIndicator, listKeptIndicators } from "#db/queries/indicators/keep.ts";
import { findKeptValue, listKeptValues, listTimesOfKeeper } from "#db/queries/indicators/keep-values.ts";
import { listPoints } from "#db/queries/initiatives/keep.ts";
import type { RestsOn } from "#db/queries/passages.ts";
import type { Sent } from "./form.ts";
import { type Admitted, taken } from "./guard.ts";
import { keptPages } from "./kept-pages.ts";
import { chosenPage, listQuery, openedPage, refuseGoneRow, sameList, searchedWords } from "./list-address.ts";

type Context = Pick<AppLoadContext, "sql" | "viewer">;

const parameters = ["find", "side"];
const pageSize = 50;
/** The pages about one indicator or one value, by the parameter that opens each. */
const valuePages = { ret: "correct", skjul: "hide", tilbage: "take-back", slet: "delete" } as const;

/** Where an owner's indicators are kept. */
export const indicatorsAddress = (owner: Owner) => (owner ? `/kommuner/${owner.slug}/indikatorer` : "/kl/indikatorer");
/** Where an owner's values of an indicator are kept. */
export const valuesAddress = (owner: Owner, indicator: string) => `${indicatorsAddress(owner)}/${indicator}/tal`;

/** The list of an owner's indicators, or the page about the one that the address opens. */
export async function readKeptIndicators(request: Request, { sql, viewer }: Context, owner: Owner) {
  const keeper = owner?.code ?? null;
  const query = listQuery(request, parameters);
  const shared = {
    path: indicatorsAddress(owner),
    query: query.toString(),
    saves: maySaveKept(viewer, keeper),
    publishes: mayPublishKept(viewer, keeper),
    ofAll: owner === null,
    keeper,
    demo: isDemo(viewer),
  };
  const opened = openedPage(request, keptPages);
  if (opened) {
    const { doing, id } = opened;
    const item = await findKeptIndicator(sql, viewer, { keeper, id });
    if (!item || item.municipality !== keeper) return refuseGoneRow();
    const [points, passages] =
      doing === "change" ? await Promise.all([listPoints(sql), passageOptions(sql, keeper, item)]) : [[], []];
    const changes = mayChangeMeasure(viewer, item);
    return {
      ...shared,
      one: { doing, item, points, passages, changes, own: mayChange(viewer, item.demo) },
      listing: null,
    };
  }
  const words = searchedWords(query, "find");
  const all = await listKeptIndicators(sql, viewer, keeper, { words }, { page: chosenPage(query), pageSize });
  return { ...shared, one: null, listing: { words, all } };
}
export type KeptIndicatorsRead = Awaited<ReturnType<typeof readKeptIndicators>>;

/** The forms of the list of an owner's indicators. */
export const indicatorIntents = <S>(ownerOf: (subject: S) => Owner) => {
  const back = ({ request, subject }: Admitted<S>, done: string) =>
    taken(sameList(request, indicatorsAddress(ownerOf(subject)), parameters), done);
  return {
    async create({ context: { sql, viewer }, subject }: Admitted<S>, sent: Sent) {
      const owner = ownerOf(subject);
      const id = await beginIndicator(sql, viewer, owner, sent.parse(newIndicatorInput));
      return redirect(`${indicatorsAddress(owner)}?ret=${id}&gjort=oprettet`, 303);
    },
    async change(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await changeIndicator(sql, viewer, ownerOf(args.subject), sent.parse(changeIndicatorInput));
      return back(args, "rettet");
    },
    async delete(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await deleteIndicator(sql, viewer, ownerOf(args.subject), sent.parse(indicatorVersionInput));
      return back(args, "slettet");
    },
    async publish(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await publishIndicator(sql, viewer, ownerOf(args.subject), sent.parse(indicatorVersionInput));
      return back(args, "udgivet");
    },
    async "take-back"(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await takeBackIndicator(sql, viewer, ownerOf(args.subject), sent.parse(indicatorVersionInput));
      return back(args, "tilbage");
    },
  };
};

/** An owner's values of an indicator, or the page about the one that the address opens. @param id of the indicator, as the address has it */
export async function readKeptValues(request: Request, { sql, viewer }: Context, owner: Owner, id: string) {
  const keeper = owner?.code ?? null;
  const indicator = isId(id) ? await findKeptIndicator(sql, viewer, { keeper, id }) : undefined;
  if (!indicator) return refuseGoneRow();
  const of = { indicator: indicator.id, keeper };
  const shared = {
    path: valuesAddress(owner, indicator.id),
    back: indicatorsAddress(owner),
    indicator,
    saves: maySaveKept(viewer, keeper) && (!indicator.demo || isDemo(viewer)),
    publishes: mayPublishKept(viewer, keeper),
    ofAll: owner === null,
  };
  const passagesFor = (now?: RestsOn) => passageOptions(sql, keeper, now);
  const nothing = { one: null, toPublish: null, listing: null };
  const opened = openedPage(request, valuePages);
  if (opened) {
    const { doing, id: value } = opened;
    const item = await findKeptValue(sql, viewer, { ...of, id: value });
    if (!item || !mayChangeMeasure(viewer, item)) return refuseGoneRow();
    const passages = doing === "correct" ? await passagesFor(item) : [];
    return { ...shared, ...nothing, one: { doing, item, passages } };
  }
  if (new URL(request.url).searchParams.has("udgiv")) {
    const saved = await listKeptValues(sql, viewer, { ...of, saved: true }, { page: 1, pageSize: mostAtOnce });
    const toPublish = saved.items.filter(({ demo }) => mayChange(viewer, demo));
    return { ...shared, ...nothing, toPublish };
  }
  const query = listQuery(request, ["side"]);
  const [values, saved, times, passages] = await Promise.all([
    listKeptValues(sql, viewer, of, { page: chosenPage(query), pageSize }),
    listKeptValues(sql, viewer, { ...of, saved: true }, { page: 1, pageSize: 1 }),
    listTimesOfKeeper(sql, viewer, of),
    shared.saves ? passagesFor() : [],
  ]);
  const items = values.items.map((value) => ({ ...value, changes: mayChangeMeasure(viewer, value) }));
  return {
    ...shared,
    ...nothing,
    listing: {
      values: { ...values, items },
      saved: saved.total,
      passages,
      times: timesToEnter(usualTimeOf(indicator) ?? "aar", times, indicator.parts.length > 0 ? 1 : 3),
    },
  };
}
export type KeptValuesRead = Awaited<ReturnType<typeof readKeptValues>>;

/** As many values are published at once. */
const mostAtOnce = 200;

/** The latest times of the last five years that are over and have no value yet, as a form has them. */
function timesToEnter(
  kind: "aar" | "skoleaar",
  there: readonly { timeFrom: string; timeTo: string }[],
  count: number,
): string[] {
  const today = danishToday();
  const begins = kind === "aar" ? "01-01" : "08-01";
  const current = Number(today.slice(0, 4)) - (today.slice(5) < begins ? 1 : 0);
  const years = Array.from({ length: 5 }, (_, back) => current - 1 - back);
  return years
    .filter((year) => !there.some(({ timeFrom }) => timeFrom === `${year}-${begins}`))
    .slice(0, count)
    .map((year) => (kind === "aar" ? String(year) : `${year}/${String(year + 1).slice(2)}`));
}

/** The forms of an owner's values of an indicator. */
export const valueIntents = <S>(ownerOf: (subject: S) => Owner) => {
  const whereOf = ({ params: { id = "" }, subject }: Admitted<S>) => ({
    owner: ownerOf(subject),
    indicator: isId(id) ? id : refuseGoneRow(),
  });
  const back = (args: Admitted<S>, done: string) => {
    const { owner, indicator } = whereOf(args);
    return taken(valuesAddress(owner, indicator), done);
  };
  return {
    async enter(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      const typed = sent.parse(enterValuesInput);
      await enterValues(sql, viewer, whereOf(args), typedValues(sent), typed);
      return back(args, typed.publish ? "udgivet" : "gemt");
    },
    async correct(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      const typed = sent.parse(correctValueInput);
      await correctValue(sql, viewer, whereOf(args), typed);
      return back(args, typed.publish ? "udgivet" : "rettet");
    },
    async hide(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await hideValue(sql, viewer, whereOf(args), sent.parse(hideValueInput));
      return back(args, "skjult");
    },
    async publish(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await publishValues(sql, viewer, whereOf(args), sent.parse(publishValuesInput));
      return back(args, "udgivet");
    },
    async "take-back"(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await takeBackValue(sql, viewer, whereOf(args), sent.parse(valueVersionInput));
      return back(args, "tilbage");
    },
    async delete(args: Admitted<S>, sent: Sent) {
      const { sql, viewer } = args.context;
      await deleteValue(sql, viewer, whereOf(args), sent.parse(valueVersionInput));
      return back(args, "slettet");
    },
  };
};

/** What the form for new values has: one time with an answer for the whole and each part, or several times with an answer each. */
function typedValues(sent: Sent): TypedValue[] {
  const times = sent.all("time");
  const nth = (name: string, at: number) => (at > 0 ? `${name}-${at + 1}` : name);
  const whole = times.map((time, at) => ({
    time,
    part: null,
    answer: sent.all("answer")[at] ?? "",
    fields: { time: nth("time", at), answer: nth("answer", at) },
  }));
  const parts = [...sent.fields.keys()].flatMap((name) => {
    const [, part] = /^answer-([a-z0-9-]+)$/.exec(name) ?? [];
    return part
      ? [{ time: times[0] ?? "", part, answer: sent.text(name), fields: { time: "time", answer: name } }]
      : [];
  });
  return [...whole, ...parts];
}
