import type { Sql } from "../client.ts";

/** How long the database may take to say that it is well, in milliseconds. */
const answerTimeoutMs = 2_000;

/** Whether the database answers and holds the schema. Never throws, and answers within two seconds. */
export async function isDatabaseWell(sql: Sql): Promise<boolean> {
  const asked = sql`select 1 from municipality limit 1`.then(
    () => true,
    () => false,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), answerTimeoutMs);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
