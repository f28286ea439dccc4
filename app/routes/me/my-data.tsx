import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { deleteAccount } from "#app/domain/accounts/leave.server.ts";
import { personOf } from "#app/domain/accounts/totp.server.ts";
import { lastCoordinatorIn } from "#app/domain/people/look-at-leaving.server.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { IntentForm, Submit, TextField } from "#app/ui/form.tsx";
import { knowing, LastLeaves } from "#app/ui/leaving.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";

export const loader = guarded("min-side/data", async ({ context: { sql, viewer } }) => {
  return { demo: personOf(viewer).demo, lastIn: await lastCoordinatorIn(sql, viewer) };
});

export const action = intents("min-side/data", {
  async delete({ context: { sql, accounts, viewer, mail } }, sent) {
    const where = { mailFolder: mail.folder };
    const asked = { current: sent.text("current"), last: sent.text("last") === "ja" };
    await deleteAccount(sql, accounts, viewer, asked, where);
    return taken("/log-ind", "slettet", { "Set-Cookie": accounts.sessions.none });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Dine data",
    description: "Hent alt, hvad vi har om dig, eller slet din konto.",
    path: "/min-side/data",
    hidden: true,
  });

export default function MyData() {
  const { demo, lastIn } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Min side", href: "/min-side" }, { label: "Dine data" }]}
        title="Dine data"
        lead="Alt, hvad vi har om dig, kan du hente. Og du kan slette din konto, når du vil."
      />
      <div className="wrap section">
        <div className="form-narrow stack">
          <section>
            <h2>Hent</h2>
            <p>
              Filen rummer din konto, de mailadresser, du har haft her, dine roller, de steder, du er logget ind, hvad
              du står som kontaktperson for, meldinger med din mailadresse, breve til dig, og hvad der er skrevet ned
              om, hvad du har gjort. Adgangskode og koder kan vi ikke vise.
            </p>
            <p>
              <a className="button button-secondary" href="/min-side/data.json" download>
                Hent mine data (JSON)
              </a>
            </p>
          </section>
          <section>
            <h2>Slet din konto</h2>
            <p>
              Kontoen, dine roller og dit navn forsvinder, også af hændelserne: der står du som »tidligere medarbejder«.
              Det gælder alle de mailadresser, du har haft her. Det, du har skrevet for kommunen, er kommunens og
              bliver. Det kan ikke fortrydes.
            </p>
            {lastIn.map((place) => (
              <LastLeaves key={place} place={place} />
            ))}
            <IntentForm intent="delete" failed="Kontoen er ikke slettet" along={knowing({ last: lastIn.length > 0 })}>
              {!demo && (
                <TextField
                  name="current"
                  label="Din nuværende adgangskode"
                  type="password"
                  autoComplete="current-password"
                />
              )}
              <Submit plain>Slet min konto</Submit>
            </IntentForm>
          </section>
        </div>
      </div>
    </>
  );
}
