/** Programs read what everybody may read, and send nothing. */
export const machineAccess = {};
