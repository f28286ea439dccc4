import { Fragment } from "react";

/** Pages of a list. @param address gives the address of a page. */
export function Pagination({
  page,
  pages,
  address,
  label = "Sider",
  whole,
}: {
  page: number;
  pages: number;
  address: (page: number) => string;
  /** What tells it from another one on the page. */
  label?: string;
  /** The way to all of it on one page, to print or to search in. */
  whole?: { href: string; label: string };
}) {
  if (pages < 2) return null;
  const near = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages);
  return (
    <>
      <p className="print-only">{`Side ${page} af ${pages}`}</p>
      <nav className="pages" aria-label={label}>
        <ul>
          {page > 1 && (
            <li>
              <a href={address(page - 1)} rel="prev">
                Forrige
              </a>
            </li>
          )}
          {near.map((number, index) => (
            <Fragment key={number}>
              {number - (near[index - 1] ?? number) > 1 && (
                <li className="pages-gap" aria-hidden="true">
                  …
                </li>
              )}
              <li>
                <a
                  href={address(number)}
                  aria-current={number === page ? "page" : undefined}
                  aria-label={`Side ${number}`}
                >
                  {number}
                </a>
              </li>
            </Fragment>
          ))}
          {page < pages && (
            <li>
              <a href={address(page + 1)} rel="next">
                Næste
              </a>
            </li>
          )}
          {whole && (
            <li>
              <a href={whole.href}>{whole.label}</a>
            </li>
          )}
        </ul>
      </nav>
    </>
  );
}
