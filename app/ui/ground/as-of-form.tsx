import { longDate } from "#app/domain/dates.ts";

/** Figures as they stood on a day. It works without script. @param kept what else the address says */
export function AsOfForm({
  path,
  asOf,
  today,
  kept = {},
  what = "tallene",
  section,
}: {
  path: string;
  asOf: string | null;
  today: string;
  kept?: Readonly<Record<string, string | null>>;
  what?: "tallene" | "beløbene";
  /** The id of the part of the page that it is about. */
  section?: string;
}) {
  const at = section ? `#${section}` : "";
  const rest = new URLSearchParams(Object.entries(kept).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  const now = rest.toString() ? `${path}?${rest}${at}` : `${path}${at}`;
  return (
    <>
      {asOf && (
        <p className="provenance" role="note">
          <strong>
            Du ser {what}, som de stod {longDate(asOf)}.
          </strong>{" "}
          <a href={now}>Se dem, som de er nu</a>
        </p>
      )}
      <form className="form as-of no-print" method="get" action={`${path}${at}`}>
        {[...rest].map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={name} />
        ))}
        <div className="form-group">
          <label className="form-label" htmlFor="pr">
            Vis {what}, som de stod
          </label>
          <input
            className="form-input"
            type="date"
            id="pr"
            name="pr"
            max={today}
            defaultValue={asOf ?? today}
            required
          />
        </div>
        <button type="submit" className="button button-secondary">
          Vis
        </button>
      </form>
    </>
  );
}
