import type { Kind } from "#search/document.ts";

/** What the sorts of things that can be found are called, many and one. */
export const typeHeadings: Readonly<Record<Kind, string>> = {
  method: "Metoder",
  case: "Eksempler",
  initiative: "Indsatser",
  indicator: "Indikatorer",
  status: "Statusser",
  commitment: "Erklæringens punkter",
  municipality: "Kommuner",
  document: "Dokumenter",
  reference: "Kilder",
};
export const typeNames: Readonly<Record<Kind, string>> = {
  method: "Metode",
  case: "Eksempel",
  initiative: "Indsats",
  indicator: "Indikator",
  status: "Status",
  commitment: "Punkt",
  municipality: "Kommune",
  document: "Dokument",
  reference: "Kilde",
};
