import { longDate } from "#app/domain/dates.ts";
import type { Treatment } from "#db/queries/treatments/list.ts";

/** Where and when a municipality has dealt with a declaration: "Behandlet i Byrådet, 17. juni 2025". */
export const Treated = ({ item: { body, treatedOn, document } }: { item: Treatment }) => (
  <>
    Behandlet i {body}, {longDate(treatedOn)}
    {document && (
      <>
        {" "}
        (<a href={`/dokumenter/${document.slug}`}>{document.title}</a>)
      </>
    )}
  </>
);

/** The municipalities that have dealt with a declaration, by name. */
export const TreatedBy = ({ all }: { all: readonly Treatment[] }) => (
  <ul className="rows">
    {all.map((item) => (
      <li key={item.municipality.slug}>
        <a href={`/kommuner/${item.municipality.slug}`}>{item.municipality.name}</a>
        <span>
          <Treated item={item} />
        </span>
      </li>
    ))}
  </ul>
);
