import { createCookie } from "./cookie.server.ts";
import { newToken, type Secrets } from "./secrets.server.ts";

/** How long a device is known after a sign-in, in days. */
export const daysDevicesAreKnown = 180;
/** How many people of a shared machine are remembered; the one who signed in longest ago is forgotten first. */
const mostPeople = 5;

/** Whose device it is to be. */
interface Owner {
  id: string;
  /** One that differs from what stood when the person signed in makes the device a stranger. */
  deviceGeneration: number;
}

/** Tells devices on which somebody has signed in from those of strangers, so that strangers' guesses are not held against them. */
export interface KnownDevices {
  /** A person has signed in on the device that sends these cookies. @returns the `Set-Cookie` by which it is known from now on */
  remember(cookies: string | null, owner: Owner): string;
  /** What the device is known by for one person; null for a stranger's. */
  idFor(cookies: string | null, owner: Owner): string | null;
}

/**
 * The cookie holds a sealed note for each person who has signed in: who cannot open it learns nothing, and cannot make one. It opens no
 * account: it only gives the device a budget of wrong passwords of its own.
 */
export function createKnownDevices(secrets: Pick<Secrets, "seal" | "open">, options: { https: boolean }): KnownDevices {
  const cookie = createCookie("device", options);
  const lifetime = daysDevicesAreKnown * 24 * 60 * 60;
  const notesIn = (cookies: string | null) =>
    cookie
      .read(cookies)
      .split(".", mostPeople)
      .flatMap((sealed) => {
        const note = sealed && noteIn(secrets, sealed);
        return note ? [{ ...note, sealed }] : [];
      });
  return {
    remember(cookies, { id, deviceGeneration }) {
      const ends = Date.now() + lifetime * 1_000;
      const mine = secrets.seal(`device ${id} ${deviceGeneration} ${newToken()} ${ends}`);
      const others = notesIn(cookies).filter(({ personId }) => personId !== id);
      return cookie.set([mine, ...others.map(({ sealed }) => sealed)].slice(0, mostPeople).join("."), lifetime);
    },
    idFor: (cookies, { id, deviceGeneration }) =>
      notesIn(cookies).find(({ personId, generation }) => personId === id && generation === deviceGeneration)?.device ??
      null,
  };
}

/** A note that is ours and has not been outlived. */
function noteIn(secrets: Pick<Secrets, "open">, sealed: string) {
  let text: string;
  try {
    text = secrets.open(sealed);
  } catch {
    return null;
  }
  const [use, personId, generation, device, ends] = text.split(" ");
  if (use !== "device" || !device || Number(ends) < Date.now()) return null;
  return { personId, generation: Number(generation), device };
}
