import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { restoreInput } from "#app/domain/cases/input.ts";
import { readerStanding } from "#app/domain/cases/reader-vocabulary.ts";
import { restoreVersion } from "#app/domain/cases/restore-version.server.ts";
import { nameOf } from "#app/domain/cases/told-in-short.ts";
import { workingVersion } from "#app/domain/cases/working-draft.server.ts";
import { isWritable } from "#app/domain/workflow/workflow.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { versionNumber, versionsOf } from "#app/http/version-address.ts";
import { IntentForm, Submit } from "#app/ui/form.tsx";
import { momentOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { findVersion } from "#db/queries/cases/history.ts";

const route = "mine-tekster/:id/versioner/hent";

export const loader = guarded(route, async ({ request, context: { sql, viewer, rooms }, subject }) => {
  const asked = new URL(request.url).searchParams.get("version");
  // Which one is chosen among them.
  if (!asked) throw redirect(versionsOf(subject.id), 303);
  const number = versionNumber(asked);
  const [version, working] = await Promise.all([
    findVersion(sql, viewer, subject.id, number),
    workingVersion(sql, rooms, viewer, subject.id),
  ]);
  if (!version) return refuse(404, "Den version findes ikke. Måske er den fjernet for altid.");
  return {
    id: subject.id,
    number,
    keptAt: version.createdAt,
    title: nameOf(working ?? version),
    revision: isWritable(subject.state) && !subject.binned ? (working?.id ?? null) : null,
    published: readerStanding(subject) === "read",
  };
});

export const action = intents(route, {
  async restore({ context: { sql, viewer, rooms }, subject }, sent) {
    await restoreVersion(sql, rooms, viewer, subject.id, sent.parse(restoreInput));
    return taken(versionsOf(subject.id), "hentet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Hent version ${args.data.number} tilbage`,
        description: "Spørger, før en ældre version bliver skrevet ind i teksten.",
        path: `${versionsOf(args.data.id)}/hent`,
        hidden: true,
      })
    : [];

export default function RestoreVersion() {
  const { id, number, keptAt, title, revision, published } = useLoaderData<typeof loader>();
  const compare = `${versionsOf(id)}?fra=${number}`;
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: `/mine-tekster/${id}`, label: title },
          { href: versionsOf(id), label: "Versioner" },
          { label: `Version ${number}` },
        ]}
        title={`Vil du tilbage til version ${number}?`}
        lead={`Den er fra ${momentOf(keptAt)}.`}
      />
      <div className="wrap section">
        <div className="form-narrow stack">
          <p>
            Teksten, titlen, resuméet og det, I har valgt ved siden af, bliver, som de var i version {number}. Enheden
            og hvem der kan læse den, ændrer sig ikke.
          </p>
          <p>
            Intet går tabt: det, der står nu, bliver først gemt som en version. Den, der har teksten åben, ser ændringen
            med det samme.{published && " Den, der er udgivet, ændrer sig ikke."}
          </p>
          <IntentForm
            intent="restore"
            along={{ revision: revision ?? "", version: String(number) }}
            failed={`Version ${number} er ikke hentet`}
          >
            {revision === null ? (
              <p>
                <strong>Det kan ikke lade sig gøre nu,</strong> for ingen kan skrive i teksten. Se på{" "}
                <a href={`/mine-tekster/${id}`}>tekstens side</a>, hvad den venter på.
              </p>
            ) : (
              <Submit>Hent version {number} tilbage</Submit>
            )}
          </IntentForm>
          <p>
            <a href={compare}>Nej, tilbage til versionerne</a>
          </p>
        </div>
      </div>
    </>
  );
}
