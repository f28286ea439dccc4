import { hasAccount } from "#app/domain/accounts/policy.ts";
import { mayAct } from "#app/domain/acting/policy.ts";
import { maySeeAllAudit, maySeeAuditOf } from "#app/domain/audit/policy.ts";
import { mayKeepContacts } from "#app/domain/contacts/policy.ts";
import { mayAskForDomain, mayDecideDomains } from "#app/domain/mail-domains/policy.ts";
import { mayOpenMails } from "#app/domain/mails/policy.ts";
import { maySeeEverybody, maySeePeople, mayTakeRoles, rolesToGive } from "#app/domain/people/policy.ts";
import { mayReadAllReports, mayReadReportsOf } from "#app/domain/problem-reports/policy.ts";
import { mayKeepUnits } from "#app/domain/units/policy.ts";
import { isAssociation, type Viewer } from "#app/domain/viewer.ts";

/** Whether a viewer may come in. @param code the municipality that the address names */
export type AccessRule = (viewer: Viewer, code: string) => boolean;

const anyone: AccessRule = () => true;
const signedIn: AccessRule = hasAccount;

/** What an address asks of those who read it, and of those who send it each of its forms. */
export interface Access {
  read: AccessRule;
  /** By the `intent` that a form names. */
  intents?: Readonly<Record<string, AccessRule>>;
}

/**
 * Every address that is not simply read by all, as it stands in `app/routes.ts`, with what it asks. A guarded route takes its rule from
 * here, so that an intent without a rule does not compile; a test walks all of it as every role.
 */
export const access = {
  "meld-et-problem": { read: anyone, intents: { report: anyone } },
  "log-ind": { read: anyone, intents: { "sign-in": anyone } },
  "log-ind/kode": { read: anyone, intents: { code: anyone, recovery: anyone } },
  "log-ud": { read: signedIn, intents: { "sign-out": signedIn } },
  "glemt-adgangskode": { read: anyone, intents: { ask: anyone } },
  "ny-adgangskode": { read: anyone, intents: { choose: anyone } },
  "opret-konto": { read: anyone, intents: { register: anyone } },
  "opret-konto/bekraeft": { read: anyone, intents: { confirm: anyone } },
  invitation: { read: anyone, intents: { accept: anyone } },
  "foerste-administrator": { read: anyone, intents: { create: anyone } },
  "demo-login": { read: anyone },
  "bekraeft-adresse": { read: anyone, intents: { confirm: anyone } },
  kontaktperson: { read: anyone, intents: { yes: anyone, no: anyone } },
  velkommen: { read: signedIn, intents: { seen: signedIn } },
  "min-side": { read: signedIn, intents: { name: signedIn, "ask-access": signedIn } },
  "min-side/sikkerhed": {
    read: signedIn,
    intents: {
      password: signedIn,
      address: signedIn,
      "totp-begin": signedIn,
      "totp-confirm": signedIn,
      "totp-off": signedIn,
      "recovery-codes": signedIn,
      "end-session": signedIn,
      "end-all": signedIn,
    },
  },
  "min-side/data": { read: signedIn, intents: { delete: signedIn } },
  "min-side/data.json": { read: signedIn },
  "kommuner/:slug/personer": {
    read: maySeePeople,
    intents: {
      invite: (viewer, code) => rolesToGive(viewer, code).length > 0,
      "cancel-invitation": maySeePeople,
      approve: maySeePeople,
      refuse: maySeePeople,
      grant: (viewer, code) => rolesToGive(viewer, code).length > 0,
      revoke: mayTakeRoles,
      remove: mayTakeRoles,
    },
  },
  "kommuner/:slug/enheder": {
    read: mayKeepUnits,
    intents: { create: mayKeepUnits, change: mayKeepUnits, delete: mayKeepUnits },
  },
  "kommuner/:slug/kontaktpersoner": {
    read: mayKeepContacts,
    intents: { create: mayKeepContacts, change: mayKeepContacts, delete: mayKeepContacts, ask: mayKeepContacts },
  },
  "kommuner/:slug/maildomaener": {
    read: mayAskForDomain,
    intents: { ask: mayAskForDomain, remove: mayAskForDomain },
  },
  "kommuner/:slug/haendelser": { read: maySeeAuditOf },
  "kommuner/:slug/haendelser.csv": { read: maySeeAuditOf },
  "kommuner/:slug/meldinger": {
    read: mayReadReportsOf,
    intents: { hide: mayReadReportsOf, show: mayReadReportsOf, handled: mayReadReportsOf },
  },
  kl: { read: isAssociation },
  "kl/personer": {
    read: maySeeEverybody,
    intents: {
      invite: maySeeEverybody,
      "cancel-invitation": maySeeEverybody,
      grant: maySeeEverybody,
      revoke: maySeeEverybody,
      "totp-reset": maySeeEverybody,
    },
  },
  "kl/maildomaener": { read: mayDecideDomains, intents: { approve: mayDecideDomains, refuse: mayDecideDomains } },
  "kl/haendelser": { read: maySeeAllAudit },
  "kl/haendelser.csv": { read: maySeeAllAudit },
  "kl/meldinger": {
    read: mayReadAllReports,
    intents: { hide: mayReadAllReports, show: mayReadAllReports, handled: mayReadAllReports },
  },
  "kl/mails": { read: mayOpenMails },
  "kl/mails/:name": { read: mayOpenMails },
  "kl/optraed": { read: mayAct, intents: { begin: mayAct, end: mayAct } },
} as const satisfies Record<string, Access>;

/** An address with a rule. */
export type GuardedRoute = keyof typeof access;
/** The forms of an address. */
export type Intent<R extends GuardedRoute> = (typeof access)[R] extends { intents: infer I } ? keyof I & string : never;
