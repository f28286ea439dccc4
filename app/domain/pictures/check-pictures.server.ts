import { type Content, picturesIn } from "#app/editor/content.ts";
import type { Sql } from "#db/client.ts";
import { listShownPictures } from "#db/queries/cases/pictures.ts";
import { DomainError } from "../domain-error.ts";

/**
 * Holds the pictures of a text against what is asked of them before others read it: each is one of the case's own, may still be shown, and has a
 * description or is adornment.
 * @throws {DomainError} naming those that are not as they must be
 */
export async function assertPictures(sql: Sql, caseId: string, content: Content): Promise<void> {
  const pictures = picturesIn(content);
  if (pictures.length === 0) return;
  const shown = new Set(await listShownPictures(sql, caseId));
  const names = (wrong: typeof pictures) => {
    const numbers = wrong.map((one) => `billede ${pictures.indexOf(one) + 1}${one.caption && ` (»${one.caption}«)`}`);
    return numbers.length > 1 ? `${numbers.slice(0, -1).join(", ")} og ${numbers.at(-1)}` : (numbers[0] ?? "");
  };
  const gone = pictures.filter(({ id }) => !shown.has(id));
  if (gone.length > 0) {
    throw new DomainError(
      `Der er noget galt med ${names(gone)}: Enten må det ikke vises længere, eller også hører det til en anden tekst. Tag det ud, eller skriv en ny dato under »Billeder« ved teksten.`,
    );
  }
  const untold = pictures.filter(({ alt, decorative }) => !decorative && !alt.trim());
  if (untold.length > 0) {
    throw new DomainError(
      `Skriv i teksten, hvad ${names(untold)} viser, eller sæt kryds ved »Billedet er kun pynt«. Så får de, der ikke kan se billeder, det også med.`,
    );
  }
}
