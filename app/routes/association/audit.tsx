import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageOfAudit } from "#app/http/audit-pages.ts";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AuditList } from "#app/ui/audit-list.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";

const path = "/kl/haendelser";

export const loader = guarded("kl/haendelser", async ({ request, context }) => ({
  days: context.site.auditDays,
  ...(await pageOfAudit(context, request, null, path)),
}));

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Hændelser", description: "Hvem der har gjort hvad.", path, hidden: true });

export default function AssociationAudit() {
  const log = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Hændelser" }]}
        title="Hændelser"
        lead="Hvem der har gjort hvad, i alle kommuner og i KL."
      />
      <div className="wrap section stack">
        <AuditList {...log} everywhere />
      </div>
    </>
  );
}
