import type { LoaderFunctionArgs } from "@remix-run/node";
import { longDate } from "#app/domain/dates.ts";
import { atomFeed } from "#app/http/atom.ts";
import { refuse } from "#app/http/respond.ts";
import { statusAddress, statusTitle } from "#app/ui/papers/status-head.tsx";
import { findPlace } from "#db/queries/municipalities.ts";
import { statusesOfMunicipality } from "#db/queries/statuses/list.ts";

/** A municipality's statuses, each newly dated by its newest edition; invented ones are left out. */
export async function loader({ params: { slug = "" }, context: { sql, viewer, site } }: LoaderFunctionArgs) {
  const place = await findPlace(sql, slug);
  if (!place) return refuse(404, "Vi kender ikke den kommune. Måske er adressen skrevet forkert.");
  const statuses = await statusesOfMunicipality(sql, viewer, { code: place.code, demo: false });
  return atomFeed(site.publicUrl, {
    id: `5a0d2c0e-7a3b-5c11-9d00-${place.code.padStart(12, "0")}`,
    title: `Statusser fra ${place.name}`,
    path: `/kommuner/${place.slug}/statusser.atom`,
    page: `/kommuner/${place.slug}`,
    entries: statuses.map(({ id, origin, period, municipality, edition, firstPublishedAt, changedAt }) => ({
      id,
      path: statusAddress({ municipality, period }),
      title: `${statusTitle(period)}, ${municipality.name}`,
      summary: [
        `Tallene gælder til ${longDate(edition.cutOff)}.`,
        edition.because && `Rettet: ${edition.because}`,
        origin === "document" && "Gengivet fra et dokument.",
      ]
        .filter(Boolean)
        .join(" "),
      author:
        origin === "own" ? municipality.fullName : `Redaktionen, gengivet fra et dokument fra ${municipality.name}`,
      publishedAt: firstPublishedAt,
      updatedAt: changedAt,
    })),
  });
}
