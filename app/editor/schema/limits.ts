/** How much a text may hold: characters in all, cells in one table. */
export const mostCharacters = 200_000;
export const mostCells = 2_000;
