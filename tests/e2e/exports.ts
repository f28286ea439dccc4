import { ask } from "./content.ts";

/** An export of Ballerup that lies ready, without its file. */
export const exportToLookAt = {
  id: "00000000-0000-4000-8000-00000000e2e2",
  prepare: () =>
    ask(async (sql) => {
      await sql`
        insert into municipality_export (id, municipality_code, attempt, ready_at, expires_at, bytes, texts, versions, pictures)
        values (${exportToLookAt.id}, '0151', gen_random_uuid(), now(), now() + interval '1 day', 1234567, 3, 7, 0)
        on conflict (id) do nothing`;
    }),
};
