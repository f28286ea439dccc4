import type { ReactNode } from "react";
import { PageFoot, PageHead } from "./page-frame.tsx";

/** A page of our own words: about, privacy and the like. */
export function TextPage({
  path,
  title,
  lead,
  updated,
  under,
  next,
  children,
}: {
  path: string;
  title: string;
  lead: string;
  /** When the words were last changed, as a Danish date. */
  updated: string;
  under?: { label: string; href: string };
  next: readonly { href: string; label: string }[];
  children: ReactNode;
}) {
  return (
    <>
      <PageHead trail={[...(under ? [under] : []), { label: title }]} title={title} lead={lead} />
      <div className="wrap section">
        <div className="prose text-page">{children}</div>
      </div>
      <PageFoot path={path} updated={updated} source="Redaktionens egne ord." next={next} />
    </>
  );
}
