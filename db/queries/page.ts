/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** How many there are on all pages. */
  total: number;
  /** From 1. */
  page: number;
  pageSize: number;
}

/** A value that a list can be narrowed to, and how many would remain. */
export interface FacetValue {
  value: string;
  label: string;
  count: number;
}
