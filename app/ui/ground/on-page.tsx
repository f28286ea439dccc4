/** The sections of a long page in a row under its head. */
export function OnPage({ sections }: { sections: readonly { id: string; label: string }[] }) {
  if (sections.length < 3) return null;
  return (
    <nav className="on-page no-print" aria-label="På denne side">
      <ul className="wrap">
        {sections.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
