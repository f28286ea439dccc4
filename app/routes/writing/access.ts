import {
  mayAnswerDraft,
  mayBinDraft,
  mayReaddressCase,
  mayRemoveVersions,
  maySeeSubmitted,
  mayShareDraft,
  mayTakeBack,
  mayWriteDraft,
  writers,
} from "#app/domain/cases/policy.ts";
import { hasRole, type Viewer } from "#app/domain/viewer.ts";
import { about, anyone, plain, signedIn } from "../../http/access-rule.ts";

const writes = (viewer: Viewer) => hasRole(viewer, writers);

/** Who may write what. */
export const writingAccess = {
  "del-et-eksempel": plain({ read: anyone, intents: { begin: writes } }),
  "mine-tekster": plain({ read: signedIn }),
  "mine-tekster/papirkurv": plain({ read: signedIn, intents: { bin: writes, unbin: writes } }),
  "mine-tekster/:id": about("draft", { read: mayWriteDraft }),
  "mine-tekster/:id/send": about("draft", {
    read: mayWriteDraft,
    mostFields: 1_000,
    intents: { submit: mayWriteDraft },
  }),
  "mine-tekster/:id/svar": about("draft", {
    read: maySeeSubmitted,
    mostFields: 1_000,
    intents: { answer: mayAnswerDraft, "take-back": mayTakeBack, assign: mayWriteDraft },
  }),
  "mine-tekster/:id/forhaandsvisning": about("draft", { read: mayWriteDraft }),
  "mine-tekster/:id/udgivet": about("draft", {
    read: mayWriteDraft,
    intents: {
      revise: mayWriteDraft,
      discard: mayBinDraft,
      withdraw: mayWriteDraft,
      narrow: mayWriteDraft,
      readdress: mayReaddressCase,
    },
  }),
  "mine-tekster/:id/skrivere": about("draft", {
    read: mayWriteDraft,
    intents: { share: mayShareDraft, unshare: mayWriteDraft },
  }),
  "mine-tekster/:id/valg": about("draft", { read: mayWriteDraft, intents: { change: mayWriteDraft } }),
  "mine-tekster/:id/billeder": about("draft", { read: mayWriteDraft, intents: { consent: mayWriteDraft } }),
  "mine-tekster/:id/versioner": about("draft", { read: mayWriteDraft }),
  "mine-tekster/:id/versioner/hent": about("draft", { read: mayWriteDraft, intents: { restore: mayWriteDraft } }),
  "mine-tekster/:id/versioner/fjern": about("draft", {
    read: mayRemoveVersions,
    intents: { remove: mayRemoveVersions },
  }),
};
