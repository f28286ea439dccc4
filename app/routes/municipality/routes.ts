import { type RouteConfigEntry, route } from "@remix-run/route-config";

/** Where a municipality's people and contents are kept, and a contact person's own yes. */
export const municipalityRoutes: RouteConfigEntry[] = [
  route("kommuner/:slug/personer", "routes/municipality/people.tsx"),
  route("kommuner/:slug/enheder", "routes/municipality/units.tsx"),
  route("kommuner/:slug/kontaktpersoner", "routes/municipality/contacts.tsx"),
  route("kommuner/:slug/indsatser", "routes/municipality/initiatives.tsx"),
  route("kommuner/:slug/indsatser/:id/milepaele", "routes/municipality/milestones.tsx"),
  route("kommuner/:slug/indsatser/:id/penge", "routes/municipality/initiative-money.tsx"),
  route("kommuner/:slug/aftaler", "routes/municipality/agreements.tsx"),
  route("kommuner/:slug/penge", "routes/municipality/accounts.tsx"),
  route("kommuner/:slug/opfoelgning", "routes/municipality/mandates.tsx"),
  route("kommuner/:slug/opfoelgning/:id/afsnit", "routes/municipality/sections.tsx"),
  route("kommuner/:slug/opfoelgning/:id/sager", "routes/municipality/papers.tsx"),
  route("kommuner/:slug/opfoelgning/:id/temaer", "routes/municipality/themes.tsx"),
  route("kommuner/:slug/pladser", "routes/municipality/placements.tsx"),
  route("kommuner/:slug/behandlet", "routes/municipality/treatments.tsx"),
  route("kommuner/:slug/ambitioner", "routes/municipality/ambitions.tsx"),
  route("kommuner/:slug/indikatorer", "routes/municipality/indicators.tsx"),
  route("kommuner/:slug/indikatorer/:id/tal", "routes/municipality/values.tsx"),
  route("kommuner/:slug/maildomaener", "routes/municipality/mail-domains.tsx"),
  route("kommuner/:slug/meldinger", "routes/municipality/reports.tsx"),
  route("kommuner/:slug/haendelser", "routes/municipality/audit.tsx"),
  route("kommuner/:slug/haendelser.csv", "routes/municipality/audit-file.ts"),
  route("kommuner/:slug/udtraek", "routes/municipality/export.tsx"),
  route("udtraek/:id", "routes/municipality/export-file.ts"),
  route("kontaktperson", "routes/municipality/contact-consent.tsx"),
];
