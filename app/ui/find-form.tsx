/** Finding those in a long list that one is looking for. Works as a plain form. @param cleared the address of the whole list */
export function FindForm({
  label,
  hint,
  words,
  choice,
  cleared,
  results,
  also,
  along = {},
}: {
  label: string;
  hint?: string;
  /** What is searched for now. */
  words: string;
  /** A closed list that the list can be narrowed to one of, beside the words. */
  choice?: {
    name: string;
    label: string;
    chosen: string;
    all: string;
    options: readonly { value: string; label: string }[];
  };
  cleared: string;
  /** Where on the page the list begins, when something stands between. */
  results?: string;
  /** The way past a long list to what stands behind it. */
  also?: { href: string; label: string };
  /** What else the address of the list says. */
  along?: Readonly<Record<string, string>>;
}) {
  const narrowed = words !== "" || Boolean(choice?.chosen);
  return (
    <form
      className="form find-form"
      method="get"
      action={results ? `${cleared}#${results}` : cleared}
      aria-label={label}
    >
      {Object.entries(along).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="form-group">
        <label className="form-label" htmlFor="find">
          {label}
        </label>
        {hint && (
          <span className="form-hint" id="find-hint">
            {hint}
          </span>
        )}
        <input
          className="form-input"
          type="search"
          id="find"
          name="find"
          defaultValue={words}
          maxLength={100}
          autoComplete="off"
          aria-describedby={hint && "find-hint"}
        />
      </div>
      {choice && (
        <div className="form-group">
          <label className="form-label" htmlFor={choice.name}>
            {choice.label}
          </label>
          <select className="form-select" id={choice.name} name={choice.name} defaultValue={choice.chosen}>
            <option value="">{choice.all}</option>
            {choice.options.map(({ value, label: name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <p className="find-actions">
        <button className="button button-secondary" type="submit">
          Find
        </button>
        {narrowed && <a href={cleared}>Vis alle</a>}
        {also && <a href={also.href}>{also.label}</a>}
      </p>
    </form>
  );
}
