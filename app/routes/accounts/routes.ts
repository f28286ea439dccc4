import { type RouteConfigEntry, route } from "@remix-run/route-config";

/** Ways in and out. */
export const accountsRoutes: RouteConfigEntry[] = [
  route("log-ind", "routes/accounts/sign-in.tsx"),
  route("log-ind/kode", "routes/accounts/sign-in-code.tsx"),
  route("log-ud", "routes/accounts/sign-out.tsx"),
  route("glemt-adgangskode", "routes/accounts/forgotten-password.tsx"),
  route("ny-adgangskode", "routes/accounts/new-password.tsx"),
  route("opret-konto", "routes/accounts/register.tsx"),
  route("opret-konto/bekraeft", "routes/accounts/confirm-registration.tsx"),
  route("invitation", "routes/accounts/accept-invitation.tsx"),
  route("foerste-administrator", "routes/accounts/first-admin.tsx"),
  route("bekraeft-adresse", "routes/accounts/confirm-address.tsx"),
  route("demo-login", "routes/accounts/demo-login.tsx"),
];
