import type { CronItem } from "graphile-worker";
import { z } from "zod";
import { letter } from "#app/mail/letters.ts";
import { kinds } from "#search/document.ts";

/** Who does the jobs: several runners, so that what takes its time with one keeps nothing of another's waiting. */
export type RunnerName = "search" | "mail" | "slow";

/** What is known of a job before it is done. */
interface Job {
  /** What it must be told. */
  payload: z.ZodType;
  /** Who does it: `slow` all that takes longer than a moment. */
  runner: RunnerName;
  /** It keeps the copy of the index on Meilisearch. Where there is no Meilisearch, it waits until there is one. */
  mirror?: true;
  /** When it comes round by itself. */
  cron?: Pick<CronItem, "match" | "options">;
}

const twoDays = 2 * 24 * 60 * 60 * 1_000;

/** An entry of the search. */
const entry = z.object({ kind: z.enum(kinds), id: z.string().max(100) });
const nothing = z.object({});

/** Every job that there is, by its name in the outbox. */
export const registry = {
  /** Deletes what is over, or older than the privacy page says that it may be. */
  "clear-away": {
    payload: nothing,
    runner: "slow",
    cron: { match: "15 3 * * *", options: { backfillPeriod: twoDays } },
  },
  /** Removes the files of a picture whose row has gone. */
  "remove-picture": { payload: z.object({ id: z.guid() }), runner: "slow" },
  /** Leaves the letters about pictures whose consent ends soon. */
  "tell-of-consents": {
    payload: nothing,
    runner: "slow",
    cron: { match: "30 5 * * *", options: { backfillPeriod: twoDays } },
  },
  /** Writes and sends a letter; one to several people becomes a `letter-to` for each. */
  letter: { payload: letter, runner: "mail" },
  "letter-to": { payload: z.object({ letter, to: z.guid() }), runner: "mail" },
  /** Leaves the letter to somebody who has forgotten a password, if there is an account. */
  "password-reset": { payload: z.object({ email: z.string() }), runner: "mail" },
  /** Makes the file with all that is kept of a municipality's texts, which somebody has asked for. */
  "make-export": { payload: z.object({ export: z.guid() }), runner: "slow" },
  /** Removes such files, and what tells of them, when their time is up. */
  "clear-exports": {
    payload: nothing,
    runner: "slow",
    cron: { match: "*/10 * * * *", options: { maxAttempts: 1 } },
  },
  /** Finds the statuses whose day has come. Every hour, for the day begins earlier in Denmark than in UTC. */
  "publish-statuses": {
    payload: nothing,
    runner: "slow",
    cron: { match: "5 * * * *", options: { backfillPeriod: twoDays } },
  },
  /** Publishes a status on its day, or tells why not. */
  "publish-status": { payload: z.object({ edition: z.guid() }), runner: "slow" },
  /** Brings one entry of the search in step with its row. */
  "index-entry": { payload: entry, runner: "search" },
  "rebuild-index": { payload: nothing, runner: "slow" },
  /** The same two, in the copy. */
  "mirror-entry": { payload: entry, runner: "search", mirror: true },
  "rebuild-mirror": { payload: nothing, runner: "slow", mirror: true },
  /** Has failed jobs about the copy tried again sooner than their growing waits would have it. */
  "wake-mirror": {
    payload: nothing,
    runner: "search",
    mirror: true,
    cron: { match: "*/5 * * * *", options: { maxAttempts: 1 } },
  },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof registry;

/** What a job must be told. */
export type JobPayload<Name extends JobName> = z.infer<(typeof registry)[Name]["payload"]>;

/** What does each job, given what it was told and the id of its row. It may be run twice, also at the same time. */
export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>, jobId: string) => Promise<void> };

type MirrorJobName = { [Name in JobName]: (typeof registry)[Name] extends { mirror: true } ? Name : never }[JobName];
export type MirrorJobHandlers = Pick<JobHandlers, MirrorJobName>;

/** The jobs that are done on a site. @param options.mirrored whether it has a Meilisearch */
export const jobNames = ({ mirrored }: { mirrored: boolean }): JobName[] =>
  (Object.keys(registry) as JobName[]).filter((name) => mirrored || !jobOf(name).mirror);

export const jobOf = (name: JobName): Job => registry[name];
