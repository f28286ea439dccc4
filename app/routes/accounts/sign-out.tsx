import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { personOf } from "#app/domain/accounts/totp.server.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { AccountPage } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";
import { Island } from "#app/ui/island.tsx";

export const loader = guarded("log-ud", async ({ context: { viewer } }) => ({ person: personOf(viewer).id }));

export const action = intents("log-ud", {
  async "sign-out"({ context: { accounts, viewer } }) {
    const cookie = await accounts.sessions.end(personOf(viewer).sessionId);
    return redirect("/log-ind?gjort=ud", { status: 303, headers: { "Set-Cookie": cookie } });
  },
});

export default function SignOut() {
  const { person } = useLoaderData<typeof loader>();
  return (
    <AccountPage title="Log ud" lead="Du bliver logget ud i denne browser.">
      <Island name="sign-out" data={{ person, atOnce: true }}>
        <IntentForm intent="sign-out">
          <Submit>Log ud</Submit>
        </IntentForm>
      </Island>
    </AccountPage>
  );
}
