/** A cookie of ours: for this host alone, out of the reach of scripts, and not sent along by other sites' forms. */
export interface OwnCookie {
  /** The `Set-Cookie` header that sets the cookie; an empty value takes it away. @param seconds how long it is kept */
  set(value: string, seconds: number): string;
  /** Its value among the cookies of a request; empty when it is not there. */
  read(cookies: string | null | undefined): string;
}

/** @param options.https whether it is marked `Secure` and bound to this host by its name */
export function createCookie(name: string, { https }: { https: boolean }): OwnCookie {
  const full = cookieName(name, { https });
  return {
    set: (value, seconds) =>
      `${full}=${value}; HttpOnly; Max-Age=${value ? seconds : 0}; Path=/; SameSite=Lax${https ? "; Secure" : ""}`,
    read: (cookies) => readCookie(full, cookies),
  };
}

/** The name as browsers know it. */
export const cookieName = (name: string, { https }: { https: boolean }): string => (https ? `__Host-${name}` : name);

/** One cookie of a request. Only our own are read: others on the domain may set cookies that cannot be decoded. */
export const readCookie = (name: string, cookies: string | null | undefined): string =>
  new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(cookies ?? "")?.[1] ?? "";
