// What signing in costs and what of it is argon2, and what a session adds to a page.

import { createPasswords } from "#app/domain/accounts/password-hashing.server.ts";
import { readEnv } from "#app/env.server.ts";
import { freePort } from "#app/server/cluster.ts";
import { createSite } from "#app/server/http.ts";
import { listen } from "#app/server/listening.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { createPerson, openSession } from "#tests/support/people.ts";
import { testSecretKey } from "#tests/support/secret-key.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

const rounds = 60;
const password = "fire blå skovsnegle danser";
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const stopPostgres = await startTestPostgres();
const database = await createTestDatabase({ seed: "reference" });
const port = await freePort();
const env = readEnv({ PORT: String(port), DATABASE_URL: database.url });
const parts = { env, sql: database.sql, databaseUrl: database.url, secretKey: testSecretKey };
const { server, close } = await createSite(parts);
await listen(server, { port, host: "127.0.0.1" });
const url = `http://127.0.0.1:${port}`;

const passwords = createPasswords();
const passwordHash = await passwords.hash(password);
const person = await createPerson(database.sql, { passwordHash });
const signIn = async () => {
  const body = new URLSearchParams({ intent: "sign-in", email: person.email, password });
  const answer = await fetch(`${url}/log-ind`, { method: "POST", headers: { origin: url }, body, redirect: "manual" });
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
};
for (let round = 0; round < 10; round++) await signIn();
const whole: number[] = [];
const argon: number[] = [];
for (let round = 0; round < rounds; round++) {
  whole.push(await timed(signIn));
  argon.push(await timed(() => passwords.verify(passwordHash, password)));
}
const share = (100 * median(argon)) / median(whole);
console.log(
  `signing in: ${median(whole).toFixed(1)} ms, of which argon2 ${median(argon).toFixed(1)} ms: ${share.toFixed(0)} % (median of ${rounds}, in turns)`,
);

const cookie = await openSession(database.sql, person.id);
const read = (headers: Record<string, string>) => async () => {
  await (await fetch(`${url}/metoder/nest`, { headers: { "accept-encoding": "identity", ...headers } })).text();
};
const nobody = read({ cookie: "andet=1" });
const somebody = read({ cookie });
for (let round = 0; round < 10; round++) await Promise.all([nobody(), somebody()]);
const without: number[] = [];
const within: number[] = [];
for (let round = 0; round < rounds * 2; round++) {
  without.push(await timed(nobody));
  within.push(await timed(somebody));
}
console.log(
  `a rendered page without a session: ${median(without).toFixed(1)} ms, with one: ${median(within).toFixed(1)} ms; ratio ${(median(within) / median(without)).toFixed(2)}`,
);

await close();
await database.drop();
await stopPostgres();
