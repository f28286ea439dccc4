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

/**
 * Somebody else has saved the same row meanwhile: says at each field where the two differ what is saved now.
 * @param saved what is saved, in words, by field
 * @param typed what was to be saved, by the same fields
 */
export function savedMeanwhile(
  saved: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): DomainError {
  const differing = Object.entries(saved).filter(([field, value]) => (typed[field] ?? "") !== value);
  return new DomainError(
    "En anden har gemt noget, mens du skrev. Dit er ikke gemt endnu. Ved felterne står det, der er gemt nu. Ret til, og tryk »Gem« igen.",
    409,
    "form",
    Object.fromEntries(
      differing.map(([field, value]) => [field, value ? `Gemt nu: »${value}«` : "Gemt nu: tomt felt"]),
    ),
  );
}
