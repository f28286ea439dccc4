import type { ReactNode } from "react";
import type { Place } from "#app/domain/viewer.ts";
import { Done, IntentForm, KeepWarning, Submit } from "../form.tsx";
import { counted } from "../format.ts";
import { type Door, MunicipalityFrame } from "../municipality-frame.tsx";
import { DemoTag } from "../tags.tsx";
import { type RowStanding, standingInWords } from "./standing.tsx";

/** The initiative whose part is kept. */
interface PartOf {
  place: Place;
  doors: readonly Door[];
  initiative: RowStanding & { id: string; title: string; demo: boolean };
}

/** A page on which a part of an initiative is kept. @param done what is said after each deed, by its code */
export function InitiativePartPage({
  of: { place, doors, initiative },
  title,
  done,
  children,
}: {
  of: PartOf;
  title: string;
  done: Readonly<Record<string, string>>;
  children: ReactNode;
}) {
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title={title}
      of={{ page: "indsatser", label: "Indsatser", name: initiative.title }}
    >
      <Done sentences={done} />
      {children}
    </MunicipalityFrame>
  );
}

/** The rows of that part, and the form for a new one. @param add its fields; null for who may not add any */
export function PartRows({
  of: { place, initiative },
  none,
  noun,
  rows,
  add,
}: {
  of: PartOf;
  /** What is said where there are no rows. */
  none: string;
  /** What one row is called, and several. */
  noun: readonly [string, string];
  rows: readonly ReactNode[];
  add: { title: string; failed: string; fields: ReactNode } | null;
}) {
  return (
    <>
      <section>
        <p>
          {standingInWords(initiative)} {initiative.demo && <DemoTag />}
        </p>
        <p>
          <a href={`/kommuner/${place.slug}/indsatser?ret=${initiative.id}#ret`}>Tilbage til indsatsen</a>
        </p>
      </section>
      <section>
        <h2>{rows.length > 0 ? counted(rows.length, ...noun) : none}</h2>
        <ul className="entries">{rows}</ul>
      </section>
      {add && (
        <section>
          <h2 id="ny">{add.title}</h2>
          <IntentForm intent="add" failed={add.failed}>
            {add.fields}
            <Submit>Gem</Submit>
            <KeepWarning />
          </IntentForm>
        </section>
      )}
    </>
  );
}
