import type { ReactNode } from "react";

export interface FilterValue {
  value: string;
  label: string;
  /** How many real ones would remain; left out where it is not counted. */
  count?: number;
  /** How many invented ones would. */
  demoCount?: number;
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
      <a className="skip-link skip-filters" href={`#${results}`}>
        Gå til resultaterne
      </a>
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
        <div data-swap>
          {groups.some(({ values }) => values.some(({ demoCount = 0 }) => demoCount > 0)) && (
            <p className="filter-note">Tal med + foran er opdigtede (Demodata).</p>
          )}
        </div>
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
            <fieldset>
              <legend className="sr-only">{group.legend}</legend>
              {group.note && <p className="filter-note">{group.note}</p>}
              <Values group={group} />
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

/** How many values of a long group are shown before one asks for all, the chosen ones apart, and how few are not worth asking for. */
const shownAtOnce = 8;
const fewMore = 3;

/** The values of a group to tick. The fold is there when it is empty too, for the reader's script finds its parts by their number. */
function Values({ group: { name, legend, values, chosen } }: { group: FilterGroup }) {
  const isFirst = ({ value }: FilterValue, index: number) =>
    values.length < shownAtOnce + fewMore || index < shownAtOnce || chosen.includes(value);
  const first = values.filter(isFirst);
  const rest = values.filter((one, index) => !isFirst(one, index));
  const boxes = (some: readonly FilterValue[]) =>
    some.map(({ value, label, count, demoCount = 0 }) => (
      <label key={value} className="filter-value">
        <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
        <span>{label}</span>
        {count !== undefined && (
          <span className="filter-count">
            {count}
            {demoCount > 0 && (
              <>
                {` + ${demoCount}`}
                <span className="sr-only">{demoCount === 1 ? " opdigtet" : " opdigtede"}</span>
              </>
            )}
          </span>
        )}
      </label>
    ));
  return (
    <>
      <div data-swap>{boxes(first)}</div>
      <details className="filter-more" hidden={rest.length === 0}>
        <summary data-swap>
          <span className="when-folded">Vis alle {values.length}</span>
          <span className="when-open">Vis færre</span>
          <span className="sr-only"> under {legend}</span>
        </summary>
        <div data-swap>{boxes(rest)}</div>
      </details>
    </>
  );
}

/** Where the list stands on the page. */
const results = "resultater";

/** The list itself, which the reader's script changes when something else is chosen. */
export function Results({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section id={results} tabIndex={-1} aria-label={label} data-results>
      {children}
    </section>
  );
}

/**
 * What the list is narrowed to, each with the way to take it back; nothing where it is not.
 * @param query what the address chooses now
 * @param also choices that are in no group, under the parameter that makes them
 */
export function Chosen({
  action,
  query,
  groups,
  also = [],
}: {
  action: string;
  query: string;
  groups: readonly FilterGroup[];
  also?: readonly { name: string; value: string; label: string }[];
}) {
  const chosen = groups.flatMap(({ name, values, chosen: picked }) =>
    values.flatMap(({ value, label }) => (picked.includes(value) ? [{ name, value, label }] : [])),
  );
  const all = [...chosen, ...also];
  if (all.length === 0) return null;
  return (
    <ul className="chosen" aria-label="Valgt">
      {all.map(({ name, value, label }) => {
        const left = new URLSearchParams(query);
        left.delete(name, value);
        left.delete("side");
        return (
          <li key={`${name}=${value}`}>
            <a href={`${action}${left.size > 0 ? `?${left}` : ""}#${results}`}>
              {label}
              <span className="sr-only">, fjern</span>
            </a>
          </li>
        );
      })}
    </ul>
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
