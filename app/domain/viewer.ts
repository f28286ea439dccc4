import type { Role } from "./vocabulary.ts";

/** Who asks. What a viewer may see is decided in SQL that takes this. */
export interface Viewer {
  /** Belongs to a municipality or to KL: sees what is shared with the network. */
  network: boolean;
  /** Codes of the municipalities whose own content the viewer may see. */
  municipalities: readonly string[];
  /** Set for one who has signed in. */
  person?: SignedIn;
}

/** The person behind a session. */
export interface SignedIn {
  id: string;
  name: string;
  email: string;
  /** An invented person: may read what is real, and create and change invented rows only. */
  demo: boolean;
  /** Has read what one can do here. */
  introduced: boolean;
  /** Which of the person's sessions it is. */
  sessionId: string;
  /** Has given a code from the phone, or a recovery code, in this session. */
  secondFactor: boolean;
  /** What the person may do now. A role that needs the second factor counts once it has been given. */
  grants: readonly Grant[];
  /** Roles that count once the second factor has been given. */
  withheld: readonly Grant[];
  /** The municipality that KL acts for in this session. */
  acting: Acting | null;
}

/** A municipality as far as a link needs it. */
export interface Place {
  code: string;
  slug: string;
  name: string;
}

/** One role in one place. */
export interface Grant {
  role: Role;
  /** Null for KL's roles. */
  municipality: Place | null;
  /** The unit that the role is limited to; null for all of the municipality. */
  unitId: string | null;
}

/** KL in the name of a municipality, for a while. */
export interface Acting {
  municipality: Place;
  reason: string;
  endsAt: Date;
}

/** A reader who has not signed in. */
export const anonymous: Viewer = { network: false, municipalities: [] };

/** Roles that hold for a whole municipality or for KL, and for which a password alone is not enough. */
export const needsSecondFactor = (role: Role): boolean => role === "coordinator" || isAssociationRole(role);

/** Whether a role is KL's. */
export const isAssociationRole = (role: Role): boolean => role === "association_editor" || role === "association_admin";

/**
 * What a person's session may see and do.
 * @param row.grants every role the person has
 * @param row.acting lends KL the coordinator's role in one municipality
 */
export function viewerOf({
  grants: all,
  acting,
  ...person
}: Omit<SignedIn, "withheld" | "grants"> & { grants: readonly Grant[] }): Viewer {
  const counts = ({ role }: Grant) => person.secondFactor || !needsSecondFactor(role);
  const own = all.filter(counts);
  const lent = acting && own.some(({ role }) => isAssociationRole(role)) ? acting : null;
  const grants: Grant[] = lent ? [...own, { role: "coordinator", municipality: lent.municipality, unitId: null }] : own;
  return {
    network: grants.length > 0,
    municipalities: [...new Set(grants.flatMap(({ municipality }) => municipality?.code ?? []))],
    person: { ...person, grants, withheld: all.filter((grant) => !counts(grant)), acting: lent },
  };
}

/** Whether the viewer has one of the roles, in the municipality if one is given, whatever unit it is limited to. */
export function hasRole(viewer: Viewer, roles: readonly Role[], code?: string): boolean {
  return Boolean(
    viewer.person?.grants.some(
      ({ role, municipality }) => roles.includes(role) && (code === undefined || municipality?.code === code),
    ),
  );
}

/** Runs the municipality's people and contents, as itself or as KL that acts for it. */
export const isCoordinator = (viewer: Viewer, code: string): boolean => hasRole(viewer, ["coordinator"], code);

/** Works at KL, in either role. */
export const isAssociation = (viewer: Viewer): boolean => hasRole(viewer, ["association_editor", "association_admin"]);

/** Administers the site for KL. */
export const isAssociationAdmin = (viewer: Viewer): boolean => hasRole(viewer, ["association_admin"]);

/** An invented person, who sees what other invented people write, and is not seen by real ones. */
export const isDemo = (viewer: Viewer): boolean => viewer.person?.demo === true;

/** Demo people create and change invented rows only. @param demo whether the row is invented */
export const mayChange = (viewer: Viewer, demo: boolean): boolean =>
  viewer.person !== undefined && (demo || !viewer.person.demo);
