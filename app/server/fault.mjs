/** Something the person at the terminal can put right. The message is one Danish sentence, shown without a stack trace. */
export class Fault extends Error {
  /** @override */
  name = "Fault";
}

/** Work given up because the process was asked to stop. */
export class Stopped extends Error {
  /** @override */
  name = "Stopped";
}

/**
 * What the system says about a failed file or network operation, in Danish and short enough for brackets.
 * @param {unknown} error
 */
export function reasonOf(error) {
  const { code, message } = /** @type {{ code?: string, message?: string }} */ (error ?? {});
  return (code && reasons[code]) || message || String(error);
}

/** @type {Record<string, string>} */
const reasons = {
  EACCES: "adgang nægtet",
  EPERM: "adgang nægtet",
  EEXIST: "der ligger en fil i vejen",
  ENOTDIR: "der ligger en fil i vejen",
  ENOENT: "den findes ikke",
  EROFS: "disken kan kun læses",
  ENOSPC: "disken er fuld",
  EDQUOT: "din plads på disken er brugt op",
};
