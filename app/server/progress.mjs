/**
 * Tells the terminal what takes time. Work that is over at once is not mentioned; longer work is named, then counted in
 * seconds: on one line in a terminal, as a line now and then in a log.
 * @template T
 * @param {string} label what is being done, in Danish
 * @param {(note: (line: string) => void) => Promise<T>} work gets a function that prints a line of its own
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const live = Boolean(process.stdout.isTTY);
  const began = Date.now();
  const elapsed = () => `${Math.ceil((Date.now() - began) / 1000)} s`;
  let shown = false;
  /** @param {string} text @param {boolean} [final] */
  const show = (text, final = !live) => {
    process.stdout.write(`${live && shown ? "\r\u001b[K" : ""}${text}${final ? "\n" : ""}`);
    shown = !final || !live;
  };
  const first = setTimeout(() => show(`${label} …`), 400);
  const counting = setInterval(() => show(`${label} … ${elapsed()}`), live ? 1_000 : 10_000);
  try {
    const result = await work((line) => {
      clearTimeout(first);
      show(line, true);
    });
    if (shown) show(`${label}: færdig efter ${elapsed()}.`, true);
    return result;
  } catch (error) {
    if (live && shown) process.stdout.write("\n");
    throw error;
  } finally {
    clearTimeout(first);
    clearInterval(counting);
  }
}
