import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { calledBy } from "#app/domain/called-by.ts";
import { partsOfAnswer } from "#app/domain/cases/answer-vocabulary.ts";
import { audiences } from "#app/domain/cases/audiences.ts";
import { comparableOf } from "#app/domain/cases/comparable.ts";
import { type ReaderStanding, readerStanding } from "#app/domain/cases/reader-vocabulary.ts";
import { longDate } from "#app/domain/dates.ts";
import { type Content, contentToHtml, withPictures } from "#app/editor/content.ts";
import { counted, dateOf, momentOf } from "#app/ui/format.ts";
import type { ExportedHandOver, ExportedText, ExportedVersion } from "#db/queries/exports/contents.ts";
import { groundFileName, groundSchemaName } from "./ground-file.ts";
import type { StandingBody } from "./text-file.ts";

/*
 * The pages of an export: whole by themselves, so that each can be journalised alone and read without a network. React escapes every word;
 * the text itself is rendered as the reading page does it.
 */

const styles = `
body{margin:0;background:#fff;color:#1d2b30;font:1.0625rem/1.55 system-ui,"Segoe UI",Arial,sans-serif}
main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.8rem;line-height:1.2;margin:.5rem 0 1rem}h2{font-size:1.3rem;margin:2.2rem 0 .6rem}h3{font-size:1.1rem;margin:1.6rem 0 .4rem}
a{color:#0b5a66}a:focus-visible{outline:3px solid #0b5a66;outline-offset:2px}
p,ul,ol,dl,blockquote,table{margin:0 0 1rem}
.quiet{color:#53636a}
dl{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.35rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
.table-scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
p,li,dd{max-width:46rem}td.day{white-space:nowrap}
th,td{border-bottom:1px solid #d5dcde;padding:.45rem .6rem .45rem 0;text-align:left;vertical-align:top}
blockquote{border-left:4px solid #b9d5d9;padding-left:1rem;margin-left:0}
.text{border:1px solid #d5dcde;border-radius:8px;padding:.25rem 1.25rem;overflow-wrap:anywhere}
.text img{max-width:100%;height:auto}
@media(max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}
@media print{a{color:inherit}.text{border:0;padding:0}}
`;

/** A page in two halves, around what is written between them piece by piece. */
function pageAround(title: string, before: ReactNode): [before: string, after: string] {
  const split = "<!--here-->";
  const html = renderToStaticMarkup(
    <html lang="da">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta httpEquiv="Content-Security-Policy" content="script-src 'none'; object-src 'none'; connect-src 'none'" />
        <title>{title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet */}
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <main>
          {before}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a mark of our own */}
          <div dangerouslySetInnerHTML={{ __html: split }} />
        </main>
      </body>
    </html>,
  );
  const [head = "", tail = ""] = html.split(split);
  return [`<!doctype html>\n${head}`, `${tail}\n`];
}

/** A page that is whole by itself. */
export const page = (title: string, content: ReactNode): string => pageAround(title, content).join("");

/** A moment of an export in words; null for none. */
export const when = (moment: string | null) => moment && momentOf(new Date(moment));
const day = (moment: string | null) => (moment ? dateOf(new Date(moment)) : "");
/** What somebody is called in an export. */
export const person = (name: string | null) => name ?? "en tidligere medarbejder";

/** How things stand with a text, in few words. */
function standing(text: ExportedText): string {
  const { state, binnedAt, withdrawnAt, hiddenAt, awaitsApproval, hiddenBefore, firstPublishedAt } = text;
  if (binnedAt) return "I papirkurven";
  const everPublished = firstPublishedAt !== null;
  const now = readerStanding({
    everPublished,
    withdrawn: withdrawnAt !== null,
    hidden: hiddenAt !== null,
    awaitsApproval,
    hiddenBefore,
  });
  const work = { draft: "kladde", returned: "sendt tilbage", submitted: "venter på svar", published: "" }[state];
  if (now === "unpublished") return work.charAt(0).toUpperCase() + work.slice(1);
  return work ? `${standings[now]}. En ny version: ${work}` : standings[now];
}

const standings: Readonly<Record<Exclude<ReaderStanding, "unpublished">, string>> = {
  read: "Udgivet",
  withdrawn: "Trukket tilbage",
  hidden: "Skjult",
  awaits: "Skjult, til det er godkendt igen",
};

const nameOfVersion = ({ number }: Pick<ExportedVersion, "number">) =>
  number === null ? "Det, der bliver skrevet i" : `Version ${number}`;

/** The file of the page of a version, in the folder of its text. */
export const versionFile = ({ number }: Pick<ExportedVersion, "number">): string =>
  number === null ? "under-arbejde.html" : `version-${number}.html`;

/** Why there is a version, or what has become of it. */
function whyThere({ state, published, keptBecause, handOver }: ExportedVersion): string {
  if (published) return "Udgivet";
  if (state === "working") return "Under arbejde";
  if (state === "published") return "Udgivet før";
  if (state === "submitted") return "Venter på svar";
  if (handOver?.answer === "returned") return "Sendt tilbage";
  if (handOver?.answer === "taken_back") return "Sendt og taget tilbage";
  if (keptBecause === "handed_over") return "Sendt til godkendelse";
  return keptBecause === "restored" ? "Gemt, før en ældre blev hentet tilbage" : "Gemt undervejs";
}

/** A page about what a municipality does, spends, wants or measures. */
export interface GroundPage {
  file: string;
  title: string;
  /** How much it holds. */
  rows: number;
}

/** The first page: the pages about what the municipality does, and every text, a row at a time. */
export function indexPage(
  municipality: { name: string },
  madeAt: Date,
  { texts, ground }: { texts: number; ground: readonly GroundPage[] },
) {
  const title = `Udtræk fra ${municipality.name} Kommune`;
  const [before, after] = pageAround(
    title,
    <>
      <p className="quiet">Mere for Flere</p>
      <h1>{title}</h1>
      <p>
        Udtrækket er lavet {momentOf(madeAt)}. Det rummer {counted(texts, "eksempel", "eksempler")}: kladder, det, der
        er sendt til godkendelse, udgivet, skjult eller trukket tilbage, og det, der ligger i papirkurven.
      </p>
      <p>
        Hvert eksempel har en mappe med en side om eksemplet, en side for hver version og det samme som JSON i{" "}
        <code>eksempel.json</code>. Hvad felterne i den fil betyder, står i{" "}
        <a href="eksempel.schema.json">eksempel.schema.json</a>.
      </p>
      <p>
        Navne på dem, der har slettet deres konto, er væk. Det, der er fjernet for altid, er ikke med. Hændelser,
        kontaktpersoner og meldinger, som ikke er sendt videre til dem, der skriver, er ikke med. De står på sitet.
      </p>
      {ground.length > 0 && (
        <>
          <h2>Indsatser, penge og tal</h2>
          <ul>
            {ground.map(({ file, title: name, rows }) => (
              <li key={file}>
                <a href={file}>{name}</a> ({counted(rows, "række", "rækker")})
              </li>
            ))}
          </ul>
          <p>
            Det samme står som JSON i <a href={groundFileName}>{groundFileName}</a>. Hvad felterne betyder, står i{" "}
            <a href={groundSchemaName}>{groundSchemaName}</a>. Beløb og tal, der er skjult, fordi nogen kunne genkendes,
            er ikke med.
          </p>
        </>
      )}
      <h2>Alle eksempler</h2>
    </>,
  );
  const columns = ["Eksempel", "Tilstand", "Begyndt", "Udgivet", "Versioner"];
  return {
    before: `${before}<div class="table-scroll"><table><thead>${renderToStaticMarkup(
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>,
    )}</thead><tbody>\n`,
    row: (text: ExportedText, folder: string) =>
      `${renderToStaticMarkup(
        <tr>
          <td>
            <a href={`${folder}/index.html`}>{calledBy(text)}</a>
            {text.demo && " (Demodata)"}
          </td>
          <td>{standing(text)}</td>
          <td className="day">{day(text.begunAt)}</td>
          <td className="day">{day(text.firstPublishedAt)}</td>
          <td>{text.versions.length}</td>
        </tr>,
      )}\n`,
    after: `</tbody></table></div>${after}`,
  };
}

/** Facts with their labels; those without words are left out. */
export function FactList({ facts }: { facts: readonly (readonly [label: string, words: ReactNode])[] }) {
  return (
    <dl>
      {facts.flatMap(([label, words]) =>
        words ? [<dt key={`${label} dt`}>{label}</dt>, <dd key={`${label} dd`}>{words}</dd>] : [],
      )}
    </dl>
  );
}

/** The file of a picture, in the folder of its text. */
export const pictureFile = (id: string): string => `billeder/${id}.webp`;

/** The page of a text: how it stands, its versions, and what was said of it. */
export function textPage(municipality: { name: string }, publicUrl: string, text: ExportedText): string {
  const { slug, versions, keptWarnings, reports, contributors } = text;
  const address = slug && text.firstPublishedAt && `${publicUrl}/eksempler/${slug}`;
  const answered = versions.filter(({ handOver }) => handOver !== null);
  const withReason = (at: string | null, because: string | null) =>
    at && [when(at), because].filter(Boolean).join(". ");
  return page(
    calledBy(text),
    <>
      <p className="quiet">
        <a href="../../index.html">Udtræk fra {municipality.name} Kommune</a>
      </p>
      <h1>{calledBy(text)}</h1>
      {text.demo && <p>Demodata: eksemplet er opdigtet.</p>}
      <FactList
        facts={[
          ["Tilstand", standing(text)],
          ["Adresse", address && <a href={address}>{address}</a>],
          ["Adresser før", text.earlierSlugs.map((one) => `/eksempler/${one}`).join(", ")],
          ["Hvem kan læse det", text.firstPublishedAt && audiences[text.visibility]],
          ["Begyndt", `${when(text.begunAt)}${text.begunBy ? ` af ${text.begunBy}` : ""}`],
          ["Udgivet første gang", when(text.firstPublishedAt)],
          ["Trukket tilbage", withReason(text.withdrawnAt, text.withdrawnBecause)],
          ["Skjult", when(text.hiddenAt)],
          ["Lagt i papirkurven", when(text.binnedAt)],
          ["Skriver med", contributors.map(({ name, addedAt }) => `${name} (siden ${day(addedAt)})`).join(", ")],
        ]}
      />
      <h2>Versioner</h2>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Fra</th>
              <th scope="col">Hvad den er</th>
              <th scope="col">Skrevet af</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.id}>
                <td>
                  <a href={versionFile(version)}>{nameOfVersion(version)}</a>
                </td>
                <td>{when(version.createdAt)}</td>
                <td>{whyThere(version)}</td>
                <td>
                  {version.authors.map(({ name, lastWroteAt }) => (
                    <div key={`${name} ${lastWroteAt}`}>
                      {name}, {when(lastWroteAt)}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answered.length > 0 && (
        <>
          <h2>Godkendelse</h2>
          {answered.map(
            ({ id, number, handOver }) =>
              handOver && (
                <section key={id}>
                  <h3>Version {number}</h3>
                  <HandOver handOver={handOver} />
                </section>
              ),
          )}
        </>
      )}
      {keptWarnings.length > 0 && (
        <>
          <h2>Advarsler om persondata, der er beholdt</h2>
          <ul>
            {keptWarnings.map(({ key, reason, by, at }) => (
              <li key={key}>
                {reason} ({person(by)}, {when(at)})
              </li>
            ))}
          </ul>
        </>
      )}
      {reports.length > 0 && (
        <>
          <h2>Meldinger fra læsere, der er sendt videre</h2>
          <ul>
            {reports.map(({ message, reportedAt, passedOnAt, handledAt }) => (
              <li key={`${reportedAt} ${message}`}>
                <p>{message}</p>
                <p className="quiet">
                  Meldt {when(reportedAt)}, sendt videre {when(passedOnAt)}
                  {handledAt && `, afsluttet ${when(handledAt)}`}.
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {text.pictures.length > 0 && (
        <>
          <h2>Billeder</h2>
          <ul>
            {text.pictures.map(({ id, madeAt, madeBy, consentUntil, hidden }) => (
              <li key={id}>
                {hidden ? "Ikke med, for samtykket er udløbet" : <a href={pictureFile(id)}>{pictureFile(id)}</a>}. Lagt
                ind {when(madeAt)} af {person(madeBy)}
                {consentUntil && `. Samtykket gælder til ${longDate(consentUntil)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href="eksempel.json">Det samme som JSON</a>
      </p>
    </>,
  );
}

const answers = { approved: "Godkendt", returned: "Sendt tilbage", taken_back: "Taget tilbage" };

function HandOver({ handOver }: { handOver: ExportedHandOver }) {
  const { answer, words, quotes } = handOver;
  const parts = partsOfAnswer(words ?? "");
  // A quote of another version than the one that was answered stands in the words alone.
  const further = quotes.filter((quote) => !parts.some(({ kind, text }) => kind === "quote" && text === quote));
  return (
    <>
      <FactList
        facts={[
          ["Sendt til godkendelse", `${when(handOver.handedOverAt)} af ${person(handOver.handedOverBy)}`],
          ["Bedt om svar", handOver.toAssociation ? "KL" : handOver.assignedTo],
          [
            answer ? answers[answer] : "Svar",
            answer ? `${when(handOver.answeredAt)} af ${person(handOver.answeredBy)}` : "Venter på svar",
          ],
        ]}
      />
      {parts.map(({ kind, text }, at) =>
        kind === "quote" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an answer never move
          <blockquote key={at}>{text}</blockquote>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an answer never move
          <p key={at}>{text}</p>
        ),
      )}
      {further.map((quote) => (
        <blockquote key={quote}>{quote}</blockquote>
      ))}
    </>
  );
}

/** The page of a version: the text as readers get it, and all that is chosen beside it. */
export function versionPage(
  publicUrl: string,
  text: ExportedText,
  version: ExportedVersion,
  body: StandingBody,
): string {
  const absolute = (address: string) => (address.startsWith("/") ? publicUrl + address : address);
  const sources = body.citations.map(({ address }) => absolute(address));
  // As readers get it: without the pictures whose consent has ended.
  const shown = new Set(text.pictures.filter(({ hidden }) => !hidden).map(({ id }) => id));
  const html = contentToHtml(withAddresses(withPictures(body.content, shown), absolute), sources).replace(
    pictureSource,
    (_all, id) => ` src="${pictureFile(id)}"`,
  );
  const { fields } = comparableOf({
    ...body,
    methods: body.methods.map(({ title }) => title),
    savedAt: new Date(version.createdAt),
  });
  const title = body.title || calledBy(text);
  return page(
    `${title}. ${nameOfVersion(version)}`,
    <>
      <p className="quiet">
        <a href="index.html">{calledBy(text)}</a>
      </p>
      <h1>{title}</h1>
      <p className="quiet">
        {nameOfVersion(version)}. {whyThere(version)}. {when(version.createdAt)}.
        {version.authors.length > 0 && ` Skrevet af ${version.authors.map(({ name }) => name).join(", ")}.`}
        {text.demo && " Demodata: eksemplet er opdigtet."}
      </p>
      <FactList
        facts={[
          ...fields.map(({ label, words }) => [label, words] as const),
          ["Det svære", body.hard],
          ["Skolens størrelse", body.schoolSize && `${body.schoolSize} elever`],
          ["Samarbejdsparter", body.partners.join(", ")],
          ["Bygger på", body.document?.title],
        ]}
      />
      <h2>Teksten</h2>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: contentToHtml renders the checked schema and escapes every text */}
      <div className="text" dangerouslySetInnerHTML={{ __html: html }} />
      {body.citations.length > 0 && (
        <>
          <h2>Kilder</h2>
          <ol>
            {body.citations.map(({ address, title: source, byline }) => (
              <li key={address}>
                <a href={absolute(address)}>{source}</a>, {byline}
              </li>
            ))}
          </ol>
        </>
      )}
    </>,
  );
}

/** Where the rendered text takes a picture from, in the widths that there are. */
const pictureSource = / src="\/billeder\/([0-9a-f-]{36})\/\d+"(?: srcset="[^"]*")?(?: sizes="[^"]*")?/g;

/** A text whose links lead to the site, wherever the page lies. */
function withAddresses(node: Content, absolute: (address: string) => string): Content {
  const marks = node.marks?.map((mark) =>
    mark.type === "link" && typeof mark.attrs?.href === "string"
      ? { ...mark, attrs: { ...mark.attrs, href: absolute(mark.attrs.href) } }
      : mark,
  );
  return {
    ...node,
    ...(marks && { marks }),
    ...(node.content && { content: node.content.map((child) => withAddresses(child, absolute)) }),
  };
}
