import { useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx";

/** The top of a page: where it stands, what it is, and its first sentence. */
export function PageHead({
  trail,
  tags,
  title,
  lead,
  children,
}: {
  trail: readonly Crumb[];
  tags?: ReactNode;
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="page-head">
      <div className="wrap">
        <Breadcrumbs trail={trail} />
        {tags && <p className="page-tags">{tags}</p>}
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
        {children}
      </div>
    </div>
  );
}

/** The end of a page: what next, how old it is, what it rests on, and the way to say that something is wrong. */
export function PageFoot({
  path,
  query = "",
  updated,
  source,
  next,
}: {
  path: string;
  /** What the list on the page is narrowed to, as it stands in its own address. */
  query?: string;
  updated: string;
  source: ReactNode;
  next: readonly { href: string; label: string }[];
}) {
  const publicUrl = useRouteLoaderData<{ publicUrl: string }>("root")?.publicUrl ?? "";
  const chosen = new URLSearchParams([...new URLSearchParams(query)].filter(([, value]) => value !== "")).toString();
  return (
    <aside className="page-foot wrap" aria-label="Om siden">
      <section className="page-next">
        <h2>Videre herfra</h2>
        <ul>
          {next.map(({ href, label }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      </section>
      <dl className="page-about">
        <div>
          <dt>Senest opdateret</dt>
          <dd>{updated}</dd>
        </div>
        <div>
          <dt>Hviler på</dt>
          <dd>{source}</dd>
        </div>
        <div className="print-only">
          <dt>Adresse</dt>
          <dd>{`${publicUrl}${path}${chosen && `?${chosen}`}`}</dd>
        </div>
        <div className="no-print">
          <dt>Ser du en fejl?</dt>
          <dd>
            <a href={`/meld-et-problem?side=${encodeURIComponent(path)}`}>Meld et problem med siden</a>
          </dd>
        </div>
      </dl>
    </aside>
  );
}
