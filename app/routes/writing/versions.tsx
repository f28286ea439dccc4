import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { comparableOf } from "#app/domain/cases/comparable.ts";
import { compareTexts } from "#app/domain/cases/compare-versions.ts";
import { mayRemoveVersions } from "#app/domain/cases/policy.ts";
import { readerStanding } from "#app/domain/cases/reader-vocabulary.ts";
import { nameOf } from "#app/domain/cases/told-in-short.ts";
import { workingVersion } from "#app/domain/cases/working-draft.server.ts";
import { isWritable } from "#app/domain/workflow/workflow.ts";
import { guarded } from "#app/http/guard.ts";
import { chosenPage, listQuery, withQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { versionNumber, versionsOf } from "#app/http/version-address.ts";
import { Done, Select } from "#app/ui/form.tsx";
import { momentOf } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { Comparison } from "#app/ui/writing/comparison.tsx";
import { VersionList } from "#app/ui/writing/version-list.tsx";
import { findVersion, listVersions } from "#db/queries/cases/history.ts";

const parameters = ["fra", "til", "side"];
const pageSize = 25;

/** A version that an address names; null when it names none. Ends in a 400 page on what is no version. */
function chosenVersion(query: URLSearchParams, parameter: "fra" | "til"): number | "nu" | null {
  const value = query.get(parameter);
  if (!value) return null;
  return value === "nu" ? value : versionNumber(value);
}

export const loader = guarded(
  "mine-tekster/:id/versioner",
  async ({ request, context: { sql, viewer, rooms }, subject }) => {
    const query = listQuery(request, parameters);
    const [versions, working] = await Promise.all([
      listVersions(sql, viewer, subject.id, { page: chosenPage(query), pageSize }),
      workingVersion(sql, rooms, viewer, subject.id),
    ]);
    const newest = versions.items[0]?.number ?? null;
    const to = chosenVersion(query, "til") ?? (working ? "nu" : newest);
    const from = chosenVersion(query, "fra") ?? (working ? newest : (versions.items[1]?.number ?? null));
    const textOf = async (which: number | "nu") =>
      (which === "nu" ? working : await findVersion(sql, viewer, subject.id, which)) ??
      refuse(404, "Den version findes ikke. Måske er den fjernet for altid.");
    const [older, newer] = await Promise.all([from === null ? null : textOf(from), to === null ? null : textOf(to)]);
    return {
      id: subject.id,
      demo: subject.demo,
      title: nameOf(working ?? newer),
      query: query.toString(),
      versions,
      working: working && { savedAt: working.savedAt, writers: working.writers },
      compared:
        older && newer
          ? { from, to, blocks: compareTexts(comparableOf(older), comparableOf(newer)), dates: [older, newer] }
          : null,
      restorable: isWritable(subject.state) && !subject.binned,
      published: readerStanding(subject) === "read",
      removable: mayRemoveVersions(viewer, subject),
    };
  },
);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Versioner af ${args.data.title}`,
        description: "Sådan har teksten set ud undervejs.",
        path: versionsOf(args.data.id),
        hidden: true,
      })
    : [];

const done = {
  hentet:
    "Den ældre version er skrevet ind i teksten. Det, der stod før, er også gemt som en version, så du kan fortryde.",
  fjernet: "De ældre versioner er fjernet for altid. Teksten står, som den stod.",
  skjult: "De ældre versioner er fjernet for altid. Siden er skjult for læserne, til teksten er godkendt igen.",
};

export default function Versions() {
  const { id, demo, title, query, versions, working, compared, restorable, published, removable } =
    useLoaderData<typeof loader>();
  const address = versionsOf(id);
  const pages = Math.ceil(versions.total / versions.pageSize);
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: `/mine-tekster/${id}`, label: title },
          { label: "Versioner" },
        ]}
        tags={
          <>
            <Tag tone="case">Eksempel</Tag> {demo && <DemoTag />}
          </>
        }
        title="Versioner"
        lead={`Sådan har »${title}« set ud undervejs.${versions.total > 0 ? " Alt kan hentes tilbage." : ""}`}
      />
      <div className="wrap section">
        <Done sentences={done} />
        {versions.total === 0 ? (
          <HonestBlank title="Der er kun den version, du skriver i">
            <p>Vi gemmer en ny, når du sender teksten til godkendelse, og højst hvert tiende minut, mens I skriver.</p>
            <p>
              <a className="button button-primary" href={`/mine-tekster/${id}`}>
                Skriv videre
              </a>
            </p>
          </HonestBlank>
        ) : (
          <div className="versions-layout">
            <div>
              {compared ? (
                <>
                  <CompareForm {...{ address, versions: versions.items, working, compared }} />
                  <Comparison blocks={compared.blocks} />
                  {typeof compared.from === "number" && compared.from !== compared.to && (
                    <RestoreCard number={compared.from} {...{ id, address, restorable, published }} />
                  )}
                </>
              ) : (
                <p>Der er kun én version, så der er ikke noget at sammenligne med.</p>
              )}
            </div>
            <aside aria-labelledby="alle">
              <h2 id="alle">Alle versioner</h2>
              <VersionList
                versions={versions.items}
                working={versions.page === 1 ? working : undefined}
                chosen={[compared?.from, compared?.to]}
                addressOf={(number) =>
                  withQuery(address, new URLSearchParams(query), {
                    fra: String(number),
                    til: working ? "nu" : String(versions.items[0]?.number ?? number),
                    side: versions.page > 1 ? String(versions.page) : null,
                  })
                }
              />
              <Pagination
                page={versions.page}
                pages={pages}
                address={(page) =>
                  withQuery(address, new URLSearchParams(query), { side: page > 1 ? String(page) : null })
                }
              />
            </aside>
          </div>
        )}
        {removable && (
          <section className="forever" aria-labelledby="for-altid">
            <h2 id="for-altid">Står der noget, der aldrig skulle have stået der?</h2>
            <p>
              Så er det ikke nok at slette det: det står stadig i de ældre versioner. Som koordinator kan du fjerne dem
              for altid.
            </p>
            <p>
              <a className="button button-secondary" href={`${address}/fjern`}>
                Fjern for altid …
              </a>
            </p>
          </section>
        )}
      </div>
    </>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

/** Chooses the two to compare: those in the list beside, and those that are compared now. */
function CompareForm({
  address,
  versions,
  working,
  compared,
}: Pick<Loaded, "working"> & {
  address: string;
  versions: Loaded["versions"]["items"];
  compared: NonNullable<Loaded["compared"]>;
}) {
  const dates = new Map(versions.map(({ number, createdAt }) => [number, createdAt]));
  for (const { number, createdAt } of compared.dates) if (number !== null) dates.set(number, createdAt);
  const numbered = [...dates]
    .sort(([a], [b]) => b - a)
    .map(([number, createdAt]) => ({ value: String(number), label: `Version ${number}, ${momentOf(createdAt)}` }));
  const options = working ? [{ value: "nu", label: "Nu" }, ...numbered] : numbered;
  return (
    <form className="compare-form" method="get" action={address}>
      <Select name="fra" label="Fra" value={String(compared.from)} options={options} />
      <Select name="til" label="Til" value={String(compared.to)} options={options} />
      <button className="button button-secondary" type="submit">
        Sammenlign
      </button>
    </form>
  );
}

/** The way to an older version, and what comes of taking it. */
function RestoreCard({
  number,
  id,
  address,
  restorable,
  published,
}: Pick<Loaded, "id" | "restorable" | "published"> & { number: number; address: string }) {
  return (
    <section className="version-card" aria-labelledby="tilbage">
      <h2 id="tilbage">Vil du tilbage til version {number}?</h2>
      {restorable ? (
        <>
          <p>
            Den bliver skrevet ind i teksten som én ændring. Det, der står nu, bliver først gemt som en version, så du
            kan fortryde.{published && " Den, der er udgivet, ændrer sig ikke."}
          </p>
          <p>
            <a className="button button-primary" href={`${address}/hent?version=${number}`}>
              Hent version {number} tilbage
            </a>
          </p>
        </>
      ) : (
        <p>
          Det kan du, når teksten er til at skrive i. Se på <a href={`/mine-tekster/${id}`}>tekstens side</a>, hvad den
          venter på.
        </p>
      )}
    </section>
  );
}
