import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { codeInput, recoveryInput } from "#app/domain/accounts/input.ts";
import { giveCode } from "#app/domain/accounts/sign-in.server.ts";
import { fromOf, setCookies } from "#app/http/from.ts";
import { type Admitted, intents, localPath } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AccountPage } from "#app/ui/account-page.tsx";
import { Folded, IntentForm, Submit, TextField } from "#app/ui/form.tsx";

export async function loader({ request, context: { viewer, accounts } }: LoaderFunctionArgs) {
  if (viewer.person) throw redirect("/min-side", 303);
  if (!accounts.sessions.tokenBetweenSteps(request.headers.get("cookie"))) throw redirect("/log-ind", 303);
  return null;
}

async function answer({ request, context }: Admitted, code: string, recovery: boolean): Promise<Response> {
  const { sql, accounts } = context;
  const token = accounts.sessions.tokenBetweenSteps(request.headers.get("cookie"));
  const cookies = await giveCode(sql, accounts, token, { code, recovery }, fromOf(request, context));
  const headers = setCookies(...cookies, accounts.sessions.betweenSteps("", 0));
  return redirect(localPath(new URL(request.url).searchParams.get("til")), { status: 303, headers });
}

export const action = intents("log-ind/kode", {
  code: (args, sent) => answer(args, sent.parse(codeInput).code, false),
  recovery: (args, sent) => answer(args, sent.parse(recoveryInput).code, true),
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Engangskode",
    description: "Andet skridt, når du logger ind.",
    path: "/log-ind/kode",
    hidden: true,
  });

export default function SignInCode() {
  return (
    <AccountPage
      title="Engangskode"
      lead="Åbn appen med engangskoder på din telefon, og skriv de seks cifre, der står ved Mere for Flere."
      trail={[{ label: "Log ind", href: "/log-ind" }]}
    >
      <IntentForm intent="code" failed="Du er ikke logget ind endnu">
        <TextField name="code" label="Kode" inputMode="numeric" autoComplete="one-time-code" />
        <Submit>Log ind</Submit>
      </IntentForm>
      <Folded summary="Jeg har ikke min telefon" intent="recovery">
        <IntentForm intent="recovery" failed="Du er ikke logget ind endnu">
          <TextField
            name="code"
            label="Reservekode"
            hint="En af de ti koder, du gemte, da du slog engangskoder til. Hver kode virker én gang."
          />
          <Submit>Log ind med reservekode</Submit>
        </IntentForm>
      </Folded>
    </AccountPage>
  );
}
