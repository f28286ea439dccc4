import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { calledBy } from "#app/domain/called-by.ts";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { longDate } from "#app/domain/dates.ts";
import { changeConsent } from "#app/domain/pictures/change-consent.server.ts";
import { pictureConsentInput } from "#app/domain/pictures/input.ts";
import { type Content, picturesIn } from "#app/editor/content.ts";
import { pictureAddress } from "#app/editor/schema/picture.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Done, IntentForm, Submit, TextField } from "#app/ui/form.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { findBinnable } from "#db/queries/cases/bin.ts";
import { findDraft } from "#db/queries/cases/draft.ts";
import { listPictures } from "#db/queries/cases/pictures.ts";
import { findPublished } from "#db/queries/cases/publication.ts";

const route = "mine-tekster/:id/billeder";
const addressOf = (id: string) => `/mine-tekster/${id}/billeder`;

export const loader = guarded(route, async ({ context: { sql, viewer }, subject }) => {
  const [text, draft, published, pictures] = await Promise.all([
    findBinnable(sql, viewer, subject.id),
    findDraft(sql, viewer, subject.id),
    findPublished(sql, subject.id),
    listPictures(sql, viewer, subject.id),
  ]);
  const written = draft && ((await storedContentOf(sql, draft.revisionId)) ?? draft.content);
  const standingIn = (content: Content | undefined) =>
    new Map((content ? picturesIn(content) : []).map((picture) => [picture.id, picture]));
  const [inDraft, inPublished] = [standingIn(written), standingIn(published?.content)];
  return {
    id: subject.id,
    title: calledBy(text ?? { title: "", beginning: "" }),
    pictures: pictures.map((picture) => {
      const standing = (draft ? inDraft : inPublished).get(picture.id);
      const { alt = "", decorative = false, caption = "" } = standing ?? inPublished.get(picture.id) ?? {};
      return {
        ...picture,
        stands: standing !== undefined,
        public: inPublished.has(picture.id),
        alt,
        decorative,
        caption,
      };
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

/** How many pictures stand in the text, and how many only in what it was before. */
function howMany(standing: number, others: number): string {
  if (others === 0) return counted(standing, "billede", "billeder");
  if (standing === 0) return `${counted(others, "billede", "billeder")}, som ikke står i teksten`;
  return `${counted(standing, "billede", "billeder")} i teksten og ${others}, som ikke står i den`;
}

const done = { samtykke: "Datoen er gemt." };

export default function Pictures() {
  const { id, title, pictures } = useLoaderData<typeof loader>();
  const standing = pictures.filter(({ stands }) => stands).length;
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
        {pictures.length > 0 && <h2>{howMany(standing, pictures.length - standing)}</h2>}
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
                  {!words.stands && (
                    <p className="quiet">
                      {words.public
                        ? "Står i den udgivne tekst, men ikke i den, der bliver skrevet nu."
                        : "Står ikke i teksten, som den er nu."}
                    </p>
                  )}
                  {(words.stands || words.public) && (
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
