export interface Section {
  id: string;
  label: string;
}

/**
 * The sections of a long text. On a narrow screen it folds.
 * @param aside what stands beside the text on a wide screen, and far below it on a narrow one.
 */
export function TableOfContents({
  sections,
  aside = [],
}: {
  sections: readonly Section[];
  aside?: readonly Section[];
}) {
  if (sections.length < 3) return null;
  return (
    <>
      <nav className="toc toc-wide" aria-label="På denne side" data-toc>
        <p className="toc-title">På denne side</p>
        <Links sections={sections} />
      </nav>
      <details className="toc toc-narrow">
        <summary>På denne side</summary>
        <nav aria-label="På denne side">
          <Links sections={[...aside, ...sections]} />
        </nav>
      </details>
    </>
  );
}

function Links({ sections }: { sections: readonly Section[] }) {
  return (
    <ol>
      {sections.map(({ id, label }) => (
        <li key={id}>
          <a href={`#${id}`}>{label}</a>
        </li>
      ))}
    </ol>
  );
}
