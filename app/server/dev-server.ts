import { createServer, type ViteDevServer } from "vite";
import { freePort } from "./cluster.ts";
import type { Lifetime } from "./lifetime.ts";

/** Vite inside the site's own server: it compiles on demand and reloads the browser when a file changes. */
export async function startDevServer(life: Lifetime): Promise<ViteDevServer> {
  const ours = new Set(endingListeners());
  const vite = await createServer({
    configFile: "remix.config.js",
    // A port of its own for the reload signal, so that two clones can be worked on at once.
    server: { middlewareMode: true, hmr: { port: await freePort() } },
  });
  // Remix's plugin runs a second Vite, which would end the process at once and leave the database behind.
  for (const listener of endingListeners()) if (!ours.has(listener)) forget(listener);
  life.onEnd(() => vite.close());
  return vite;
}

/** Whoever wants to know that the process is to end. */
const endingListeners = () => [...process.rawListeners("SIGTERM"), ...process.stdin.rawListeners("end")];

function forget(listener: ReturnType<typeof endingListeners>[number]): void {
  process.off("SIGTERM", listener as NodeJS.SignalsListener);
  process.stdin.off("end", listener as () => void);
}
