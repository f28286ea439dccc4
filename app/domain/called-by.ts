/** The most that a draft without a title is called by, in characters. */
const mostName = 70;

/** What a draft is called as long as it has no title: the first words that were written in it, or "Uden titel". */
export function calledBy({ title, beginning }: { title: string; beginning: string }): string {
  if (title) return title;
  const words = beginning.replace(/\s+/g, " ").trim();
  if (!words) return "Uden titel";
  return words.length > mostName ? `${words.slice(0, mostName).replace(/\s+\S*$/, "")} …` : words;
}
