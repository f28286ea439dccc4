import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { endedSentences } from "#app/domain/accounts/ended.ts";
import { signInInput } from "#app/domain/accounts/input.ts";
import { signIn } from "#app/domain/accounts/sign-in.server.ts";
import { minutesOf } from "#app/domain/accounts/tokens.server.ts";
import { fromOf, setCookies } from "#app/http/from.ts";
import { intents, localPath } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AccountPage } from "#app/ui/account-page.tsx";
import { Done, IntentForm, Submit, TextField } from "#app/ui/form.tsx";
import { Island } from "#app/ui/island.tsx";

export async function loader({ request, context: { viewer, ended, accounts } }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("til");
  if (viewer.person) throw redirect(localPath(wanted), 303);
  // Whoever comes from having done it has been told; the others are told once.
  const told = ended && !searchParams.has("gjort") ? endedSentences[ended] : null;
  const done = searchParams.get("gjort");
  const wasIn = wanted !== null || done !== null || told !== null;
  return data(
    { asked: wanted !== null, told, wasIn, left: done === "ud" },
    ended && { headers: { "Set-Cookie": accounts.sessions.none } },
  );
}

export const action = intents("log-ind", {
  async "sign-in"({ request, context }, sent) {
    const { sql, accounts } = context;
    const step = await signIn(sql, accounts, sent.parse(signInInput), fromOf(request, context));
    const wanted = new URL(request.url).searchParams.get("til");
    if ("cookies" in step) return redirect(localPath(wanted), { status: 303, headers: setCookies(...step.cookies) });
    const query = wanted ? `?til=${encodeURIComponent(localPath(wanted))}` : "";
    const cookie = accounts.sessions.betweenSteps(step.token, minutesOf("second_factor"));
    return redirect(`/log-ind/kode${query}`, { status: 303, headers: { "Set-Cookie": cookie } });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Log ind",
    description: "For medarbejdere i kommunerne og KL. Alt, der er offentligt, kan læses uden.",
    path: "/log-ind",
    hidden: true,
  });

const done = {
  ud: "Du er logget ud.",
  adgangskode: "Din nye adgangskode er gemt. Log ind med den.",
  adresse: "Din nye mailadresse er bekræftet. Log ind med den.",
  slettet: "Din konto er slettet. Det, du har skrevet for kommunen, bliver hos kommunen.",
  rolle: "Du har fået din nye rolle. Log ind for at bruge den.",
  "holdt-op": "Din rolle er fjernet, som du bad om, og du er logget ud. Log ind igen for at bruge dem, du har tilbage.",
};

export default function SignIn() {
  const { asked, told, wasIn, left } = useLoaderData<typeof loader>();
  return (
    <AccountPage
      title="Log ind"
      lead={
        asked
          ? "Log ind for at se den side."
          : "For medarbejdere i kommunerne og KL. Eksempler, metoder og punkter kan læses uden."
      }
    >
      <Done sentences={done} />
      {wasIn && <Island name="signed-out" data={{ left }} />}
      {told && (
        <div className="alert alert-info" role="status">
          <div className="alert-body">
            <p className="alert-text">{told}</p>
          </div>
        </div>
      )}
      <IntentForm intent="sign-in" failed="Du er ikke logget ind endnu">
        <TextField name="email" label="Mailadresse" type="email" autoComplete="username" />
        <TextField name="password" label="Adgangskode" type="password" autoComplete="current-password" />
        <Submit>Log ind</Submit>
      </IntentForm>
      <p>
        <a href="/glemt-adgangskode">Glemt adgangskode?</a>
      </p>
      <p>
        Ny her? <a href="/opret-konto">Opret en konto</a> med din arbejdsmail i kommunen.
      </p>
    </AccountPage>
  );
}
