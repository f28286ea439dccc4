/** How much a text may hold: characters in all, cells in one table, nodes in all, nodes inside each other, characters in one attribute. */
export const mostCharacters = 200_000;
export const mostCells = 2_000;
export const mostNodes = 50_000;
export const mostDepth = 40;
export const longestAttribute = 2_000;
