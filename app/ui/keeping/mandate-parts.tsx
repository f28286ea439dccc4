import type { ReactNode } from "react";
import type { Place } from "#app/domain/viewer.ts";
import type { KeptMandate } from "#db/queries/follow-ups/keep.ts";
import { type Door, MunicipalityFrame } from "../municipality-frame.tsx";
import { DemoTag } from "../tags.tsx";
import { standingInWords } from "./standing.tsx";

/** The parts of a mandate that have a page of their own, by the last word of its address. */
export const mandateParts = { afsnit: "Afsnit", temaer: "Tematiske opfølgninger", sager: "Sager" } as const;

/** The address where a mandate's parts are kept. */
export const mandatePartAddress = (
  place: Pick<Place, "slug">,
  mandate: string,
  part: keyof typeof mandateParts,
): string => `/kommuner/${place.slug}/opfoelgning/${mandate}/${part}`;

/** The links to where the parts of a mandate are kept. @param but the part that is open */
export function PartLinks({
  place,
  mandate: { id, title, sections, themes, papers },
  but,
}: {
  place: Pick<Place, "slug">;
  mandate: Pick<KeptMandate, "id" | "title" | "sections" | "themes" | "papers">;
  but?: keyof typeof mandateParts;
}) {
  const counts = { afsnit: sections, temaer: themes, sager: papers };
  return (Object.keys(mandateParts) as (keyof typeof mandateParts)[])
    .filter((part) => part !== but)
    .map((part) => (
      <a href={mandatePartAddress(place, id, part)} key={part}>
        {mandateParts[part]} ({counts[part]})<span className="sr-only"> i {title}</span>
      </a>
    ));
}

/** The frame of a page where a mandate's parts are kept. */
export function MandatePartFrame({
  place,
  doors,
  mandate,
  part,
  children,
}: {
  place: Place;
  doors: readonly Door[];
  mandate: KeptMandate;
  part: keyof typeof mandateParts;
  children: ReactNode;
}) {
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title={mandateParts[part]}
      of={{ page: "opfoelgning", label: "Opfølgning", name: mandate.title }}
    >
      <p>
        {standingInWords(mandate)} {mandate.demo && <DemoTag />}
      </p>
      <p className="row-actions">
        <a href={`/kommuner/${place.slug}/opfoelgning?ret=${mandate.id}#ret`}>Tilbage til opfølgningen</a>
        <PartLinks place={place} mandate={mandate} but={part} />
      </p>
      {children}
    </MunicipalityFrame>
  );
}
