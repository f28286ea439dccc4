import type { DraftSubject } from "#app/domain/cases/policy.ts";
import type { ExportSubject } from "#app/domain/exports/policy.ts";
import { type Place, type Viewer, viewerOf } from "#app/domain/viewer.ts";
import type { Role } from "#app/domain/vocabulary.ts";
import type { EditionSubject } from "#db/queries/statuses/keep-edition.ts";

/** Two municipalities: the one that is asked about, and another. */
export const here: Place = { code: "0751", slug: "aarhus", name: "Aarhus" };
export const there: Place = { code: "0101", slug: "koebenhavn", name: "København" };

/** The unit that a role limited to one is limited to. */
export const unitHere = "00000000-0000-4000-8000-000000000002";

/** A draft of the municipality that is asked about, of no unit, which none of the callers has begun or been added to. */
export const draftHere: DraftSubject = {
  id: "00000000-0000-4000-8000-000000000001",
  municipality: here.code,
  unitId: null,
  demo: false,
  state: "draft",
  everPublished: false,
  withdrawn: false,
  hidden: false,
  awaitsApproval: false,
  hiddenBefore: false,
  binned: false,
  begunBy: null,
  contributors: [],
  authors: [],
  toAssociation: false,
};

/** A file with all real texts of the municipality that is asked about, under the same id as the draft. */
export const exportHere: ExportSubject = { municipality: here.code, demo: false };

/** A status of the municipality that somebody else has begun. */
export const editionHere: EditionSubject = {
  id: draftHere.id,
  statusId: draftHere.id,
  municipality: here.code,
  slug: here.slug,
  period: "2026H1",
  demo: false,
  number: 1,
  kind: "meeting",
  state: "draft",
  version: 1,
  cutOff: "2026-05-31",
  metOn: null,
  body: null,
  begunBy: null,
  submittedBy: null,
  publishAlong: false,
  answeredBy: null,
  publishOn: null,
  newest: false,
  hidden: false,
  periodOpened: true,
  periodClosed: false,
  alone: false,
  authors: [],
};

/** Somebody who can ask for something, with roles, and how far the person has come in signing in. */
export interface Caller {
  /** As a column of the printed matrix heads it. */
  name: string;
  /** Undefined: has not signed in. */
  roles?: readonly { role: Role; place?: Place; unit?: boolean }[];
  /** Has given a password alone. */
  passwordAlone?: boolean;
  acting?: boolean;
  demo?: boolean;
}

const municipal = ["reader", "contributor", "approver", "coordinator"] as const;
const labels = {
  reader: "læser",
  contributor: "forfatter",
  approver: "godkender",
  coordinator: "koordinator",
} as const;

/** Every role, alone, here and elsewhere, and every state of signing in that makes a difference. */
export const callers: readonly Caller[] = [
  { name: "ikke logget ind" },
  { name: "uden rolle", roles: [] },
  ...municipal.map((role) => ({ name: labels[role], roles: [{ role, place: here }] })),
  ...municipal.map((role) => ({ name: `${labels[role]}, anden kommune`, roles: [{ role, place: there }] })),
  ...(["contributor", "approver"] as const).map((role) => ({
    name: `${labels[role]} for én enhed`,
    roles: [{ role, place: here, unit: true }],
  })),
  { name: "koordinator uden engangskode", roles: [{ role: "coordinator", place: here }], passwordAlone: true },
  {
    name: "læser her, koordinator dér",
    roles: [
      { role: "reader", place: here },
      { role: "coordinator", place: there },
    ],
  },
  { name: "KL-redaktør", roles: [{ role: "association_editor" }] },
  { name: "KL-administrator", roles: [{ role: "association_admin" }] },
  { name: "KL-administrator uden engangskode", roles: [{ role: "association_admin" }], passwordAlone: true },
  { name: "KL-redaktør, der handler for kommunen", roles: [{ role: "association_editor" }], acting: true },
  { name: "demokoordinator", roles: [{ role: "coordinator", place: here }], demo: true },
];

/** The caller as the rules see one, with all that the second factor gives if `fully`. */
export function viewerFor(
  { roles, passwordAlone = false, acting = false, demo = false }: Caller,
  fully = false,
): Viewer {
  if (!roles) return { network: false, municipalities: [] };
  const person = {
    id: "00000000-0000-4000-8000-0000000000ff",
    name: "Anne Prøve",
    email: "",
    demo,
    introduced: true,
    sessionId: "",
  };
  return viewerOf({
    ...person,
    secondFactor: fully || !passwordAlone,
    grants: roles.map(({ role, place, unit }) => ({
      role,
      municipality: place ?? null,
      unitId: unit ? unitHere : null,
    })),
    acting: acting ? { municipality: here, reason: "", endsAt: new Date() } : null,
  });
}
