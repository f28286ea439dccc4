import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { askForReset } from "#app/domain/accounts/change-password.server.ts";
import { resetInput } from "#app/domain/accounts/input.ts";
import { fromOf } from "#app/http/from.ts";
import { intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AccountPage } from "#app/ui/account-page.tsx";
import { IntentForm, Submit, TextField } from "#app/ui/form.tsx";

export const loader = async ({ request }: LoaderFunctionArgs) => ({
  sent: new URL(request.url).searchParams.get("gjort") === "sendt",
});

export const action = intents("glemt-adgangskode", {
  async ask({ request, context }, sent) {
    await askForReset(context.sql, context.accounts, sent.parse(resetInput).email, fromOf(request, context));
    return taken("/glemt-adgangskode", "sendt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Glemt adgangskode",
    description: "Få et link til at vælge en ny adgangskode.",
    path: "/glemt-adgangskode",
    hidden: true,
  });

const trail = [{ label: "Log ind", href: "/log-ind" }];

export default function ForgottenPassword() {
  const { sent } = useLoaderData<typeof loader>();
  if (sent) {
    return (
      <AccountPage
        title="Se i din indbakke"
        lead="Hvis der er en konto med den adresse, har vi sendt et link til at vælge en ny adgangskode. Det virker i en time."
        trail={trail}
      >
        <p>Kommer der ikke noget, så se i mappen med uønsket mail, og om adressen var skrevet rigtigt.</p>
        <p>
          <a href="/glemt-adgangskode">Prøv igen</a>
        </p>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Glemt adgangskode"
      lead="Skriv den mailadresse, du logger ind med. Så får du et link til at vælge en ny adgangskode."
      trail={trail}
    >
      <IntentForm intent="ask" failed="Linket er ikke sendt endnu">
        <TextField name="email" label="Mailadresse" type="email" autoComplete="username" />
        <Submit>Send link</Submit>
      </IntentForm>
    </AccountPage>
  );
}
