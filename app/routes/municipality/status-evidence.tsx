import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { addEvidence, removeEvidence } from "#app/domain/statuses/choose-evidence.server.ts";
import { addEvidenceInput, removeEvidenceInput } from "#app/domain/statuses/input.ts";
import { readSubject } from "#app/domain/statuses/subjects.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { chosenOne, chosenPage, listQuery, refuseGoneRow, searchedWords, withQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { asShown, placesInForm } from "#app/http/status-form.server.ts";
import { editionAddress, readStatusPart } from "#app/http/status-part.server.ts";
import { FindForm } from "#app/ui/find-form.tsx";
import { ActionButton, Done } from "#app/ui/form.tsx";
import { counted } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { evidenceLabels, evidenceValue } from "#app/ui/statuses/keeping/evidence-picks.tsx";
import { groupOfSubject } from "#app/ui/statuses/keeping/status-desk.ts";
import { statusWritingLinks } from "#app/ui/statuses/status-styles.ts";
import { DemoTag } from "#app/ui/tags.tsx";
import { listEvidenceChoices } from "#db/queries/statuses/keep-evidence.ts";
import { listChosenEvidence } from "#db/queries/statuses/keep-form.ts";
import { draftPins } from "#db/queries/statuses/keep-pins.ts";

export const links = statusWritingLinks;

const route = "kommuner/:slug/statusser/:id/belaeg";
const parameters = ["om", "find", "slags", "side"];
const kinds = ["", ...codes(evidenceLabels)] as const;
const pageSize = 30;
/** Of each kind; more are found by words. */
const mostOfEach = 200;

export const loader = guarded(route, async (args) => {
  const { sql, viewer } = args.context;
  const { draft, path } = await readStatusPart(args);
  if (draft.state !== "draft" && draft.state !== "returned") throw redirect(path, 303);
  const query = listQuery(args.request, parameters);
  const subject = query.get("om") ?? "";
  const place = placesInForm(draft.content)[subject];
  if (!readSubject(subject) || !place) return refuseGoneRow();
  const words = searchedWords(query, "find");
  const kind = chosenOne(query, "slags", "typen", kinds);
  const [chosen, pins, choices] = await Promise.all([
    listChosenEvidence(sql, viewer, args.subject.id),
    draftPins(sql, args.subject.id),
    listEvidenceChoices(sql, viewer, args.subject.municipality, { demo: args.subject.demo, words, limit: mostOfEach }),
  ]);
  const own = chosen.filter((one) => one.subject === subject);
  const taken = new Set(own.map(({ kind, thing, id }) => evidenceValue({ kind, thing: thing ?? id })));
  const left = choices.filter((choice) => !taken.has(evidenceValue(choice)) && (kind === "" || choice.kind === kind));
  const page = chosenPage(query);
  return {
    path,
    query: query.toString(),
    subject,
    place,
    point: draft.content.points.find(({ year, number }) => `point:${year}:${number}` === subject) ?? null,
    demo: draft.content.demo,
    municipality: draft.content.municipality,
    chosen: own.map((one) => asShown(one, pins, draft.along)),
    words,
    kind,
    total: left.length,
    page,
    left: left.slice((page - 1) * pageSize, page * pageSize),
  };
});

export const action = intents(route, {
  async add({ request, context: { sql, viewer }, subject }, sent) {
    await addEvidence(sql, viewer, subject.id, sent.parse(addEvidenceInput));
    return redirect(same(request, editionAddress(subject), "valgt"), 303);
  },
  async remove({ request, context: { sql, viewer }, subject }, sent) {
    await removeEvidence(sql, viewer, subject.id, sent.parse(removeEvidenceInput));
    return redirect(same(request, editionAddress(subject), "fjernet"), 303);
  },
});

const same = (request: Request, path: string, done: string) =>
  withQuery(`${path}/belaeg`, listQuery(request, parameters), { gjort: done });

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Belæg for ${args.data.place}: status i ${args.data.municipality.name}`,
        description: "Det, en påstand i status hviler på.",
        path: `${args.data.path}/belaeg`,
        hidden: true,
      })
    : [];

const done = {
  valgt: "Det er valgt. Vælg gerne mere, eller gå tilbage til status.",
  fjernet: "Det er taget ud. Selve eksemplet, tallet eller indsatsen står, hvor det stod.",
};

export default function StatusEvidence() {
  const {
    path,
    query: asked,
    subject,
    place,
    point,
    demo,
    municipality,
    chosen,
    words,
    kind,
    total,
    page,
    left,
  } = useLoaderData<typeof loader>();
  const query = new URLSearchParams(asked);
  const own = `${path}/belaeg`;
  const back = `${path}?aabn=${groupOfSubject(subject)}#${subject}`;
  return (
    <>
      <PageHead
        trail={[
          { label: "Kommuner", href: "/kommuner" },
          { label: municipality.name, href: `/kommuner/${municipality.slug}` },
          { label: "Status", href: path },
          { label: "Belæg" },
        ]}
        tags={demo && <DemoTag />}
        title={`Hvad hviler ${place} på?`}
        lead={point ? `${point.number}. ${point.title}` : undefined}
      />
      <div className="wrap section stack form-narrow-page">
        <Done sentences={done} />
        <section aria-labelledby="valgt">
          <h2 id="valgt">
            {chosen.length > 0 ? `Valgt: ${counted(chosen.length, "ting", "ting")}` : "Intet valgt endnu"}
          </h2>
          <ul className="entries">
            {chosen.map((one) => (
              <li key={one.id} className="evidence-row">
                <p>
                  <strong>{evidenceLabels[one.kind]}:</strong> {one.title}
                  {!one.isPublic && <span className="quiet"> Ikke udgivet endnu.</span>}
                </p>
                <ActionButton intent="remove" of={{ name: "id", value: one.id ?? "" }} about={one.title}>
                  Tag ud
                </ActionButton>
              </li>
            ))}
          </ul>
          <p>
            <a className="button button-primary" href={back}>
              Tilbage til {place}
            </a>
          </p>
        </section>
        <section aria-labelledby="find">
          <h2 id="find">Find noget at bygge på</h2>
          <p>
            Jeres egne eksempler, tal, budgetlinjer, indsatser og milepæle, og steder i kommunens dokumenter. Et tal
            bliver stående, som det er nu. Bliver det rettet siden, kan begge tal læses.
          </p>
          {(total > pageSize || words || kind) && (
            <FindForm
              label="Find et belæg"
              hint="Skriv en del af navnet."
              words={words}
              cleared={`${own}?om=${subject}`}
              along={{ om: subject }}
              choice={{
                name: "slags",
                label: "Hvad slags?",
                chosen: kind,
                all: "Alt",
                options: codes(evidenceLabels).map((code) => ({ value: code, label: evidenceLabels[code] })),
              }}
            />
          )}
          {total === 0 && <p>{words || kind ? "Vi fandt ikke noget af det." : "Der er ikke mere at vælge."}</p>}
          <ul className="entries">
            {left.map((one) => (
              <li key={evidenceValue(one)} className="evidence-row">
                <p>
                  <strong>{evidenceLabels[one.kind]}:</strong> {one.name}
                  {!one.isPublic && <span className="quiet"> Ikke udgivet endnu.</span>}
                </p>
                <ActionButton
                  intent="add"
                  of={{ name: "thing", value: one.thing }}
                  along={{ subject, kind: one.kind }}
                  about={one.name}
                >
                  Vælg
                </ActionButton>
              </li>
            ))}
          </ul>
          <Pagination
            page={page}
            pages={Math.ceil(total / pageSize)}
            address={(to) => withQuery(own, query, { side: to > 1 ? String(to) : null })}
          />
        </section>
      </div>
    </>
  );
}
