import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Place } from "#app/domain/viewer.ts";
import { PageHead } from "./page-frame.tsx";

/** A page where a municipality is kept. */
export interface Door {
  page: string;
  label: string;
}

/** Pages that are reached from one of the doors, by its page. */
const behind: Readonly<Record<string, string>> = {
  penge: "indsatser",
  aftaler: "indsatser",
  opfoelgning: "indsatser",
  pladser: "indsatser",
};

/** A page for those who run a municipality, with the way to its sisters. @param doors those that the viewer may open */
export function MunicipalityFrame({
  place,
  doors,
  title,
  lead,
  children,
}: {
  place: Place;
  doors: readonly Door[];
  title: string;
  lead: string;
  children: ReactNode;
}) {
  const here = useLocation().pathname.split("/")[3] ?? "";
  return (
    <>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: place.name, href: `/kommuner/${place.slug}` },
          { label: title },
        ]}
        title={`${title} i ${place.name}`}
        lead={lead}
      >
        <nav className="sister-menu" aria-label={`Hold styr på ${place.name}`}>
          <ul>
            {doors.map(({ page, label }) => {
              const href = `/kommuner/${place.slug}/${page}`;
              return (
                <li key={page}>
                  <a href={href} aria-current={page === (behind[here] ?? here) ? "page" : undefined}>
                    {label}
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
      </PageHead>
      <div className="wrap section stack">{children}</div>
    </>
  );
}
