import { type RouteConfig, route } from "@remix-run/route-config";
import { accountsRoutes } from "./routes/accounts/routes.ts";
import { associationRoutes } from "./routes/association/routes.ts";
import { machineRoutes } from "./routes/machine/routes.ts";
import { meRoutes } from "./routes/me/routes.ts";
import { municipalityRoutes } from "./routes/municipality/routes.ts";
import { readingRoutes } from "./routes/reading/routes.ts";
import { writingRoutes } from "./routes/writing/routes.ts";

/** Every address of the site, by area. Addresses are Danish, lower-case ASCII. */
export default [
  ...readingRoutes,
  ...accountsRoutes,
  ...meRoutes,
  ...municipalityRoutes,
  ...associationRoutes,
  ...writingRoutes,
  ...machineRoutes,
  route("*", "routes/reading/nowhere.tsx"),
] satisfies RouteConfig;
