import { type MetaFunction, redirect } from "@remix-run/node";
import { nameChangeInput } from "#app/domain/accounts/input.ts";
import { rename } from "#app/domain/accounts/profile.server.ts";
import { guarded, intents, localPath } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { NameField } from "#app/ui/account-fields.tsx";
import { AccountPage } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";

const path = "/nyt-navn";

export const loader = guarded("nyt-navn", async () => null);

export const action = intents("nyt-navn", {
  async name({ request, context: { sql, viewer } }, sent) {
    await rename(sql, viewer, sent.parse(nameChangeInput).name);
    return redirect(localPath(new URL(request.url).searchParams.get("til")), 303);
  },
});

export const meta: MetaFunction = (args) =>
  pageMeta(args, { title: "Skriv dit navn", description: "Dit navn kan ikke stå, som det er.", path, hidden: true });

export default function NewName() {
  return (
    <AccountPage
      title="Skriv dit navn"
      lead="Dit navn kan ikke stå, som det er. Det skal skrives med bogstaver og kan ikke rumme en mailadresse eller et link, for det står i mails og på sider, som andre læser."
    >
      <IntentForm intent="name" failed="Dit navn er ikke gemt endnu">
        <NameField />
        <Submit>Gem navnet</Submit>
      </IntentForm>
      <p>
        <a href="/min-side/data">Hent dine data, eller slet din konto</a>
      </p>
    </AccountPage>
  );
}
