import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lookAtDemoLink, signInDemo } from "#app/domain/accounts/demo-link.server.ts";
import { fromOf, tokenIn } from "#app/http/from.ts";
import { intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AccountPage } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";

/** The link that the terminal prints for an invented person. Looking does not use it up: programs that preview links look too. */
export const loader = async ({ request, context: { sql } }: LoaderFunctionArgs) => ({
  name: await lookAtDemoLink(sql, tokenIn(request)),
});

export const action = intents("demo-login", {
  async enter({ request, context }) {
    const cookie = await signInDemo(context.sql, context.accounts, tokenIn(request), fromOf(request, context));
    return redirect("/min-side", { status: 303, headers: { "Set-Cookie": cookie } });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Log ind som demoperson",
    description: "Prøv sitet som en opdigtet person.",
    path: "/demo-login",
    hidden: true,
  });

export default function DemoLogin() {
  const { name } = useLoaderData<typeof loader>();
  if (!name) {
    return (
      <AccountPage title="Linket virker ikke længere" lead="Linket er brugt, eller også er det for gammelt.">
        <p>
          Lav et nyt i terminalen: <code>npm run demo:login -- coordinator</code>
        </p>
      </AccountPage>
    );
  }
  return (
    <AccountPage title="Log ind som demoperson" lead={`Du logger ind som ${name}. Linket virker én gang.`}>
      <IntentForm intent="enter" failed="Du er ikke logget ind endnu">
        <Submit>Log ind</Submit>
      </IntentForm>
    </AccountPage>
  );
}
