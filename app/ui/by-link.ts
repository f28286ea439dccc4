import type { CommitmentMunicipality } from "#db/queries/declarations.ts";

/** Municipalities under a commitment: those that make the link themselves, and those whose cases the editors have put there. */
export const byLink = (municipalities: readonly CommitmentMunicipality[]) => ({
  byThemselves: municipalities.filter(({ linkedBy }) => linkedBy === "source"),
  byEditors: municipalities.filter(({ linkedBy }) => linkedBy === "editors"),
});
