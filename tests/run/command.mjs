import { spawn } from "node:child_process";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let stopped = false;

/**
 * Runs a command in a process group of its own, so that all of it can be ended.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, capture?: boolean, timeout?: number }} [options] `capture` keeps the output instead of
 * showing it; `timeout` in milliseconds
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function runCommand(command, args, { env = {}, capture = false, timeout } = {}) {
  if (stopped) return Promise.resolve({ ok: false, output: "" });
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command, args, {
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["ignore", capture ? "pipe" : "inherit", capture ? "pipe" : "inherit"],
    });
    running.add(child);
    const timer = timeout && setTimeout(() => end(child, "SIGKILL"), timeout);
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    /** @param {boolean} ok */
    const done = (ok) => {
      running.delete(child);
      clearTimeout(timer);
      resolve({ ok, output });
    };
    child.on("error", () => done(false));
    child.on("close", (code) => done(code === 0));
  });
}

/** Runs a program of an installed package. @param {string} script inside node_modules @param {string[]} args @param {Parameters<typeof runCommand>[2]} [options] */
export const runTool = (script, args, options) =>
  runCommand(process.execPath, [`node_modules/${script}`, ...args], options);

/** Ends whatever runs; nothing is started after this. */
export function stopCommands() {
  stopped = true;
  for (const child of running) {
    end(child, "SIGTERM");
    setTimeout(() => end(child, "SIGKILL"), 10_000).unref();
  }
}

/** @param {import("node:child_process").ChildProcess} child @param {NodeJS.Signals} signal */
function end(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // It has just ended by itself.
  }
}
