import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { withQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { readPicture } from "#app/http/status-picture.ts";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { CountryPicture } from "#app/ui/statuses/country-picture.tsx";
import { overviewLinks } from "#app/ui/statuses/overview-styles.ts";
import { PictureSwitch, PictureTags } from "#app/ui/statuses/picture-head.tsx";
import { findDeclaration } from "#db/queries/declarations.ts";

export const links = overviewLinks;

export async function loader({ request, params: { year = "" }, context }: LoaderFunctionArgs) {
  const number = /^\d{4}$/.test(year) ? Number(year) : 0;
  const declaration = await findDeclaration(context.sql, number);
  if (!declaration) return refuse(404, "Vi har ingen erklæring fra det år.");
  const picture = await readPicture(request, context, number);
  return { title: declaration.title, picture, today: context.today };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `${args.data.title}: landets billede`,
        description: "Hvor kommunerne selv siger, de er på de ti punkter, og hvad de gerne vil have hjælp til.",
        path: `/erklaeringer/${args.data.picture.year}/status`,
        hidden: args.data.picture.query !== "",
      })
    : [];

export default function DeclarationStatus() {
  const { title, picture, today } = useLoaderData<typeof loader>();
  const { year, demo, period, query } = picture;
  const path = `/erklaeringer/${year}/status`;
  const address = {
    path,
    choose: (changes: Record<string, string | null>) => withQuery(path, new URLSearchParams(query), changes),
  };
  return (
    <>
      <PageHead
        trail={[
          { label: "Erklæringer", href: "/erklaeringer" },
          { label: title, href: `/erklaeringer/${year}` },
          { label: "Landets billede" },
        ]}
        tags={<PictureTags demo={demo} />}
        title="Landets billede af de ti punkter"
        lead="Kommunerne siger selv, hvor langt de er. Her er de talt sammen. Hver kommunes egen status kan læses for sig."
      >
        <PictureSwitch picture={picture} address={address} />
      </PageHead>
      <CountryPicture picture={picture} address={address} />
      <PageFoot
        path={path}
        query={query}
        updated={longDate(today)}
        source={
          period
            ? `Statusser for ${period.name}, som kommuner selv har udgivet, eller som er gengivet fra deres dokumenter.${demo ? " Demodata: intet af det er sket." : ""}`
            : "Der er ingen statusser endnu."
        }
        next={[
          { href: `/erklaeringer/${year}`, label: "De ti punkter, som de står i erklæringen" },
          { href: "/aabne-data", label: "Åbne data: tallene uden navne" },
          { href: "/kommuner", label: "Kommunerne på kortet" },
        ]}
      />
    </>
  );
}
