import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Fault } from "./fault.mjs";

/** How long a start waits for the port: a site that was stopped a moment ago is given time to let go. */
const handover = 5_000;

/** How long readers whose pages are under way are given when the site stops. */
const grace = 2_000;

/** Where the site listens. */
export interface Address {
  port: number;
  host: string;
}

/**
 * Waits until the port can be had.
 * @throws {Fault} when something else keeps it, or the address cannot be used at all
 */
export async function waitForPort(address: Address): Promise<void> {
  for (const began = Date.now(); ; await pause(100)) {
    const probe = createServer();
    try {
      await listen(probe, address);
      await new Promise((resolve) => probe.close(resolve));
      return;
    } catch (error) {
      if (!(error instanceof Fault) || error.cause !== "EADDRINUSE" || Date.now() - began > handover) throw error;
    }
  }
}

/** Starts listening. Port 0 takes a free one. @returns the port @throws {Fault} when the address cannot be used */
export async function listen(server: Server, { port, host }: Address): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(faultOf(error, { port, host }));
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/**
 * Makes a site that can be closed even though readers keep their connections open: those that wait for nothing are closed at once,
 * the others when they have been served, all of them after a short grace.
 * @param site from `createSite`, before it listens
 */
export function closingPromptly(site: { server: Server; close(): Promise<void> }): () => Promise<void> {
  const sockets = new Set<Socket>();
  site.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return async () => {
    const closed = site.close();
    site.server.closeIdleConnections();
    const impatience = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, grace);
    await closed.finally(() => clearTimeout(impatience));
  };
}

function faultOf(error: NodeJS.ErrnoException, { port, host }: Address): unknown {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Porten ${port} er optaget af et andet program; vælg en anden med PORT.`,
    EACCES: `Du har ikke lov til at bruge porten ${port}; vælg en over 1023 med PORT.`,
    EADDRNOTAVAIL: `Adressen ${host} i HOST findes ikke på denne maskine.`,
    ENOTFOUND: `Adressen ${host} i HOST findes ikke på denne maskine.`,
    EAI_AGAIN: `Adressen ${host} i HOST kunne ikke slås op.`,
  };
  const sentence = sentences[error.code ?? ""];
  return sentence ? new Fault(sentence, { cause: error.code }) : error;
}
