import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { problemReportInput } from "#app/domain/problem-reports/input.ts";
import { reportProblem } from "#app/domain/problem-reports/report-problem.server.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";

export function loader({ request, context: { site } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const side = query.get("side") ?? "";
  return {
    path: /^\/(?![/\\])[^\s\\]{0,499}$/.test(side) ? side : "/",
    sent: query.has("sendt"),
    answered: site.operatorEmail !== undefined,
  };
}

export async function action({ request, context: { sql } }: ActionFunctionArgs) {
  const form = await request
    .formData()
    .catch(() => refuse(400, "Formularen kom ikke hel frem, og vi har ikke gemt noget. Prøv at sende den igen."));
  const typed = Object.fromEntries(["path", "message", "replyTo"].map((name) => [name, String(form.get(name) ?? "")]));
  const parsed = problemReportInput.safeParse(typed);
  if (!parsed.success) {
    const errors = Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    return data({ errors, typed }, { status: 400 });
  }
  await reportProblem(sql, parsed.data);
  return redirect(`/meld-et-problem?sendt=1&side=${encodeURIComponent(parsed.data.path)}`, 303);
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Meld et problem",
    description: "Fortæl os, hvis noget på en side er forkert, virker dårligt eller viser et barn, der kan genkendes.",
    path: "/meld-et-problem",
    hidden: true,
  });

export default function ReportProblem() {
  const { path, sent, answered } = useLoaderData<typeof loader>();
  const read = answered
    ? "Dem, der driver sitet, kan læse den."
    : "Der er endnu ingen, der har sagt ja til at læse meldinger hver dag.";
  const reply = useActionData<typeof action>();
  const errors: Record<string, string> = reply?.errors ?? {};
  const typed: Record<string, string> = reply?.typed ?? { path };
  if (sent) {
    return (
      <>
        <PageHead
          trail={[{ label: "Meld et problem" }]}
          title="Tak, det er modtaget"
          lead={`Vi har gemt, hvad du skrev. ${read}`}
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
  const field = (name: string) => ({
    id: name,
    name,
    defaultValue: typed[name],
    "aria-invalid": errors[name] ? true : undefined,
    "aria-describedby": [`${name}-hint`, errors[name] ? `${name}-error` : ""].join(" ").trim(),
  });
  const error = (name: string) =>
    errors[name] && (
      <span className="form-error-message" id={`${name}-error`}>
        <span className="sr-only">Fejl: </span>
        {errors[name]}
      </span>
    );
  return (
    <>
      <PageHead
        trail={[{ label: "Meld et problem" }]}
        title="Meld et problem"
        lead={`Skriv, hvis noget er forkert, svært at bruge, eller hvis et barn kan genkendes. Du behøver ikke sige, hvem du er. Meldingen bliver gemt. ${read}`}
      />
      <form className="wrap section form" method="post" action="/meld-et-problem" noValidate>
        {Object.keys(errors).length > 0 && (
          <div className="alert alert-error" role="alert">
            <div className="alert-body">
              <p className="alert-heading">Meldingen er ikke sendt endnu</p>
              <ul>
                {Object.entries(errors).map(([name, message]) => (
                  <li key={name}>
                    <a href={`#${name}`}>{message}</a>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
        <div className={errors.path ? "form-group form-error" : "form-group"}>
          <label className="form-label" htmlFor="path">
            Hvilken side?
          </label>
          <span className="form-hint" id="path-hint">
            Adressen uden sitets navn, for eksempel /metoder/nest
          </span>
          {error("path")}
          <input className="form-input" type="text" autoComplete="off" spellCheck={false} {...field("path")} />
        </div>
        <div className={errors.message ? "form-group form-error" : "form-group"}>
          <label className="form-label" htmlFor="message">
            Hvad er galt?
          </label>
          <span className="form-hint" id="message-hint">
            Skriv ikke navne eller andet, der kan føre til et barn. Sig i stedet, hvor på siden det står.
          </span>
          {error("message")}
          <textarea className="form-input" rows={7} {...field("message")} />
        </div>
        <div className={errors.replyTo ? "form-group form-error" : "form-group"}>
          <label className="form-label" htmlFor="replyTo">
            Din mailadresse, hvis du vil have svar <span className="weight-normal">(valgfrit)</span>
          </label>
          <span className="form-hint" id="replyTo-hint">
            Vi bruger den kun til at svare dig, og sletter den sammen med meldingen.
          </span>
          {error("replyTo")}
          <input className="form-input" type="email" autoComplete="email" {...field("replyTo")} />
        </div>
        <p className="form-actions">
          <button className="button button-primary" type="submit">
            Send melding
          </button>
        </p>
      </form>
      <PageFoot
        path="/meld-et-problem"
        updated="22. november 2026"
        source="Redaktionens egne ord."
        next={[
          { href: "/privatliv", label: "Hvad vi gemmer, og hvor længe" },
          { href: "/kontakt", label: "Kontakt" },
        ]}
      />
    </>
  );
}
