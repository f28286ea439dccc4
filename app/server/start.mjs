// What `npm start` runs. It must work with nothing installed, and on an old Node it must get as far as saying so:
// hence plain syntax, and no other import before the version is known.
import { nodeIsNewEnough } from "./node-version.mjs";

if (nodeIsNewEnough()) {
  start().then(
    (code) => process.exit(code),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
} else {
  process.exit(1);
}

/** Installs and builds what is missing, then hands over to main.ts in this same process. @returns the exit code */
async function start() {
  const path = await import("node:path");
  const { fileURLToPath } = await import("node:url");
  const { prepare } = await import("./prepare.mjs");
  const { watchParent } = await import("./parent.mjs");

  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.abort());
  watchParent(() => stop.abort());
  // A terminal that is gone must not turn an orderly end into a crash.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

  const [first = "--site", ...args] = process.argv.slice(2);
  const command = first.replace(/^--/, "");
  const known = ["site", "dev", "worker", "demo-remove", "demo-login", "reindex"];
  if (!first.startsWith("--") || !known.includes(command) || (args.length > 0 && command !== "demo-login")) {
    const given = [first, ...args].join(" ");
    console.error(
      `Jeg kender ikke "${given}"; der kan stå --dev, --worker, --demo-remove, --demo-login eller --reindex.`,
    );
    return 1;
  }

  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const [stray] = /[#%?]/.exec(root) ?? [];
  if (stray) {
    // Vite, which builds the site, reads paths as addresses.
    console.error(
      `Siden kan ikke bygges i ${root}, fordi stien har tegnet ${stray}; flyt mappen derhen, hvor stien er uden #, % og ?.`,
    );
    return 1;
  }
  process.chdir(root);
  try {
    if (!(await prepare(root, { build: command === "site", signal: stop.signal }))) return 1;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    throw error;
  }
  process.env.NODE_ENV ||= command === "dev" ? "development" : "production";
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import("./main.ts");
  return await main(/** @type {import("./main.ts").Command} */ (command), args, stop.signal);
}
