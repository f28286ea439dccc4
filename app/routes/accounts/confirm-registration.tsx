import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { newPersonInput } from "#app/domain/accounts/input.ts";
import { confirmRegistration, lookAtRegistration } from "#app/domain/accounts/register.server.ts";
import { fromOf, setCookies, tokenIn } from "#app/http/from.ts";
import { intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { NameField, NewPasswordField } from "#app/ui/account-fields.tsx";
import { AccountPage, DeadLink } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";

export const loader = async ({ request, context: { sql } }: LoaderFunctionArgs) => ({
  waiting: await lookAtRegistration(sql, tokenIn(request)),
});

export const action = intents("opret-konto/bekraeft", {
  async confirm({ request, context }, sent) {
    const input = sent.parse(newPersonInput);
    const cookies = await confirmRegistration(
      context.sql,
      context.accounts,
      tokenIn(request),
      input,
      fromOf(request, context),
    );
    return redirect("/velkommen", { status: 303, headers: setCookies(...cookies) });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Bekræft din konto",
    description: "Bekræft din mailadresse, og vælg en adgangskode.",
    path: "/opret-konto/bekraeft",
    hidden: true,
  });

export default function ConfirmRegistration() {
  const { waiting } = useLoaderData<typeof loader>();
  if (!waiting)
    return <DeadLink title="Linket virker ikke længere" again={{ href: "/opret-konto", label: "Få et nyt link" }} />;
  return (
    <AccountPage title="Bekræft din konto" lead={`Vælg en adgangskode til ${waiting.email}, så er kontoen klar.`}>
      <IntentForm intent="confirm" failed="Kontoen er ikke oprettet endnu">
        <NameField value={waiting.name} />
        <NewPasswordField email={waiting.email} />
        <Submit>Opret konto</Submit>
      </IntentForm>
    </AccountPage>
  );
}
