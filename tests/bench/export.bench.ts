// What a municipality's export keeps in memory while it is made: of 2,000 texts with five versions each beside a tenth of that, and how long others of
// the process wait for their turn meanwhile.
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Readable } from "node:stream";
import v8 from "node:v8";
import vm from "node:vm";
import { exportFiles } from "#app/exports/export-files.ts";
import { zipOf } from "#app/exports/zip.ts";
import { createFolderStore } from "#app/files/folder-store.ts";
import { type Sql, transaction } from "#db/client.ts";
import { buildManyCases } from "#seeds/builders/build-many-cases.ts";
import { buildDeclaration, buildDocument } from "#seeds/builders/build-sources.ts";
import { seedPlaces } from "#seeds/reference/seed-places.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { startTestPostgres } from "#tests/support/test-postgres.ts";

const sizes = [200, 2_000] as const;
const versions = 5;
const paragraphs = 60;
const mostRatio = 1.5;
const municipality = { code: "0751", name: "Aarhus" };

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;
/** What is held now, in megabytes. */
const held = () => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_000_000;
};

async function fill(sql: Sql, cases: number): Promise<void> {
  await seedPlaces(sql);
  await buildDocument(sql, { slug: "erklaering" });
  await buildDeclaration(sql, { commitments: 10, quotedFrom: "/dokumenter/erklaering#sted" });
  await buildManyCases(sql, { cases, sources: 20, municipality: municipality.code });
  const words = "Vi begynder timen ude, og der er kommet mere ro i klassen. ".repeat(5);
  const content = {
    type: "doc",
    content: Array.from({ length: paragraphs }, (_, at) => ({
      type: "paragraph",
      content: [{ type: "text", text: `${at}. ${words}` }],
    })),
  };
  await sql`update case_revision set content = ${sql.json(content)}, text = repeat(${words}, ${paragraphs})`;
  await sql`
    insert into case_revision (case_id, municipality_code, title, summary, stage, content, text, state, number, kept_because, names_unit)
    select case_id, municipality_code, title, summary, stage, content, text, 'kept', n, 'pause', true
    from case_revision, generate_series(2, ${versions}) n`;
}

/** Makes an export, and looks at what is held each four hundredth piece. */
async function measure(sql: Sql, folder: string) {
  const files = createFolderStore(folder);
  const counts = { texts: 0, versions: 0, pictures: 0 };
  const before = held();
  let most = 0;
  let pieces = 0;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const began = performance.now();
  delay.enable();
  const bytes = await transaction(sql, async (tx) => {
    await tx`set transaction isolation level repeatable read, read only`;
    const made = exportFiles(tx, {
      ...{ municipality, demo: false, publicUrl: "https://mereforflere.example", madeAt: new Date(), files, counts },
    });
    const watched = async function* () {
      for await (const piece of zipOf(made)) {
        yield piece;
        pieces += 1;
        if (pieces % 400 === 0) {
          delay.disable();
          most = Math.max(most, held() - before);
          delay.enable();
        }
      }
    };
    return files.put("udtraek/maaling.zip", Readable.from(watched(), { objectMode: false }));
  });
  delay.disable();
  const seconds = (performance.now() - began) / 1_000;
  return { ...counts, bytes, most, seconds, waits: delay.percentile(99) / 1_000_000 };
}

const stopPostgres = await startTestPostgres();
const folder = await mkdtemp(path.join(os.tmpdir(), "mere-for-flere-export-"));
const measured = [];
for (const size of sizes) {
  const { sql, drop } = await createTestDatabase();
  await fill(sql, size);
  const found = await measure(sql, folder);
  const { texts, versions: pages, bytes, most, seconds, waits } = found;
  console.log(
    `${String(texts).padStart(5)} texts, ${pages} versions: ${(bytes / 1_000_000).toFixed(1)} MB in ${seconds.toFixed(0)} s; at most ${most.toFixed(1)} MB held, others wait ${waits.toFixed(0)} ms (p99)`,
  );
  measured.push(found);
  await drop();
}
await rm(folder, { recursive: true });
await stopPostgres();
const [small, large] = measured.map(({ most }) => most) as [number, number];
const ratio = large / small;
console.log(`memory of ten times as many texts: ${ratio.toFixed(2)} x (aim: at most ${mostRatio})`);
if (ratio > mostRatio) process.exitCode = 1;
