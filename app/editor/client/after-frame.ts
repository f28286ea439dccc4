/** Does something once the frame is drawn that is being made ready, however often it is asked for until then: a key does not wait for it. */
export function afterFrame(act: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        asked = false;
        act();
      }),
    );
  };
}
