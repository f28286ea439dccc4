import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { countFreshness } from "#app/domain/statuses/freshness.ts";
import { guarded } from "#app/http/guard.ts";
import { withQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { readPicture } from "#app/http/status-picture.ts";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { CountryPicture } from "#app/ui/statuses/country-picture.tsx";
import { HeardOfLast } from "#app/ui/statuses/heard-of.tsx";
import { overviewLinks } from "#app/ui/statuses/overview-styles.ts";
import { PictureSwitch, PictureTags, SeenBy } from "#app/ui/statuses/picture-head.tsx";
import { listDeclarations } from "#db/queries/declarations.ts";
import { listHeardOf } from "#db/queries/statuses/keep-freshness.ts";

const path = "/kl/status";

export const links = overviewLinks;

export const loader = guarded("kl/status", async ({ request, context }) => {
  const [declaration] = await listDeclarations(context.sql);
  if (!declaration) return refuse(404, "Der er ingen erklæring endnu.");
  const picture = await readPicture(request, context, declaration.year);
  const heard = await listHeardOf(context.sql, {
    period: picture.period?.code ?? null,
    demo: picture.demo,
    today: context.today,
  });
  return {
    picture,
    today: context.today,
    ages: countFreshness(
      heard.map(({ cutOff }) => cutOff),
      context.today,
    ),
    silent: heard.filter(({ published }) => !published).length,
  };
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Hvor er kommunerne på de ti punkter?",
    description: "Kommunernes egne statusser, talt sammen og kommune for kommune.",
    path,
    hidden: true,
  });

export default function AssociationStatus() {
  const { picture, today, ages, silent } = useLoaderData<typeof loader>();
  const { year, demo, period, asking, query } = picture;
  const address = {
    path,
    choose: (changes: Record<string, string | null>) => withQuery(path, new URLSearchParams(query), changes),
  };
  const same = new URLSearchParams(
    [...new URLSearchParams(query)].filter(([name]) => ["demodata", "periode"].includes(name)),
  );
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "De ti punkter i kommunerne" }]}
        tags={<PictureTags demo={demo} />}
        title="Hvor er kommunerne på de ti punkter?"
        lead="Kommunernes egne ord, udgivet af dem selv. KL giver ikke karakter. Kommuner står efter region og navn, aldrig efter trin."
      >
        <PictureSwitch picture={picture} address={address} />
        <p className="row-actions">
          {asking > 0 && (
            <a className="button button-primary" href="#hjaelp">
              {asking === 1 ? "Se den ene, der beder om hjælp" : `Se de ${asking}, der beder om hjælp`}
            </a>
          )}
          <a href={withQuery(`/erklaeringer/${year}/status`, same, {})}>Landets billede</a>
        </p>
      </PageHead>
      <CountryPicture picture={picture} address={address} />
      {period && (
        <section className="strip strip-white" aria-labelledby="hoert">
          <div className="wrap">
            <div className="strip-head">
              <h2 id="hoert">Hvornår hørte vi sidst fra dem?</h2>
              <SeenBy>kun KL. En kommune ser sin egen</SeenBy>
            </div>
            <p className="small">
              Måneder siden den dag, tallene i deres nyeste status er gjort op. Et gammelt ord siger ikke, at arbejdet
              er gået i stå.
            </p>
            <HeardOfLast ages={ages} />
            <p>
              En venlig mail tilbyder hjælp til at komme i gang. Den holder op, når kommunen svarer, og kommunen kan
              udskyde den med en grund.{" "}
              {silent > 0 && (
                <a
                  href={withQuery(`${path}/paamindelser`, new URLSearchParams(), {
                    periode: period.code,
                    demodata: demo ? "ja" : null,
                  })}
                >
                  {silent === 1 ? "Se den ene uden status" : `Se de ${silent} uden status, og skriv til dem`}
                </a>
              )}
            </p>
          </div>
        </section>
      )}
      <PageFoot
        path={path}
        query={query}
        updated={longDate(today)}
        source={
          period
            ? `Udgivne statusser for ${period.name}.${demo ? " Demodata: intet af det er sket." : ""} Kladder er ikke med.`
            : "Der er ingen statusser endnu."
        }
        next={[
          { href: withQuery(`/erklaeringer/${year}/status`, same, {}), label: "Landets billede" },
          { href: "/kl/perioder", label: "Halvår: åbn, luk og spørg" },
          { href: `/erklaeringer/${year}`, label: "De ti punkter" },
        ]}
      />
    </>
  );
}
