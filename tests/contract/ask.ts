import { type IncomingHttpHeaders, request } from "node:http";

/** What a server answers, as it stands: nothing is followed, decoded or unpacked. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  /** The bytes as text. */
  body: string;
}

/**
 * Sends one request exactly as given.
 * @param path as it is to stand in the request, escaped or not
 */
export function ask(
  site: { url: string },
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  const { method = "GET", headers = {}, body } = options;
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body: bytes.toString("utf8") });
      });
    });
    // A server that turns a large body away need not read it to its end.
    asking.on("error", reject);
    asking.end(body);
  });
}

/** What a form sends, by the name of the field; of one that stands several times, every value. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** A form as a browser on the site's own page sends it. */
export function sendForm(
  site: { url: string },
  path: string,
  fields: FormFields,
  headers: Record<string, string> = {},
) {
  const pairs = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value]));
  const body = new URLSearchParams(pairs).toString();
  const own = {
    origin: site.url,
    "content-type": "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(body)),
  };
  return ask(site, path, { method: "POST", headers: { ...own, ...headers }, body });
}

/** What a page says of itself in its head. */
export function headOf(html: string) {
  const plain = (text = "") => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#x27;", "'");
  const content = (name: string) => {
    const found = new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html);
    return found ? plain(found[1]) : undefined;
  };
  return {
    title: plain(/<title>([^<]*)<\/title>/.exec(html)?.[1]),
    canonical: /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1],
    heading: plain(/<h1[^>]*>([^<]*)<\/h1>/.exec(html)?.[1]),
    content,
  };
}
