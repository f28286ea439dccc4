import { DomainError } from "../domain-error.ts";
import { isPublicMail } from "./public-mail.ts";

/**
 * Warns of an address that anybody could have, before anything is sent to it.
 * @param isWanted whether whoever sends has been warned
 * @throws {DomainError} at `privateMail`, where the form asks whether it is wanted all the same
 */
export function warnOfPublicMail(email: string, isWanted: boolean): void {
  if (isWanted || !isPublicMail(email)) return;
  const domain = email.replace(/^.*@/, "");
  throw new DomainError(
    `Hos ${domain} kan alle få en adresse, så den viser ikke, hvor personen arbejder. Brug arbejdsmailen, hvis der er en.`,
    400,
    "privateMail",
  );
}
