import type { ReactNode } from "react";
import { PageHead } from "./page-frame.tsx";

/** A page with one thing to do: signing in, choosing a password and the like. */
export function AccountPage({
  title,
  lead,
  trail = [],
  children,
}: {
  title: string;
  lead?: ReactNode;
  trail?: readonly { label: string; href: string }[];
  children: ReactNode;
}) {
  return (
    <>
      <PageHead trail={[...trail, { label: title }]} title={title} lead={lead} />
      <div className="wrap section">
        <div className="form-narrow stack">{children}</div>
      </div>
    </>
  );
}

/** A link from a letter that opens nothing any more. */
export function DeadLink({ title, again }: { title: string; again: { href: string; label: string } }) {
  return (
    <AccountPage title={title} lead="Linket er brugt, eller også er det for gammelt.">
      <p>
        <a className="button button-primary" href={again.href}>
          {again.label}
        </a>
      </p>
    </AccountPage>
  );
}
