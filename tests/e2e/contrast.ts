import type { Page } from "@playwright/test";

/**
 * The lowest contrast of each text against what it stands on: every colour of stripes, the tile of a map, or else the nearest ground.
 * For texts that axe leaves to people because something more than a plain colour lies behind them.
 * @param selectors one for each text.
 */
export function lowestContrasts(page: Page, selectors: readonly string[]): Promise<number[]> {
  return page.evaluate((wanted) => {
    const colors = (text: string) =>
      [...text.matchAll(/rgba?\(([^)]+)\)/g)].map(([, channels = ""]) => channels.split(",").map(Number));
    const light = (color: readonly number[]) => {
      const [red = 0, green = 0, blue = 0] = color.map((value) =>
        value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    /** A colour as it looks on another. */
    const over = (color: readonly number[], below: readonly number[]) => {
      const alpha = color[3] ?? 1;
      return [0, 1, 2].map((channel) => (color[channel] ?? 0) * alpha + (below[channel] ?? 0) * (1 - alpha));
    };
    const grounds = (element: Element): number[][] => {
      const drawn: number[][] = [];
      let plain: number[] = [255, 255, 255];
      for (let up: Element | null = element; up; up = up.parentElement) {
        const { backgroundImage, backgroundColor } = getComputedStyle(up);
        const stripes = colors(backgroundImage);
        // The stripe of an alert and the shadows of a wide table are at the edge, where no text is.
        if (up.matches(".alert")) stripes.splice(0, stripes.length - 1);
        if (drawn.length === 0 && !up.matches(".table-scroll")) drawn.push(...stripes);
        const [ground] = colors(backgroundColor).filter(([, , , alpha = 1]) => alpha === 1);
        if (ground || drawn.some(([, , , alpha = 1]) => alpha === 1)) {
          plain = ground ?? plain;
          break;
        }
      }
      return drawn.length ? drawn.map((color) => over(color, plain)) : [plain];
    };
    return wanted.map((selector) => {
      const element = document.querySelector(selector);
      if (!element) return 0;
      const tile = element.closest("g")?.querySelector("polygon");
      const style = getComputedStyle(element);
      const [ink = []] = colors(tile ? style.fill : style.color);
      return Math.min(
        ...(tile ? colors(getComputedStyle(tile).fill) : grounds(element)).map((ground) =>
          contrast(light(ink), light(ground)),
        ),
      );
    });
  }, selectors);
}
