import { forgetPages, type News, openNews } from "../editor/offline/kept-pages.ts";
import { mount } from "./mount.ts";

/** Nobody is signed in here any more: no page of theirs is shown without a network, and windows that they left open are closed. @param left somebody has just signed out */
mount("signed-out", (_element, { left }: { left: boolean }) => {
  void forgetPages();
  if (left) openNews()?.postMessage({ signedOut: true } satisfies News);
});
