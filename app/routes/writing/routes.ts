import { type RouteConfigEntry, route } from "@remix-run/route-config";

/** Where cases are begun, written, handed over and answered. */
export const writingRoutes: RouteConfigEntry[] = [
  route("del-et-eksempel", "routes/writing/begin.tsx"),
  route("mine-tekster", "routes/writing/desk.tsx"),
  route("mine-tekster/papirkurv", "routes/writing/bin.tsx"),
  route("mine-tekster/:id", "routes/writing/write.tsx"),
  route("mine-tekster/:id/send", "routes/writing/send.tsx"),
  route("mine-tekster/:id/svar", "routes/writing/answer.tsx"),
  route("mine-tekster/:id/forhaandsvisning", "routes/writing/preview.tsx"),
  route("mine-tekster/:id/udgivet", "routes/writing/published.tsx"),
  route("mine-tekster/:id/skrivere", "routes/writing/contributors.tsx"),
  route("mine-tekster/:id/valg", "routes/writing/choices.tsx"),
  route("mine-tekster/:id/billeder", "routes/writing/pictures.tsx"),
  route("mine-tekster/:id/versioner", "routes/writing/versions.tsx"),
  route("mine-tekster/:id/versioner/hent", "routes/writing/restore-version.tsx"),
  route("mine-tekster/:id/versioner/fjern", "routes/writing/remove-versions.tsx"),
];
