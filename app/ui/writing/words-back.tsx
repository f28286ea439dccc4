import { partsOfAnswer } from "#app/domain/cases/answer-vocabulary.ts";
import type { HandOver } from "#db/queries/cases/hand-over.ts";

/** The words that a text was answered with, among them the places in it that they are about. Nothing where there are none. */
export function WordsBack({ words, quotes }: Pick<HandOver, "words" | "quotes">) {
  const written = partsOfAnswer(words ?? "");
  // Where the answer does not say which of its words a quote belongs to, the quotes come first.
  const placed = written.some(({ kind }) => kind === "quote");
  const parts = [...(placed ? [] : quotes.map((text) => ({ kind: "quote", text }))), ...written];
  if (parts.length === 0) return null;
  return (
    <div className="words-back">
      {parts.map(({ kind, text }, index) =>
        kind === "quote" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <blockquote key={index}>»{text}«</blockquote>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <p key={index} className="mail-text">
            {text}
          </p>
        ),
      )}
    </div>
  );
}
