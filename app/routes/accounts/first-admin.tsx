import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { createFirstAdmin, isFirstAdminOpen } from "#app/domain/accounts/first-admin.server.ts";
import { firstAdminInput } from "#app/domain/accounts/input.ts";
import { fromOf, setCookies, tokenIn } from "#app/http/from.ts";
import { intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { NameField, NewPasswordField } from "#app/ui/account-fields.tsx";
import { AccountPage, DeadLink } from "#app/ui/account-page.tsx";
import { IntentForm, Submit, TextField } from "#app/ui/form.tsx";

export const loader = async ({ request, context: { sql } }: LoaderFunctionArgs) => ({
  open: await isFirstAdminOpen(sql, tokenIn(request)),
});

export const action = intents("foerste-administrator", {
  async create({ request, context }, sent) {
    const { sql, accounts } = context;
    const input = sent.parse(firstAdminInput);
    const cookies = await createFirstAdmin(sql, accounts, tokenIn(request), input, fromOf(request, context));
    return redirect("/min-side/sikkerhed?gjort=mangler", { status: 303, headers: setCookies(...cookies) });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Den første administrator",
    description: "Opret den første KL-administrator.",
    path: "/foerste-administrator",
    hidden: true,
  });

export default function FirstAdmin() {
  const { open } = useLoaderData<typeof loader>();
  if (!open) return <DeadLink title="Linket virker ikke længere" again={{ href: "/log-ind", label: "Log ind" }} />;
  return (
    <AccountPage
      title="Den første administrator"
      lead="Linket fra terminalen gør dig til KL-administrator på dette site. Derfra kan du invitere andre og udpege kommunernes første koordinatorer."
    >
      <IntentForm intent="create" failed="Kontoen er ikke oprettet endnu">
        <NameField />
        <TextField name="email" label="Mailadresse" type="email" autoComplete="email" />
        <NewPasswordField />
        <Submit>Opret konto</Submit>
      </IntentForm>
    </AccountPage>
  );
}
