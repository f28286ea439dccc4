import type { KeptIndicatorsRead } from "#app/http/keep-indicators.ts";
import { withQuery } from "#app/http/list-address.ts";
import { FindForm } from "../find-form.tsx";
import { Done, IntentForm, KeepWarning, Submit } from "../form.tsx";
import { counted } from "../format.ts";
import { Confirm, OneRow, RowLink } from "../one-row.tsx";
import { Pagination } from "../pagination.tsx";
import { DemoTag } from "../tags.tsx";
import { IndicatorBasics, IndicatorForm } from "./indicator-fields.tsx";
import { heldApart, StandingTag, standingInWords } from "./standing.tsx";

const done = {
  oprettet: "Indikatoren er gemt. Skriv det, I ved nu. Resten kan vente.",
  rettet: "Indikatoren er gemt.",
  slettet: "Indikatoren er slettet.",
  udgivet: "Indikatoren er udgivet.",
  tilbage: "Indikatoren er taget tilbage. Læserne ser den ikke længere.",
};

/** What the page about one indicator is called. */
export const indicatorPageTitles = { change: "Ret", publish: "Udgiv", "take-back": "Tag tilbage", delete: "Slet" };

/** Indicators are public when they are published. */
const shownTo = <T extends object>(row: T) => ({ ...row, visibility: "public" as const });

/** The indicators that an owner keeps and enters values to, or the page about one of them. */
export function KeptIndicators({ data }: { data: KeptIndicatorsRead }) {
  const { path, query: asked, saves, publishes, ofAll, keeper, demo, one, listing } = data;
  const query = new URLSearchParams(asked);
  const address = (changes: Record<string, string | null> = {}) =>
    withQuery(path, query, { side: query.get("side"), ...changes });
  const item = one?.item;
  const back = { href: `${address()}#${item?.id ?? ""}`, label: "Tilbage til indikatorerne" };
  const no = { ...back, label: "Nej, tilbage til indikatorerne" };
  const which = { name: "indicator", value: item?.id ?? "" };
  const along = { version: String(item?.version ?? "") };
  return (
    <>
      <Done sentences={done} />
      {one?.doing === "change" && item && (
        <OneRow title={`Ret ${item.title}`} back={back}>
          <p>
            {standingInWords(shownTo(item))} {item.demo && <DemoTag />}
          </p>
          <p className="row-actions">
            <a href={`${path}/${item.id}/tal`}>Tal</a>
            {item.publishedAt && <a href={`/indikatorer/${item.slug}`}>Se siden</a>}
          </p>
          {one.changes ? (
            <IntentForm intent="change" of={which} along={along} failed="Indikatoren er ikke gemt endnu">
              <IndicatorForm item={item} points={one.points} passages={one.passages} ofAll={ofAll} />
              <Submit>Gem</Submit>
              <KeepWarning />
            </IntentForm>
          ) : (
            <p>
              {!one.own
                ? heldApart
                : item.publishedAt
                  ? `Den er udgivet, så kun ${ofAll ? "KL's redaktører" : "koordinatoren"} kan rette den.`
                  : "Du kan læse den, men ikke rette den."}
            </p>
          )}
        </OneRow>
      )}
      {one?.doing === "publish" && item && (
        <Confirm
          title={`Udgiv ${item.title}`}
          back={no}
          intent="publish"
          of={which}
          along={along}
          yes={publishes && one.own && !item.publishedAt && "Udgiv"}
        >
          {item.publishedAt ? (
            <p>Den er allerede udgivet.</p>
          ) : publishes && one.own ? (
            <>
              <p>»{item.definition}«</p>
              <p>Alle kan læse den på dens egen side. Tallene bliver udgivet for sig.</p>
            </>
          ) : (
            <p>{publishes ? heldApart : "Kun kommunens koordinator kan udgive."}</p>
          )}
        </Confirm>
      )}
      {one?.doing === "take-back" && item && (
        <Confirm
          title={`Tag ${item.title} tilbage`}
          back={no}
          intent="take-back"
          of={which}
          along={along}
          yes={publishes && one.own && item.publishedAt !== null && "Tag tilbage"}
        >
          {!item.publishedAt ? (
            <p>Den er ikke udgivet.</p>
          ) : publishes && one.own ? (
            <p>
              Indikatoren forsvinder fra alle sider med {ofAll ? "alle kommuners tal" : "sine tal"}, også når nogen
              læser siden, som den så ud en tidligere dag. Her hos jer bliver den stående, og I kan udgive den igen.
            </p>
          ) : (
            <p>{publishes ? heldApart : "Kun kommunens koordinator kan tage den tilbage."}</p>
          )}
        </Confirm>
      )}
      {one?.doing === "delete" && item && (
        <Confirm
          title={`Slet ${item.title}`}
          back={no}
          intent="delete"
          of={which}
          along={along}
          yes={one.changes && !item.publishedAt && !item.takenBackAt && "Slet"}
        >
          <p>
            {item.publishedAt || item.takenBackAt
              ? "Den har været udgivet og kan ikke slettes. Den kan tages tilbage."
              : "Den har aldrig været udgivet. Den forsvinder med sine tal, og det kan ikke fortrydes."}
          </p>
        </Confirm>
      )}
      {listing && (
        <>
          <section>
            <h2>
              {listing.all.total > 0 ? counted(listing.all.total, "indikator", "indikatorer") : "Ingen indikatorer"}
            </h2>
            {(listing.all.total > listing.all.pageSize || listing.words) && (
              <FindForm
                label="Find en indikator"
                hint="Skriv en del af navnet."
                words={listing.words}
                cleared={path}
                also={saves ? { href: "#ny", label: "Ny indikator" } : undefined}
              />
            )}
            <ul className="entries">
              {listing.all.items.map((row) => {
                const own = row.municipality === keeper;
                const isKin = row.demo || !demo;
                return (
                  <li key={row.id} id={row.id}>
                    <h3>
                      {row.title} {row.demo && <DemoTag />}
                    </h3>
                    <p className="quiet">
                      {own ? (
                        <>
                          <StandingTag {...row} /> {standingInWords(shownTo(row))}
                        </>
                      ) : (
                        "For alle kommuner."
                      )}{" "}
                      {counted(row.values, "tal", "tal")} {ofAll ? "for landet" : "herfra"}
                      {row.saved > 0 && `, ${row.saved} ikke udgivet`}.
                    </p>
                    <div className="row-actions">
                      <a href={`${path}/${row.id}/tal`}>
                        {saves && (demo || !row.demo) ? "Tast tal ind" : "Se tallene"}
                        <span className="sr-only"> i {row.title}</span>
                      </a>
                      {own && (
                        <RowLink href={address({ ret: row.id })} name={row.title}>
                          {isKin && saves && (publishes || !row.publishedAt) ? "Ret" : "Læs"}
                        </RowLink>
                      )}
                      {own && isKin && publishes && (
                        <RowLink href={address({ [row.publishedAt ? "tilbage" : "udgiv"]: row.id })} name={row.title}>
                          {row.publishedAt ? "Tag tilbage" : "Udgiv"}
                        </RowLink>
                      )}
                      {own && isKin && saves && !row.publishedAt && !row.takenBackAt && (
                        <RowLink href={address({ slet: row.id })} name={row.title}>
                          Slet
                        </RowLink>
                      )}
                      {row.publishedAt && !row.hidden && (
                        <a href={`/indikatorer/${row.slug}`}>
                          Se siden<span className="sr-only"> om {row.title}</span>
                        </a>
                      )}
                    </div>
                  </li>
                );
              })}
            </ul>
            <Pagination
              page={listing.all.page}
              pages={Math.ceil(listing.all.total / listing.all.pageSize)}
              address={(page) => address({ side: page > 1 ? String(page) : null })}
            />
          </section>
          {saves && (
            <section>
              <h2 id="ny">{ofAll ? "Ny indikator for alle kommuner" : "Ny indikator, kommunens egen"}</h2>
              <IntentForm intent="create" failed="Indikatoren er ikke gemt endnu">
                <IndicatorBasics />
                <Submit>Gem</Submit>
                <KeepWarning />
              </IntentForm>
            </section>
          )}
        </>
      )}
    </>
  );
}
