import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { problemReportInput } from "#app/domain/problem-reports/input.ts";
import { reportProblem } from "#app/domain/problem-reports/report-problem.server.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { intents, localPath, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { IntentForm, Submit, TextArea, TextField } from "#app/ui/form.tsx";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";

const address = "/meld-et-problem";

export function loader({ request, context: { viewer } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return { path: localPath(query.get("side"), "/"), sent: query.get("gjort") === "sendt", demo: isDemo(viewer) };
}

export const action = intents("meld-et-problem", {
  async report({ context: { sql, accounts, viewer, network } }, sent) {
    const input = sent.parse(problemReportInput);
    await reportProblem(sql, accounts.throttle, viewer, input, network);
    return taken(`${address}?side=${encodeURIComponent(input.path)}`, "sendt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Meld et problem",
    description: "Fortæl os, hvis noget på en side er forkert, virker dårligt eller viser et barn, der kan genkendes.",
    path: address,
    hidden: true,
  });

const read = {
  real: "KL får besked. Er siden en kommunes, får dens koordinator det også. De kan skjule siden med det samme.",
  demo: "Du er logget ind som demoperson, så kun andre demopersoner får besked. Log ud først, hvis rigtige mennesker skal vide det.",
};

export default function ReportProblem() {
  const { path, sent, demo } = useLoaderData<typeof loader>();
  const readBy = demo ? read.demo : read.real;
  if (sent) {
    return (
      <>
        <PageHead
          trail={[{ label: "Meld et problem" }]}
          title="Tak, det er modtaget"
          lead={`Vi har gemt, hvad du skrev. ${readBy}`}
        />
        <div className="wrap section">
          <p>
            <a className="button button-primary" href={path}>
              Tilbage til siden
            </a>
          </p>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHead
        trail={[{ label: "Meld et problem" }]}
        title="Meld et problem"
        lead={`Skriv, hvis noget er forkert, svært at bruge, eller hvis et barn kan genkendes. Du behøver ikke sige, hvem du er. ${readBy}`}
      />
      <div className="wrap section">
        <IntentForm intent="report" action={address} failed="Meldingen er ikke sendt endnu">
          <TextField
            name="path"
            label="Hvilken side?"
            hint="Adressen uden sitets navn, for eksempel /metoder/nest"
            value={path}
          />
          <TextArea
            name="message"
            label="Hvad er galt?"
            rows={7}
            hint="Skriv ikke navne eller andet, der kan føre til et barn. Sig i stedet, hvor på siden det står."
          />
          <TextField
            name="replyTo"
            label={
              <>
                Din mailadresse, hvis du vil have svar <span className="weight-normal">(valgfrit)</span>
              </>
            }
            hint="Vi bruger den kun til at svare dig og sletter den sammen med meldingen."
            type="email"
            autoComplete="email"
          />
          <Submit>Send melding</Submit>
        </IntentForm>
      </div>
      <PageFoot
        path={address}
        updated="26. november 2026"
        source="Redaktionens egne ord."
        next={[
          { href: "/privatliv", label: "Hvad vi gemmer, og hvor længe" },
          { href: "/kontakt", label: "Kontakt" },
        ]}
      />
    </>
  );
}
