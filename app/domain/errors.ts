/** What was asked for does not exist, or not for this viewer: the two are answered alike. */
export class NotFound extends Error {
  override name = "NotFound";
}

/** What was asked for has been withdrawn by its owner. */
export class Gone extends Error {
  override name = "Gone";
}

/** What a person sent cannot be used. The message is a Danish sentence for that person. */
export class Invalid extends Error {
  override name = "Invalid";
}
