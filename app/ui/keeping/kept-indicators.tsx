import type { KeptIndicatorsRead } from "#app/http/keep-indicators.ts";
import { withQuery } from "#app/http/list-address.ts";
import { FindForm } from "../find-form.tsx";
import { Done, IntentForm, KeepWarning, Submit } from "../form.tsx";
import { counted } from "../format.ts";
import { OneRow } from "../one-row.tsx";
import { Pagination } from "../pagination.tsx";
import { DemoTag } from "../tags.tsx";
import { IndicatorBasics, IndicatorForm } from "./indicator-fields.tsx";
import { KeptLinks, KeptPages, WhyNotChanged } from "./kept-pages.tsx";
import { StandingLine, standingInWords } from "./standing.tsx";

const done = {
  oprettet: "Indikatoren er gemt. Skriv det, I ved nu. Resten kan vente.",
  rettet: "Indikatoren er gemt.",
  slettet: "Indikatoren er slettet.",
  udgivet: "Indikatoren er udgivet.",
  tilbage: "Indikatoren er taget tilbage. Læserne ser den ikke længere.",
};

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
            <WhyNotChanged row={item} own={one.own} who={ofAll ? "KL's redaktører" : undefined} />
          )}
        </OneRow>
      )}
      {one && item && (
        <KeptPages
          {...{ doing: one.doing, row: item, name: item.title, publishes, own: one.own, changes: one.changes }}
          {...{ back: no, of: which, along }}
          told={{
            published: (
              <>
                <p>»{item.definition}«</p>
                <p>Alle kan læse den på dens egen side. Tallene bliver udgivet for sig.</p>
              </>
            ),
            takenBack: (
              <p>
                Indikatoren forsvinder fra alle sider med {ofAll ? "alle kommuners tal" : "sine tal"}, også når nogen
                læser siden, som den så ud en tidligere dag. Her hos jer bliver den stående, og I kan udgive den igen.
              </p>
            ),
            deleted: "Den forsvinder med sine tal, og det kan ikke fortrydes.",
          }}
        />
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
                      {own ? <StandingLine row={shownTo(row)} /> : "For alle kommuner."}{" "}
                      {counted(row.values, "tal", "tal")} {ofAll ? "for landet" : "herfra"}
                      {row.saved > 0 && `, ${row.saved} ikke udgivet`}.
                    </p>
                    <div className="row-actions">
                      <a href={`${path}/${row.id}/tal`}>
                        {saves && (demo || !row.demo) ? "Tast tal ind" : "Se tallene"}
                        <span className="sr-only"> i {row.title}</span>
                      </a>
                      {own && (
                        <KeptLinks
                          {...{ row, name: row.title, saves, publishes, own: isKin }}
                          address={(parameter) => address({ [parameter]: row.id })}
                        />
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
