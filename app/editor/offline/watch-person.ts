import { refusalOf, textAddress } from "#app/collaboration/protocol.ts";
import { type News, openNews } from "./kept-pages.ts";

/** How often it is asked while nobody writes in the window and it is in sight, in milliseconds. */
const againMs = 15_000;

/**
 * Watches who is signed in in this browser, so that a window which somebody has left open shows nothing to the next person: it is asked whenever
 * the window comes to the front, and when another window of the site tells that somebody has come.
 * @param person whose window it is
 * @param often true while it is to be asked every few seconds too
 * @param another is called when somebody else is signed in
 */
export function watchPerson(person: string, often: () => boolean, another: () => void): void {
  let asking = false;
  const isInSight = () => document.visibilityState === "visible";
  const ask = () => {
    if (asking || !navigator.onLine) return;
    asking = true;
    // Without a text there is nothing to open: it is refused in any case, and first of all for who asks.
    const socket = new WebSocket(textAddress(location.origin, "", "", person));
    socket.addEventListener("close", ({ code }) => {
      asking = false;
      if (refusalOf(code) === "anotherPerson") another();
    });
  };
  const askInSight = () => {
    if (isInSight()) ask();
  };
  addEventListener("focus", ask);
  addEventListener("visibilitychange", askInSight);
  setInterval(() => {
    if (often()) askInSight();
  }, againMs);
  openNews()?.addEventListener("message", ({ data }: MessageEvent<News>) => {
    if ("signedIn" in data && data.signedIn !== person) ask();
  });
}
