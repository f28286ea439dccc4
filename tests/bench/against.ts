// What readers meet on this code and on that of another commit, in turns: each side's site is a process of its own, started by that side's own
// code, with a database of its own. Arguments: the folder of the other side, and what to call it.
import { Agent, request } from "node:http";
import { type Child, serveSite, startChild } from "#tests/support/start-child.ts";

const [folder = "", name = ""] = process.argv.slice(2);

/** One of the two sites. */
interface Side {
  name: string;
  url: string;
  agent: Agent;
  child: Child;
}

/** What a reader asks for: its path, or the form that is posted there. */
interface Asked {
  path: string;
  form?: Record<string, string>;
}

/** Something that readers do, and how often it is done. */
interface Deed {
  what: string;
  turns: number;
  /** What is asked for in a turn; the same of both. */
  asked(turn: number): Asked;
  status: number;
}

const words = ["co-teaching", "nest", "børn i mistrivsel", "mellemform", "inklusion", "ppr", "to voksne", "overgange"];
const report = { intent: "report", path: "/metoder/nest", message: "Linket i afsnit 2 virker ikke.", replyTo: "" };
const deeds: readonly Deed[] = [
  { what: "case page", turns: 600, status: 200, asked: () => ({ path: "/eksempler/aarhus-trivselsteam" }) },
  {
    what: "search page",
    turns: 300,
    status: 200,
    asked: (turn) => ({ path: `/soeg?q=${encodeURIComponent(words[turn % words.length] ?? "")}` }),
  },
  // A network may send 200 an hour.
  { what: "form post", turns: 160, status: 303, asked: () => ({ path: "/meld-et-problem", form: report }) },
];
/** Turns that go before and are not counted. */
const warming = 20;

async function startSide(name: string, folder?: string): Promise<Side> {
  const child = await startChild(serveSite, folder).catch(() => {
    throw new Error(`The site of ${name} could not be started.`);
  });
  return { name, child, url: child.ready.TEST_SITE_URL ?? "", agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
}

/** Asks one side. @returns milliseconds until the whole answer is here @throws {Error} when it is another than expected */
function timed({ name, url, agent }: Side, { what, status }: Deed, { path, form }: Asked): Promise<number> {
  const body = form && new URLSearchParams(form).toString();
  const headers = {
    "accept-encoding": "gzip, deflate, br",
    ...(body && {
      origin: url,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(Buffer.byteLength(body)),
    }),
  };
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const asking = request(url + path, { method: body ? "POST" : "GET", headers, agent }, (answer) => {
      answer.on("error", reject).on("end", () => {
        if (answer.statusCode === status) resolve(performance.now() - began);
        else reject(new Error(`${what} (${path}) is answered with ${answer.statusCode} on ${name}, not ${status}`));
      });
      answer.resume();
    });
    asking.on("error", reject).end(body);
  });
}

const at = (share: number, times: readonly number[]) =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length * share)] ?? 0;
const ms = (value: number) => `${value.toFixed(2)} ms`;

/** Lets both sides take turns, each first every other time. */
async function compare(here: Side, there: Side, deed: Deed): Promise<void> {
  const times = new Map<Side, number[]>([
    [here, []],
    [there, []],
  ]);
  for (let turn = -warming; turn < deed.turns; turn++) {
    for (const side of turn % 2 === 0 ? [here, there] : [there, here]) {
      const time = await timed(side, deed, deed.asked(turn + warming));
      if (turn >= 0) times.get(side)?.push(time);
    }
  }
  console.log(`\n${deed.what}, ${deed.turns} turns`);
  for (const [{ name }, own] of times) console.log(`  ${name}: p50 ${ms(at(0.5, own))}, p95 ${ms(at(0.95, own))}`);
  const ratio = (share: number) => (at(share, times.get(here) ?? []) / at(share, times.get(there) ?? [])).toFixed(2);
  console.log(`  ${here.name} to ${there.name}: p50 ${ratio(0.5)}, p95 ${ratio(0.95)}`);
}

const sides: Side[] = [];
try {
  const here = await startSide("this code");
  sides.push(here);
  const there = await startSide(name, folder);
  sides.push(there);
  for (const deed of deeds) await compare(here, there, deed);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const { agent, child } of sides) {
    agent.destroy();
    await child.stop();
  }
}
