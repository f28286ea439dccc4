import { DomainError } from "./domain-error.ts";

/** Where invented people, and nobody else, have their addresses; nobody can have one there for real. */
export const demoDomain = "demo.example";

/** Whether an address is that of an invented person. The database asks the same of every row that holds one. */
export const isDemoAddress = (email: string): boolean => email.endsWith(`@${demoDomain}`);

/** Whether the people of a domain are invented. */
export const isDemoDomain = (domain: string): boolean => domain === demoDomain || domain.endsWith(`.${demoDomain}`);

/**
 * Keeps invented people to invented addresses, and real people to real ones, before anybody looks whether an address is known.
 * @param demo whether what is to get the address is invented
 * @param field the field that the address was typed in
 * @throws {DomainError} at `field`
 */
export function refuseOtherSide(email: string, demo: boolean, field = "email"): void {
  if (isDemoAddress(email) === demo) return;
  const message = demo
    ? `Demopersoner bruger kun opdigtede adresser. Skriv en, der ender på @${demoDomain}.`
    : `Adresser på ${demoDomain} er kun til Demodata.`;
  throw new DomainError(message, 400, field);
}
