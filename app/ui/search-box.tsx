import suggestScript from "../reader/suggest.js?url";

/** A search field that works without a script; with one it suggests while one types, and that script is fetched when the field is first used. @param id unique on the page, for the label. */
export function SearchBox({
  id,
  text = "",
  label,
  compact = false,
}: {
  id: string;
  text?: string;
  label: string;
  compact?: boolean;
}) {
  return (
    <form
      className={compact ? "search-box search-box-compact" : "search-box"}
      action="/soeg"
      method="get"
      role="search"
      aria-label={compact ? "Søg fra toppen" : "Søg"}
      data-suggest={suggestScript}
    >
      <label htmlFor={id} className={compact ? "sr-only" : "form-label"}>
        {label}
      </label>
      <div className="search-field">
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={text}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
        />
        <button type="submit" className="button button-primary">
          Søg
        </button>
      </div>
    </form>
  );
}
