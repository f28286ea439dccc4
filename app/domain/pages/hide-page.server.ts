import type { z } from "zod";
import { type Sql, transaction } from "#db/client.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { findHideable, type HideablePage, setHidden } from "#db/queries/hidden-pages.ts";
import { leaveLetter } from "../../mail/letters.ts";
import { DomainError, demoOnly, goneMeanwhile, notAllowed } from "../domain-error.ts";
import { mayChange, type Viewer } from "../viewer.ts";
import type { hideInput } from "./input.ts";
import { mayHide } from "./policy.ts";

/** Hides a page at once: it answers that it is hidden, and is nowhere else to be found. Its text stays. */
export async function hidePage(sql: Sql, viewer: Viewer, { path, reason }: z.output<typeof hideInput>): Promise<void> {
  await transaction(sql, async (tx) => {
    const page = await hideable(tx, viewer, path);
    if (!(await setHidden(tx, page, true))) throw new DomainError("Siden er allerede skjult.", 409);
    const { municipality, demo } = page;
    await recordAudit(tx, viewer, { action: "page.hidden", municipality, subject: path, reason });
    await leaveLetter(tx, { kind: "page-hidden", path, municipality, demo });
  });
}

/** Shows a page again. One whose words were removed for good cannot be shown before its text is approved anew. */
export async function showPage(sql: Sql, viewer: Viewer, path: string): Promise<void> {
  await transaction(sql, async (tx) => {
    const page = await hideable(tx, viewer, path);
    if (page.awaitsApproval)
      throw new DomainError(
        page.hiddenBefore
          ? "Teksten skal godkendes igen først. Derefter kan du vise siden."
          : "Siden viser sig selv, når teksten er godkendt igen. Indtil da bliver den skjult.",
        409,
      );
    if (!(await setHidden(tx, page, false))) throw new DomainError("Siden er ikke skjult.", 409);
    await recordAudit(tx, viewer, { action: "page.shown", municipality: page.municipality, subject: path });
  });
}

async function hideable(tx: Sql, viewer: Viewer, path: string): Promise<HideablePage> {
  const page = await findHideable(tx, path);
  if (!page) throw goneMeanwhile();
  if (!mayChange(viewer, page.demo)) throw demoOnly();
  if (!mayHide(viewer, page)) throw notAllowed("Kun kommunens koordinator og KL kan skjule den side.");
  return page;
}
