import type { HandOver } from "#db/queries/cases/hand-over.ts";

/** The words that a text was answered with, below the places in it that they are about. Nothing where there are none. */
export function WordsBack({ words, quotes }: Pick<HandOver, "words" | "quotes">) {
  if (!words && quotes.length === 0) return null;
  return (
    <div className="words-back">
      {quotes.map((quote) => (
        <blockquote key={quote}>»{quote}«</blockquote>
      ))}
      {words && <p className="mail-text">{words}</p>}
    </div>
  );
}
