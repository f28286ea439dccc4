import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Place } from "#app/domain/viewer.ts";
import { PageHead } from "./page-frame.tsx";

/** A page where a municipality is kept. */
export interface Door {
  page: string;
  label: string;
}

/** The pages behind the door of initiatives, the door's own first; who may open one may open all. */
const besideInitiatives: readonly Door[] = [
  { page: "indsatser", label: "Indsatser" },
  { page: "penge", label: "Regnskab" },
  { page: "aftaler", label: "Aftaler om budgettet" },
  { page: "opfoelgning", label: "Opfølgning" },
  { page: "pladser", label: "Pladser" },
  { page: "ambitioner", label: "Ambitioner" },
  { page: "behandlet", label: "Behandlet" },
];

/** A page for those who run a municipality, with the way to its sisters. @param doors those that the viewer may open */
export function MunicipalityFrame({
  place,
  doors,
  title,
  lead,
  of,
  children,
}: {
  place: Place;
  doors: readonly Door[];
  title: string;
  lead?: string;
  /** What the page is a part of: its name, and the list it stands in. */
  of?: Door & { name: string };
  children: ReactNode;
}) {
  const here = useLocation().pathname.split("/")[3] ?? "";
  const isBeside = besideInitiatives.some(({ page }) => page === here);
  return (
    <>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: place.name, href: `/kommuner/${place.slug}` },
          ...(of ? [{ label: of.label, href: `/kommuner/${place.slug}/${of.page}` }] : []),
          { label: title },
        ]}
        title={of ? `${title}: ${of.name}` : `${title} i ${place.name}`}
        lead={lead}
      >
        <Doors
          place={place}
          doors={doors}
          current={isBeside ? "indsatser" : here}
          label={`Hold styr på ${place.name}`}
        />
        {isBeside && (
          <Doors
            place={place}
            doors={besideInitiatives}
            current={here}
            label="Indsatser og det, der hører til"
            className="doors-beside"
          />
        )}
      </PageHead>
      <div className="wrap section stack">{children}</div>
    </>
  );
}

function Doors({
  place,
  doors,
  current,
  label,
  className = "sister-menu",
}: {
  place: Place;
  doors: readonly Door[];
  current: string;
  label: string;
  className?: string;
}) {
  return (
    <nav className={className} aria-label={label}>
      <ul>
        {doors.map(({ page, label: name }) => (
          <li key={page}>
            <a href={`/kommuner/${place.slug}/${page}`} aria-current={page === current ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
