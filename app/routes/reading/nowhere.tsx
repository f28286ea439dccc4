import { refuse } from "#app/http/respond.ts";

/** Every address that is nobody's. */
export const loader = () =>
  refuse(404, "Der er ingen side på den adresse. Måske er den skrevet forkert, eller også er siden flyttet.");

export default function Nowhere() {
  return null;
}
