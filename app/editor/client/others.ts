import type { HocuspocusProvider } from "@hocuspocus/provider";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import type { Awareness } from "y-protocols/awareness";
import type { OtherWriter } from "#app/collaboration/watch-carets.ts";
import { make, type Parts } from "./parts.ts";

const list = new Intl.ListFormat("da", { type: "conjunction" });
/** So many are named before the rest is counted. */
const mostNamed = 4;

/** Says who else has the text open; empty when nobody has. @param me the name of whoever reads it, who may have it open twice */
export function sayOthers(others: readonly OtherWriter[], me: string): string {
  const names = [...new Set(others.map(({ name }) => name))].sort((one, other) => one.localeCompare(other, "da"));
  const rest = names.filter((name) => name !== me);
  const more = rest.length - mostNamed;
  const told = more > 1 ? [...rest.slice(0, mostNamed), `${more} andre`] : rest;
  return [
    ...(told.length > 0 ? [`${list.format(told)} har også teksten åben.`] : []),
    ...(rest.length < names.length ? ["Du har selv teksten åben i et vindue mere."] : []),
  ].join(" ");
}

/** Says above the text who else has it open. @returns takes the others whenever one comes, goes or moves */
export function showOthers(parts: Parts, me: string): (others: readonly OtherWriter[]) => void {
  const place = parts.find("[data-writers]");
  return (others) => {
    const words = sayOthers(others, me);
    if (place.textContent !== words) place.textContent = words;
  };
}

type Shown = Record<string, unknown>;
type Changed = Record<"added" | "updated" | "removed", number[]>;

/**
 * An awareness that tells its listeners of others alone: carets are drawn anew at each change, and one's own is not drawn, but changes at
 * each key.
 */
function toldOfOthers(awareness: Awareness): Awareness {
  const wrapped = new Map<unknown, (changed: Changed) => void>();
  return new Proxy(awareness, {
    get(target, name) {
      if (name === "on")
        return (event: "change" | "update", listener: (changed: Changed) => void) => {
          const toldLess = (changed: Changed) => {
            if (
              Object.values(changed)
                .flat()
                .some((client) => client !== target.clientID)
            )
              listener(changed);
          };
          wrapped.set(listener, toldLess);
          target.on(event, toldLess);
        };
      if (name === "off")
        return (event: "change" | "update", listener: () => void) =>
          target.off(event, wrapped.get(listener) ?? listener);
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const colourOf = ({ colour }: Shown) => `caret-${Number(colour)}`;

/** Where the others' carets are. Their names are shown by the style sheet: they are no words of the text, to be copied or read aloud with it. */
export const othersCarets = ({ awareness }: HocuspocusProvider) =>
  CollaborationCaret.configure({
    provider: { awareness: awareness && toldOfOthers(awareness) },
    user: {},
    render: (user: Shown) => make("span", { class: `caret ${colourOf(user)}`, "data-name": String(user.name) }),
    selectionRender: (user: Shown) => ({ nodeName: "span", class: `caret-selection ${colourOf(user)}` }),
  });
