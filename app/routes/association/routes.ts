import { type RouteConfigEntry, route } from "@remix-run/route-config";

/** KL's own pages. */
export const associationRoutes: RouteConfigEntry[] = [
  route("kl/meldinger", "routes/association/reports.tsx"),
  route("kl/haendelser", "routes/association/audit.tsx"),
  route("kl/haendelser.csv", "routes/association/audit-file.ts"),
  route("kl/mails", "routes/association/mails.tsx"),
  route("kl/mails/:name", "routes/association/mail.tsx"),
  route("kl", "routes/association/overview.tsx"),
  route("kl/maildomaener", "routes/association/mail-domains.tsx"),
  route("kl/personer", "routes/association/people.tsx"),
  route("kl/indikatorer", "routes/association/indicators.tsx"),
  route("kl/indikatorer/:id/tal", "routes/association/values.tsx"),
  route("kl/status", "routes/association/status.tsx"),
  route("kl/status/paamindelser", "routes/association/reminders.tsx"),
  route("kl/perioder", "routes/association/periods.tsx"),
  route("kl/optraed", "routes/association/acting.tsx"),
];
