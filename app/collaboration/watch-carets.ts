import type { HocuspocusProvider } from "@hocuspocus/provider";
import type { ShownWriter } from "./carets.ts";

/** Somebody else who has the text open, as the server tells it. */
export interface OtherWriter extends ShownWriter {
  /** The browser's number in the text; a person may have several. */
  client: number;
}

/**
 * Keeps in step who else has the text open, also over a lost connection. The protocol of carets numbers what each browser tells, and both
 * sides pass over what they have heard before: after a new connection one's own caret is told under a new number, and the others' last ones
 * are forgotten, so that they are heard again.
 * @param tell is given the others whenever one comes, goes or moves
 */
export function watchCarets(provider: HocuspocusProvider, tell: (others: OtherWriter[]) => void): void {
  const { awareness } = provider;
  if (!awareness) return;
  const own = awareness.clientID;
  provider.on("open", () => {
    for (const client of awareness.meta.keys())
      if (client !== own && !awareness.states.has(client)) awareness.meta.delete(client);
    awareness.setLocalState(awareness.getLocalState() ?? {});
  });
  awareness.on("change", () =>
    tell(
      [...awareness.states]
        .filter(([client, state]) => client !== own && state.user)
        .map(([client, { user }]) => ({ client, ...(user as ShownWriter) })),
    ),
  );
}
