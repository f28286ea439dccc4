// A bare Hocuspocus server, whose texts all begin as those of a bench do. Prints its address as one line of JSON, and ends when the pipe to it closes.
import { Server } from "@hocuspocus/server";
import * as Y from "yjs";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { textToShare } from "./text-to-share.ts";

const begun = sharedTextOf(textToShare());
const server = new Server({
  quiet: true,
  port: 0,
  address: "127.0.0.1",
  async onLoadDocument({ document }) {
    Y.applyUpdate(document, begun);
  },
});
await server.listen();
process.stdin.on("close", () => process.exit(0)).resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address.port}` })}\n`);
