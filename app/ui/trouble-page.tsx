import { useLocation } from "@remix-run/react";
import type { SendAgain } from "#app/http/respond.ts";

/** What an error page is called, by status. */
export const troubleTitle = (status: number) => titles[status] ?? "Noget gik galt hos os";

const titles: Readonly<Record<number, string>> = {
  400: "Den adresse kan vi ikke læse",
  403: "Ingen adgang",
  404: "Siden findes ikke",
  405: "Sådan kan siden ikke bruges",
  408: "Det tog for lang tid",
  410: "Siden kan ikke læses",
  413: "Det fylder for meget",
  414: "Adressen er for lang",
  415: "Det kunne vi ikke tage imod",
  429: "Vent lidt",
  503: "Vent et øjeblik",
};

const fallbacks: Readonly<Record<number, string>> = {
  404: "Der er ingen side på den adresse. Måske er den skrevet forkert, eller også er siden flyttet.",
  400: "Det, der blev sendt, kan siden ikke forstå.",
  405: "Siden kan kun læses, ikke ændres på den måde.",
};

/** Pages whose address can ask for what is not there: the same page with less asked for is what one wants. */
const lists: Readonly<Record<string, string>> = {
  "/soeg": "Søgningen forfra",
  "/metoder": "Alle metoder",
  "/eksempler": "Alle eksempler",
  "/kommuner": "Alle kommuner",
  "/dokumenter": "Alle dokumenter",
  "/kilder": "Alle kilder",
};

/** Words that somebody has written, rather than chosen: shown again, so that they can be copied. */
const isWritten = (value: string) => value.length > 20 && /\s/.test(value);

/** What was not taken of one who has been signed out: it can be read, and sent again by whoever has signed in meanwhile. */
function Again({ fields, address }: { fields: SendAgain; address: string }) {
  return (
    <form className="trouble-again" method="post" action={address}>
      {fields.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a form may send a name and a value twice
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <p className="row-actions">
        <a className="button button-secondary" href="/log-ind" target="_blank" rel="noopener">
          Log ind i et nyt vindue
        </a>
        <button className="button button-primary" type="submit">
          Send igen
        </button>
      </p>
      <Written fields={fields} />
    </form>
  );
}

/** The words of a form that was not taken, to be copied; nothing where there are none. */
function Written({ fields }: { fields: SendAgain }) {
  const written = fields.filter(([, value]) => isWritten(value));
  if (written.length === 0) return null;
  return (
    <>
      <h2>Det, du har skrevet</h2>
      {written.map(([name, value]) => (
        <blockquote key={name}>{value}</blockquote>
      ))}
    </>
  );
}

/**
 * An error page that helps: what happened, and where to go from here.
 * @param again a form that can be sent once more
 * @param written a form that cannot
 */
export function TroublePage({
  status,
  message,
  again,
  written,
}: {
  status: number;
  message: string | null;
  again: SendAgain | null;
  written: SendAgain;
}) {
  const { pathname, search } = useLocation();
  const ours = status >= 500;
  const asked = new URLSearchParams(search).get("q");
  const list = search && !ours ? lists[pathname] : undefined;
  return (
    <div className="wrap trouble">
      <svg className="trouble-drawing" viewBox="0 0 160 96" aria-hidden="true" focusable="false">
        <path d="M78 20a32 32 0 1 0 0 56" fill="none" stroke="#0b5a66" strokeWidth="12" strokeLinecap="round" />
        <circle cx="54" cy="48" r="10" fill="#f3b73a" />
        <circle cx="136" cy="66" r="10" fill="#c8452b" />
      </svg>
      <p className="trouble-status">{status}</p>
      <h1>{again ? "Du er logget ud" : troubleTitle(status)}</h1>
      <p className="lead">
        {message ??
          fallbacks[status] ??
          "Fejlen er vores, ikke din. Den er skrevet ned. Prøv igen om lidt; det, du har læst eller skrevet andre steder, er der stadig."}
      </p>
      {again && <Again fields={again} address={pathname + search} />}
      <Written fields={written} />
      <h2>Måske leder du efter</h2>
      <ul>
        {list && (
          <li>
            {asked ? (
              <a href={`${pathname}?q=${encodeURIComponent(asked)}`}>Søg på »{asked}« uden resten</a>
            ) : (
              <a href={pathname}>{list}</a>
            )}
          </li>
        )}
        <li>
          <a href="/metoder">Metoder: Nest, co-teaching, mentalisering og de andre</a>
        </li>
        <li>
          <a href="/eksempler">Eksempler fra kommunerne</a>
        </li>
        <li>
          <a href="/kommuner">En kommune</a>
        </li>
        <li>
          <a href="/erklaeringer/2025">De ti punkter i topmødeerklæringen</a>
        </li>
        <li>
          <a href="/">Forsiden</a>
        </li>
      </ul>
      {!ours && (
        <p>
          Førte et link på sitet dig herhen? <a href="/meld-et-problem">Meld det</a>.
        </p>
      )}
    </div>
  );
}
