import { type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { askForNewAddress } from "#app/domain/accounts/address.server.ts";
import { changePassword, checkCurrent } from "#app/domain/accounts/change-password.server.ts";
import { endAllSessions, endOwnSession } from "#app/domain/accounts/end-sessions.server.ts";
import {
  changeAddressInput,
  changePasswordInput,
  codeInput,
  currentPasswordInput,
} from "#app/domain/accounts/input.ts";
import {
  beginTotp,
  confirmTotpWith,
  endTotp,
  personOf,
  renewRecoveryCodes,
  totpToSetUp,
} from "#app/domain/accounts/totp.server.ts";
import { needsSecondFactor } from "#app/domain/viewer.ts";
import { fromOf, setCookies } from "#app/http/from.ts";
import { guarded, intents, shownOnce, taken } from "#app/http/guard.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { qrPath } from "#app/http/qr.ts";
import { NewPasswordField } from "#app/ui/account-fields.tsx";
import { ActionButton, Done, Folded, IntentForm, Submit, TextField, useReply } from "#app/ui/form.tsx";
import { dateOf, momentOf } from "#app/ui/format.ts";
import { Island } from "#app/ui/island.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { findPerson } from "#db/queries/people/account.ts";
import { countRecoveryCodes } from "#db/queries/people/second-factor.ts";
import { listSessions } from "#db/queries/sessions.ts";

const path = "/min-side/sikkerhed";

export const loader = guarded("min-side/sikkerhed", async ({ context: { sql, viewer, accounts } }) => {
  const me = personOf(viewer);
  const [person, sessions, setUp, codesLeft] = await Promise.all([
    findPerson(sql, me.id),
    listSessions(sql, me.id),
    totpToSetUp(sql, accounts.secrets, me),
    countRecoveryCodes(sql, me.id),
  ]);
  return {
    person: me.id,
    email: me.email,
    demo: me.demo,
    totp: person?.totp ?? false,
    codesLeft,
    wanted: [...me.grants, ...me.withheld].some(({ role }) => needsSecondFactor(role)),
    setUp: setUp && { ...setUp, qr: qrPath(setUp.uri) },
    sessions: sessions.map(({ id, ...session }) => ({ ...session, id, here: id === me.sessionId })),
  };
});

export const action = intents("min-side/sikkerhed", {
  async password({ request, context }, sent) {
    const { sql, accounts, viewer } = context;
    const input = sent.parse(changePasswordInput);
    const cookies = await changePassword(sql, accounts, viewer, input, fromOf(request, context));
    return taken(path, "adgangskode", setCookies(...cookies));
  },
  async address({ context: { sql, accounts, viewer } }, sent) {
    await askForNewAddress(sql, accounts, viewer, sent.parse(changeAddressInput));
    return taken(path, "adresse");
  },
  async "totp-begin"({ context: { sql, accounts, viewer } }, sent) {
    await checkCurrent(sql, accounts, viewer, sent.parse(currentPasswordInput).current);
    await beginTotp(sql, accounts.secrets, viewer);
    return redirect(`${path}#engangskoder`, 303);
  },
  async "totp-confirm"({ request, context }, sent) {
    const { sql, accounts, viewer } = context;
    const codes = await confirmTotpWith(sql, accounts, viewer, sent.parse(codeInput).code, fromOf(request, context));
    return shownOnce(sent, codes.codes, { "Set-Cookie": codes.cookie });
  },
  async "totp-off"({ context: { sql, accounts, viewer } }, sent) {
    await checkCurrent(sql, accounts, viewer, sent.parse(currentPasswordInput).current);
    await endTotp(sql, viewer);
    return taken(path, "fra");
  },
  async "recovery-codes"({ context: { sql, accounts, viewer } }, sent) {
    await checkCurrent(sql, accounts, viewer, sent.parse(currentPasswordInput).current);
    return shownOnce(sent, await renewRecoveryCodes(sql, accounts.secrets, viewer));
  },
  async "end-session"({ context: { sql, viewer } }, sent) {
    await endOwnSession(sql, viewer, sent.text("session"));
    return taken(path, "ude");
  },
  async "end-all"({ context: { sql, accounts, viewer } }) {
    await endAllSessions(sql, viewer);
    return taken("/log-ind", "ud", { "Set-Cookie": accounts.sessions.none });
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Login og sikkerhed",
    description: "Adgangskode, engangskoder, mailadresse og de steder, du er logget ind.",
    path,
    hidden: true,
  });

const done = {
  adgangskode: "Din adgangskode er skiftet, og du er logget ud alle andre steder.",
  adresse:
    "Vi har sendt et link til den nye adresse. Den gælder, når du har åbnet linket. Vi har også skrevet til den nuværende.",
  fra: "Engangskoder er slået fra.",
  ude: "Der er logget ud dér.",
  mangler: "Din rolle kræver engangskoder fra din telefon. Slå dem til herunder, så er du i gang.",
};

export default function MySecurity() {
  const { person, email, demo, totp, codesLeft, wanted, setUp, sessions } = useLoaderData<typeof loader>();
  const reply = useReply();
  return (
    <>
      <PageHead
        trail={[{ label: "Min side", href: "/min-side" }, { label: "Login og sikkerhed" }]}
        title="Login og sikkerhed"
        lead={`Du logger ind med ${email}.`}
      />
      <div className="wrap section">
        <div className="form-narrow stack">
          <Done sentences={done} />
          {reply?.once && <RecoveryCodes codes={reply.once} />}
          {demo && (
            <p className="panel">
              Du er logget ind som demoperson. Demopersoner har ingen adgangskode og kommer ind med et link fra
              terminalen.
            </p>
          )}

          <section id="engangskoder">
            <h2>Engangskoder</h2>
            {totp ? (
              <>
                <p>
                  Engangskoder er slået til. Du har {codesLeft} {codesLeft === 1 ? "reservekode" : "reservekoder"}{" "}
                  tilbage.
                </p>
                <Folded summary="Lav nye reservekoder" intent="recovery-codes">
                  <IntentForm intent="recovery-codes">
                    <CurrentPassword />
                    <Submit plain>Lav nye reservekoder</Submit>
                  </IntentForm>
                </Folded>
                {!wanted && (
                  <Folded summary="Slå engangskoder fra" intent="totp-off">
                    <IntentForm intent="totp-off">
                      <CurrentPassword />
                      <Submit plain>Slå engangskoder fra</Submit>
                    </IntentForm>
                  </Folded>
                )}
              </>
            ) : setUp ? (
              <>
                <ol>
                  <li>
                    Hent en app til engangskoder på din telefon, for eksempel Microsoft Authenticator eller Google
                    Authenticator.
                  </li>
                  <li>
                    <p>Scan koden med appen.</p>
                    <svg className="qr" viewBox={setUp.qr.viewBox} role="img" aria-label="QR-kode til appen">
                      <path d={setUp.qr.path} fill="#1d2b30" />
                    </svg>
                    <p>
                      Kan du ikke scanne? Skriv denne nøgle i appen: <code>{setUp.secret}</code>
                    </p>
                  </li>
                  <li>Skriv de seks cifre, som appen viser.</li>
                </ol>
                <IntentForm intent="totp-confirm" failed="Engangskoder er ikke slået til endnu">
                  <TextField name="code" label="Kode" inputMode="numeric" autoComplete="one-time-code" />
                  <Submit>Slå engangskoder til</Submit>
                </IntentForm>
              </>
            ) : (
              <>
                <p>
                  En kode fra din telefon gør, at en stjålet adgangskode ikke er nok.{" "}
                  {wanted ? "Din rolle kræver det." : "Koordinatorer og KL skal bruge det; alle kan."}
                </p>
                {!demo && (
                  <IntentForm intent="totp-begin">
                    <CurrentPassword />
                    <Submit>Kom i gang med engangskoder</Submit>
                  </IntentForm>
                )}
              </>
            )}
          </section>

          {!demo && (
            <>
              <section>
                <h2>Adgangskode</h2>
                <IntentForm intent="password" failed="Adgangskoden er ikke skiftet endnu">
                  <CurrentPassword />
                  <NewPasswordField label="Ny adgangskode" email={email} />
                  <Submit plain>Skift adgangskode</Submit>
                </IntentForm>
              </section>
              <section>
                <h2>Mailadresse</h2>
                <IntentForm intent="address" failed="Adressen er ikke skiftet endnu">
                  <TextField
                    name="email"
                    label="Ny mailadresse"
                    type="email"
                    autoComplete="email"
                    hint="Vi sender et link til den. Indtil du åbner det, logger du ind med den gamle."
                  />
                  <CurrentPassword />
                  <Submit plain>Send link</Submit>
                </IntentForm>
              </section>
            </>
          )}

          <section>
            <h2>Her er du logget ind</h2>
            <ul className="entries">
              {sessions.map((session) => (
                <li key={session.id}>
                  <h3>
                    {session.device}
                    {session.here && " (her)"}
                  </h3>
                  <p className="quiet">
                    Siden {momentOf(session.createdAt)}. Slutter {dateOf(session.expiresAt)}, hvis du ikke bruger den,
                    og senest {dateOf(session.lastEnd)}.
                  </p>
                  {!session.here && (
                    <ActionButton
                      intent="end-session"
                      of={{ name: "session", value: session.id }}
                      about={session.device}
                    >
                      Log ud dér
                    </ActionButton>
                  )}
                </li>
              ))}
            </ul>
            <Island name="sign-out" data={{ person }}>
              <ActionButton intent="end-all">Log ud alle steder</ActionButton>
            </Island>
          </section>
        </div>
      </div>
    </>
  );
}

function CurrentPassword() {
  return <TextField name="current" label="Din nuværende adgangskode" type="password" autoComplete="current-password" />;
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <section className="panel" aria-labelledby="reservekoder">
      <h2 id="reservekoder">Gem dine reservekoder</h2>
      <p>
        Dem bruger du, hvis din telefon er væk. Hver virker én gang. De vises kun nu: skriv dem ned, eller print siden,
        og læg dem et sikkert sted.
      </p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Island
        name="copy-text"
        data={{ text: codes.join("\n"), label: "Kopiér koderne", done: "Koderne er kopieret." }}
      />
      <p>
        <a className="button button-primary" href="/min-side">
          Jeg har gemt dem
        </a>
      </p>
    </section>
  );
}
