import { afterAll, beforeAll, expect, it } from "vitest";
import { issueToken, lookAtToken, redeemToken } from "#app/domain/accounts/tokens.server.ts";
import type { Purpose } from "#db/queries/tokens.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What the letters and pages promise, in minutes. */
const promised: Record<Purpose, number> = {
  registration: 24 * 60,
  invitation: 14 * 24 * 60,
  password_reset: 60,
  new_address: 24 * 60,
  second_factor: 10,
  first_admin: 7 * 24 * 60,
  demo_login: 60,
};

it.each(Object.entries(promised) as [Purpose, number][])(
  "a token for %s opens for %i minutes",
  async (purpose, minutes) => {
    const { sql } = database;
    /** A token of which so much of its time is left. */
    const token = async (left: string) => {
      const raw = await issueToken(sql, { purpose, payload: { left } });
      await sql`
      update one_time_token set expires_at = expires_at - make_interval(mins => ${minutes}) + ${left}::interval
      where purpose = ${purpose} and payload ->> 'left' = ${left}`;
      return raw;
    };
    const last = await token("1 minute");
    expect(await lookAtToken(sql, purpose, last)).toMatchObject({ payload: { left: "1 minute" } });
    expect(await redeemToken(sql, purpose, last)).toMatchObject({ payload: { left: "1 minute" } });
    const over = await token("0 minutes");
    expect(await lookAtToken(sql, purpose, over)).toBeUndefined();
    await expect(redeemToken(sql, purpose, over)).rejects.toThrow("Linket er brugt eller for gammelt.");
  },
);
