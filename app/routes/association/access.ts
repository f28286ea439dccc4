import { mayAct } from "#app/domain/acting/policy.ts";
import { maySeeAllAudit } from "#app/domain/audit/policy.ts";
import { mayPublishKept } from "#app/domain/indicators/policy.ts";
import { mayDecideDomains } from "#app/domain/mail-domains/policy.ts";
import { mayOpenMails } from "#app/domain/mails/policy.ts";
import { maySeeEverybody } from "#app/domain/people/policy.ts";
import { mayReadAllReports } from "#app/domain/problem-reports/policy.ts";
import { isAssociation, type Viewer } from "#app/domain/viewer.ts";
import { plain } from "../../http/access-rule.ts";

const keepsIndicators = (viewer: Viewer) => mayPublishKept(viewer, null);

/** Who may open KL's own pages. */
export const associationAccess = {
  kl: plain({ read: isAssociation }),
  "kl/personer": plain({
    read: maySeeEverybody,
    intents: {
      invite: maySeeEverybody,
      "invite-many": maySeeEverybody,
      "cancel-invitation": maySeeEverybody,
      grant: maySeeEverybody,
      revoke: maySeeEverybody,
      "totp-reset": maySeeEverybody,
    },
  }),
  "kl/maildomaener": plain({
    read: mayDecideDomains,
    intents: { approve: mayDecideDomains, refuse: mayDecideDomains },
  }),
  "kl/haendelser": plain({ read: maySeeAllAudit }),
  "kl/haendelser.csv": plain({ read: maySeeAllAudit }),
  "kl/meldinger": plain({
    read: mayReadAllReports,
    intents: { hide: mayReadAllReports, show: mayReadAllReports, handled: mayReadAllReports },
  }),
  "kl/mails": plain({ read: mayOpenMails }),
  "kl/mails/:name": plain({ read: mayOpenMails }),
  "kl/indikatorer": plain({
    read: keepsIndicators,
    intents: {
      create: keepsIndicators,
      change: keepsIndicators,
      delete: keepsIndicators,
      publish: keepsIndicators,
      "take-back": keepsIndicators,
    },
    // Every point of the declarations.
    mostFields: 200,
  }),
  "kl/indikatorer/:id/tal": plain({
    read: keepsIndicators,
    intents: {
      enter: keepsIndicators,
      correct: keepsIndicators,
      hide: keepsIndicators,
      publish: keepsIndicators,
      "take-back": keepsIndicators,
      delete: keepsIndicators,
    },
    // So many values are published at once.
    mostFields: 300,
  }),
  "kl/status": plain({ read: isAssociation }),
  "kl/status/paamindelser": plain({
    read: isAssociation,
    intents: { remind: isAssociation },
    // All municipalities at once.
    mostFields: 120,
  }),
  "kl/perioder": plain({
    read: isAssociation,
    intents: {
      open: isAssociation,
      close: isAssociation,
      "add-question": isAssociation,
      "change-question": isAssociation,
      "withdraw-question": isAssociation,
    },
  }),
  "kl/optraed": plain({ read: mayAct, intents: { begin: mayAct, end: mayAct } }),
};
