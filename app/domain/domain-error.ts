/** A deed that the rules do not allow. The message is a Danish sentence for the one who tried; nothing has been changed. */
export class DomainError extends Error {
  override name = "DomainError";
  /**
   * @param field the field of the form that is at fault; `form` for all of it
   * @param also what is wrong with further fields, by name
   */
  constructor(
    override readonly message: string,
    readonly status: 400 | 403 | 404 | 409 = 400,
    readonly field = "form",
    readonly also: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** Somebody else was faster: what the form rests on is no longer so. */
export const changedMeanwhile = () =>
  new DomainError("En anden har ændret det, mens du skrev. Se, hvordan det er nu, og prøv igen.", 409);

/** What the form is about has gone. */
export const goneMeanwhile = () => new DomainError("Det findes ikke længere. Måske har en anden fjernet det.", 404);

/** The person may not. */
export const notAllowed = (message = "Det har du ikke adgang til.") => new DomainError(message, 403);

/** What real people have made is not for demo people to change. */
export const demoOnly = () =>
  new DomainError("Som demoperson kan du kun ændre Demodata. Det, der er rigtigt, kan du læse.", 403);
