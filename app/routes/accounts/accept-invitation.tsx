import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { newcomerInput, newPersonInput } from "#app/domain/accounts/input.ts";
import { acceptInvitation, lookAtInvitation } from "#app/domain/people/invite.server.ts";
import { inSentence, roleMeanings, roles } from "#app/domain/vocabulary.ts";
import { fromOf, setCookies, tokenIn } from "#app/http/from.ts";
import { intents, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { NameField, NewPasswordField } from "#app/ui/account-fields.tsx";
import { AccountPage } from "#app/ui/account-page.tsx";
import { IntentForm, Submit } from "#app/ui/form.tsx";

export const loader = async ({ request, context: { sql } }: LoaderFunctionArgs) => ({
  invitation: await lookAtInvitation(sql, tokenIn(request)),
});

export const action = intents("invitation", {
  async accept({ request, context }, sent) {
    const { sql, accounts } = context;
    const token = tokenIn(request);
    const invitation = await lookAtInvitation(sql, token);
    const input = invitation?.known ? null : sent.parse(invitation?.demo ? newcomerInput : newPersonInput);
    const cookies = await acceptInvitation(sql, accounts, token, input, fromOf(request, context));
    if (!cookies) return taken("/log-ind", "rolle", { "Set-Cookie": accounts.sessions.none });
    return redirect("/velkommen", { status: 303, headers: setCookies(...cookies) });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Invitation",
    description: "Tag imod en invitation til Mere for Flere.",
    path: "/invitation",
    hidden: true,
  });

export default function AcceptInvitation() {
  const { invitation } = useLoaderData<typeof loader>();
  if (!invitation) {
    return (
      <AccountPage
        title="Invitationen gælder ikke længere"
        lead="Den er brugt, trukket tilbage eller for gammel. Bed den, der inviterede dig, om at sende en ny."
      >
        <p>
          Har du allerede en konto? <a href="/log-ind">Log ind</a>
        </p>
      </AccountPage>
    );
  }
  const { name, email, role, municipality, unit, known, demo } = invitation;
  const place = unit ? `${unit} i ${municipality} Kommune` : municipality ? `${municipality} Kommune` : "KL";
  return (
    <AccountPage title={`Du er inviteret til ${place}`} lead={`Som ${inSentence(roles[role])}. ${roleMeanings[role]}`}>
      <IntentForm intent="accept" failed="Invitationen er ikke taget imod endnu">
        {known ? (
          <p>Du har allerede en konto med {email}. Tag imod her, og log så ind, som du plejer.</p>
        ) : (
          <>
            <NameField value={name} />
            {!demo && <NewPasswordField email={email} />}
          </>
        )}
        <Submit>Tag imod</Submit>
      </IntentForm>
    </AccountPage>
  );
}
