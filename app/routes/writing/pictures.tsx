import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { calledBy } from "#app/domain/called-by.ts";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { longDate } from "#app/domain/dates.ts";
import { changeConsent } from "#app/domain/pictures/change-consent.server.ts";
import { pictureConsentInput } from "#app/domain/pictures/input.ts";
import { picturesIn } from "#app/editor/content.ts";
import { pictureAddress } from "#app/editor/schema/picture.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, Submit, TextField } from "#app/ui/form.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { findBinnable } from "#db/queries/cases/bin.ts";
import { findDraft } from "#db/queries/cases/draft.ts";
import { listPictures } from "#db/queries/cases/pictures.ts";

const route = "mine-tekster/:id/billeder";
const addressOf = (id: string) => `/mine-tekster/${id}/billeder`;

export const loader = guarded(route, async ({ context: { sql, viewer }, subject }) => {
  const [text, draft, pictures] = await Promise.all([
    findBinnable(sql, viewer, subject.id),
    findDraft(sql, viewer, subject.id),
    listPictures(sql, viewer, subject.id),
  ]);
  const content = draft && ((await storedContentOf(sql, draft.revisionId)) ?? draft.content);
  const standing = new Map((content ? picturesIn(content) : []).map((picture) => [picture.id, picture]));
  return {
    id: subject.id,
    title: calledBy(text ?? { title: "", beginning: "" }),
    writes: draft !== undefined,
    pictures: pictures.map((picture) => {
      const { alt = "", decorative = false, caption = "" } = standing.get(picture.id) ?? {};
      return { ...picture, stands: standing.has(picture.id), alt, decorative, caption };
    }),
  };
});

export const action = intents(route, {
  async consent({ context: { sql, viewer }, subject }, sent) {
    await changeConsent(sql, viewer, subject.id, sent.parse(pictureConsentInput));
    return taken(addressOf(subject.id), "samtykke");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Billeder: ${args.data.title}`,
        description: "Tekstens billeder, og hvor længe de må vises.",
        path: addressOf(args.data.id),
        hidden: true,
      })
    : [];

const done = { samtykke: "Datoen er gemt." };

export default function Pictures() {
  const { id, title, writes, pictures } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: `/mine-tekster/${id}`, label: title },
          { label: "Billeder" },
        ]}
        title="Billeder"
        lead="Et billede bliver skjult for alle dagen efter den sidste dag, det må vises. En uge før skriver vi til den, der satte det ind."
      />
      <div className="wrap section stack">
        <Done sentences={done} />
        {pictures.length === 0 && (
          <p>
            Der er ingen billeder i teksten endnu. <a href={`/mine-tekster/${id}`}>Sæt et ind i teksten</a> med knappen
            Billede.
          </p>
        )}
        {pictures.length > 0 && <h2>{counted(pictures.length, "billede", "billeder")}</h2>}
        <ol className="picture-list">
          {pictures.map(({ id: picture, width, height, by, madeAt, consentUntil, hidden, ...words }, index) => {
            const name = `Billede ${index + 1}`;
            return (
              <li key={picture}>
                {hidden ? (
                  <p className="picture-hidden">Skjult</p>
                ) : (
                  <img
                    src={pictureAddress(picture, 480)}
                    width={width}
                    height={height}
                    alt={words.alt || name}
                    loading="lazy"
                  />
                )}
                <div>
                  <h3>{name}</h3>
                  {writes && !words.stands && <p className="quiet">Står ikke i teksten, som den er nu.</p>}
                  {words.stands && (
                    <p>{words.decorative ? "Pynt." : words.alt || "Mangler en beskrivelse. Skriv den i teksten."}</p>
                  )}
                  {words.caption && <p className="quiet">{words.caption}</p>}
                  <p className="quiet">
                    Sat ind {dateOf(madeAt)}
                    {by && ` af ${by}`}.
                  </p>
                  {hidden && consentUntil && (
                    <p>
                      <strong>Skjult for alle siden {longDate(consentUntil)}.</strong> Har I fået lov igen, så skriv en
                      ny dato. Ellers tag billedet ud af teksten.
                    </p>
                  )}
                  <IntentForm
                    intent="consent"
                    of={{ name: "picture", value: picture }}
                    className="form form-narrow"
                    failed="Datoen er ikke gemt"
                  >
                    <TextField
                      name="until"
                      type="date"
                      label="Må vises til og med"
                      hint="Lad feltet stå tomt, hvis der ikke er aftalt en sidste dag."
                      value={consentUntil ?? ""}
                    />
                    <Submit>Gem datoen</Submit>
                  </IntentForm>
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </>
  );
}
