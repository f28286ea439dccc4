import { data, redirect } from "@remix-run/node";
import type { Found } from "#db/queries/found.ts";

/** What an error page is told. */
export interface ErrorPageData {
  /** A Danish sentence for the reader. */
  message: string;
  /** The form that was not taken because its sender is no longer signed in. */
  again?: SendAgain | null;
  /** The form of somebody who is signed in and may not send it any more, so that its words are not lost. */
  written?: SendAgain | null;
}

/** Every field of a form, name and value. */
export type SendAgain = [string, string][];

/** Ends a loader with an error page. */
export function refuse(
  status: 400 | 403 | 404 | 409 | 410 | 429 | 503,
  message: string,
  more: Pick<ErrorPageData, "again" | "written"> = {},
): never {
  throw data({ message, ...more } satisfies ErrorPageData, { status });
}

/** The thing at an address; otherwise an error page, or the way to where it has moved. @param folder the address without the slug, `/eksempler`. */
export function atAddress<T>(found: Found<T>, folder: string, what: string): T {
  if (!found) return refuse(404, `Vi kan ikke finde ${what} her. Måske er adressen skrevet forkert.`);
  if (found.state === "gone")
    return refuse(410, `Her har stået ${what}, men det er trukket tilbage af dem, der skrev det.`);
  if (found.state === "hidden")
    return refuse(410, "Siden er skjult, mens nogen ser på den. Måske er den her igen om et par dage.");
  if (found.state === "moved") throw redirect(`${folder}/${found.slug}`, 301);
  return found.item;
}
