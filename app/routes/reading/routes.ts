import { index, type RouteConfigEntry, route } from "@remix-run/route-config";

/** What everybody may read. */
export const readingRoutes: RouteConfigEntry[] = [
  index("routes/reading/front.tsx"),
  route("eksempler", "routes/reading/cases.tsx"),
  route("eksempler/:slug", "routes/reading/case.tsx"),
  route("metoder", "routes/reading/methods.tsx"),
  route("metoder/:slug", "routes/reading/method.tsx"),
  route("kommuner", "routes/reading/municipalities.tsx"),
  route("kommuner/:slug", "routes/reading/municipality.tsx"),
  route("erklaeringer", "routes/reading/declarations.tsx"),
  route("erklaeringer/:year", "routes/reading/declaration.tsx"),
  route("erklaeringer/:year/punkter/:number", "routes/reading/commitment.tsx"),
  route("dokumenter", "routes/reading/documents.tsx"),
  route("dokumenter/:slug", "routes/reading/document.tsx"),
  route("kilder", "routes/reading/references.tsx"),
  route("kilder/:slug", "routes/reading/reference.ts"),
  route("soeg", "routes/reading/search.tsx"),
  route("soeg/forslag", "routes/reading/search-suggestions.ts"),
  route("om", "routes/reading/about.tsx"),
  route("om/vidensprofil", "routes/reading/about-profile.tsx"),
  route("del-et-eksempel", "routes/reading/share.tsx"),
  route("kontakt", "routes/reading/contact.tsx"),
  route("privatliv", "routes/reading/privacy.tsx"),
  route("tilgaengelighed", "routes/reading/accessibility.tsx"),
  route("meld-et-problem", "routes/reading/report-problem.tsx"),
  route("aabne-data", "routes/reading/open-data.tsx"),
];
