import { type RouteConfigEntry, route } from "@remix-run/route-config";

/** What programs read. */
export const machineRoutes: RouteConfigEntry[] = [
  route("api/*", "routes/machine/api.ts"),
  route("feeds/eksempler.xml", "routes/machine/feed-cases.ts"),
  route("feeds/metoder.xml", "routes/machine/feed-methods.ts"),
  route("billeder/*", "routes/machine/picture.ts"),
  route("sitemap.xml", "routes/machine/sitemap.ts"),
  route("robots.txt", "routes/machine/robots.ts"),
  route("healthz", "routes/machine/healthz.ts"),
];
