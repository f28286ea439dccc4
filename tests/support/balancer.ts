import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to several processes of one site, as a balancer is: each connection goes to the next process that answers. */
export interface Balancer {
  url: string;
  /** The place in the list of the process that each socket goes to that a text is written on, in the order in which they were opened. */
  readonly writing: number[];
  close(): void;
}

/** Opens a balancer. Sockets on which texts are written take turns of their own, so that one knows who is where. @param to addresses of the processes */
export async function openBalancer(to: readonly string[]): Promise<Balancer> {
  const ports = to.map((address) => Number(new URL(address).port));
  const sockets = new Set<Socket>();
  const writing = new Map<Socket, number>();
  const turns = { texts: 0, pages: 0 };

  const keep = (socket: Socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.once("close", () => sockets.delete(socket));
    return socket;
  };

  const server = createServer((near) => {
    keep(near).once("data", async (first) => {
      near.pause();
      const kind = first.includes("GET /skriv?") ? "texts" : "pages";
      for (const _ of ports) {
        const place = turns[kind] % ports.length;
        turns[kind] += 1;
        const far = keep(connect(ports[place] ?? 0, "127.0.0.1"));
        const connected = await once(far, "connect").catch(() => null);
        if (!connected) continue;
        if (kind === "texts") writing.set(near, place);
        far.write(first);
        near.pipe(far).pipe(near);
        far.once("close", () => near.destroy());
        near.once("close", () => {
          writing.delete(near);
          far.destroy();
        });
        if (near.destroyed) far.destroy();
        return;
      }
      near.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // By the same name, so that cookies are the same.
  const way = new URL(to[0] ?? "");
  way.port = String((server.address() as AddressInfo).port);
  return {
    url: way.origin,
    get writing() {
      return [...writing.values()];
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
