/** The most that an answer holds, in characters. */
export const mostAnswer = 4_000;

/** A piece of an answer: a place of the text that it quotes, or words of its own. */
export interface AnswerPart {
  kind: "quote" | "words";
  text: string;
}

/** An answer in pieces, in the order in which it was written: lines that begin with `>` are quotes, what stands between them is words. */
export function partsOfAnswer(answer: string): AnswerPart[] {
  const parts: AnswerPart[] = [];
  for (const line of answer.split(/\r?\n/)) {
    const [, quoted] = /^\s*>\s*(.*)$/.exec(line) ?? [];
    const last = parts.at(-1);
    if (quoted !== undefined) parts.push({ kind: "quote", text: quoted });
    else if (last?.kind === "words") last.text += `\n${line}`;
    else parts.push({ kind: "words", text: line });
  }
  return parts
    .map(({ kind, text }) => ({ kind, text: text.replace(/\n{3,}/g, "\n\n").trim() }))
    .filter(({ text }) => text !== "");
}
