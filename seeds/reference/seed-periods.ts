import { z } from "zod";
import { isPeriodCode } from "#app/domain/statuses/period-vocabulary.ts";
import { readYaml } from "../read-text.ts";
import { itemsOf, tableKind } from "../seed-kind.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const periodList = z.array(
  z.strictObject({ code: z.string().refine(isPeriodCode), opened: day, closed: day.optional() }),
);

const file = "reference/periods.yaml";

/** The half years that statuses are of. KL opens and closes them; a period that KL has touched is left. */
export const periods = tableKind({
  name: "period",
  nameOf: (key) => `perioden ${key}`,
  table: "period",
  keyColumns: ["code"],
  columns: ["code", "opened_at", "closed_at"],
  list: async (folder) => itemsOf(file, await readYaml(folder, file, periodList), ({ code }) => code),
  toRow: async (_tx, item) => {
    const { code, opened, closed } = await item.load();
    return { code, opened_at: `${opened}T08:00:00Z`, closed_at: closed ? `${closed}T16:00:00Z` : null };
  },
});
