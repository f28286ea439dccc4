import { make } from "../editor/client/parts.ts";
import { copiesHere, daysCopiesAreKept } from "../editor/offline/copies.ts";
import { isHeldOpen, tidyUp } from "../editor/offline/kept-pages.ts";
import { listShown } from "../editor/offline/list-unsent.ts";
import { watchPerson } from "../editor/offline/watch-person.ts";
import { mount } from "./mount.ts";

/** Shows words that wait in this browser: on the desk all of them, on the page of a text those that do not go into it by themselves. */
mount("unsent", (element, { person, text, open }: { person: string; text?: string; open?: string | null }) => {
  const show = async () => {
    const waiting = (await (await copiesHere())?.listUnsent(person)) ?? [];
    const held = await isHeldOpen();
    const shown = waiting.filter((one) => (text ? one.text === text && one.document !== open : !held(one)));
    if (shown.length === 0) return element.replaceChildren();
    element.replaceChildren(
      make(
        "section",
        { class: "unsent" },
        make("h2", {}, text ? "Det her kom ikke med i teksten" : "Ikke sendt fra denne enhed"),
        make(
          "p",
          {},
          text
            ? "Du har skrevet det på denne enhed, men det er ikke gemt i teksten. Kopiér det, du vil beholde."
            : `Det her har du skrevet på denne enhed, men det er ikke gemt hos os endnu. Åbn teksten, så bliver det sendt. Kan du ikke skrive i den længere, så kopiér det, du vil beholde. Det ligger her i højst ${daysCopiesAreKept} dage.`,
        ),
        await listShown(shown, () => void show()),
      ),
    );
  };
  void tidyUp(person, open).then(show);
  // Where one writes, the editor watches.
  if (!open)
    watchPerson(
      person,
      () => element.childElementCount > 0,
      () => {
        element.replaceChildren();
        location.reload();
      },
    );
});
