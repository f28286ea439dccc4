import { useLocation } from "@remix-run/react";
import { Mark } from "./logo.tsx";
import { SearchBox } from "./search-box.tsx";

const places = [
  { href: "/eksempler", label: "Eksempler" },
  { href: "/metoder", label: "Metoder" },
  { href: "/kommuner", label: "Kommuner" },
  { href: "/erklaeringer/2025", label: "De ti punkter", under: "/erklaeringer" },
  { href: "/dokumenter", label: "Dokumenter" },
];

/** Skip link, mark, main menu and search. On a phone the menu folds into a disclosure that needs no script, and the search is a page away. */
export function SiteHeader() {
  const { pathname } = useLocation();
  const links = places.map(({ href, label, under = href }) => (
    <li key={href}>
      <a href={href} aria-current={pathname === href ? "page" : pathname.startsWith(`${under}/`) ? "true" : undefined}>
        {label}
      </a>
    </li>
  ));
  return (
    <header className="site-header">
      <a className="skip-link" href="#indhold">
        Gå til indhold
      </a>
      <div className="wrap site-header-row">
        <a className="wordmark" href="/" aria-label="Mere for Flere, forside">
          <Mark className="wordmark-mark" />
          <span>Mere for Flere</span>
        </a>
        <nav className="main-menu" aria-label="Hovedmenu">
          <ul>{links}</ul>
        </nav>
        {pathname !== "/soeg" && (
          <>
            <SearchBox id="hovedsoeg" label="Søg på sitet" compact />
            <a className="narrow-search" href="/soeg">
              Søg
            </a>
          </>
        )}
        <details className="phone-menu" data-close-on-escape>
          <summary>Menu</summary>
          <nav aria-label="Hovedmenu">
            <ul>{links}</ul>
          </nav>
        </details>
      </div>
    </header>
  );
}
