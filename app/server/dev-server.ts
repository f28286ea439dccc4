import { createServer, type ViteDevServer } from "vite";
import { freePort } from "./cluster.ts";
import type { Lifetime } from "./lifetime.ts";

/** Vite inside the site's own server: it compiles on demand and reloads the browser when a file changes. */
export async function startDevServer(life: Lifetime): Promise<ViteDevServer> {
  const vite = await createServer({
    configFile: "remix.config.js",
    // A port of its own for the reload signal, so that two clones can be worked on at once.
    server: { middlewareMode: true, hmr: { port: await freePort() } },
  });
  life.onEnd(() => vite.close());
  return vite;
}
