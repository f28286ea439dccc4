import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { listDrafts } from "#db/queries/cases/draft.ts";

export const loader = guarded("mine-tekster", async ({ context: { sql, viewer } }) => ({
  drafts: await listDrafts(sql, viewer),
}));

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Mine tekster", description: "Dine kladder.", path: "/mine-tekster", hidden: true });

export default function Desk() {
  const { drafts } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead trail={[{ label: "Mine tekster" }]} title="Mine tekster" />
      <div className="wrap section stack">
        <ul>
          {drafts.map(({ id, title }) => (
            <li key={id}>
              <a href={`/mine-tekster/${id}`}>{title || "Uden titel"}</a>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
