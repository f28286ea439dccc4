import type { IncomingMessage } from "node:http";
import { networkOf } from "#app/domain/accounts/throttle.server.ts";
import type { ErrorPage } from "#app/http/context.ts";
import { largestForm, tooLarge } from "#app/http/early-refusal.ts";

/** How forms are read. */
export interface BodyLimits {
  /** How long a form may take to arrive, in milliseconds. */
  bodyMs: number;
  /** Most forms that arrive from one network at the same time. */
  mostBodiesPerNetwork: number;
}

/** A form as it came; why it is not taken; or that whoever sent it has left. */
export type Body = { bytes: Buffer<ArrayBuffer> } | { refused: ErrorPage } | { left: true };

const tooSlow = (seconds: number): ErrorPage => ({
  status: 408,
  message: `Formularen var over ${seconds} sekunder om at nå frem, og vi har ikke gemt noget. Prøv igen.`,
});
const tooMany: ErrorPage = {
  status: 429,
  message:
    "Der kommer usædvanligt mange formularer herfra på én gang. Vent lidt, og prøv igen. Vi har ikke gemt noget.",
  retryAfter: 10,
};

/**
 * Reads the bodies of forms, before they take anybody's place: each has a deadline, and each network so many at a time. What a declared
 * length promises does not matter; what comes is counted.
 */
export function createBodyReader({ bodyMs, mostBodiesPerNetwork }: BodyLimits) {
  const arriving = new Map<string, number>();
  return async function readBody(request: IncomingMessage, address: string): Promise<Body> {
    const network = networkOf(address);
    const others = arriving.get(network) ?? 0;
    if (others >= mostBodiesPerNetwork) return { refused: tooMany };
    arriving.set(network, others + 1);
    try {
      return await bytesOf(request, bodyMs);
    } finally {
      const left = (arriving.get(network) ?? 1) - 1;
      if (left > 0) arriving.set(network, left);
      else arriving.delete(network);
    }
  };
}

function bytesOf(request: IncomingMessage, bodyMs: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > largestForm) end({ refused: tooLarge });
    };
    const whole = () => end({ bytes: Buffer.concat(chunks) });
    const gone = () => end({ left: true });
    const timer = setTimeout(() => end({ refused: tooSlow(bodyMs / 1_000) }), bodyMs);
    function end(body: Body): void {
      clearTimeout(timer);
      request.off("data", take).off("end", whole).off("close", gone).off("error", gone);
      // What still comes is nobody's.
      request.on("error", () => {});
      resolve(body);
    }
    request.on("data", take).on("end", whole).on("close", gone).on("error", gone);
  });
}
