/** What is said of a picture that could not be shown for a day. */
export const consentIsOver = "Datoen er gået, så billedet ville være skjult med det samme. Vælg en dag, der kommer.";

/** Largest file that is taken in, in megabytes, and most megapixels in it. */
export const mostMegabytes = 20;
export const mostMegapixels = 50;
/** Most pictures of one case, with those that only stand in its earlier versions. */
export const mostPictures = 60;
