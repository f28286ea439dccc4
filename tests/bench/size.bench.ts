// What every page that shows a municipality's things weighs and takes, in a municipality of København's size and in one of a tenth of it.
import { koebenhavnsSize, partOf } from "#seeds/builders/build-big-municipality.ts";
import { type BigPage, type BigSite, startBigSite } from "#tests/support/big-site.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

const rounds = 15;
const mostBytes = 500_000;
const mostTimes = 5;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Asks for a page. @returns how long it took, in milliseconds, and what it weighs unpacked, in bytes */
async function ask({ url, cookies }: BigSite, { path, as }: BigPage) {
  const start = performance.now();
  const answer = await fetch(url + encodeURI(path), {
    headers: { cookie: cookies[as], "accept-encoding": "identity" },
  });
  const { byteLength } = await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return { time: performance.now() - start, bytes: byteLength };
}

const stopPostgres = await startTestPostgres();
const full = await startBigSite(koebenhavnsSize);
const tenth = await startBigSite(partOf(koebenhavnsSize, 0.1));
const inTenth = new Map(tenth.pages.map((page) => [page.name + page.as, page]));

const missed: string[] = [];
for (const page of full.pages) {
  const small = inTenth.get(page.name + page.as) ?? page;
  await ask(tenth, small);
  const { bytes } = await ask(full, page);
  const times = { full: [] as number[], tenth: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.tenth.push((await ask(tenth, small)).time);
    times.full.push((await ask(full, page)).time);
  }
  const ratio = median(times.full) / median(times.tenth);
  const weight = `${(bytes / 1_000).toFixed(0).padStart(4)} KB`;
  const line = `${page.as.padEnd(11)} ${page.name.padEnd(52)} ${weight} ${median(times.full).toFixed(1).padStart(6)} ms, ${ratio.toFixed(2)} x`;
  console.log(line);
  if (bytes > mostBytes || ratio > mostTimes) missed.push(line);
}
console.log(
  `\naims: at most ${mostBytes / 1_000} KB, and at most ${mostTimes} x the time at a tenth of the size (medians of ${rounds}, in turns)`,
);
console.log(missed.length > 0 ? `missed by:\n${missed.join("\n")}` : "met by every page");

await Promise.all([full.stop(), tenth.stop()]);
await stopPostgres();
