import { Stopped } from "./fault.mjs";

/**
 * The life of one command: what it has started is ended in the opposite order, whether it was asked to stop, met a fault or was done.
 */
export class Lifetime {
  readonly #closers: (() => unknown)[] = [];
  #ended = false;
  #fail: (reason: unknown) => void = () => {};

  /** Never resolves; rejects with `Stopped` when the process is asked to stop, or with what `fail` was given. */
  readonly over: Promise<never>;

  constructor(signal: AbortSignal) {
    this.over = new Promise((_, reject) => {
      this.#fail = reject;
      if (signal.aborted) reject(new Stopped());
      signal.addEventListener("abort", () => reject(new Stopped()), { once: true });
    });
    this.over.catch(() => {});
  }

  /** Something that must be ended. If everything has already been ended, this is so at once. */
  onEnd(close: () => unknown): void {
    if (this.#ended) void attempt(close);
    else this.#closers.push(close);
  }

  /** Whether the end has come: nothing more is to be started. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Ends the command with an error that arose elsewhere than in its own steps. */
  fail(reason: unknown): void {
    this.#fail(reason);
  }

  async end(): Promise<void> {
    this.#ended = true;
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) await attempt(close);
  }
}

/** One thing that will not end must not keep the others from it. */
async function attempt(close: () => unknown): Promise<void> {
  try {
    await close();
  } catch (error) {
    console.error(error);
  }
}

/** Waits for work, but no longer than so many milliseconds. */
export async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
