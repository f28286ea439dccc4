import type { Place, Viewer } from "#app/domain/viewer.ts";
import { access } from "./access.ts";

const pages = [
  { page: "personer", label: "Personer" },
  { page: "kontaktpersoner", label: "Kontaktpersoner" },
  { page: "enheder", label: "Enheder" },
  { page: "statusser", label: "Status" },
  { page: "indsatser", label: "Indsatser" },
  { page: "indikatorer", label: "Indikatorer" },
  { page: "maildomaener", label: "Maildomæner" },
  { page: "meldinger", label: "Meldinger" },
  { page: "haendelser", label: "Hændelser" },
  { page: "udtraek", label: "Udtræk" },
] as const;

/** The pages where a municipality is kept that a viewer may open. */
export const doorsOf = (viewer: Viewer, place: Place) =>
  pages.filter(({ page }) => access[`kommuner/:slug/${page}`].read(viewer, place));
