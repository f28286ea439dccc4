import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A real SMTP server of a test's own. */
export interface TestSmtp {
  url: string;
  /** What it has taken, with whom the envelope was for. */
  taken: { to: string[]; mail: Email }[];
  /** Turns the next so many letters away, for the time being unless told otherwise. */
  refuse(times: number, code?: number): void;
  /** Does not know an address, now and for ever. */
  forget(address: string): void;
  /** Keeps silent when a letter has been handed over, until released. */
  hold(): void;
  /** How many letters are kept in the hand. */
  readonly held: number;
  /** Takes what has been held, and answers at once again. */
  release(): void;
  stop(): Promise<void>;
}

/** Starts the server on a free port; it asks for a name and a password. */
export async function startSmtp(): Promise<TestSmtp> {
  const taken: TestSmtp["taken"] = [];
  let refusals = 0;
  let refusal = 451;
  const unknown = new Set<string>();
  let holding = false;
  let held: (() => void)[] = [];
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    onAuth({ username, password }, _session, callback) {
      if (username === "site" && password === "hemmeligt") callback(null, { user: "site" });
      else callback(new Error("Wrong name or password"));
    },
    onRcptTo({ address }, _session, callback) {
      if (unknown.has(address)) callback(Object.assign(new Error(`<${address}> is unknown`), { responseCode: 550 }));
      else callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (refusals > 0) {
          refusals -= 1;
          callback(Object.assign(new Error("Try again later"), { responseCode: refusal }));
          return;
        }
        const take = () =>
          PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail });
            callback();
          }, callback);
        if (holding) held.push(take);
        else take();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://site:hemmeligt@127.0.0.1:${port}`,
    taken,
    refuse: (times, code = 451) => {
      refusals = times;
      refusal = code;
    },
    forget: (address) => void unknown.add(address),
    hold: () => {
      holding = true;
    },
    get held() {
      return held.length;
    },
    release: () => {
      holding = false;
      for (const take of held) take();
      held = [];
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
