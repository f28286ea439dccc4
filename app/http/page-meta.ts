import type { MetaDescriptor } from "@remix-run/node";
import { joined } from "#app/ui/format.ts";

/** What every page says of itself to browsers, search robots and those who share its address. */
export interface PageMeta {
  title: string;
  description: string;
  /** The one address of this content, from the site's root. */
  path: string;
  /** Path of its picture without `.png`; the site's own picture when left out. */
  picture?: string;
  /** Invented content and pages that are no content stay out of search engines. */
  hidden?: boolean;
  /** A feed that belongs to the page. */
  feed?: { title: string; path: string };
  type?: "website" | "article";
}

export const siteName = "Mere for Flere";

/** The name of a list, with what it is narrowed to and which of its pages it is: "Eksempler: Nest og Indskoling, side 2". */
export function listTitle(
  name: string,
  groups: readonly { values: readonly { value: string; label: string }[]; chosen: readonly string[] }[] = [],
  page = 1,
): string {
  const chosen = groups.flatMap((group) =>
    group.values.filter(({ value }) => group.chosen.includes(value)).map(({ label }) => label),
  );
  const named = chosen.length > mostNamed ? `${chosen.slice(0, mostNamed).join(", ")} og flere` : joined(chosen);
  return `${name}${named && `: ${named}`}${page > 1 ? `, side ${page}` : ""}`;
}

const mostNamed = 3;

/** A text as a description of its page, cut between two words where it is long. */
export function asDescription(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters).replace(/\s+\S*$/, "")} …` : text;
}

const mostLetters = 280;

interface RootMatch {
  matches: readonly ({ id: string; data?: unknown } | undefined)[];
}

/** The head of a page. @param root the arguments of Remix' `meta`, from which the site's public address is taken. */
export function pageMeta({ matches }: RootMatch, page: PageMeta): MetaDescriptor[] {
  const root = matches.find((match) => match?.id === "root")?.data as { publicUrl?: string } | undefined;
  const publicUrl = root?.publicUrl ?? "";
  const address = `${publicUrl}${page.path}`;
  const picture = `${publicUrl}/billeder${page.picture ?? "/forside"}.png`;
  const title = page.path === "/" ? `${siteName}: ${page.title}` : `${page.title} · ${siteName}`;
  return [
    { title },
    { name: "description", content: page.description },
    { tagName: "link", rel: "canonical", href: address },
    ...(page.hidden ? [{ name: "robots", content: "noindex" }] : []),
    ...(page.feed
      ? [
          {
            tagName: "link",
            rel: "alternate",
            type: "application/atom+xml",
            title: page.feed.title,
            href: page.feed.path,
          },
        ]
      : []),
    { property: "og:site_name", content: siteName },
    { property: "og:locale", content: "da_DK" },
    { property: "og:type", content: page.type ?? "website" },
    { property: "og:title", content: page.title },
    { property: "og:description", content: page.description },
    { property: "og:url", content: address },
    { property: "og:image", content: picture },
    { property: "og:image:width", content: "1200" },
    { property: "og:image:height", content: "630" },
    { property: "og:image:alt", content: `${page.title}. ${siteName}.` },
    { name: "twitter:card", content: "summary_large_image" },
  ];
}
