import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beginStatusInput } from "#app/domain/statuses/input.ts";
import { beginStatus } from "#app/domain/statuses/keep-status.server.ts";
import { putOffReminderInput } from "#app/domain/statuses/period-input.ts";
import { daysOfPeriod } from "#app/domain/statuses/period-vocabulary.ts";
import { mayRunStatuses, mayWriteStatus } from "#app/domain/statuses/policy.ts";
import { putOffReminder } from "#app/domain/statuses/remind.server.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done } from "#app/ui/form.tsx";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { BeginStatus, KeptStatuses, OpenPeriods } from "#app/ui/statuses/keeping/kept-statuses.tsx";
import { statusWritingLinks } from "#app/ui/statuses/status-styles.ts";
import { listKeptStatuses } from "#db/queries/statuses/keep-edition.ts";
import { listEditionHolders, listRemindersSeen } from "#db/queries/statuses/keep-form.ts";
import { listPeriodQuestions } from "#db/queries/statuses/periods.ts";

export const links = statusWritingLinks;

const route = "kommuner/:slug/statusser";
const addressOf = (slug: string) => `/kommuner/${slug}/statusser`;

export const loader = guarded(route, async ({ context: { sql, viewer, today }, subject: place }) => {
  const demo = isDemo(viewer);
  const [{ statuses, openPeriods }, holders, reminders] = await Promise.all([
    listKeptStatuses(sql, viewer, place.code),
    listEditionHolders(sql, viewer, place.code),
    listRemindersSeen(sql, viewer, place.code),
  ]);
  const asked = await Promise.all(openPeriods.map((period) => listPeriodQuestions(sql, period)));
  const own = statuses.filter((status) => status.demo === demo);
  return {
    place,
    doors: doorsOf(viewer, place),
    statuses,
    holders,
    reminders,
    periods: openPeriods.map((period, at) => {
      const status = own.find((one) => one.period === period);
      const { to } = daysOfPeriod(period);
      return {
        period,
        status: status ?? null,
        /** An edition of it that is not published. */
        open: status?.editions.find(({ state }) => state !== "published") ?? null,
        /** The day that is proposed: the end of the half year, or today where that is before it. */
        cutOff: to < today ? to : today,
        questions: (asked[at] ?? [])
          .filter((one) => one.demo === demo && one.withdrawnAt === null)
          .map(({ id, theme, question }) => ({ id, theme, question })),
      };
    }),
    writes: mayWriteStatus(viewer, place.code),
    runs: mayRunStatuses(viewer, place.code),
  };
});

export const action = intents(route, {
  async begin({ context: { sql, viewer }, subject: place }, sent) {
    const id = await beginStatus(sql, viewer, place.code, sent.parse(beginStatusInput));
    return redirect(`${addressOf(place.slug)}/${id}?gjort=begyndt`, 303);
  },
  async "put-off"({ context: { sql, viewer }, subject: place }, sent) {
    await putOffReminder(sql, viewer, place.code, sent.parse(putOffReminderInput));
    return taken(addressOf(place.slug), "udsat");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Status i ${args.data.place.name}`,
        description: "Kommunens halvårsstatusser, også dem, der ikke er udgivet.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = {
  kasseret: "Kladden er kasseret.",
  udsat: "KL har fået jeres grund og skriver ikke igen før den dag.",
  fjernet: "Statussen er fjernet for altid. På adressen står der nu, at den er fjernet, og hvornår.",
};

export default function Statuses() {
  const { place, doors, periods, statuses, holders, reminders, writes, runs } = useLoaderData<typeof loader>();
  const path = addressOf(place.slug);
  const beginnable = periods.filter(({ open }) => open === null);
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Status"
      lead="En halv time hvert halvår: teksten til udvalget, status for alle, der vil læse den, og overblikket for KL. Det er én og samme tekst."
    >
      <Done sentences={done} />
      <OpenPeriods {...{ path, periods, reminders, runs, writes }} />
      {writes && beginnable.length > 0 && <BeginStatus periods={beginnable} />}
      <KeptStatuses {...{ place, path, statuses, holders, writes, runs }} />
    </MunicipalityFrame>
  );
}
