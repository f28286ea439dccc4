import { readFileSync } from "node:fs";

/**
 * npm passes on the signals it gets, but it cannot pass on its own violent end. Calls `onGone` when the npm that started this process
 * is no more; does nothing for a process that was not started by npm, which may well outlive its parent.
 * @param {() => void} onGone
 */
export function watchParent(onGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const beyondShell = shellParent(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && (!beyondShell || shellParent(parent) === beyondShell)) return;
    clearInterval(timer);
    onGone();
  }, 200).unref();
}

/** Some shells stay between npm and us instead of making way. Gives the parent of `pid` if that is a shell; known on Linux only. @param {number} pid */
function shellParent(pid) {
  try {
    const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return /^(ba|da|z|k|a)?sh$/.test(name ?? "") ? Number(parent) : undefined;
  } catch {
    return undefined;
  }
}
