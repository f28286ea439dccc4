import { Refused } from "./check.ts";
import { mostSockets } from "./protocol.ts";

/** How many sockets each person has open. */
export class SocketCount {
  private readonly open = new Map<string, number>();

  /** Counts one more. @returns counts it off again, once @throws {Refused} when the person has as many as one may */
  add(personId: string): () => void {
    const before = this.open.get(personId) ?? 0;
    if (before >= mostSockets) throw new Refused("tooMany");
    this.open.set(personId, before + 1);
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      const left = (this.open.get(personId) ?? 1) - 1;
      if (left > 0) this.open.set(personId, left);
      else this.open.delete(personId);
    };
  }
}
