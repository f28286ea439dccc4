import type { MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { audiences } from "#app/domain/cases/audiences.ts";
import { narrowInput, readdressInput, revisionInput, withdrawInput } from "#app/domain/cases/input.ts";
import {
  discardRevision,
  isNarrower,
  narrowCase,
  readdressCase,
  reviseCase,
  withdrawCase,
} from "#app/domain/cases/keep-published.server.ts";
import { mayBinDraft, mayReaddressCase } from "#app/domain/cases/policy.ts";
import { readerStanding, whatReadersHave, whoReads } from "#app/domain/cases/reader-vocabulary.ts";
import { isWritable } from "#app/domain/workflow/workflow.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { Facts } from "#app/ui/facts.tsx";
import { Done, Folded, IntentForm, Radios, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { dateOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import { findWorkingRevision } from "#db/queries/cases/hand-over.ts";
import { findPublished } from "#db/queries/cases/publication.ts";

const route = "mine-tekster/:id/udgivet";

export const loader = guarded(route, async ({ context: { sql, viewer }, subject }) => {
  const [published, working] = await Promise.all([
    findPublished(sql, subject.id),
    findWorkingRevision(sql, subject.id),
  ]);
  if (!published) return refuse(404, "Teksten er ikke udgivet endnu.");
  const { content: _content, ...standing } = published;
  return {
    id: subject.id,
    demo: subject.demo,
    state: subject.state,
    standing: readerStanding(subject),
    published: standing,
    narrower: (["network", "municipality"] as const).filter((one) => isNarrower(one, published.visibility)),
    readdresses: mayReaddressCase(viewer, subject),
    /** The working revision, where the viewer may throw it away. */
    discards:
      isWritable(subject.state) && !subject.binned && !subject.awaitsApproval && mayBinDraft(viewer, subject)
        ? (working?.id ?? null)
        : null,
  };
});

export const action = intents(route, {
  async revise({ context: { sql, viewer }, subject }, sent) {
    await reviseCase(sql, viewer, subject.id, sent.parse(revisionInput).revision);
    return redirect(`/mine-tekster/${subject.id}`, 303);
  },
  async discard({ context: { sql, viewer }, subject }, sent) {
    const { revision } = sent.parse(revisionInput);
    await discardRevision(sql, viewer, subject.id, revision);
    return taken(`/mine-tekster/${subject.id}/udgivet`, "kasseret");
  },
  async withdraw({ context: { sql, viewer }, subject }, sent) {
    await withdrawCase(sql, viewer, subject.id, sent.parse(withdrawInput));
    return taken(`/mine-tekster/${subject.id}/udgivet`, "trukket");
  },
  async narrow({ context: { sql, viewer }, subject }, sent) {
    await narrowCase(sql, viewer, subject.id, sent.parse(narrowInput));
    return taken(`/mine-tekster/${subject.id}/udgivet`, "faerre");
  },
  async readdress({ context: { sql, viewer }, subject }, sent) {
    await readdressCase(sql, viewer, subject.id, sent.parse(readdressInput));
    return taken(`/mine-tekster/${subject.id}/udgivet`, "adresse");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Udgivet: ${args.data.published.title}`,
        description: "Ret, del med færre eller træk tilbage.",
        path: `/mine-tekster/${args.data.id}/udgivet`,
        hidden: true,
      })
    : [];

const done = {
  udgivet: "Eksemplet er udgivet. Om et øjeblik kan det også findes i søgningen.",
  skjult: "Den nye udgave ligger klar. Siden er stadig skjult, til kommunens koordinator eller KL viser den igen.",
  kasseret: "Ændringerne er kasseret. Det udgivne står, som det stod.",
  trukket: "Eksemplet er trukket tilbage. Adressen siger nu, at det er trukket tilbage.",
  faerre: "Nu kan færre læse eksemplet.",
  adresse: "Eksemplet har fået en ny adresse. Den gamle fører videre til den.",
};

const stillHidden = "Det nye er udgivet, men siden er stadig skjult for læserne.";

export default function Published() {
  const { id, demo, state, standing, published, narrower, readdresses, discards } = useLoaderData<typeof loader>();
  const { slug, title, visibility, withdrawnAt, withdrawnBecause, municipality, revisionId, earlier } = published;
  const along = { revision: revisionId };
  const path = `/eksempler/${slug}`;
  return (
    <>
      <PageHead
        trail={[{ href: "/mine-tekster", label: "Mine tekster" }, { label: title }]}
        tags={
          <>
            <Tag tone="case">Eksempel</Tag>
            {demo && <DemoTag />}
          </>
        }
        title={title}
        lead={whoReads(standing, visibility, municipality)}
      >
        <Facts
          facts={[
            [
              "Adresse",
              withdrawnAt ? (
                path
              ) : (
                <a key="address" href={path}>
                  {path}
                </a>
              ),
            ],
            ["Første gang udgivet", dateOf(published.firstPublishedAt)],
            ["Må læses af", audiences[visibility]],
            ["Trukket tilbage", withdrawnAt && dateOf(withdrawnAt)],
            ["Hvorfor", withdrawnBecause],
          ]}
        />
      </PageHead>
      <div className="wrap section stack">
        <Done sentences={standing === "hidden" ? { ...done, udgivet: stillHidden } : done} />
        <section className="form-narrow" aria-labelledby="ret">
          <h2 id="ret">Ret teksten</h2>
          {state === "published" ? (
            <IntentForm intent="revise" along={along} failed="Teksten er ikke åbnet">
              <p>
                Du retter i en kladde ved siden af. {whatReadersHave[standing]} Adressen er den samme, også med en ny
                titel.
              </p>
              <Submit>{withdrawnAt ? "Ret, og udgiv igen" : "Ret teksten"}</Submit>
            </IntentForm>
          ) : state === "submitted" ? (
            <p>
              En ny udgave venter på svar. <a href={`/mine-tekster/${id}/svar`}>Se den</a>.
            </p>
          ) : (
            <p>
              I er i gang med at rette. {whatReadersHave[standing]} <a href={`/mine-tekster/${id}`}>Skriv videre</a>.
            </p>
          )}
          {discards && (
            <Folded intent="discard" summary="Kassér ændringerne">
              <IntentForm intent="discard" along={{ revision: discards }} failed="Ændringerne er ikke kasseret">
                <p>
                  Kladden med det, I har rettet, bliver slettet, også for dem, der skriver med. Versioner, der er gemt
                  undervejs, kan stadig læses. Det udgivne er, som det var.
                </p>
                <Submit plain>Kassér ændringerne</Submit>
              </IntentForm>
            </Folded>
          )}
        </section>
        {!withdrawnAt && narrower.length > 0 && (
          <section className="form-narrow" aria-labelledby="faerre">
            <h2 id="faerre">Del med færre</h2>
            <Folded intent="narrow" summary="Lad færre læse det, nu med det samme">
              <IntentForm intent="narrow" along={along} failed="Der er ikke ændret noget">
                <Radios
                  name="visibility"
                  label="Hvem må stadig læse det?"
                  hint="Skal flere læse det igen, skal teksten udgives på ny."
                  options={narrower.map((one) => ({ value: one, label: audiences[one] }))}
                />
                <Submit plain>Del med færre</Submit>
              </IntentForm>
            </Folded>
          </section>
        )}
        {readdresses && (
          <section className="form-narrow" aria-labelledby="adresse">
            <h2 id="adresse">Adressen</h2>
            {earlier.length > 0 && <p>Har også heddet: {earlier.map((one) => `/eksempler/${one}`).join(", ")}.</p>}
            <Folded intent="readdress" summary="Giv eksemplet en anden adresse">
              <IntentForm intent="readdress" along={along} failed="Adressen er ikke ændret">
                <TextField
                  name="slug"
                  label="Ny adresse"
                  hint="Det, der står efter /eksempler/. Den gamle adresse fører videre."
                  value={slug}
                />
                <Submit plain>Skift adresse</Submit>
              </IntentForm>
            </Folded>
          </section>
        )}
        {!withdrawnAt && (
          <section className="form-narrow" aria-labelledby="traek">
            <h2 id="traek">Træk tilbage</h2>
            <Folded intent="withdraw" summary="Træk eksemplet tilbage fra læserne">
              <IntentForm intent="withdraw" along={along} failed="Eksemplet er ikke trukket tilbage">
                <p>
                  Det forsvinder for læserne med det samme, også i søgningen. Adressen siger, at det er trukket tilbage.
                  Teksten har I stadig.
                </p>
                <TextArea
                  name="reason"
                  label="Hvorfor?"
                  rows={2}
                  hint="Læses af jer, der skriver, og kommunens koordinator. Skriv ingen navne."
                />
                <Submit plain>Træk tilbage</Submit>
              </IntentForm>
            </Folded>
          </section>
        )}
      </div>
    </>
  );
}
