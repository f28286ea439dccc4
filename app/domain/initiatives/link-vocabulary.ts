/** So many of a municipality's newest cases can be ticked for an initiative; others are written. */
export const mostCasesToTick = 30;
/** So many cases can be written at a time. */
export const casesToWrite = 3;
