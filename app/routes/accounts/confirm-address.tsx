import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { confirmNewAddress, lookAtNewAddress } from "#app/domain/accounts/address.server.ts";
import { tokenIn } from "#app/http/from.ts";
import { intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AccountPage, DeadLink } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";

export const loader = async ({ request, context: { sql } }: LoaderFunctionArgs) => ({
  email: await lookAtNewAddress(sql, tokenIn(request)),
});

export const action = intents("bekraeft-adresse", {
  async confirm({ request, context: { sql, accounts } }) {
    await confirmNewAddress(sql, tokenIn(request));
    return taken("/log-ind", "adresse", { "Set-Cookie": accounts.sessions.none });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Bekræft din nye mailadresse",
    description: "Bekræft den mailadresse, du vil logge ind med.",
    path: "/bekraeft-adresse",
    hidden: true,
  });

export default function ConfirmAddress() {
  const { email } = useLoaderData<typeof loader>();
  if (!email)
    return <DeadLink title="Linket virker ikke længere" again={{ href: "/min-side/sikkerhed", label: "Prøv igen" }} />;
  return (
    <AccountPage
      title="Bekræft din nye mailadresse"
      lead={`Fra nu af logger du ind med ${email}. Du bliver logget ud alle steder.`}
    >
      <IntentForm intent="confirm" failed="Adressen er ikke skiftet endnu">
        <Submit>Bekræft</Submit>
      </IntentForm>
    </AccountPage>
  );
}
