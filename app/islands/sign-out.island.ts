import { make } from "../editor/client/parts.ts";
import { copiesHere, type UnsentText } from "../editor/offline/copies.ts";
import { forgetPerson, tidyUp } from "../editor/offline/kept-pages.ts";
import { listShown } from "../editor/offline/list-unsent.ts";
import { mount } from "./mount.ts";

/**
 * Signing out asks first when something is not sent, and then forgets what the browser keeps. Without this script nothing is kept either.
 * @param ask the page that asks; left out where it is asked on the spot
 * @param atOnce asks as soon as the page is there
 */
mount("sign-out", (element, { person, ask, atOnce }: { person: string; ask?: string; atOnce?: boolean }) => {
  const form = element.querySelector("form");
  if (!form) return;
  let asked = false;
  const listUnsent = async () => (await (await copiesHere())?.listUnsent(person)) ?? [];

  async function askFirst(waiting: readonly UnsentText[]): Promise<void> {
    asked = true;
    const heading = make("h2", { tabindex: "-1" }, "Du har skrevet noget, der ikke er sendt");
    const stay = make("a", { class: "button button-primary", href: "/mine-tekster" }, "Bliv logget ind");
    element.prepend(
      make(
        "section",
        { class: "unsent" },
        heading,
        make(
          "p",
          {},
          "Logger du ud nu, bliver det slettet fra denne enhed. Bliv logget ind, til det er sendt, eller kopiér det først.",
        ),
        await listShown(waiting),
        make("p", { class: "unsent-stay" }, stay),
      ),
    );
    const button = form?.querySelector("button");
    button?.classList.replace("button-primary", "button-secondary");
    button?.append(", og slet det");
    heading.focus();
  }

  async function leave(): Promise<void> {
    const waiting = asked ? [] : await listUnsent().catch(() => []);
    if (waiting.length > 0) return ask ? location.assign(ask) : askFirst(waiting);
    await forgetPerson(person).catch(() => {});
    form?.submit();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void leave();
  });
  void tidyUp(person)
    .then(listUnsent)
    .then((waiting) => {
      if (waiting.length > 0 && atOnce && !asked) return askFirst(waiting);
    });
});
