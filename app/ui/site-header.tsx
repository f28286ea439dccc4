import { useLocation } from "@remix-run/react";
import type { Acting } from "#app/domain/viewer.ts";
import { timeOf } from "./format.ts";
import { Mark } from "./logo.tsx";
import { SearchBox } from "./search-box.tsx";

const places = [
  { href: "/eksempler", label: "Eksempler" },
  { href: "/metoder", label: "Metoder" },
  { href: "/kommuner", label: "Kommuner" },
  { href: "/erklaeringer/2025", label: "De ti punkter", under: "/erklaeringer" },
  { href: "/dokumenter", label: "Dokumenter" },
];

/** Whom the header greets. */
export interface Greeted {
  name: string;
  demo: boolean;
  acting: Acting | null;
  /** Has a role that writes. */
  writes: boolean;
}

/** Skip link, mark, main menu, search and the way in. On a phone the menu folds into a disclosure that needs no script, and the search is a page away. */
export function SiteHeader({ signedIn, trouble }: { signedIn: Greeted | null; trouble: boolean }) {
  const { pathname } = useLocation();
  const links = places.map(({ href, label, under = href }) => (
    <li key={href}>
      <a href={href} aria-current={pathname === href ? "page" : pathname.startsWith(`${under}/`) ? "true" : undefined}>
        {label}
      </a>
    </li>
  ));
  const account = signedIn ? { href: "/min-side", label: "Min side" } : { href: "/log-ind", label: "Log ind" };
  const current = pathname === account.href ? "page" : undefined;
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
        {(pathname !== "/soeg" || trouble) && (
          <>
            <SearchBox id="hovedsoeg" label="Søg på sitet" compact />
            <a className="narrow-search" href="/soeg">
              Søg
            </a>
          </>
        )}
        <a className="account-link" href={account.href} aria-current={current}>
          {account.label}
        </a>
        <details className="phone-menu" data-close-on-escape>
          <summary>Menu</summary>
          <nav aria-label="Hovedmenu">
            <ul>
              {links}
              {signedIn?.writes && (
                <li>
                  <a href="/mine-tekster" aria-current={pathname === "/mine-tekster" ? "page" : undefined}>
                    Mine tekster
                  </a>
                </li>
              )}
              <li>
                <a href={account.href} aria-current={current}>
                  {account.label}
                </a>
              </li>
            </ul>
          </nav>
        </details>
      </div>
      {signedIn?.acting && (
        <div className="acting-banner" role="status">
          <p className="wrap">
            <strong>Du handler for {signedIn.acting.municipality.name} Kommune</strong> indtil kl.{" "}
            {timeOf(new Date(signedIn.acting.endsAt))}: {signedIn.acting.reason}{" "}
            <a href="/kl/optraed">Hold op med det</a>
          </p>
        </div>
      )}
    </header>
  );
}
