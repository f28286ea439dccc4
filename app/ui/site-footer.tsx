import { Mark } from "./logo.tsx";

/** Who runs the site, and the way to everything that is not content. */
export function SiteFooter({ operator }: { operator: string | undefined }) {
  return (
    <footer className="site-footer">
      <div className="wrap site-footer-row">
        <div className="site-footer-about">
          <Mark className="site-footer-mark" />
          <p>
            Mere for Flere er et sted, hvor kommuner deler, hvad der virker, og hvad der er svært, når dagtilbud og
            skole skal kunne mere for flere børn.
          </p>
          <p>{operator ? `Sitet drives af ${operator}.` : "Det er endnu ikke oplyst, hvem der driver sitet."}</p>
        </div>
        <nav aria-label="Om sitet">
          <ul>
            <li>
              <a href="/om">Om Mere for Flere</a>
            </li>
            <li>
              <a href="/om/vidensprofil">Sådan læser du vidensprofilen</a>
            </li>
            <li>
              <a href="/indikatorer">Indikatorer</a>
            </li>
            <li>
              <a href="/kilder">Kilder</a>
            </li>
            <li>
              <a href="/aabne-data">Åbne data</a>
            </li>
            <li>
              <a href="/kontakt">Kontakt</a>
            </li>
          </ul>
          <ul>
            <li>
              <a href="/tilgaengelighed">Tilgængelighed</a>
            </li>
            <li>
              <a href="/privatliv">Privatliv</a>
            </li>
            <li>
              <a href="/feeds/eksempler.xml">Nye eksempler (Atom)</a>
            </li>
            <li>
              <a href="/feeds/metoder.xml">Nye metoder (Atom)</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
