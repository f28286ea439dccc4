import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  addQuestion,
  changeQuestion,
  closePeriod,
  openPeriod,
  periodAfter,
  withdrawQuestion,
} from "#app/domain/statuses/keep-periods.server.ts";
import {
  changeQuestionInput,
  newQuestionInput,
  periodVersionInput,
  questionVersionInput,
} from "#app/domain/statuses/period-input.ts";
import { periodName, periodOf } from "#app/domain/statuses/period-vocabulary.ts";
import { mayAskInPeriod, mayKeepPeriods } from "#app/domain/statuses/policy.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { openedRow, refuseGoneRow } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { ActionButton, Done, Folded, IntentForm, KeepWarning, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { Confirm, OneRow, RowLink } from "#app/ui/one-row.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listPeriodQuestions, listPeriods } from "#db/queries/statuses/periods.ts";

const route = "kl/perioder";
const path = `/${route}`;

export const loader = guarded(route, async ({ request, context: { sql, viewer, today } }) => {
  const periods = await listPeriods(sql);
  const shown = await Promise.all(
    periods.map(async (period) => ({
      ...period,
      name: periodName(period.code),
      questions: (await listPeriodQuestions(sql, period.code)).map((question) => ({
        ...question,
        mine: mayAskInPeriod(viewer, question.demo),
      })),
    })),
  );
  const wanted = openedRow(request);
  const withdrawn = openedRow(request, "tilbage");
  const one = (id: string | null) =>
    id === null
      ? null
      : (shown.flatMap(({ questions }) => questions).find((question) => question.id === id) ?? refuseGoneRow());
  const known = periods.map(({ code }) => code);
  const current = periodOf(today);
  return {
    periods: shown,
    changed: one(wanted),
    withdrawing: one(withdrawn),
    /** Half years that can be opened for the first time. */
    next: [current, periodAfter(current)]
      .filter((code) => !known.includes(code))
      .map((code) => ({ code, name: periodName(code) })),
    keeps: mayKeepPeriods(viewer),
    demo: isDemo(viewer),
  };
});

export const action = intents(route, {
  async open({ context: { sql, viewer } }, sent) {
    await openPeriod(sql, viewer, sent.parse(periodVersionInput));
    return taken(path, "aabnet");
  },
  async close({ context: { sql, viewer } }, sent) {
    await closePeriod(sql, viewer, sent.parse(periodVersionInput));
    return taken(path, "lukket");
  },
  async "add-question"({ context: { sql, viewer } }, sent) {
    await addQuestion(sql, viewer, sent.parse(newQuestionInput));
    return taken(path, "spurgt");
  },
  async "change-question"({ context: { sql, viewer } }, sent) {
    await changeQuestion(sql, viewer, sent.parse(changeQuestionInput));
    return taken(path, "rettet");
  },
  async "withdraw-question"({ context: { sql, viewer } }, sent) {
    await withdrawQuestion(sql, viewer, sent.parse(questionVersionInput));
    return taken(path, "tilbage");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Halvår",
    description: "De halvår, som kommunerne kan give status for.",
    path,
    hidden: true,
  });

const done = {
  aabnet: "Halvåret er åbent. Kommunerne kan begynde en status.",
  lukket: "Halvåret er lukket. Det, der er begyndt, kan stadig udgives og bliver mærket som sent.",
  spurgt: "Opfølgningen står nu i de statusser, der begynder herfra.",
  rettet: "Opfølgningen er rettet.",
  tilbage: "Opfølgningen er trukket tilbage. Den står stadig i de statusser, der havde den.",
};

type Question = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["changed"]>;

export default function Periods() {
  const { periods, changed, withdrawing, next, keeps, demo } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Halvår" }]}
        title="Halvår"
        lead="Halvåret er hylden. Hver kommune har sine egne måneder og sine egne datoer i det."
      />
      <div className="wrap section stack">
        <Done sentences={done} />
        {demo && (
          <p className="provenance">
            Halvårene er rigtige og gælder for alle kommuner. Som demoperson kan du ikke åbne eller lukke dem. Tematiske
            opfølgninger, du skriver, bliver Demodata.
          </p>
        )}
        {changed ? (
          <ChangeQuestion question={changed} />
        ) : withdrawing ? (
          <Confirm
            title={`Træk »${withdrawing.theme}« tilbage`}
            back={{ href: path, label: "Tilbage til halvårene" }}
            yes={withdrawing.mine && withdrawing.withdrawnAt === null && "Træk tilbage"}
            intent="withdraw-question"
            of={{ name: "question", value: withdrawing.id }}
            along={{ version: String(withdrawing.version) }}
          >
            <p>Nye statusser har den ikke. De, der er begyndt, beholder den med det, der er svaret.</p>
          </Confirm>
        ) : (
          <>
            {keeps && next.length > 0 && (
              <div className="row-actions">
                {next.map(({ code, name }) => (
                  <ActionButton key={code} intent="open" of={{ name: "period", value: code }} along={{ version: "0" }}>
                    Åbn {name}
                  </ActionButton>
                ))}
              </div>
            )}
            {periods.length === 0 && <p>Ingen halvår er åbnet endnu.</p>}
            <ul className="entries">
              {periods.map((period) => (
                <Period key={period.code} period={period} keeps={keeps} demo={demo} />
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

/** A half year with what KL asks in it. */
function Period({
  period: { code, name, version, openedAt, closedAt, published, demoPublished, questions },
  keeps,
  demo,
}: {
  period: ReturnType<typeof useLoaderData<typeof loader>>["periods"][number];
  keeps: boolean;
  demo: boolean;
}) {
  return (
    <li>
      <h2>{name}</h2>
      <p className="quiet">
        {closedAt ? `Lukket ${dateOf(closedAt)}.` : `Åbent siden ${dateOf(openedAt)}.`}{" "}
        {counted(published, "kommune har", "kommuner har")} udgivet status.{" "}
        {demoPublished > 0 && (
          <>
            {demoPublished} opdigtede <DemoTag />
          </>
        )}
      </p>
      {questions.length > 0 && (
        <div className="prose">
          <h3>Tematiske opfølgninger fra KL</h3>
          <ul>
            {questions.map((question) => (
              <li key={question.id}>
                <strong>{question.theme}</strong>: {question.question} {question.demo && <DemoTag />}
                {question.withdrawnAt ? (
                  <span className="quiet"> Trukket tilbage {dateOf(question.withdrawnAt)}.</span>
                ) : (
                  question.mine &&
                  !closedAt && (
                    <span className="row-actions">
                      <RowLink href={`${path}?ret=${question.id}`} name={question.theme} />
                      <RowLink href={`${path}?tilbage=${question.id}`} name={question.theme}>
                        Træk tilbage
                      </RowLink>
                    </span>
                  )
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {!closedAt && (
        <Folded intent="add-question" of={{ name: "period", value: code }} summary="Spørg til et tema">
          <IntentForm
            intent="add-question"
            of={{ name: "period", value: code }}
            failed="Opfølgningen er ikke sat ind endnu"
          >
            <p>Det er frivilligt at svare.{demo && " Det, du skriver, bliver Demodata."}</p>
            <QuestionFields />
            <Submit plain>Sæt ind</Submit>
            <KeepWarning />
          </IntentForm>
        </Folded>
      )}
      {keeps && (
        <div className="row-actions">
          <ActionButton
            intent={closedAt ? "open" : "close"}
            of={{ name: "period", value: code }}
            along={{ version: String(version) }}
            about={name}
          >
            {closedAt ? "Åbn igen" : "Luk"}
          </ActionButton>
        </div>
      )}
    </li>
  );
}

const QuestionFields = ({ question }: { question?: Question }) => (
  <>
    <TextField name="theme" label="Tema" value={question?.theme} hint="For eksempel: Overgange." />
    <TextArea name="asked" label="Hvad vil I spørge om?" value={question?.question} rows={3} />
  </>
);

const ChangeQuestion = ({ question }: { question: Question }) => (
  <OneRow title={`Ret »${question.theme}«`} back={{ href: path, label: "Tilbage til halvårene" }}>
    {question.mine && question.withdrawnAt === null ? (
      <IntentForm
        intent="change-question"
        of={{ name: "question", value: question.id }}
        along={{ version: String(question.version) }}
        failed="Opfølgningen er ikke rettet endnu"
      >
        <QuestionFields question={question} />
        <Submit>Gem</Submit>
        <KeepWarning />
      </IntentForm>
    ) : (
      <p>{question.question}</p>
    )}
  </OneRow>
);
