import { xmlText } from "./xml.ts";

export interface FeedEntry {
  /** A uuid that the entry keeps, whatever becomes of its title and address. */
  id: string;
  path: string;
  title: string;
  summary: string;
  author: string;
  publishedAt: Date;
  updatedAt: Date;
}

/**
 * An Atom feed (RFC 4287) as a response.
 * @param feed.id a uuid that the feed keeps
 * @param feed.path the feed's own address
 * @param feed.page the page that it belongs to
 */
export function atomFeed(
  publicUrl: string,
  feed: { id: string; title: string; path: string; page: string; entries: readonly FeedEntry[] },
): Response {
  const { id, title, path, page, entries } = feed;
  const updated = entries.reduce((latest, entry) => Math.max(latest, entry.updatedAt.getTime()), 0);
  const items = entries.map(
    (entry) => `<entry>
<id>urn:uuid:${entry.id}</id>
<title>${xmlText(entry.title)}</title>
<link href="${xmlText(publicUrl + entry.path)}"/>
<author><name>${xmlText(entry.author)}</name></author>
<published>${entry.publishedAt.toISOString()}</published>
<updated>${entry.updatedAt.toISOString()}</updated>
<summary>${xmlText(entry.summary)}</summary>
</entry>`,
  );
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="da">
<id>urn:uuid:${id}</id>
<title>${xmlText(`Mere for Flere: ${title}`)}</title>
<link rel="self" href="${xmlText(publicUrl + path)}"/>
<link href="${xmlText(publicUrl + page)}"/>
<updated>${new Date(updated).toISOString()}</updated>
${items.join("\n")}
</feed>
`;
  return new Response(body, { headers: { "Content-Type": "application/atom+xml; charset=utf-8" } });
}
