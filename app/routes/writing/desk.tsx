import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { writers } from "#app/domain/cases/policy.ts";
import { hasRole, isAssociation, type Viewer } from "#app/domain/viewer.ts";
import { guarded } from "#app/http/guard.ts";
import { chosenOne, chosenPage, listQuery } from "#app/http/list-address.ts";
import { listTitle, pageMeta } from "#app/http/page-meta.ts";
import { Done } from "#app/ui/form.tsx";
import { joined } from "#app/ui/format.ts";
import { HonestBlank } from "#app/ui/honest-blank.tsx";
import { Island } from "#app/ui/island.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { DeskList } from "#app/ui/writing/desk-list.tsx";
import type { Sql } from "#db/client.ts";
import { type DeskGroup, listDesk } from "#db/queries/cases/desk.ts";

/** The groups that stand under each other on the desk, and as a list of their own when they are longer, each by its word in the address. */
const own = {
  tilbage: { group: "returned", title: "Sendt tilbage til dig", note: null },
  kladder: { group: "draft", title: "Kladder", note: null },
  venter: { group: "waiting", title: "Venter på svar", note: null },
  "uden-forfatter": {
    group: "ownerless",
    title: "Uden forfatter",
    note: "Dem, der begyndte på dem, skriver ikke længere for kommunen. Skriv videre, eller få en anden med.",
  },
  udgivet: {
    group: "published",
    title: "Udgivet",
    note: "Når du retter i en, som læserne kan se, bliver den stående, til den nye er godkendt.",
  },
  trukket: {
    group: "withdrawn",
    title: "Trukket tilbage",
    note: "Læserne kan ikke se dem. De kan rettes og udgives igen.",
  },
} as const satisfies Record<string, { group: DeskGroup; title: string; note: string | null }>;
type Own = keyof typeof own;
const ownWords = Object.keys(own) as Own[];

/** The groups that stand on lists of their own alone. */
const beside = {
  svar: { group: "to_answer", title: "Venter på mit svar" },
  andre: { group: "others", title: "Andres kladder" },
} as const satisfies Record<string, { group: DeskGroup; title: string }>;
const lists = { ...own, ...beside };

/** So many of each group stand on the desk; the rest on the group's own list. */
const first = 10;
const pageSize = 25;

/** The word in the address of the own texts, where the desk would open on those of others. */
const ownWord = "egne";

/** The numbers of texts in the lists beside the desk. */
async function countBeside(sql: Sql, viewer: Viewer) {
  const [svar, andre, papirkurv] = await Promise.all(
    (["to_answer", "others", "binned"] as const).map((group) => listDesk(sql, viewer, group, { page: 1, pageSize: 1 })),
  );
  return { svar: svar?.total ?? 0, andre: andre?.total ?? 0, papirkurv: papirkurv?.total ?? 0 };
}

export const loader = guarded("mine-tekster", async ({ request, context: { sql, viewer } }) => {
  const query = listQuery(request, ["vis", "side"]);
  const asked = chosenOne(query, "vis", "listen", ["", ownWord, ...ownWords, "svar", "andre"] as const);
  const writes = hasRole(viewer, writers);
  const places = new Set(
    (viewer.person?.grants ?? []).flatMap(({ role, municipality }) =>
      municipality && (writers as readonly string[]).includes(role) ? [municipality.name] : [],
    ),
  );
  const counts = await countBeside(sql, viewer);
  const shared = {
    person: viewer.person?.id ?? "",
    writes,
    whyNot: (viewer.person?.withheld ?? []).length > 0 ? "withheld" : isAssociation(viewer) ? "association" : "no role",
    places: [...places],
    counts,
    answers: counts.svar > 0 || isAssociation(viewer) || hasRole(viewer, ["approver", "coordinator"]),
  };
  const groups = asked === "" || asked === ownWord ? await listOwn(sql, viewer) : [];
  // Who has nothing of the own here comes to answer.
  const comesToAnswer = asked === "" && groups.length === 0 && (counts.svar > 0 || (!writes && shared.answers));
  const shown = comesToAnswer ? "svar" : asked === ownWord ? "" : asked;
  if (shown !== "") {
    const { group } = lists[shown];
    const list = await listDesk(sql, viewer, group, { page: chosenPage(query), pageSize });
    return { ...shared, shown, list, groups: [] };
  }
  return { ...shared, shown, list: null, groups };
});

/** The groups of the desk that hold something, each with the first of its texts. */
async function listOwn(sql: Sql, viewer: Viewer) {
  const found = await Promise.all(
    ownWords.map((word) => listDesk(sql, viewer, own[word].group, { page: 1, pageSize: first })),
  );
  return ownWords.flatMap((word, index) => {
    const list = found[index];
    return list && list.total > 0 ? [{ word, ...list }] : [];
  });
}

const headingOf = (shown: "" | keyof typeof lists) => (shown === "" ? "Mine tekster" : lists[shown].title);

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: listTitle(headingOf(args.data.shown), [], args.data.list?.page),
        description: "Dine kladder, det, der venter på svar, og det, du har udgivet.",
        path: "/mine-tekster",
        hidden: true,
      })
    : [];

const done = {
  "taget-op": "Teksten er taget op af papirkurven.",
  "sendt-tilbage": "Teksten er sendt tilbage til forfatterne med dine ord.",
  udgivet: "Teksten er godkendt og udgivet.",
  skjult: "Teksten er godkendt. Siden er stadig skjult, til kommunens koordinator eller KL viser den igen.",
  forladt: "Du skriver ikke længere med i teksten.",
};

export default function Desk() {
  const { shown, person, writes, whyNot, places, counts, answers, list, groups } = useLoaderData<typeof loader>();
  const address = (vis: string) => `/mine-tekster?vis=${vis || ownWord}`;
  const tabs = [
    { vis: "", label: "Mine tekster", there: writes },
    { vis: "svar", label: `Venter på mit svar (${counts.svar})`, there: answers },
    { vis: "andre", label: `Andres kladder (${counts.andre})`, there: counts.andre > 0 },
  ].filter(({ there }) => there);
  const isEmpty = shown === "" && groups.length === 0;
  return (
    <>
      <PageHead
        trail={[
          { href: "/min-side", label: "Min side" },
          ...(shown === "" || !writes ? [] : [{ href: address(""), label: "Mine tekster" }]),
          { label: headingOf(shown) },
        ]}
        title={headingOf(shown)}
        lead={shown === "" && places.length > 0 ? `Det, du skriver for ${joined(places)}.` : undefined}
      >
        {writes && !isEmpty && (
          <p className="desk-begin">
            <a className="button button-primary" href="/del-et-eksempel">
              Del et eksempel
            </a>
          </p>
        )}
        <nav className="sister-menu" aria-label="Dine lister">
          <ul>
            {tabs.map(({ vis, label }) => (
              <li key={vis}>
                <a href={address(vis)} aria-current={vis === shown ? "page" : undefined}>
                  {label}
                </a>
              </li>
            ))}
            {counts.papirkurv > 0 && (
              <li>
                <a href="/mine-tekster/papirkurv">Papirkurv ({counts.papirkurv})</a>
              </li>
            )}
          </ul>
        </nav>
      </PageHead>
      <div className="wrap section desk">
        <Done sentences={done} />
        <Island name="unsent" data={{ person }} />
        {isEmpty && <Empty writes={writes} whyNot={whyNot} />}
        {groups.map(({ word, items, total }) => {
          const { title, note } = own[word];
          return (
            <section key={word} aria-labelledby={word}>
              <h2 id={word}>
                {title} <span className={word === "tilbage" ? "desk-count desk-count-now" : "desk-count"}>{total}</span>
              </h2>
              {note && <p className="quiet">{note}</p>}
              <DeskList texts={items} mark={word === "tilbage"} by={word === "uden-forfatter" ? "nobody" : "me"} />
              {total > items.length && (
                <p>
                  <a href={address(word)}>
                    Vis alle {total}
                    <span className="sr-only"> under {title}</span>
                  </a>
                </p>
              )}
            </section>
          );
        })}
        {list && (
          <section aria-label={headingOf(shown)}>
            {list.total === 0 ? (
              <p>
                {shown === "svar" ? "Der er ikke noget, der venter på dit svar." : "Der er ingen tekster her lige nu."}
              </p>
            ) : (
              <DeskList
                texts={list.items}
                queue={shown === "svar"}
                mark={shown === "tilbage"}
                by={shown === "andre" ? "others" : shown === "uden-forfatter" ? "nobody" : "me"}
              />
            )}
            <Pagination
              page={list.page}
              pages={Math.ceil(list.total / list.pageSize)}
              address={(page) => (page > 1 ? `${address(shown)}&side=${page}` : address(shown))}
            />
          </section>
        )}
      </div>
    </>
  );
}

/** The desk before the first text. */
function Empty({ writes, whyNot }: { writes: boolean; whyNot: string }) {
  return (
    <>
      <HonestBlank title="Her er plads til det første">
        {writes ? (
          <>
            <p>
              Fire korte spørgsmål på telefonen i en pause. Det behøver ikke være en succes; det svære er det, kolleger
              læser først.
            </p>
            <p className="row-actions">
              <a className="button button-primary" href="/del-et-eksempel">
                Del et eksempel
              </a>
              <a href="/eksempler">Se, hvordan andre har fortalt</a>
            </p>
          </>
        ) : (
          <WhyNot why={whyNot} />
        )}
      </HonestBlank>
      <section>
        <h2>Sådan går det til</h2>
        <ol className="who-sees desk-steps">
          <li className="now">
            <strong>Du skriver</strong>
            Alt gemmes, mens du skriver. Du kan stoppe og fortsætte på en anden telefon eller computer.
          </li>
          <li>
            <strong>En leder siger ja</strong>
            Du vælger, hvem der skal godkende. Får du teksten tilbage, står der hvorfor.
          </li>
          <li>
            <strong>Kolleger finder den</strong>
            Den er på sitet med det samme, og du kan rette i den, så længe du er forfatter.
          </li>
        </ol>
      </section>
    </>
  );
}

/** The reason that somebody has no texts of their own, and the way to them. */
function WhyNot({ why }: { why: string }) {
  if (why === "withheld")
    return (
      <p>
        Din rolle gælder først, når du har slået engangskoder til. <a href="/min-side/sikkerhed">Gør det nu</a>
      </p>
    );
  if (why === "association")
    return <p>KL skriver ikke eksempler. Det, en kommune beder KL svare på, står under »Venter på mit svar«.</p>;
  return (
    <p>
      Du har ikke en rolle, der skriver, endnu. <a href="/del-et-eksempel">Sådan kommer du i gang</a>
    </p>
  );
}
