import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/** Folders that only the server may see. Remix strips `*.server.ts` inside `app/` alone, so a stray import elsewhere is refused here. */
const serverOnly = /^(db|search|seeds)\//;

/**
 * Stops a build that would send server code to readers.
 * @type {import("vite").Plugin}
 */
const denyServerCode = {
  name: "deny-server-code",
  enforce: "pre",
  load(id, options) {
    if (!options?.ssr && serverOnly.test(path.relative(process.cwd(), id))) {
      throw new Error(`Server code in the browser bundle: ${id}`);
    }
  },
};

/**
 * Reading pages do not hydrate, so a change in development reloads the whole page.
 * @type {import("vite").Plugin}
 */
const reloadOnChange = {
  name: "reload-on-change",
  handleHotUpdate({ server, file }) {
    if (/\/(app|db|search)\//.test(file)) server.ws.send({ type: "full-reload" });
  },
};

const islandsFolder = "app/islands";
const islandsList = "build/islands.json";

/**
 * Bundles each `app/islands/<name>.island.ts` as an entry of its own, and tells the server by `virtual:islands` where it lies: by name, the
 * address of its script, of all that the script imports and of its styles.
 * @returns {import("vite").Plugin}
 */
function islands() {
  const names = readdirSync(islandsFolder).flatMap((file) => /^(.+)\.island\.tsx?$/.exec(file)?.[1] ?? []);
  const fileOf = (/** @type {string} */ name) =>
    path.resolve(islandsFolder, readdirSync(islandsFolder).find((file) => file.startsWith(`${name}.island.`)) ?? "");
  let command = "";
  let ssr = false;
  return {
    name: "islands",
    configResolved(config) {
      command = config.command;
      ssr = Boolean(config.build.ssr);
    },
    buildStart() {
      if (command !== "build" || ssr) return;
      for (const name of names) this.emitFile({ type: "chunk", id: fileOf(name), name: `island-${name}` });
    },
    writeBundle(_options, bundle) {
      if (command !== "build" || ssr) return;
      const made = Object.values(bundle).flatMap((chunk) => {
        const name = chunk.type === "chunk" && names.find((one) => chunk.facadeModuleId === fileOf(one));
        if (!name || chunk.type !== "chunk") return [];
        const styles = [...(chunk.viteMetadata?.importedCss ?? [])].map((file) => `/${file}`);
        // Without these the browser learns of each import only when it has read what imports it.
        const imports = new Set(chunk.imports);
        for (const file of imports) {
          const imported = bundle[file];
          if (imported?.type === "chunk") for (const further of imported.imports) imports.add(further);
        }
        return [[name, { script: `/${chunk.fileName}`, imports: [...imports].map((file) => `/${file}`), styles }]];
      });
      writeFileSync(islandsList, JSON.stringify(Object.fromEntries(made)));
    },
    resolveId: (id) => (id === "virtual:islands" ? `\0${id}` : undefined),
    load(id, options) {
      if (id !== "\0virtual:islands") return undefined;
      // Pages are rendered on the server alone, so the browser's copy of them needs no addresses.
      if (command === "build") return `export default ${options?.ssr ? readFileSync(islandsList, "utf8") : "{}"}`;
      const served = names.map((name) => [
        name,
        { script: fileOf(name).slice(process.cwd().length), imports: [], styles: [] },
      ]);
      return `export default ${JSON.stringify(Object.fromEntries(served))}`;
    },
  };
}

const compressed = [".css", ".js", ".svg"];

/**
 * Puts a gzip and a Brotli copy beside every file that shrinks, so that serving one costs nothing.
 * @type {import("vite").Plugin}
 */
const compressAssets = {
  name: "compress-assets",
  apply: (_config, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => compressed.includes(path.extname(file)))) {
      const file = path.join(dir ?? "", name);
      const bytes = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    }
  },
};

export default defineConfig({
  plugins: [
    denyServerCode,
    remix({
      serverModuleFormat: "esm",
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    reloadOnChange,
    islands(),
    compressAssets,
  ],
  build: { assetsInlineLimit: 0, target: "es2020" },
  css: {
    preprocessorOptions: {
      scss: { silenceDeprecations: ["global-builtin", "import", "if-function", "color-functions"] },
    },
  },
  server: { fs: { strict: true } },
});
