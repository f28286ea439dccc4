// Plain syntax and no imports: this must run on a Node that is too old for the rest, to say so.

/** Whether this Node can run the site; if not, the person at the terminal has been told. */
export function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return true;
  console.error(`Mere for Flere kræver Node 20.19 eller nyere, men dette er Node ${process.versions.node}.`);
  return false;
}
