import type { Sql } from "#db/client.ts";

/** A mail before it is put into an envelope. */
export interface Mail {
  /** Without a name where whoever reads that mail has not chosen it: others' words are not to be ours. */
  to: { name?: string; address: string };
  /** The ids of those whom it names or tells of and who may not be the one it is to: it goes when their account does. */
  about?: readonly string[];
  /** Invented recipients get their mail here on the site, never outside. */
  demo: boolean;
  subject: string;
  /** Short paragraphs of plain text; several texts together are a list. */
  paragraphs: readonly (string | readonly string[])[];
  /**
   * The one thing to do, if there is one. Where the address holds a secret, `open` makes it good: it is called when the mail has been handed
   * over, so that no link is good that nobody got.
   */
  link?: { label: string; href: string; open?(sql: Sql): Promise<void> };
  /** Called when the mail server will never take it, for whoever is to be shown that. @param why what the server said, the address left out */
  refused?(sql: Sql, why: string): Promise<void>;
  /** After the link, smaller. */
  after?: readonly string[];
}

const greeting = ({ name }: Mail["to"]) => (name ? `Hej ${name}` : "Hej");

/** The mail as plain text. */
export function asText({ to, paragraphs, link, after = [] }: Mail, publicUrl: string): string {
  return [
    greeting(to),
    ...paragraphs.map((one) => (typeof one === "string" ? one : one.map((item) => `• ${item}`).join("\n"))),
    ...(link ? [`${link.label}:\n${link.href}`] : []),
    ...after,
    `Venlig hilsen\nMere for Flere\n${publicUrl}`,
  ].join("\n\n");
}

/** The mail as HTML that every mail program can show: no pictures, nothing that is fetched. */
export function asHtml({ to, subject, paragraphs, link, after = [] }: Mail, publicUrl: string): string {
  const p = (text: string, style = "") => `<p style="margin:0 0 16px;${style}">${escaped(text)}</p>`;
  const ul = (items: readonly string[]) =>
    `<ul style="margin:0 0 16px;padding-left:24px">${items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
  const button =
    link &&
    `<p style="margin:24px 0"><a href="${escaped(link.href)}" style="display:inline-block;background:#0b5a66;color:#ffffff;padding:12px 24px;border-radius:24px;font-weight:bold;text-decoration:none">${escaped(link.label)}</a></p>
<p style="margin:0 0 16px;font-size:14px;color:#53636a">Virker knappen ikke, så kopiér denne adresse:<br>${escaped(link.href)}</p>`;
  return `<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#fbf8f2;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1d2b30">
<div style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #e0d8c9;border-radius:12px;padding:32px">
${p(greeting(to))}
${paragraphs.map((one) => (typeof one === "string" ? p(one) : ul(one))).join("\n")}
${button ?? ""}
${after.map((text) => p(text, "font-size:14px;color:#53636a")).join("\n")}
<p style="margin:24px 0 0">Venlig hilsen<br>Mere for Flere<br><a href="${escaped(publicUrl)}" style="color:#0b5a66">${escaped(publicUrl)}</a></p>
</div>
</body>
</html>`;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
