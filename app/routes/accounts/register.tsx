import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { registrationInput } from "#app/domain/accounts/input.ts";
import { register } from "#app/domain/accounts/register.server.ts";
import { intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { NameField } from "#app/ui/account-fields.tsx";
import { AccountPage } from "#app/ui/account-page.tsx";
import { IntentForm, Submit, TextField } from "#app/ui/form.tsx";

export const loader = async ({ request }: LoaderFunctionArgs) => ({
  sent: new URL(request.url).searchParams.get("gjort") === "sendt",
});

export const action = intents("opret-konto", {
  async register({ context: { sql, accounts, network } }, sent) {
    await register(sql, accounts, sent.parse(registrationInput), network);
    return taken("/opret-konto", "sendt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Opret en konto",
    description: "For medarbejdere i de 98 kommuner. Brug din arbejdsmail.",
    path: "/opret-konto",
    hidden: true,
  });

const trail = [{ label: "Log ind", href: "/log-ind" }];

export default function Register() {
  const { sent } = useLoaderData<typeof loader>();
  if (sent) {
    return (
      <AccountPage
        title="Se i din indbakke"
        lead="Vi har sendt dig en mail. Åbn linket i den inden for et døgn, så er du i gang."
        trail={trail}
      >
        <p>Kommer der ikke noget, så se i mappen med uønsket mail, og om adressen var skrevet rigtigt.</p>
        <p>
          <a href="/opret-konto">Prøv igen</a>
        </p>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Opret en konto"
      lead="For medarbejdere i kommunerne. Din arbejdsmail viser, hvilken kommune du hører til, og kommunens koordinator siger ja."
      trail={trail}
    >
      <IntentForm intent="register" failed="Kontoen er ikke oprettet endnu">
        <NameField />
        <TextField
          name="email"
          label="Din arbejdsmail"
          type="email"
          autoComplete="email"
          hint="Adressen i kommunen, for eksempel navn@aarhus.dk. Private adresser kan ikke bruges."
        />
        <Submit>Send mig et link</Submit>
      </IntentForm>
      <p>
        Arbejder du på en skole eller i et dagtilbud med en anden mailadresse? Så kan kommunens koordinator invitere
        dig.
      </p>
      <p>
        <a href="/privatliv">Hvad vi gemmer om dig, og hvor længe</a>
      </p>
    </AccountPage>
  );
}
