// Soft hyphens, zero width spaces, joiners and marks, and marks of direction. A joiner that holds an emoji together stays.
const invisible =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/** A text without the characters that nobody sees, and that keep its words from being found. */
export const withoutInvisible = (text: string): string => text.replace(invisible, "");
