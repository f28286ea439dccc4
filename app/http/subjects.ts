import {
  type CaseSubject,
  type DraftSubject,
  mayDecideForMunicipality,
  mayReadCase,
  mayWriteDraft,
} from "#app/domain/cases/policy.ts";
import { type ExportSubject, mayFetchExport } from "#app/domain/exports/policy.ts";
import { isId } from "#app/domain/id.ts";
import { type MethodSubject, mayReadMethod } from "#app/domain/methods/policy.ts";
import { mayOpenEdition } from "#app/domain/statuses/policy.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import type { Sql } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findCaseSubject } from "#db/queries/cases/subject.ts";
import { findExportSubject } from "#db/queries/exports/keeping.ts";
import { findMethodSubject } from "#db/queries/methods/subject.ts";
import { findPlace } from "#db/queries/municipalities.ts";
import { type EditionSubject, findEditionSubject } from "#db/queries/statuses/keep-edition.ts";
import type { SubjectKind, Subjects } from "./access-rule.ts";

interface SubjectSource<S> {
  /** The part of the address that names it: `:slug` where there is one, unless it is another. */
  named?: "id";
  /** @param name what the address names it by: its slug, or the id of a draft, an export or an edition of a status */
  load(sql: Sql, name: string): Promise<S | undefined>;
  /** Whether the viewer may know of it at all. */
  sees(viewer: Viewer, subject: S): boolean;
  /** What the page says where there is none. */
  missing: string;
}

/** How the guard comes by the row that an address is about. */
export const subjectSources: { [K in SubjectKind]: SubjectSource<Subjects[K]> } = {
  municipality: {
    load: findPlace,
    sees: () => true,
    missing: "Vi kan ikke finde en kommune her. Måske er adressen skrevet forkert.",
  },
  case: {
    load: findCaseSubject,
    sees: (viewer, subject: CaseSubject) => mayReadCase(viewer, subject),
    missing: "Vi kan ikke finde et eksempel her. Måske er adressen skrevet forkert.",
  },
  draft: {
    load: async (sql, id) => (isId(id) ? findDraftSubject(sql, id) : undefined),
    sees: (viewer, subject: DraftSubject) =>
      mayWriteDraft(viewer, subject) || mayDecideForMunicipality(viewer, subject),
    missing: "Vi kan ikke finde en tekst her. Måske er den slettet, eller du har ikke længere adgang til den.",
  },
  method: {
    load: findMethodSubject,
    sees: (viewer, subject: MethodSubject) => mayReadMethod(viewer, subject),
    missing: "Vi kan ikke finde en metode her. Måske er adressen skrevet forkert.",
  },
  export: {
    load: async (sql, id) => (isId(id) ? findExportSubject(sql, id) : undefined),
    sees: (viewer, subject: ExportSubject) => mayFetchExport(viewer, subject),
    missing: "Filen er her ikke. Den kan hentes i 24 timer, og så sletter vi den. Koordinatoren kan bede om en ny.",
  },
  status: {
    named: "id",
    load: async (sql, id) => (isId(id) ? findEditionSubject(sql, id) : undefined),
    sees: (viewer, subject: EditionSubject) => mayOpenEdition(viewer, subject),
    missing: "Vi kan ikke finde en status her. Måske er den kasseret, eller du har ikke længere adgang til den.",
  },
};
