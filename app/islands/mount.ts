/**
 * Hands each element of an island over to its script, once, with the data that the server has put into the element's attribute.
 * @param name as the file is called: `<name>.island.ts`
 */
export function mount<Data>(name: string, take: (element: HTMLElement, data: Data) => void): void {
  for (const element of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]:not([data-taken])`)) {
    element.dataset.taken = "";
    take(element, JSON.parse(element.dataset.islandData ?? "null"));
  }
}
