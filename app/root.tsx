import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { writers } from "#app/domain/cases/policy.ts";
import { hasRole } from "#app/domain/viewer.ts";
import textFont from "../node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url";
import displayFont from "../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2?url";
import { siteName } from "./http/page-meta.ts";
import type { SendAgain } from "./http/respond.ts";
import readerScript from "./reader/reader.js?url";
import styles from "./styles/site.scss?url";
import { SiteFooter } from "./ui/site-footer.tsx";
import { SiteHeader } from "./ui/site-header.tsx";
import { TroublePage, troubleTitle } from "./ui/trouble-page.tsx";

/** What the first screen of every page is set in. */
const fonts = [displayFont, textFont];

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  ...fonts.map((href) => ({
    rel: "preload",
    as: "font" as const,
    type: "font/woff2",
    crossOrigin: "anonymous" as const,
    href,
  })),
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "icon", href: "/favicon.ico", sizes: "32x32" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
];

/** Turns away what the server has refused, with a page of the site's own. */
export async function loader({ context: { errorPage, site, development, viewer } }: LoaderFunctionArgs) {
  if (errorPage) throw data({ message: errorPage.message }, { status: errorPage.status });
  const { person } = viewer;
  return {
    publicUrl: site.publicUrl,
    operator: site.operatorName,
    development,
    signedIn: person
      ? { name: person.name, demo: person.demo, acting: person.acting, writes: hasRole(viewer, writers) }
      : null,
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const error = useRouteError();
  const { pathname } = useLocation();
  return (
    <html lang="da">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#fbf8f2" />
        {error ? (
          <>
            <title>{`${troubleTitle(statusOf(error))} · ${siteName}`}</title>
            <meta name="robots" content="noindex" />
          </>
        ) : (
          <Meta />
        )}
        <Links />
        <script src={readerScript} type="module" />
        {root?.development && <script type="module" src="/@vite/client" />}
      </head>
      <body>
        <SiteHeader signedIn={root?.signedIn ?? null} trouble={Boolean(error)} />
        <main id="indhold" tabIndex={-1}>
          {isDraft(pathname) && <p className="print-only draft-mark">Udkast. Ikke udgivet.</p>}
          {children}
        </main>
        <SiteFooter operator={root?.operator} />
      </body>
    </html>
  );
}

/** Whether a page shows what is not published: its prints say so, on every sheet. */
const isDraft = (pathname: string) =>
  /^\/(mine-tekster|kommuner\/[^/]+\/statusser)\/[^/]+(?!.*\/udgivet$)/.test(pathname);

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const message = isRouteErrorResponse(error) && typeof error.data?.message === "string" ? error.data.message : null;
  const again: SendAgain | null = isRouteErrorResponse(error) ? (error.data?.again ?? null) : null;
  const written: SendAgain = (isRouteErrorResponse(error) && error.data?.written) || [];
  return <TroublePage status={statusOf(error)} message={message} again={again} written={written} />;
}

const statusOf = (error: unknown) => (isRouteErrorResponse(error) ? error.status : 500);
