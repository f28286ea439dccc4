import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { freshnessNames, freshnessOf } from "#app/domain/statuses/freshness.ts";
import { sendRemindersInput } from "#app/domain/statuses/period-input.ts";
import { mayAskInPeriod } from "#app/domain/statuses/policy.ts";
import { sendReminders, whyNoReminder } from "#app/domain/statuses/remind.server.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, shownOnce } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { readPictureChoice } from "#app/http/status-picture.ts";
import { Checkboxes, IntentForm, Submit, useReply } from "#app/ui/form.tsx";
import { counted, joined } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag } from "#app/ui/tags.tsx";
import { listHeardOf } from "#db/queries/statuses/keep-freshness.ts";

const route = "kl/status/paamindelser";
const path = `/${route}`;

export const loader = guarded(route, async ({ request, context }) => {
  const { sql, viewer, today } = context;
  const { query, demo, periods, period: shown } = await readPictureChoice(request, context);
  // One writes about what can still be answered, unless the address names another half year.
  const open = periods.find(({ closed }) => !closed) ?? null;
  const period = query.get("periode") ? shown : (open ?? shown);
  const heard = await listHeardOf(sql, { period: period?.code ?? null, demo, today });
  return {
    demo,
    period,
    open,
    /** An invented person writes about invented statuses alone. */
    writes: mayAskInPeriod(viewer, demo) && period !== null && !period.closed,
    invented: isDemo(viewer),
    silent: heard
      .filter(({ published }) => !published)
      .map(({ code, name, cutOff, reachable, reminder }) => ({
        code,
        name,
        heardOf: freshnessNames.find((age) => age.code === freshnessOf(cutOff, today))?.name ?? "",
        cutOff,
        // Whether a status is on its way to the committee is the municipality's own.
        reachable,
        because: whyNoReminder(
          {
            answered: false,
            reachable: true,
            sentOn: reminder?.sentOn ?? null,
            putOffUntil: reminder?.putOffUntil ?? null,
            putOffBecause: reminder?.putOffBecause ?? null,
          },
          today,
        ),
      })),
  };
});

export const action = intents(route, {
  async remind({ context: { sql, viewer } }, sent) {
    const { sent: count, left } = await sendReminders(sql, viewer, sent.parse(sendRemindersInput));
    return shownOnce(sent, [`Der er skrevet til ${counted(count, "kommune", "kommuner")}.`, ...left]);
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Skriv til dem uden status",
    description: "En venlig mail, der tilbyder hjælp.",
    path,
    hidden: true,
  });

export default function Reminders() {
  const { demo, period, open, writes, invented, silent } = useLoaderData<typeof loader>();
  const { once } = useReply() ?? {};
  const free = silent.filter(({ reachable, because }) => reachable && because === null);
  const waiting = silent.filter(({ reachable, because }) => reachable && because !== null);
  const unled = silent.filter(({ reachable }) => !reachable).map(({ name }) => name);
  return (
    <>
      <PageHead
        trail={[
          { label: "KL", href: "/kl" },
          { label: "De ti punkter i kommunerne", href: "/kl/status" },
          { label: "Skriv til dem uden status" },
        ]}
        tags={demo ? <DemoTag /> : undefined}
        title="Skriv til dem uden status"
        lead={`${period ? `Kommuner uden en udgivet status for ${period.name}. ` : ""}Mailen går til kommunens koordinatorer og tilbyder hjælp. Den holder op, når kommunen har svaret.`}
      />
      <div className="wrap section stack">
        {once && (
          <div className="alert alert-success" role="status">
            <div className="alert-body">
              {once.map((sentence) => (
                <p key={sentence} className="alert-text">
                  {sentence}
                </p>
              ))}
            </div>
          </div>
        )}
        {period?.closed && (
          <p>
            {period.name} er lukket, så der kan ikke skrives om det.{" "}
            {open && (
              <a href={`${path}?periode=${open.code}${demo ? "&demodata=ja" : ""}`}>Se {open.name}, som er åbent</a>
            )}
          </p>
        )}
        {!writes && invented && !demo && (
          <p className="provenance">
            Som demoperson kan du kun skrive om Demodata. <a href={`${path}?demodata=ja`}>Se de opdigtede statusser</a>.
          </p>
        )}
        {silent.length === 0 && (
          <HonestBlank title="Alle har udgivet status.">
            <p>Der er ingen at skrive til.</p>
          </HonestBlank>
        )}
        {writes && period && free.length > 0 && (
          <IntentForm
            intent="remind"
            along={{ period: period.code, demodata: demo ? "ja" : "nej" }}
            failed="Der er ikke skrevet til nogen"
          >
            <Checkboxes
              name="municipality"
              label="Hvem vil I skrive til?"
              hint={`Det er ${counted(free.length, "kommune", "kommuner")}, efter navn. Der går mindst 21 dage mellem to mails til den samme.`}
              choices={free.map(({ code, name, heardOf, cutOff }) => ({
                value: code,
                label: `${name} (${cutOff ? `opgjort ${longDate(cutOff)}, ${heardOf}` : heardOf})`,
              }))}
            />
            <Submit>Tilbyd hjælp</Submit>
          </IntentForm>
        )}
        {unled.length > 0 && (
          <section aria-labelledby="uden">
            <h2 id="uden">Uden en koordinator at skrive til</h2>
            <p>{`${joined(unled)}.`}</p>
          </section>
        )}
        {waiting.length > 0 && (
          <section aria-labelledby="venter" className="prose">
            <h2 id="venter">Dem, der ikke skal have en mail nu</h2>
            <ul>
              {waiting.map(({ code, name, because }) => (
                <li key={code}>{`${name} ${because}.`}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}
