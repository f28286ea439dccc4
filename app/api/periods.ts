import { z } from "zod";
import { foldCounts } from "#app/domain/statuses/count-statuses.ts";
import { isPeriodCode, periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { activityStages, effects } from "#app/domain/statuses/status-vocabulary.ts";
import { anonymous } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { findDeclaration, listCommitments } from "#db/queries/declarations.ts";
import { countStatuses, type MatrixWanted } from "#db/queries/statuses/matrix.ts";
import { listPeriods } from "#db/queries/statuses/periods.ts";
import { operation } from "./operation.ts";
import * as pieces from "./pieces.ts";
import { oneOf, paging, refuseUnknown } from "./query.ts";

const period = pieces.named(
  "Period",
  z
    .strictObject({
      code: z
        .string()
        .regex(/^20\d{2}H[12]$/)
        .describe("År og halvår: 2026H1."),
      name: z.string(),
      openedAt: pieces.instant,
      closedAt: pieces.instant.nullable().describe("null: halvåret er åbent."),
      statusCount: pieces.count.describe("Kommuner med en udgivet status; Demodata tæller ikke med."),
      demoStatusCount: pieces.count.describe("Opdigtede statusser (Demodata)."),
    })
    .describe("Et halvår, som kommunerne giver status for."),
);

/** `GET /periods` */
export const listOfPeriods = operation({
  id: "listPeriods",
  path: "/periods",
  summary: "De halvår, kommunerne giver status for, det nyeste først.",
  query: z.strictObject(paging),
  answer: pieces.pageOf("PeriodPage", period),
  async read({ query, context: { sql } }) {
    const { items, ...rest } = pieces.slicePage(await listPeriods(sql), query);
    return {
      items: items.map(({ code, openedAt, closedAt, published, demoPublished }) => ({
        code,
        name: periodName(code),
        openedAt: openedAt.toISOString(),
        closedAt: closedAt?.toISOString() ?? null,
        statusCount: published,
        demoStatusCount: demoPublished,
      })),
      ...rest,
    };
  },
});

const numbersOf = <C extends string>(list: readonly C[]) =>
  z.strictObject(Object.fromEntries(list.map((code) => [code, pieces.count])) as Record<C, typeof pieces.count>);

const pointCounts = pieces.named(
  "PointCounts",
  z
    .strictObject({
      commitment: pieces.commitmentId,
      number: z.int(),
      title: z.string(),
      url: pieces.url,
      stages: numbersOf(codes(activityStages)).describe(
        "Kommuner efter trin. Trinnet er det, kommunen selv skriver i sin status eller i det papir, den er gengivet fra.",
      ),
      notAssessed: pieces.count.describe("Har en status, som ikke vurderer punktet. Det er ikke »ikke begyndt«."),
      noStatus: pieces.count.describe("Har ingen status for halvåret endnu. Det er ikke »ikke begyndt«."),
      effects: numbersOf(codes(effects)).describe("Kommuner efter, hvad de ser."),
      effectNotAssessed: pieces.count.describe("Har en status, som ikke siger, hvad de ser."),
      helpWanted: pieces.count.describe("Beder om hjælp til punktet."),
    })
    .describe("Ét punkt. Trinene, notAssessed og noStatus er tilsammen alle kommuner."),
);

const matrix = pieces.named(
  "MatrixCounts",
  z.strictObject({
    year: z.int(),
    period: z.string().nullable().describe("null: intet halvår er åbnet endnu."),
    demo: pieces.demoMark,
    note: z.string().describe("Sådan skal tallene læses."),
    municipalities: pieces.count,
    statusCount: pieces.count.describe("Kommuner med en udgivet status for halvåret."),
    points: z.array(pointCounts),
  }),
);

const note =
  "Antal kommuner efter deres eget ord. Trinnene er ingen rangliste, kan ikke lægges sammen og har intet gennemsnit.";

/** `GET /declarations/{year}/matrix` */
export const matrixOfDeclaration = operation({
  id: "getDeclarationMatrix",
  path: "/declarations/{year}/matrix",
  summary: "Landets billede: hvor mange kommuner der er hvor på hvert punkt. Kun antal, ingen navne.",
  params: { year: "Erklæringens år." },
  query: z.strictObject({
    period: z
      .string()
      .refine(isPeriodCode, "skal være et år og et halvår, for eksempel 2026H1")
      .optional()
      .describe("Halvår: 2026H1. Uden: det nyeste, hvor nogen har udgivet."),
    demo: oneOf(["exclude", "only"])
      .default("exclude")
      .describe("»only« giver de opdigtede statusser (Demodata) alene. De tælles aldrig sammen med de rigtige."),
  }),
  answer: matrix,
  async read({ query, params: { year: written = "" }, context: { sql, site } }) {
    const year = /^\d{4}$/.test(written) ? Number(written) : 0;
    const demo = query.demo === "only";
    const [declaration, commitments, periods] = await Promise.all([
      findDeclaration(sql, year),
      listCommitments(sql, anonymous, year),
      listPeriods(sql),
    ]);
    if (!declaration) return null;
    if (query.period && !periods.some(({ code }) => code === query.period))
      refuseUnknown("period", query.period, "halvårene står i /periods");
    const usual = periods.find((one) => (demo ? one.demoPublished : one.published) > 0) ?? periods[0];
    const wanted: MatrixWanted = { year, period: query.period ?? usual?.code ?? null, demo };
    const counted = await countStatuses(sql, wanted);
    const folded = foldCounts(
      counted,
      commitments.map(({ number }) => number),
    );
    return {
      year,
      period: wanted.period,
      demo,
      note,
      municipalities: counted.municipalities,
      statusCount: counted.published,
      points: folded.map(({ number, stages, notAssessed, noStatus, effects, effectUntold, help }) => ({
        commitment: `${year}-${number}`,
        number,
        title: commitments.find((one) => one.number === number)?.title ?? "",
        url: `${site.publicUrl}/erklaeringer/${year}/punkter/${number}`,
        stages,
        notAssessed,
        noStatus,
        effects,
        effectNotAssessed: effectUntold,
        helpWanted: help,
      })),
    };
  },
});
