import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { daysDevicesAreKnown } from "#app/domain/accounts/known-device.server.ts";
import { daysLettersAreCounted } from "#app/domain/accounts/letter-budget.server.ts";
import { daysCopiesAreKept } from "#app/editor/offline/copies.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { daysMailsAreKept } from "#app/mail/post.ts";
import { TextPage } from "#app/ui/text-page.tsx";
import { whoReadsReports, whoRuns } from "#app/ui/who-runs.ts";
import { hoursExportsAreKept } from "#db/queries/exports/keeping.ts";
import { daysFailedJobsAreKept } from "#db/queries/outbox.ts";
import { daysReportsAreKept } from "#db/queries/problem-reports.ts";
import { sessionDays } from "#db/queries/sessions.ts";

export const loader = ({ context: { site, mail } }: LoaderFunctionArgs) => ({
  name: site.operatorName ?? null,
  days: daysReportsAreKept,
  auditDays: site.auditDays,
  deviceDays: daysDevicesAreKnown,
  session: sessionDays,
  letterDays: daysLettersAreCounted,
  failedDays: daysFailedJobsAreKept,
  copyDays: daysCopiesAreKept,
  exportHours: hoursExportsAreKept,
  mailDays: mail.smtpUrl === undefined ? daysMailsAreKept : null,
});

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, {
    title: "Privatliv",
    description:
      "Læsere får ingen cookies, og intet hentes fra andre. Her står, hvad der gemmes, og hvor længe, også om dem, der logger ind.",
    path: "/privatliv",
  });

export default function Privacy() {
  const { name, days, auditDays, deviceDays, session, letterDays, failedDays, copyDays, exportHours, mailDays } =
    useLoaderData<typeof loader>();
  return (
    <TextPage
      path="/privatliv"
      title="Privatliv"
      lead="Du kan læse alt det offentlige uden at blive fulgt: ingen cookies, og intet hentes fra andre."
      updated="30. november 2026"
      next={[
        { href: "/kontakt", label: "Kontakt" },
        { href: "/tilgaengelighed", label: "Tilgængelighed" },
      ]}
    >
      <h2>Når du læser</h2>
      <p>
        Der er ingen cookies, ingen statistik, ingen skrifttyper, kort eller knapper, som hentes fra andre sites.
        Programmet gemmer ikke, hvad du læser eller vælger. Den server, sitet ligger på, kan have en log over trafikken;
        det bestemmer den, der driver sitet. For at holde maskiner ude tæller vi søgninger og forsøg på at logge ind fra
        samme netværk i op til et døgn, uden at gemme netværkets adresse. For at ingen skal kunne bruge sitet til at
        oversvømme andre med mail, tæller vi i {letterDays} dage, hvor mange breve en adresse har fået, uden at gemme
        adressen.
      </p>
      <h2>Når du melder et problem</h2>
      <p>
        Vi gemmer det, du skriver, hvilken side det handler om, hvornår, og din mailadresse, hvis du giver os den. Vi
        bruger det til at rette fejlen og til at svare dig. {whoReadsReports} Det slettes automatisk efter {days} dage.
        Vi gemmer ikke din IP-adresse sammen med meldingen.
      </p>
      <h2>Når du har en konto</h2>
      <p>
        Vi gemmer dit navn, din mailadresse, dine roller, og hvor du er logget ind (for eksempel »Firefox på Windows«).
        Adgangskoden kan ingen læse, heller ikke vi. Én cookie husker, at du er logget ind. Den er nødvendig for det, du
        har bedt om, følger dig ikke andre steder hen og forsvinder, når du logger ud, efter {session.unused} dage uden
        brug og senest efter {session.most} dage. En anden cookie husker i {deviceDays} dage, at der er logget ind på
        enheden før. Den gør, at andre ikke kan spærre dig ude ved at gætte på din adgangskode. Den fortæller ikke, hvem
        du er, kan ikke bruges til at logge ind med og holder op med at virke, når du vælger en ny adgangskode eller
        logger ud alle steder. Koordinatoren i din kommune og KL kan se dit navn, din mailadresse og dine roller.
        Skifter du mailadresse, husker vi den gamle, så længe du har kontoen, men bruger den kun til at finde det, der
        er dit, når du henter dine data eller sletter kontoen.
      </p>
      <p>
        Hvem der har ændret hvad, skrives ned og slettes efter {auditDays} dage. Din kommunes koordinator kan se det for
        sin kommune, KL for alle. Forgæves forsøg på at logge ind skrives også ned: hvornår og på hvilken konto, aldrig
        hvad der blev tastet. Er der ingen konto med adressen, tæller vi kun forsøgene.{" "}
        {mailDays !== null &&
          `Mail, som sitet har skrevet, ligger på sitet i op til ${mailDays} dage og kan læses af KL's administratorer. Sletter du kontoen, slettes også den mail, der er til dig eller fortæller om dig. `}
        Breve, som modtagerens mailserver ikke tager imod, prøver vi at sende i nogle dage, og {failedDays} dage efter
        sidste forsøg er de slettet. På din side kan du hente alt, hvad vi har om dig, og slette kontoen. Så forsvinder
        dit navn overalt, under alle de mailadresser, du har haft her; det, du har skrevet for kommunen, er kommunens og
        bliver.
      </p>
      <h2>Når du skriver</h2>
      <p>
        Vi gemmer, hvem der har begyndt, skrevet, sendt og svaret på en tekst. En kladde kan læses af den, der begyndte
        den, dem, der er tilføjet ved navn, godkendere for stedet og kommunens koordinatorer. Når en tekst er sendt til
        godkendelse, læses den udgave af den, der skal svare. Har kommunen ingen anden, der må godkende, sender I
        udgaven til KL. Så kan KL's redaktører læse netop den udgave og svare på den, indtil de har svaret, eller I
        tager den tilbage, og ikke andet. Beholder du noget, som vores tjek advarer om, gemmer vi din grund og dit navn,
        ikke det, der blev fundet. Mails om kladder har hverken titel eller tekst med.
      </p>
      <p>
        Vi gemmer også, hvordan teksten har set ud undervejs, så intet går tabt. Står der noget, der aldrig skulle have
        stået der, kan kommunens koordinator fjerne de ældre versioner for altid. Så er siden skjult, til teksten er
        godkendt igen.
      </p>
      <p>
        Mens du har en tekst åben, ligger der en kopi af den i din browser, så du kan skrive videre uden net. Kopien
        slettes, når du lukker teksten, og alt er gemt hos os. Den slettes også, når du logger ud; er der noget, der
        ikke er sendt, spørger vi først. Bliver du logget ud, fordi der er gået for lang tid, venter det, der ikke er
        sendt, i browseren i højst {copyDays} dage, til du logger ind igen. Imens viser sitet det ikke til andre. Log
        altid ud på en computer, som andre også bruger.
      </p>
      <p>
        Billeder gemmer vi uden det, filen fortæller om sted, tid og kamera. De kan ses af dem, der kan læse teksten, og
        aldrig af andre. Skriver I, hvor længe et billede må vises, skjuler vi det for alle dagen efter og skriver til
        den, der satte det ind. Vi gemmer, hvem det var. Billedet slettes med teksten, og når en koordinator fjerner de
        ældre versioner, som det står i.
      </p>
      <p>
        Kommunens koordinator kan tage alle kommunens tekster, indsatser, beløb og tal ud som én fil: til journalen, og
        når nogen beder om aktindsigt. Filen rummer også kladder, versioner og navne på dem, der har skrevet, svaret,
        lagt ind og rettet. Hvem der beder om den og henter den, skrives ned. Den kan hentes i {exportHours} timer, og
        så sletter vi den.
      </p>
      <h2>Når du står som kontaktperson</h2>
      <p>
        Dit navn, din stilling, mailadresse og telefon og det, du kan svare på, vises først, når du selv har sagt ja.
        Bliver der lagt noget til, spørger vi dig igen. Du kan sige nej igen med linket i mailen. Så sletter vi det.
      </p>
      <h2>Børn</h2>
      <p>
        Ingen børn må kunne genkendes på sitet. Ser du et sted, hvor det kan lade sig gøre, så{" "}
        <a href="/meld-et-problem">meld det med det samme</a>.
      </p>
      <h2>Navne i dokumenter</h2>
      <p>
        Dokumenterne er offentliggjort af kommunerne og KL. Navne på politikere og på repræsentanter for råd og
        foreninger står, som de står dér. Ansattes telefonnumre og mailadresser er taget ud.
      </p>
      <h2>Hvem har ansvaret?</h2>
      <p>
        {whoRuns(name)} Hver kommune er dataansvarlig for sine medarbejderes adgang, sine kontaktpersoner, sine tekster
        og de meldinger, der handler om dens sider. KL er det for sine egne medarbejdere og for resten. Den, der driver
        sitet, passer oplysningerne for dem. Du har ret til at få at vide, hvad der er gemt om dig, og til at få det
        rettet eller slettet. <a href="/kontakt">Skriv til os</a>. Du kan klage til Datatilsynet.
      </p>
    </TextPage>
  );
}
