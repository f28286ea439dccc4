/** A search field that works without a script. @param id unique on the page, for the label. */
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
      aria-label={label}
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
