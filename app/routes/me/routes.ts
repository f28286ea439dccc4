import { type RouteConfigEntry, route } from "@remix-run/route-config";

/** A person's own pages. */
export const meRoutes: RouteConfigEntry[] = [
  route("velkommen", "routes/me/welcome.tsx"),
  route("nyt-navn", "routes/me/new-name.tsx"),
  route("min-side/sikkerhed", "routes/me/my-security.tsx"),
  route("min-side/data", "routes/me/my-data.tsx"),
  route("min-side/data.json", "routes/me/my-data-file.ts"),
  route("min-side", "routes/me/my-page.tsx"),
];
