export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  href?: string;
}

/** Where the page stands. The front page is always first, the page itself last. */
export function Breadcrumbs({ trail }: { trail: readonly Crumb[] }) {
  return (
    <nav className="breadcrumbs" aria-label="Brødkrumme">
      <ol className="breadcrumbs__list">
        {[{ label: "Forside", href: "/" }, ...trail].map(({ label, href }) => (
          <li key={label} className="breadcrumbs__list-item">
            {href ? (
              <a className="breadcrumbs__link" href={href}>
                {label}
              </a>
            ) : (
              <span aria-current="page">{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
