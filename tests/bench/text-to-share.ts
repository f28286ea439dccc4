import type { Content } from "#app/editor/content.ts";
import { sectionOf } from "#app/editor/written.ts";

const sentences = [
  "Vi begyndte med at se på overgangen fra frikvarter til time, for det var dér, at flest børn mistede fodfæstet.",
  "Pædagogen gik først ind med de børn, der havde svært ved at slippe legen, og læreren tog imod resten i døren.",
  "Efter seks uger talte vi op igen, og der var færre konflikter om mandagen end før, men ikke om fredagen.",
  "Det kostede en pause for de voksne, og det skulle vi have talt om, før vi begyndte.",
];

/** A text as they are written here, with some lists. @param words how long it is, 1,500 words unless told otherwise */
export function textToShare(words = 1_500): Content {
  const blocks: Content[] = [];
  let left = words;
  for (let n = 0; left > 0; n += 1) {
    const text = `${sentences.slice(n % 4).join(" ")} ${sentences.slice(0, n % 4).join(" ")}`.trim();
    left -= text.split(" ").length;
    const paragraph = { type: "paragraph", content: [{ type: "text", text }] };
    blocks.push(
      n % 10 === 5 ? { type: "bulletList", content: [{ type: "listItem", content: [paragraph] }] } : paragraph,
    );
  }
  return { type: "doc", content: [...sectionOf("did").slice(0, 1), ...blocks] };
}
