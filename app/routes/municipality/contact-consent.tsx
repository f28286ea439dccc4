import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { consentInput } from "#app/domain/contacts/input.ts";
import { answerConsent, declineConsent, lookAtConsent } from "#app/domain/contacts/keep-contacts.server.ts";
import { topicValue } from "#app/domain/contacts/topic.ts";
import { tokenIn } from "#app/http/from.ts";
import { intents } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { AccountPage } from "#app/ui/account-page.tsx";
import { topicLabel } from "#app/ui/contacts.tsx";
import { ActionButton, IntentForm, Submit } from "#app/ui/form.tsx";
import { dateOf } from "#app/ui/format.ts";

const path = "/kontaktperson";

export async function loader({ request, context: { sql } }: LoaderFunctionArgs) {
  return {
    contact: await lookAtConsent(sql, tokenIn(request)),
    declined: new URL(request.url).searchParams.get("gjort") === "nej",
  };
}

export const action = intents("kontaktperson", {
  async yes({ request, context: { sql } }, sent) {
    const token = tokenIn(request);
    await answerConsent(sql, token, true, sent.parse(consentInput).version);
    return redirect(`${path}?kode=${encodeURIComponent(token)}`, 303);
  },
  async no({ request, context: { sql, mail } }) {
    await declineConsent(sql, mail.folder, tokenIn(request));
    return redirect(`${path}?gjort=nej`, 303);
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Kontaktperson",
    description: "Sig ja eller nej til at stå som kontaktperson.",
    path,
    hidden: true,
  });

export default function ContactConsent() {
  const { contact, declined } = useLoaderData<typeof loader>();
  if (declined) {
    return (
      <AccountPage
        title="Tak for svaret"
        lead="Du står ikke som kontaktperson, og vi har slettet, hvad vi havde om dig."
      >
        <p>
          <a href="/">Til forsiden</a>
        </p>
      </AccountPage>
    );
  }
  if (!contact) {
    return (
      <AccountPage
        title="Linket virker ikke længere"
        lead="Enten er der sendt en nyere mail, eller også står du ikke længere som kontaktperson."
      >
        <p>
          <a href="/kommuner">Find kommunen</a>
        </p>
      </AccountPage>
    );
  }
  const { name, title, email, phone, municipality, topics, consentedAt, version } = contact;
  const shown = topics.filter(({ isPublic }) => isPublic).length;
  const seenBy =
    shown === 0
      ? "Det vises ikke for alle, for det, du kan svare på, er ikke offentligt lige nu."
      : `Alle kan se det på ${municipality.name} Kommunes side${shown < topics.length ? ", undtagen det, der ikke er offentligt lige nu" : ""}.`;
  return (
    <AccountPage
      title={consentedAt ? "Du står som kontaktperson" : "Vil du stå som kontaktperson?"}
      lead={
        consentedAt
          ? `Du sagde ja ${dateOf(consentedAt)}. ${seenBy}`
          : `${municipality.name} Kommune vil gerne vise dig, så kolleger i andre kommuner kan ringe eller skrive. Du bestemmer.`
      }
    >
      <section className="panel">
        <h2>Det bliver vist for alle</h2>
        <dl className="role-meanings">
          <div>
            <dt>Navn og stilling</dt>
            <dd>
              {name}, {title}
            </dd>
          </div>
          <div>
            <dt>Mail og telefon</dt>
            <dd>
              {email}
              {phone && `, ${phone}`}
            </dd>
          </div>
          <div>
            <dt>Kan svare på</dt>
            <dd>
              <ul className="contact-topics">
                {topics.map((topic) => (
                  <li key={topicValue(topic)}>{topicLabel(topic)}</li>
                ))}
              </ul>
            </dd>
          </div>
        </dl>
      </section>
      {!consentedAt && (
        <IntentForm intent="yes" failed="Dit svar er ikke gemt">
          <input type="hidden" name="version" value={version} />
          <Submit>Ja, vis mig</Submit>
        </IntentForm>
      )}
      <ActionButton intent="no">{consentedAt ? "Fjern mig igen" : "Nej tak, slet mig"}</ActionButton>
      <p className="quiet">Gem mailen: med linket kan du altid ombestemme dig.</p>
    </AccountPage>
  );
}
