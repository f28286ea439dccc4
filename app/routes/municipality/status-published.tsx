import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { noteOutcome, removeStatus } from "#app/domain/statuses/after-publication.server.ts";
import { beginCorrectionInput, outcomeInput, removeStatusInput } from "#app/domain/statuses/input.ts";
import { beginCorrection } from "#app/domain/statuses/keep-status.server.ts";
import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import { mayRunStatuses } from "#app/domain/statuses/policy.ts";
import { outcomes } from "#app/domain/statuses/status-vocabulary.ts";
import { mayChange } from "#app/domain/viewer.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { formError } from "#app/http/form.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { listQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { editionAddress, readStatusPart } from "#app/http/status-part.server.ts";
import { Facts } from "#app/ui/facts.tsx";
import { Checkbox, Done, IntentForm, Radios, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { dateOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { demoQuery } from "#app/ui/papers/status-head.tsx";
import { statusWritingLinks } from "#app/ui/statuses/status-styles.ts";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { listKeptStatuses } from "#db/queries/statuses/keep-edition.ts";

export const links = statusWritingLinks;

const route = "kommuner/:slug/statusser/:id/udgivet";

export const loader = guarded(route, async (args) => {
  const { context, subject, request } = args;
  const { sql, viewer } = context;
  const { draft, path } = await readStatusPart(args);
  if (draft.state !== "published") throw redirect(path, 303);
  const { statuses } = await listKeptStatuses(sql, viewer, subject.municipality);
  const status = statuses.find(({ id }) => id === subject.statusId);
  const { edition, municipality, period, demo, origin } = draft.content;
  return {
    path,
    edition,
    municipality,
    period,
    demo,
    origin,
    publishedAt: draft.publishedAt,
    late: draft.late,
    newest: subject.newest,
    hidden: subject.hidden,
    editions: status?.editions.filter(({ state }) => state === "published").length ?? 1,
    /** What is being made beside it. */
    next: status?.editions.find(({ state }) => state !== "published") ?? null,
    runs: mayRunStatuses(viewer, subject.municipality) && mayChange(viewer, demo),
    removes: listQuery(request, ["fjern"]).has("fjern"),
  };
});

export const action = intents(route, {
  async outcome({ context: { sql, viewer }, subject }, sent) {
    await noteOutcome(sql, viewer, subject.id, sent.parse(outcomeInput));
    return taken(`${editionAddress(subject)}/udgivet`, "udvalget");
  },
  async correct({ context: { sql, viewer }, subject }, sent) {
    const id = await beginCorrection(sql, viewer, subject.statusId, sent.parse(beginCorrectionInput));
    return taken(editionAddress({ slug: subject.slug, id }), "rettelse");
  },
  async remove({ context: { sql, viewer }, subject }, sent) {
    if (!sent.text("sure")) throw formError(sent, { sure: "Sæt kryds, hvis den skal fjernes for altid." });
    await removeStatus(sql, viewer, subject.statusId, sent.parse(removeStatusInput));
    return taken(`/kommuner/${subject.slug}/statusser`, "fjernet");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: args.data.removes
          ? "Fjern status for altid"
          : `Udgivet: status for ${periodName(args.data.period)}, ${args.data.municipality.name}`,
        description: "Udvalgets svar, rettelser, og hvordan status tages væk.",
        path: `${args.data.path}/udgivet`,
        hidden: true,
      })
    : [];

const done = {
  udgivet: "Status er udgivet. Nu kan alle læse den.",
  udvalget: "Det er skrevet, hvad udvalget gjorde.",
};

export default function StatusPublished() {
  const loaded = useLoaderData<typeof loader>();
  const { path, edition, municipality, period, demo, newest, hidden, runs, removes, next, origin } = loaded;
  const name = `status for ${periodName(period)}`;
  const page = `/kommuner/${municipality.slug}/status/${period}${demoQuery(demo)}`;
  return (
    <>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: municipality.name, href: `/kommuner/${municipality.slug}` },
          { label: "Status", href: `/kommuner/${municipality.slug}/statusser` },
          ...(removes ? [{ label: periodName(period), href: `${path}/udgivet` }] : []),
          { label: removes ? "Fjern for altid" : periodName(period) },
        ]}
        tags={
          <>
            <Tag tone="stage">{hidden ? "Skjult" : "Udgivet"}</Tag> {demo && <DemoTag />}
          </>
        }
        title={removes ? "Fjern status for altid?" : `Status for ${periodName(period)}`}
        lead={
          removes
            ? "Til det, der aldrig skulle have stået der, for eksempel noget, som et barn kan genkendes på."
            : hidden
              ? "Den er udgivet, men siden er skjult for læserne."
              : newest
                ? "Den er udgivet. Den ændres ikke mere: skal noget rettes, bliver det en ny udgave på samme adresse."
                : "Det er en tidligere udgave. Der er en nyere."
        }
      >
        {!removes && (
          <Facts
            facts={[
              [
                "Adresse",
                hidden ? (
                  page
                ) : (
                  <a key="page" href={page}>
                    {page}
                  </a>
                ),
              ],
              ["Udgave", `${edition.number}${edition.kind === "correction" ? ", rettelse" : ""}`],
              [
                "Udgivet",
                loaded.publishedAt &&
                  `${dateOf(loaded.publishedAt)}${loaded.late ? ", efter at halvåret var lukket" : ""}`,
              ],
              [
                "Udvalget",
                edition.outcome &&
                  [
                    outcomes[edition.outcome],
                    edition.outcomeOn && longDate(edition.outcomeOn),
                    edition.agendaItem && `dagsordenen: ${edition.agendaItem}`,
                  ]
                    .filter(Boolean)
                    .join(", "),
              ],
            ]}
          />
        )}
      </PageHead>
      {removes ? (
        <Removal {...loaded} name={name} />
      ) : (
        <div className="wrap section stack">
          <Done sentences={done} />
          {!runs && <p>Kun kommunens koordinator kan skrive, hvad udvalget gjorde, rette og fjerne.</p>}
          {runs && (
            <>
              <Outcome {...loaded} />
              {newest && origin === "own" && (
                <section aria-labelledby="ret" className="form-narrow">
                  <h2 id="ret">Ret status</h2>
                  {next ? (
                    <p>
                      I er i gang med udgave {next.number}. <a href={path.replace(edition.id, next.id)}>Gå til den</a>.
                    </p>
                  ) : (
                    <IntentForm intent="correct" failed="Rettelsen er ikke begyndt endnu">
                      <p>
                        I retter i en kladde ved siden af. Når den er godkendt, står dagen og grunden øverst, og den
                        udgave, der stod, kan stadig læses.
                      </p>
                      <TextArea
                        name="because"
                        label="Hvorfor skal den rettes?"
                        rows={2}
                        hint="Mindst 10 tegn. Alle kan læse det. Skriv ingen navne."
                      />
                      <Submit plain>Begynd en rettelse</Submit>
                    </IntentForm>
                  )}
                </section>
              )}
              <section aria-labelledby="vaek" className="form-narrow">
                <h2 id="vaek">Tag den væk</h2>
                <p>
                  Kan et barn genkendes, så skjul siden med det samme: det gøres nederst på{" "}
                  {hidden ? "siden, og den er skjult nu. Den vises igen under " : <a href={page}>siden selv</a>}
                  {hidden && <a href={`/kommuner/${municipality.slug}/meldinger`}>Meldinger</a>}. Alle udgaver bliver
                  skjult, og siden kan vises igen.
                </p>
                <p>
                  <a href={`${path}/udgivet?fjern=ja`}>Fjern status for altid</a>
                </p>
              </section>
            </>
          )}
        </div>
      )}
    </>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Outcome({ edition }: Loaded) {
  return (
    <section aria-labelledby="udvalget" className="form-narrow">
      <h2 id="udvalget">Hvad gjorde udvalget?</h2>
      <IntentForm intent="outcome" failed="Udvalgets svar er ikke gemt endnu">
        <Radios
          name="outcome"
          label="Udvalgets svar"
          value={edition.outcome}
          options={codes(outcomes).map((code) => ({ value: code, label: outcomes[code] }))}
        />
        <TextField
          name="outcomeOn"
          label="Hvornår?"
          hint="For eksempel 9. december 2026."
          value={edition.outcomeOn || edition.metOn ? longDate(edition.outcomeOn ?? edition.metOn ?? "") : ""}
        />
        <TextField
          name="agendaItem"
          label="Punktet på dagsordenen (kan udelades)"
          hint="For eksempel 7."
          value={edition.agendaItem ?? ""}
        />
        <Submit>Gem</Submit>
      </IntentForm>
    </section>
  );
}

function Removal({ path, editions, runs, next, name }: Loaded & { name: string }) {
  return (
    <div className="wrap section">
      <div className="form-narrow stack">
        <div className="version-card keep-lose">
          <section aria-labelledby="bliver">
            <h2 id="bliver">Det bliver</h2>
            <ul>
              <li>Adressen, der siger, at statussen er fjernet, og hvornår</li>
              <li>Indsatser, milepæle, tal og eksempler, som den hvilede på</li>
            </ul>
          </section>
          <section aria-labelledby="vaek">
            <h2 id="vaek">Det er væk for altid</h2>
            <ul>
              <li>
                Alt, hvad {name} siger, i {editions === 1 ? "den ene udgave" : `alle ${editions} udgaver`}
              </li>
              {next && <li>Den udgave, I er ved at skrive</li>}
              <li>Svar, grunde og udvalgets behandling</li>
            </ul>
          </section>
        </div>
        <p>
          I sikkerhedskopier af sitet står det, til de bliver slettet. Spørg dem, der driver sitet, hvor længe det er.
        </p>
        {runs ? (
          <IntentForm intent="remove" failed="Der er ikke fjernet noget endnu">
            <TextArea
              name="because"
              label="Hvorfor?"
              rows={2}
              hint="Står i kommunens hændelser. Skriv ikke det, der skal væk, og ingen navne."
            />
            <Checkbox name="sure" label="Jeg ved, at det ikke kan fortrydes" />
            <p className="form-actions">
              <button className="button button-warning" type="submit">
                Fjern for altid
              </button>{" "}
              <a className="button button-secondary" href={`${path}/udgivet`}>
                Fortryd
              </a>
            </p>
          </IntentForm>
        ) : (
          <p>Kun kommunens koordinator kan fjerne den.</p>
        )}
      </div>
    </div>
  );
}
