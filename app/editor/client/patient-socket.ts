/** How long a message waits where no frame is drawn, as in a page in the background, in milliseconds. */
const longestWait = 50;

/**
 * A kind of WebSocket whose messages wait until the frame is drawn that is being made ready: sending takes the browser and its network as long
 * as showing a key does, and whoever types looks at the key. Their order is kept, and none waits beyond the page or the socket.
 * @param mayWait is asked for each message; when it says no, everything is sent at once
 */
export const patientSocket = (mayWait: () => boolean): typeof WebSocket =>
  class extends WebSocket {
    #waiting: Parameters<WebSocket["send"]>[0][] = [];
    #sendAll = () => {
      removeEventListener("pagehide", this.#sendAll);
      const waiting = this.#waiting;
      this.#waiting = [];
      if (this.readyState === WebSocket.OPEN) for (const message of waiting) super.send(message);
    };
    override send(message: Parameters<WebSocket["send"]>[0]): void {
      const first = this.#waiting.length === 0;
      this.#waiting.push(message);
      if (!mayWait()) this.#sendAll();
      else if (first) {
        addEventListener("pagehide", this.#sendAll);
        setTimeout(this.#sendAll, longestWait);
        requestAnimationFrame(() => setTimeout(this.#sendAll));
      }
    }
    override close(code?: number, reason?: string): void {
      this.#sendAll();
      super.close(code, reason);
    }
  };
