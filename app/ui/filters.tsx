import type { ReactNode } from "react";

export interface FilterValue {
  value: string;
  label: string;
  /** How many would remain; left out where it is not counted. */
  count?: number;
}

export interface FilterGroup {
  /** Name of the parameter in the address. */
  name: string;
  legend: string;
  /** A sentence for who finds less than they expected. */
  note?: string;
  values: readonly FilterValue[];
  chosen: readonly string[];
}

/** A group is open when something in it is chosen or it is among the first, and hidden where there is nothing to choose between. */
const openGroups = 3;

/**
 * Narrowing and sorting a list: a plain form whose state is the address. The reader's script sends it on every change;
 * without it the button does.
 */
export function Filters({
  action,
  cleared = action,
  groups,
  sort,
  sorts,
  children,
}: {
  action: string;
  /** The address of the list with nothing chosen, where that is not `action`. */
  cleared?: string;
  groups: readonly FilterGroup[];
  sort: string;
  sorts: readonly { value: string; label: string }[];
  children?: ReactNode;
}) {
  const chosenCount = groups.reduce((sum, group) => sum + group.chosen.length, 0);
  return (
    <form className="filters" action={action} method="get" data-auto-submit aria-label="Afgræns listen">
      <details className="wide-open filters-fold">
        <summary data-swap>{`Afgræns og sortér${chosenCount > 0 ? ` (${chosenCount} valgt)` : ""}`}</summary>
        <div className="form-group filters-sort" data-swap>
          <label className="form-label" htmlFor="sorter">
            Sortér efter
          </label>
          <select className="form-select" id="sorter" name="sorter" defaultValue={sort}>
            {sorts.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        {children}
        {groups.map((group, index) => (
          <details
            key={group.name}
            className="filter-group"
            open={index < openGroups || group.chosen.length > 0}
            hidden={group.values.length < 2 && group.chosen.length === 0}
          >
            <summary data-swap>
              {group.legend}
              {group.chosen.length > 0 && <span className="filter-chosen"> {group.chosen.length} valgt</span>}
            </summary>
            <fieldset data-swap>
              <legend className="sr-only">{group.legend}</legend>
              {group.note && <p className="filter-note">{group.note}</p>}
              {group.values.map(({ value, label, count }) => (
                <label key={value} className="filter-value">
                  <input
                    type="checkbox"
                    name={group.name}
                    value={value}
                    defaultChecked={group.chosen.includes(value)}
                  />
                  <span>{label}</span>
                  {count !== undefined && <span className="filter-count">{count}</span>}
                </label>
              ))}
            </fieldset>
          </details>
        ))}
        <div className="filters-actions" data-swap>
          <button className="button button-primary" type="submit">
            Vis resultater
          </button>
          {chosenCount > 0 && (
            <a className="filters-clear" href={cleared}>
              Nulstil
            </a>
          )}
        </div>
      </details>
    </form>
  );
}

/** How many a list holds, told to screen readers when it changes. */
export function ResultCount({ children }: { children: ReactNode }) {
  return (
    <p className="result-count" role="status" data-result-count>
      {children}
    </p>
  );
}
