export interface Section {
  id: string;
  label: string;
}

/** The sections of a long text. On a narrow screen it folds. */
export function TableOfContents({ sections }: { sections: readonly Section[] }) {
  if (sections.length < 3) return null;
  const links = (
    <ol>
      {sections.map(({ id, label }) => (
        <li key={id}>
          <a href={`#${id}`}>{label}</a>
        </li>
      ))}
    </ol>
  );
  return (
    <>
      <nav className="toc toc-wide" aria-label="På denne side" data-toc>
        <p className="toc-title">På denne side</p>
        {links}
      </nav>
      <details className="toc toc-narrow">
        <summary>På denne side</summary>
        <nav aria-label="På denne side">{links}</nav>
      </details>
    </>
  );
}
