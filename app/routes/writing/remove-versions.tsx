import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { removeVersionsInput } from "#app/domain/cases/input.ts";
import { findingsIn } from "#app/domain/cases/privacy-policy.ts";
import { readerStanding } from "#app/domain/cases/reader-vocabulary.ts";
import { removeForGood } from "#app/domain/cases/remove-versions.server.ts";
import { nameOf } from "#app/domain/cases/told-in-short.ts";
import { workingVersion } from "#app/domain/cases/working-draft.server.ts";
import { picturesIn } from "#app/editor/content.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { versionsOf } from "#app/http/version-address.ts";
import { Checkbox, IntentForm, TextArea } from "#app/ui/form.tsx";
import { counted, dateOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { StandingFindings } from "#app/ui/privacy-findings.tsx";
import { findVersion, listVersions } from "#db/queries/cases/history.ts";
import { listPictures } from "#db/queries/cases/pictures.ts";

const route = "mine-tekster/:id/versioner/fjern";

export const loader = guarded(route, async ({ context: { sql, viewer, rooms }, subject }) => {
  const [{ items, total }, working, pictures] = await Promise.all([
    listVersions(sql, viewer, subject.id, { page: 1, pageSize: 1_000 }),
    workingVersion(sql, rooms, viewer, subject.id),
    listPictures(sql, viewer, subject.id),
  ]);
  const published = items.find((version) => version.published);
  const now = working ?? (published && (await findVersion(sql, viewer, subject.id, published.number)));
  const standing = new Set((now ? picturesIn(now.content) : []).map((picture) => picture.id));
  return {
    pictures: pictures.filter((picture) => !standing.has(picture.id)).length,
    findings: now ? findingsIn({ ...now, namesUnit: now.unit !== null && now.namesUnit !== false }) : [],
    id: subject.id,
    title: nameOf(now),
    revision: now?.id ?? "",
    written: working !== undefined,
    /** The published version stays where nobody is writing; otherwise what is being written takes its place. */
    versions: total - (published && !working ? 1 : 0),
    since: items.at(-1)?.createdAt ?? null,
    published: subject.everPublished,
    hidden: readerStanding(subject) === "hidden",
    locked: subject.binned || subject.state === "submitted",
  };
});

export const action = intents(route, {
  async remove({ context: { sql, viewer, rooms }, subject }, sent) {
    const { hidden } = await removeForGood(sql, rooms, viewer, subject.id, sent.parse(removeVersionsInput));
    return taken(versionsOf(subject.id), hidden ? "skjult" : "fjernet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: "Fjern for altid",
        description: "Spørger, før det, der har stået i en tekst, bliver fjernet for altid.",
        path: `${versionsOf(args.data.id)}/fjern`,
        hidden: true,
      })
    : [];

export default function RemoveVersions() {
  const { id, title, revision, written, versions, since, published, hidden, locked, findings, pictures } =
    useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: `/mine-tekster/${id}`, label: title },
          { href: versionsOf(id), label: "Versioner" },
          { label: "Fjern for altid" },
        ]}
        title="Fjern det tidligere for altid?"
        lead="Til det, der aldrig skulle have stået der, for eksempel et barns navn. Slet det først i teksten, titlen og resuméet, som de er nu."
      />
      <div className="wrap section">
        <div className="form-narrow stack">
          <div className="version-card keep-lose">
            <section aria-labelledby="bliver">
              <h2 id="bliver">Det bliver</h2>
              <ul>
                <li>Teksten, som den {written ? "står nu" : "er udgivet"}</li>
                <li>Det, der er valgt ved siden af</li>
              </ul>
            </section>
            <section aria-labelledby="vaek">
              <h2 id="vaek">Det er væk for altid</h2>
              <ul>
                <li>
                  {counted(versions, "version", "versioner")}
                  {since && versions > 0 && `, fra ${dateOf(since)} til i dag`}
                </li>
                <li>Alt, hvad der er rettet og slettet undervejs</li>
                {pictures > 0 && <li>{`${counted(pictures, "billede", "billeder")}, som ikke står i teksten mere`}</li>}
                <li>Svar på de gamle versioner, og grunde til at beholde advarsler</li>
                {written && published && <li>De gamle ord i søgningen og i sidens adresse</li>}
              </ul>
            </section>
          </div>
          <StandingFindings findings={findings} textPath={`/mine-tekster/${id}`} />
          {written && (
            <div className="alert alert-warning">
              <div className="alert-body">
                <p className="alert-text">
                  {published && hidden && "Siden på sitet er skjult. Det er den også, når teksten er godkendt igen. "}
                  {published && !hidden && (
                    <>
                      <strong>Siden på sitet bliver skjult,</strong> til teksten er godkendt igen.{" "}
                    </>
                  )}
                  Den, der har teksten åben nu, kan ikke skrive videre dér, men skal åbne den igen.
                </p>
              </div>
            </div>
          )}
          <p>
            I sikkerhedskopier af sitet står det, til de bliver slettet. Spørg dem, der driver sitet, hvor længe det er.
          </p>
          <IntentForm intent="remove" along={{ revision }} failed="Der er ikke fjernet noget endnu">
            {locked ? (
              <p>
                <strong>Det kan ikke lade sig gøre nu.</strong> Teksten venter på svar eller ligger i papirkurven. Tag
                den tilbage først.
              </p>
            ) : (
              <>
                <TextArea
                  name="reason"
                  label="Hvorfor?"
                  rows={2}
                  hint="Står i kommunens hændelser. Skriv ikke det, der skal væk, og ingen navne."
                />
                <Checkbox
                  name="sure"
                  label="Jeg har slettet det i teksten, som den står nu, og ved, at det ikke kan fortrydes"
                />
                <p className="form-actions">
                  <button className="button button-warning" type="submit">
                    Fjern for altid
                  </button>{" "}
                  <a className="button button-secondary" href={versionsOf(id)}>
                    Fortryd
                  </a>
                </p>
              </>
            )}
          </IntentForm>
        </div>
      </div>
    </>
  );
}
