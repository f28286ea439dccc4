import { maySeeAuditOf } from "#app/domain/audit/policy.ts";
import { maySetPairsOfEyes } from "#app/domain/cases/policy.ts";
import { mayKeepContacts } from "#app/domain/contacts/policy.ts";
import { mayExport, mayFetchExport } from "#app/domain/exports/policy.ts";
import { mayPublish, mayReadSaved, maySave } from "#app/domain/initiatives/policy.ts";
import { mayAskForDomain } from "#app/domain/mail-domains/policy.ts";
import { maySeePeople, mayTakeRoles, rolesToGive } from "#app/domain/people/policy.ts";
import { mayReadReportsOf } from "#app/domain/problem-reports/policy.ts";
import {
  mayAnswerStatus,
  mayOpenEdition,
  mayReadStatusDraft,
  mayRunStatuses,
  mayStopPublication,
  mayWriteEdition,
  mayWriteStatus,
} from "#app/domain/statuses/policy.ts";
import { mayKeepTreatments } from "#app/domain/treatments/policy.ts";
import { mayKeepUnits } from "#app/domain/units/policy.ts";
import { isCoordinator, type Viewer } from "#app/domain/viewer.ts";
import type { EditionSubject } from "#db/queries/statuses/keep-edition.ts";
import { about, anyone, plain, within } from "../../http/access-rule.ts";

const keepsUnits = within(mayKeepUnits);
const keepsContacts = within(mayKeepContacts);
const asksForDomains = within(mayAskForDomain);
const seesPeople = within(maySeePeople);
const givesRoles = within((viewer, code) => rolesToGive(viewer, code).length > 0);
const takesRoles = within(mayTakeRoles);
const readsReports = within(mayReadReportsOf);
const seesAudit = within(maySeeAuditOf);
const takesOut = within(mayExport);
const readsSaved = within(mayReadSaved);
const saves = within(maySave);
const keepsTreatments = within(mayKeepTreatments);
const publishes = within(mayPublish);
const writesStatus = within(mayWriteStatus);
const runsStatus = (viewer: Viewer, edition: EditionSubject) => mayRunStatuses(viewer, edition.municipality);

/** Who may keep what of a municipality. */
export const municipalityAccess = {
  "kommuner/:slug/personer": about("municipality", {
    read: seesPeople,
    intents: {
      invite: givesRoles,
      "invite-many": givesRoles,
      "cancel-invitation": seesPeople,
      approve: seesPeople,
      refuse: seesPeople,
      grant: givesRoles,
      revoke: takesRoles,
      remove: takesRoles,
      eyes: within(maySetPairsOfEyes),
    },
  }),
  "kommuner/:slug/enheder": about("municipality", {
    read: keepsUnits,
    intents: {
      create: keepsUnits,
      change: keepsUnits,
      delete: keepsUnits,
      close: keepsUnits,
      merge: keepsUnits,
      open: keepsUnits,
    },
  }),
  "kommuner/:slug/kontaktpersoner": about("municipality", {
    read: keepsContacts,
    intents: { create: keepsContacts, change: keepsContacts, delete: keepsContacts, ask: keepsContacts },
    // Whoever ticks too much is told so, and loses nothing.
    mostFields: 300,
  }),
  "kommuner/:slug/indsatser": about("municipality", {
    read: readsSaved,
    intents: { create: saves, change: saves, delete: saves, publish: publishes, "take-back": publishes },
    // Every setting, every point of the declarations with its why, and every unit.
    mostFields: 2_000,
  }),
  "kommuner/:slug/indsatser/:id/milepaele": about("municipality", {
    read: readsSaved,
    intents: { add: saves, change: saves, done: saves, undo: saves, move: saves, remove: saves },
  }),
  "kommuner/:slug/indsatser/:id/penge": about("municipality", {
    read: readsSaved,
    intents: { add: saves, change: saves, year: saves, correct: saves, hide: publishes, remove: saves },
  }),
  "kommuner/:slug/aftaler": about("municipality", {
    read: readsSaved,
    intents: { add: saves, change: saves, delete: saves },
  }),
  "kommuner/:slug/penge": about("municipality", {
    read: readsSaved,
    intents: { enter: saves, correct: saves, hide: publishes, publish: publishes, "take-back": publishes },
  }),
  "kommuner/:slug/opfoelgning": about("municipality", {
    read: readsSaved,
    intents: { create: saves, change: saves, delete: saves, publish: publishes, "take-back": publishes },
  }),
  "kommuner/:slug/opfoelgning/:id/afsnit": about("municipality", {
    read: readsSaved,
    intents: { add: saves, change: saves, remove: saves },
    // Every indicator.
    mostFields: 300,
  }),
  "kommuner/:slug/opfoelgning/:id/sager": about("municipality", {
    read: readsSaved,
    intents: { add: saves, change: saves, remove: saves },
  }),
  "kommuner/:slug/opfoelgning/:id/temaer": about("municipality", {
    read: readsSaved,
    intents: { add: saves, change: saves, remove: saves },
  }),
  "kommuner/:slug/pladser": about("municipality", {
    read: readsSaved,
    intents: { create: saves, change: saves, delete: saves, publish: publishes, "take-back": publishes },
  }),
  "kommuner/:slug/behandlet": about("municipality", {
    read: readsSaved,
    intents: { enter: keepsTreatments, change: keepsTreatments, delete: keepsTreatments },
  }),
  "kommuner/:slug/ambitioner": about("municipality", {
    read: readsSaved,
    intents: { create: saves, change: saves, delete: saves, publish: publishes, "take-back": publishes },
  }),
  "kommuner/:slug/indikatorer": about("municipality", {
    read: readsSaved,
    intents: { create: saves, change: saves, delete: saves, publish: publishes, "take-back": publishes },
    // Every point of the declarations.
    mostFields: 200,
  }),
  "kommuner/:slug/indikatorer/:id/tal": about("municipality", {
    read: readsSaved,
    intents: {
      enter: saves,
      correct: saves,
      hide: saves,
      publish: publishes,
      "take-back": publishes,
      delete: saves,
    },
    // So many values are published at once.
    mostFields: 300,
  }),
  "kommuner/:slug/statusser": about("municipality", {
    read: within(mayReadStatusDraft),
    intents: { begin: writesStatus, "put-off": within(mayRunStatuses) },
  }),
  "kommuner/:slug/statusser/:id": about("status", {
    read: mayOpenEdition,
    intents: {
      save: mayWriteEdition,
      close: mayWriteEdition,
      dates: mayWriteEdition,
      discard: mayWriteEdition,
    },
    // Every initiative with its milestones, and every point with its evidence.
    mostFields: 5_000,
  }),
  "kommuner/:slug/statusser/:id/felter": about("status", {
    read: mayOpenEdition,
    intents: { save: mayWriteEdition, add: mayWriteEdition, remove: mayWriteEdition },
    mostFields: 5_000,
  }),
  "kommuner/:slug/statusser/:id/belaeg": about("status", {
    read: mayWriteEdition,
    intents: { add: mayWriteEdition, remove: mayWriteEdition },
  }),
  "kommuner/:slug/statusser/:id/forhaandsvisning": about("status", { read: mayOpenEdition }),
  "kommuner/:slug/statusser/:id/send": about("status", {
    read: mayWriteEdition,
    intents: { submit: mayWriteEdition },
    // So many warnings may each be kept with a reason.
    mostFields: 1_000,
  }),
  "kommuner/:slug/statusser/:id/svar": about("status", {
    read: mayOpenEdition,
    intents: {
      approve: mayAnswerStatus,
      return: mayAnswerStatus,
      "take-back": mayWriteEdition,
      stop: mayStopPublication,
    },
    mostFields: 1_000,
  }),
  "kommuner/:slug/statusser/:id/udgivet": about("status", {
    read: mayOpenEdition,
    intents: { outcome: runsStatus, correct: runsStatus, remove: runsStatus },
  }),
  "kommuner/:slug/maildomaener": about("municipality", {
    read: asksForDomains,
    intents: { ask: asksForDomains, remove: asksForDomains },
  }),
  "kommuner/:slug/haendelser": about("municipality", { read: seesAudit }),
  "kommuner/:slug/haendelser.csv": about("municipality", { read: seesAudit }),
  "kommuner/:slug/meldinger": about("municipality", {
    read: readsReports,
    intents: { hide: readsReports, show: readsReports, handled: readsReports, "pass-on": within(isCoordinator) },
  }),
  "kommuner/:slug/udtraek": about("municipality", { read: takesOut, intents: { make: takesOut } }),
  "udtraek/:id": about("export", { read: mayFetchExport }),
  kontaktperson: plain({ read: anyone, intents: { yes: anyone, no: anyone } }),
};
