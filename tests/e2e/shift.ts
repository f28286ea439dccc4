import { expect, type Page } from "@playwright/test";

/** As much as what one reads may move by itself: the browser's own measure, on which 0.1 counts as good. */
const limit = 0.05;

/** Lets fonts come only when the page has been painted without them, as on a slow line. Begin before the visit. */
export async function holdFonts(page: Page): Promise<void> {
  let painted = () => {};
  const first = new Promise<void>((resolve) => {
    painted = resolve;
  });
  await page.exposeBinding("painted", () => painted());
  await page.addInitScript(() => {
    const { painted } = window as unknown as { painted: () => void };
    new PerformanceObserver(() => painted()).observe({ type: "paint", buffered: true });
  });
  await page.route("**/*.woff2", async (route) => {
    await first;
    await route.continue();
  });
}

/** Nothing has moved since the page was painted, its fonts and scripts come. */
export async function expectStill(page: Page): Promise<void> {
  const shifts = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
    return (observer.takeRecords() as Shift[]).map(({ value, sources }) => ({
      value,
      moved: sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement)?.outerHTML.slice(0, 80)),
    }));
  });
  const all = shifts.reduce((sum, { value }) => sum + value, 0);
  expect.soft(all, JSON.stringify(shifts)).toBeLessThan(limit);
}
