/** The fragment of a shared document that holds the text. */
export const textFragment = "text";
