// What others notice: of forms that never arrive, of sign-ins that weigh passwords, and of a change that drops every kept page.
import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { startSite } from "#tests/support/site.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

const rounds = 150;
const median = (values: readonly number[]) => percentile(values, 0.5);
const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const stopPostgres = await startTestPostgres();
const site = await startSite({ seed: "reference", limits: { bodyMs: 60_000 } });

async function send(path: string, fields: Record<string, string>): Promise<void> {
  const body = new URLSearchParams(fields);
  const headers = { origin: site.url };
  await (await fetch(site.url + path, { method: "POST", headers, body, redirect: "manual" })).text();
}
const report = () => send("/meld-et-problem", { intent: "report", path: "/om", message: "Hej", replyTo: "" });
const times = async (work: () => Promise<unknown>) => {
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) values.push(await timed(work));
  return values;
};
const compare = (what: string, alone: readonly number[], beside: readonly number[]) =>
  console.log(
    `${what}: alone ${median(alone).toFixed(1)} ms, beside ${median(beside).toFixed(1)} ms; ratio ${(median(beside) / median(alone)).toFixed(2)}` +
      ` (p95 ${percentile(alone, 0.95).toFixed(1)} and ${percentile(beside, 0.95).toFixed(1)} ms)`,
  );

await times(report);

const { host, hostname, port } = new URL(site.url);
const slow = () =>
  new Promise<Socket>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      const head = `Host: ${host}\r\nOrigin: ${site.url}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500`;
      socket.write(`POST /meld-et-problem HTTP/1.1\r\n${head}\r\n\r\ni`, () => resolve(socket));
    });
    socket.on("error", () => {});
  });
{
  const alone: number[] = [];
  const beside: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    alone.push(...(await times(report)));
    const sockets = await Promise.all(Array.from({ length: 6 }, slow));
    beside.push(...(await times(report)));
    for (const socket of sockets) socket.destroy();
  }
  compare("a form beside six that never arrive (aim 1.2)", alone, beside);
}

{
  const read = async () => (await fetch(`${site.url}/metoder/nest`)).text();
  const drop = async () => {
    await site.sql`notify content_changed`;
    // The site has heard of it when a page has another mark of its own: so long, a kept one is sent.
    await pause(50);
  };
  const one: number[] = [];
  const forty: number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    await drop();
    one.push(await timed(read));
    await drop();
    forty.push(await timed(() => Promise.all(Array.from({ length: 40 }, read))));
  }
  const kept = await times(() => Promise.all(Array.from({ length: 40 }, read)));
  console.log(
    `after a drop: one reader ${median(one).toFixed(1)} ms, forty at once ${median(forty).toFixed(1)} ms, forty of a kept page ${median(kept).toFixed(1)} ms;` +
      ` what the drop cost forty, in renderings: ${((median(forty) - median(kept)) / median(one)).toFixed(2)} (aim: at most 2)`,
  );
}

await site.stop();
await stopPostgres();
