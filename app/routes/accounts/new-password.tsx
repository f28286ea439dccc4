import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chooseNewPassword, isResetOpen } from "#app/domain/accounts/change-password.server.ts";
import { newPasswordInput } from "#app/domain/accounts/input.ts";
import { fromOf, setCookies, tokenIn } from "#app/http/from.ts";
import { intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { NewPasswordField } from "#app/ui/account-fields.tsx";
import { AccountPage, DeadLink } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";

export const loader = async ({ request, context: { sql } }: LoaderFunctionArgs) => ({
  open: await isResetOpen(sql, tokenIn(request)),
});

export const action = intents("ny-adgangskode", {
  async choose({ request, context }, sent) {
    const { sql, accounts } = context;
    const input = sent.parse(newPasswordInput);
    const known = await chooseNewPassword(sql, accounts, tokenIn(request), input, fromOf(request, context));
    return taken("/log-ind", "adgangskode", setCookies(accounts.sessions.none, known));
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Vælg en ny adgangskode",
    description: "Vælg en ny adgangskode til din konto.",
    path: "/ny-adgangskode",
    hidden: true,
  });

export default function NewPassword() {
  const { open } = useLoaderData<typeof loader>();
  if (!open)
    return (
      <DeadLink title="Linket virker ikke længere" again={{ href: "/glemt-adgangskode", label: "Få et nyt link" }} />
    );
  return (
    <AccountPage title="Vælg en ny adgangskode" lead="Bagefter er du logget ud alle steder og logger ind med den nye.">
      <IntentForm intent="choose">
        <NewPasswordField label="Ny adgangskode" />
        <Submit>Gem adgangskode</Submit>
      </IntentForm>
    </AccountPage>
  );
}
