import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { answersKey, beginCase, changeAnswers } from "#app/domain/cases/begin-case.server.ts";
import { beginInput } from "#app/domain/cases/input.ts";
import { mayWriteDraft, writers } from "#app/domain/cases/policy.ts";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { isId } from "#app/domain/id.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { caseSections } from "#app/editor/schema/section.ts";
import { answersIn, type firstSections } from "#app/editor/written.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Checkbox, IntentForm, Select, Submit, TextArea, useReply } from "#app/ui/form.tsx";
import { Island } from "#app/ui/island.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { DemoTag, Tag } from "#app/ui/tags.tsx";
import type { Sql } from "#db/client.ts";
import { findDraft, findDraftSubject } from "#db/queries/cases/draft.ts";
import { methodsBySlug } from "#db/queries/methods/list.ts";
import { findPairsOfEyes } from "#db/queries/municipalities.ts";
import { listGrants } from "#db/queries/people/grants.ts";

/**
 * Where the viewer may begin a case, each municipality once, with the unit that it begins in where the role is limited to one, and whether
 * one pair of eyes is enough there.
 */
async function placesOf(sql: Sql, { person }: Viewer) {
  const writing = (person?.grants ?? []).filter(({ role }) => (writers as readonly string[]).includes(role));
  const places = new Map(
    writing.flatMap(({ municipality }) => (municipality ? [[municipality.code, municipality]] : [])),
  );
  const named = person && places.size > 0 ? await listGrants(sql, person.id) : [];
  return Promise.all(
    [...places.values()].map(async (place) => {
      const units = new Set(
        writing.flatMap(({ municipality, unitId }) => (municipality?.code === place.code ? [unitId] : [])),
      );
      const isLimited = units.size === 1 && !units.has(null);
      const grant = named.find(({ municipality, unit }) => municipality?.slug === place.slug && unit !== null);
      const alone = (await findPairsOfEyes(sql, place.code)) === 1;
      return { ...place, alone, unit: isLimited ? (grant?.unit ?? null) : null };
    }),
  );
}

/** The draft that the answers are kept in, as the address names it; null where there is none that the viewer can write in. */
async function keptIn(sql: Sql, viewer: Viewer, id: string) {
  const subject = isId(id) ? await findDraftSubject(sql, id) : undefined;
  if (subject?.state !== "draft" || subject.binned || !mayWriteDraft(viewer, subject)) return null;
  const draft = await findDraft(sql, viewer, id);
  const content = draft && (await storedContentOf(sql, draft.revisionId));
  if (!content) return null;
  const begun = answersIn(content);
  return { id, municipality: draft.municipality.code, begun: begun ? { ...begun, key: answersKey(begun) } : null };
}

export const loader = guarded("del-et-eksempel", async ({ request, context: { sql, viewer } }) => {
  const { searchParams } = new URL(request.url);
  const slug = searchParams.get("metode") ?? "";
  const [method] = slug ? await methodsBySlug(sql, viewer, [slug.slice(0, 100)]) : [];
  return {
    signedIn: viewer.person !== undefined,
    demo: viewer.person?.demo ?? false,
    withheld: (viewer.person?.withheld ?? []).length > 0,
    places: await placesOf(sql, viewer),
    method: method ? { slug: method.slug, title: method.title } : null,
    kept: await keptIn(sql, viewer, searchParams.get("kladde") ?? ""),
    address: `/del-et-eksempel${method ? `?metode=${method.slug}` : ""}`,
  };
});

export const action = intents("del-et-eksempel", {
  async begin({ context: { sql, viewer, rooms } }, sent) {
    const opened = further.filter((name) => sent.text(opens(name)) !== "");
    const { municipality, method, draft, was, ...answers } = sent.parse(beginInput);
    if (draft) await changeAnswers(sql, rooms, viewer, draft, { answers, opened, was });
    const id = draft || (await beginCase(sql, viewer, { municipality, method, answers, opened }));
    return redirect(sent.text("stays") ? `/del-et-eksempel?kladde=${id}` : `/mine-tekster/${id}`, 303);
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Del et eksempel",
    description: "Fire korte spørgsmål er nok til at dele det, I gjorde, også når det var svært.",
    path: "/del-et-eksempel",
    // The same page for each method: one of them is enough to be found.
    hidden: Boolean(args.data?.method),
  });

const questions = [
  { name: "challenge", label: "Hvad ville I gøre noget ved?", hint: "Hvad så du i hverdagen, og for hvem?" },
  { name: "did", label: "Hvad gjorde I?", hint: "Så konkret, at en kollega et andet sted kan gøre det efter." },
  { name: "outcome", label: "Hvad kom der ud af det?", hint: "Også hvis svaret er »det ved vi ikke endnu«." },
  {
    name: "hard",
    label: "Hvad var svært undervejs?",
    hint: "Det læser kolleger først. Hvad ville du selv gerne have vidst?",
  },
] as const satisfies readonly { name: (typeof firstSections)[number]; label: string; hint: string }[];
const further = ["who", "differently", "cost", "advice", "voices"] as const;
/** The field that says that a further section is wanted, whether or not it has been answered. */
const opens = (name: (typeof further)[number]) => `opens-${name}`;

export default function Begin() {
  const { signedIn, demo, withheld, places, method, kept, address } = useLoaderData<typeof loader>();
  const isAnswered = useReply() !== undefined;
  const [place, ...others] = places;
  const mayWrite = place !== undefined;
  const alone = mayWrite && places.every((one) => one.alone);
  return (
    <>
      <PageHead
        trail={[{ label: "Del et eksempel" }]}
        title="Del et eksempel"
        lead="Fire korte spørgsmål. Ti minutter er nok, og det behøver ikke være en succes."
      >
        {(mayWrite || method) && (
          <div className="begin-from">
            {mayWrite && others.length === 0 && (
              <p>
                <span className="quiet">Du skriver fra</span>{" "}
                <strong>{place.unit ? `${place.unit}, ${place.name}` : `${place.name} Kommune`}</strong>
              </p>
            )}
            {method && (
              <p>
                <Tag tone="method">Metode</Tag> <strong>{method.title}</strong>{" "}
                <a href="/del-et-eksempel">
                  Fjern<span className="sr-only"> metoden {method.title}</span>
                </a>
              </p>
            )}
            {mayWrite && demo && (
              <p>
                <DemoTag />
              </p>
            )}
          </div>
        )}
        {mayWrite && (
          <ul className="begin-before">
            <Before icon={microphone}>
              <strong>Tal i stedet for at skrive.</strong> Mikrofonen sidder på telefonens tastatur.
            </Before>
            <Before icon={lock}>
              <strong>Ingen får besked, før du sender.</strong> <a href="#hvem-ser">Hvem ser det?</a>
            </Before>
            <Before icon={face}>
              <strong>Ingen navne.</strong> Heller ikke andet, som naboen kan kende et barn på.
            </Before>
          </ul>
        )}
      </PageHead>
      <div className="wrap section begin-layout">
        <div>
          {mayWrite && kept && !kept.begun && !isAnswered ? (
            <div className="panel begin-how">
              <h2>Der er skrevet videre i teksten</h2>
              <p>Svarene står i den, og dér retter du dem.</p>
              <p className="row-actions">
                <a className="button button-primary" href={`/mine-tekster/${kept.id}`}>
                  Skriv videre
                </a>
                <a href="/del-et-eksempel">Begynd på et nyt eksempel</a>
              </p>
            </div>
          ) : mayWrite ? (
            <Questions places={places} method={method} kept={kept} />
          ) : (
            <>
              <HowToGetIn signedIn={signedIn} withheld={withheld} address={address} />
              <div className="begin-asked">
                <h2>Det bliver du spurgt om</h2>
                <p>Gør svarene klar, så er det hurtigt at lægge ind.</p>
                <ol>
                  {questions.map(({ name, label, hint }) => (
                    <li key={name}>
                      <strong>{label}</strong> {hint}
                    </li>
                  ))}
                </ol>
                <p>
                  Har du mere, er der plads til hvem der var med, hvad I ville gøre anderledes, og hvad det tog af tid
                  og penge.
                </p>
              </div>
            </>
          )}
        </div>
        <aside className="begin-side" aria-label="Godt at vide">
          <section id="hvem-ser">
            <h2>Hvem ser det hvornår?</h2>
            <ol className="who-sees">
              <li className="now">
                <strong>Mens du skriver: dig og de nærmeste</strong>
                Dem, du selv får med, enhedens godkendere og kommunens koordinator kan åbne kladden. Ingen får besked.
              </li>
              {!alone && (
                <li>
                  <strong>Når du sender: din godkender</strong>
                  Tit din leder, som siger ja eller sender den tilbage med ord. Du kan vælge en anden.
                </li>
              )}
              <li>
                <strong>{alone ? "Når du udgiver: alle" : "Når den er godkendt: alle"}</strong>
                Eller kun kolleger, der er logget ind, eller kun din kommune. Det vælger du undervejs.
                {alone && " I jeres kommune er ét par øjne nok. Kan nogen måske genkendes, læser en anden den først."}
              </li>
            </ol>
          </section>
          {mayWrite && (
            <section>
              <h2>Når du taler</h2>
              <p>
                Talen bliver til tekst i telefonens egen tjeneste. Sig heller ingen navne. På en pc: Windows-tasten og
                H.
              </p>
            </section>
          )}
          <section>
            <h2>Pas på børnene</h2>
            <p>
              Skriv ikke navne, alder sammen med diagnose, eller andet, der gør, at et barn eller en familie kan
              genkendes. Fortæl om det, de voksne gjorde. Roller er nok.
            </p>
          </section>
          <section>
            <h2>Det er kommunens</h2>
            <p>
              Et eksempel står i kommunens navn. Aftal med din leder, at I deler det.{" "}
              <a href="/eksempler">Se, hvordan andre har fortalt</a>
            </p>
          </section>
        </aside>
      </div>
    </>
  );
}

function Questions({
  places,
  method,
  kept,
}: {
  places: readonly { code: string; name: string }[];
  method: { slug: string } | null;
  kept: Awaited<ReturnType<typeof keptIn>>;
}) {
  const { answers, opened, key } = kept?.begun ?? { answers: {}, opened: [] as string[], key: "" };
  const [only] = places.length === 1 ? places : [];
  const municipality = kept?.municipality ?? only?.code;
  return (
    <Island name="begin" data={null}>
      <IntentForm
        intent="begin"
        className="form begin-form"
        along={{
          method: method?.slug ?? "",
          draft: kept?.id ?? "",
          was: key,
          ...(municipality && { municipality }),
        }}
      >
        {!municipality && (
          <Select
            name="municipality"
            label="Hvilken kommune skriver du for?"
            options={places.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <ol className="questions">
          {questions.map(({ name, label, hint }, index) => (
            <li key={name} className={name === "hard" ? "question question-hard" : "question"}>
              <span className="question-mark" aria-hidden="true">
                {index + 1}
              </span>
              <TextArea name={name} label={label} hint={hint} rows={4} value={answers[name]} />
            </li>
          ))}
        </ol>
        <div className="after-questions">
          <p>Har du mere? Sæt kryds ved det, du vil skrive om, nu eller senere i teksten.</p>
          {further.map((name) => (
            <div key={name} className="further">
              <Checkbox name={opens(name)} label={caseSections[name].heading} checked={opened.includes(name)} />
              <TextArea
                name={name}
                label={caseSections[name].heading}
                hint={caseSections[name].hint}
                rows={4}
                value={answers[name]}
              />
            </div>
          ))}
          <p className="choice-saved" role="status" data-begin-saved />
          <Submit>Videre til teksten</Submit>
          <p className="quiet">
            Dine svar bliver til afsnit, som du kan rette i. Kladden ligger i <a href="/mine-tekster">Mine tekster</a>,
            så du kan stoppe og fortsætte senere.
          </p>
        </div>
      </IntentForm>
    </Island>
  );
}

/** Before the first question, for those who cannot write yet. @param address the page, to come back to */
function HowToGetIn({ signedIn, withheld, address }: { signedIn: boolean; withheld: boolean; address: string }) {
  return (
    <div className="panel begin-how">
      <h2>Sådan kommer du i gang</h2>
      {withheld ? (
        <p>
          Din rolle gælder først, når du har slået engangskoder til.{" "}
          <a href="/min-side/sikkerhed">Gør det nu, det tager to minutter</a>.
        </p>
      ) : signedIn ? (
        <>
          <p>
            Du skriver i din kommunes navn. Derfor skal du have rollen forfatter, og den har du ikke endnu. Kommunens
            koordinator giver dig den, og du får en mail.
          </p>
          <p>
            <a href="/min-side">Se dine roller på Min side</a>
          </p>
        </>
      ) : (
        <>
          <p>Du skriver i din kommunes navn. Derfor skal du have en konto og rollen forfatter.</p>
          <ol>
            <li>Opret en konto med din arbejdsmail.</li>
            <li>Din kommunes koordinator giver dig rollen. Du får en mail.</li>
            <li>Så kan du svare på spørgsmålene her på siden.</li>
          </ol>
          <p className="row-actions">
            <a className="button button-primary" href={`/log-ind?til=${encodeURIComponent(address)}`}>
              Log ind
            </a>
            <a href="/opret-konto">Opret en konto</a>
          </p>
        </>
      )}
    </div>
  );
}

function Before({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li>
      <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {icon}
      </svg>
      <p>{children}</p>
    </li>
  );
}

const microphone = (
  <>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5 11a7 7 0 0 0 14 0M12 18v3" />
  </>
);
const lock = (
  <>
    <rect x="5" y="11" width="14" height="9" rx="2.5" />
    <path d="M8 11V8a4 4 0 0 1 8 0v3" />
  </>
);
const face = (
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M9 10v.1M15 10v.1M8.5 14.2a4.2 4.2 0 0 0 7 0" />
  </>
);
