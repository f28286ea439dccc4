/**
 * A text as HTML, made by the server from the stored content (escaped there, and nothing but the schema's tags).
 * @param numbered sets the steps of a numbered list as steps.
 */
export function Prose({ html, numbered = false }: { html: string; numbered?: boolean }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: contentToHtml renders the checked schema and escapes every text
  return <div className={numbered ? "prose prose-steps" : "prose"} dangerouslySetInnerHTML={{ __html: html }} />;
}
