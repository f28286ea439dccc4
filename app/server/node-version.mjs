// Plain syntax and no imports: this must run on a Node that is too old for the rest, to say so.

/**
 * The first release of each version that can run the site: those before cannot load Vite's mixture of module kinds.
 * @type {Record<number, [number, number]>}
 */
const first = { 20: [19, 5], 22: [15, 0] };

/** True of a version of Node that can run the site, as all later ones are taken to. @param {string} version such as `22.15.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const [firstMinor, firstPatch] = first[major] || [Number.POSITIVE_INFINITY, 0];
  return major >= 24 || minor > firstMinor || (minor === firstMinor && patch >= firstPatch);
}

/** Whether this Node can run the site; if not, the person at the terminal has been told. */
export function nodeIsNewEnough() {
  if (isNewEnough(process.versions.node)) return true;
  console.error(
    `Mere for Flere kræver Node 20.19.5, 22.15 eller 24 (eller nyere af samme), men dette er Node ${process.versions.node}.`,
  );
  return false;
}
