import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beginCase } from "#app/domain/cases/begin-case.server.ts";
import { beginInput } from "#app/domain/cases/input.ts";
import { writers } from "#app/domain/cases/policy.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { IntentForm, Select, Submit, TextArea } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";

export const loader = guarded("del-et-eksempel", async ({ request, context: { viewer } }) => {
  const places = new Map(
    (viewer.person?.grants ?? []).flatMap(({ role, municipality }) =>
      municipality && (writers as readonly string[]).includes(role) ? [[municipality.code, municipality]] : [],
    ),
  );
  return {
    signedIn: viewer.person !== undefined,
    places: [...places.values()],
    method: new URL(request.url).searchParams.get("metode") ?? "",
  };
});

export const action = intents("del-et-eksempel", {
  async begin({ context: { sql, viewer } }, sent) {
    const id = await beginCase(sql, viewer, sent.parse(beginInput));
    return redirect(`/mine-tekster/${id}`, 303);
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Del et eksempel",
    description: "Fire korte spørgsmål er nok til at begynde.",
    path: "/del-et-eksempel",
  });

const questions = [
  { name: "challenge", label: "Hvad ville I gøre noget ved?" },
  { name: "did", label: "Hvad gjorde I?" },
  { name: "outcome", label: "Hvad kom der ud af det?" },
  { name: "hard", label: "Hvad var svært undervejs?" },
];

export default function Begin() {
  const { signedIn, places, method } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Del et eksempel" }]}
        title="Del et eksempel"
        lead="Svar kort på fire spørgsmål. Resten kan vente."
      />
      <div className="wrap section stack">
        {places.length === 0 ? (
          <p>
            {signedIn ? (
              <>
                Du har ikke en rolle, der kan skrive. <a href="/min-side">Spørg din kommunes koordinator</a>.
              </>
            ) : (
              <>
                <a href="/log-ind?til=%2Fdel-et-eksempel">Log ind</a>, eller <a href="/opret-konto">opret en konto</a>,
                for at skrive.
              </>
            )}
          </p>
        ) : (
          <IntentForm intent="begin" along={{ method }}>
            <Select
              name="municipality"
              label="Kommune"
              options={places.map(({ code, name }) => ({ value: code, label: name }))}
            />
            {questions.map((question) => (
              <TextArea key={question.name} {...question} />
            ))}
            <Submit>Videre til teksten</Submit>
          </IntentForm>
        )}
      </div>
    </>
  );
}
