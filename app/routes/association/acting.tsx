import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { personOf } from "#app/domain/accounts/totp.server.ts";
import { beginActing, stopActing } from "#app/domain/acting/act.server.ts";
import { actingInput } from "#app/domain/acting/input.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { ActionButton, Done, IntentForm, Select, Submit, TextArea } from "#app/ui/form.tsx";
import { timeOf } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { listPlaces } from "#db/queries/municipalities.ts";

const path = "/kl/optraed";

export const loader = guarded("kl/optraed", async ({ context: { sql, viewer } }) => ({
  acting: personOf(viewer).acting,
  demo: isDemo(viewer),
  municipalities: await listPlaces(sql),
}));

export const action = intents("kl/optraed", {
  async begin({ context: { sql, viewer } }, sent) {
    const told = await beginActing(sql, viewer, sent.parse(actingInput));
    return taken(path, isDemo(viewer) ? "begyndt-demo" : told ? "begyndt" : "begyndt-alene");
  },
  async end({ context: { sql, viewer } }) {
    await stopActing(sql, viewer);
    return taken(path, "slut");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: "Handl for en kommune", description: "KL på en kommunes vegne.", path, hidden: true });

const done = {
  begyndt: "Du handler nu for kommunen. Dens koordinatorer får besked.",
  "begyndt-alene": "Du handler nu for kommunen. Den har ingen koordinator, der kan få besked.",
  "begyndt-demo": "Du handler nu for kommunen. Du er demoperson, så kun andre demopersoner kan få besked.",
  slut: "Du handler ikke længere for en kommune.",
};

export default function ActingPage() {
  const { acting, demo, municipalities } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "KL", href: "/kl" }, { label: "Handl for en kommune" }]}
        title="Handl for en kommune"
        lead={`Når en kommune har brug for hjælp, kan KL handle som dens koordinator. ${
          demo
            ? "Du er demoperson, så kun andre demopersoner får besked og kan se grunden og det, du gør, i kommunens hændelser."
            : "Kommunen får besked, ser grunden, og alt, hvad du gør, står i dens hændelser."
        }`}
      />
      <div className="wrap section">
        <div className="form-narrow stack">
          <Done sentences={done} />
          {acting ? (
            <section className="panel">
              <h2>Du handler for {acting.municipality.name} Kommune</h2>
              <p>
                Indtil kl. {timeOf(new Date(acting.endsAt))}. Grund: {acting.reason}
              </p>
              <p>
                <a href={`/kommuner/${acting.municipality.slug}/personer`}>Gå til kommunens personer</a>
              </p>
              <ActionButton intent="end">Hold op med at handle for {acting.municipality.name}</ActionButton>
            </section>
          ) : (
            <IntentForm intent="begin" failed="Du handler ikke for nogen endnu">
              <Select
                name="municipality"
                label="Kommune"
                options={[
                  { value: "", label: "Vælg en kommune" },
                  ...municipalities.map(({ code, name }) => ({ value: code, label: name })),
                ]}
              />
              <TextArea
                name="reason"
                label="Hvorfor?"
                rows={3}
                hint={`${demo ? "Andre demopersoner" : "Kommunen"} kan læse det. Skriv ikke navne på børn eller medarbejdere.`}
              />
              <Select
                name="hours"
                label="Hvor længe?"
                options={[
                  { value: "1", label: "En time" },
                  { value: "2", label: "To timer" },
                  { value: "4", label: "Fire timer" },
                ]}
              />
              <Submit>Begynd</Submit>
            </IntentForm>
          )}
        </div>
      </div>
    </>
  );
}
