import type { Page, Response } from "@playwright/test";
import { withdrawnCase } from "./content.ts";
import { draftWithVersions } from "./drafts.ts";
import { exportToLookAt } from "./exports.ts";
import { enter, type signedIn } from "./people.ts";
import { editionToLookAt } from "./statuses.ts";

/** One page of every type that a reader can meet. */
export interface PageType {
  name: string;
  path: string;
  /** 200 unless told otherwise. */
  status?: number;
  /** What a reader comes for: texts that must stand in the main part, with or without scripts. */
  holds: readonly string[];
  /** What must be there before the page can be asked for. */
  prepare?: () => Promise<void>;
  /** Who looks, when it is not a reader like any other. */
  as?: keyof typeof signedIn;
  /** What the reader does to get from the address to the page. @returns the answer that the page was drawn from. */
  reach?: (page: Page) => Promise<Response | null>;
}

export const pageTypes: readonly PageType[] = [
  {
    name: "The front page",
    path: "/",
    holds: ["Find ud af, hvordan andre gør plads til flere", "Co-teaching", "De ti punkter", "98 kommuner"],
  },
  { name: "The list of cases", path: "/eksempler", holds: ["Demodata", "Klassetrin", "Skjul Demodata", "Næste"] },
  {
    name: "The list of cases, narrowed",
    path: "/eksempler?metode=nest&omraade=indskoling&sorter=titel",
    holds: ["Lundehusskolen starter på et Nest-spor", "1 valgt", "Nulstil"],
  },
  {
    name: "The list of cases when none fit",
    path: "/eksempler?metode=cool-kids&klassetrin=10",
    holds: ["0 eksempler", "Ingen eksempler passer på det, du har valgt.", "se alle eksempler", "del det første"],
  },
  {
    name: "A case retold from a document",
    path: "/eksempler/koebenhavn-nest-lundehusskolen",
    holds: [
      "Gengivet fra dokument, ikke skrevet af kommunen.",
      "Hvad kom der ud af det",
      "Kilder",
      "Koblet af redaktionen",
      "Meld et problem med siden",
    ],
  },
  {
    name: "An invented case",
    path: "/eksempler/helsingoer-co-teaching-i-7-klasse",
    holds: ["Demodata", "Det er ikke sket i Helsingør.", "Det svære", "Vores 7. årgang er ny hos os.", "Ligner dette"],
  },
  { name: "The search, before anything is asked", path: "/soeg", holds: ["Hvad leder du efter?", "Stavefejl"] },
  {
    name: "What a search has found",
    path: "/soeg?q=coteching&type=metode",
    holds: ["Vi har søgt på coteaching i stedet", "Type 1 valgt", "Co-teaching", "Nulstil"],
  },
  {
    name: "A search that has found nothing",
    path: "/soeg?q=qqqqzzzz",
    holds: ["0 resultater", "Vi fandt ikke noget.", "Prøv et andet ord", "alle metoder"],
  },
  {
    name: "The list of methods",
    path: "/metoder",
    holds: ["Organisering", "Co-teaching", "Mentalisering", "Ressourcemodel"],
  },
  {
    name: "A method with a knowledge profile",
    path: "/metoder/co-teaching",
    holds: [
      "Sådan gør I",
      "Vidensprofil",
      "Hvad undersøgelser viser",
      "Her peger det i hver sin retning:",
      "Kommuner, der nævner metoden",
      "Eksempler med Co-teaching",
      "Kilder",
    ],
  },
  {
    name: "A way to organise",
    path: "/metoder/kvalitetsteam",
    holds: ["Sådan gør I", "Hvad det er til", "Derfor har guiden ingen vidensprofil.", "Eksempler med Kvalitetsteam"],
  },
  {
    name: "The municipalities",
    path: "/kommuner",
    holds: ["Kortet", "98 kommuner", "Albertslund", "Aarhus", "Rigtige eksempler"],
  },
  {
    name: "The municipalities with the map of invented cases",
    path: "/kommuner?kort=demodata",
    holds: ["Kortet viser opdigtede eksempler.", "98 kommuner"],
  },
  {
    name: "A municipality with much to read",
    path: "/kommuner/koebenhavn",
    holds: ["Københavns Kommune", "Mangfoldige børnefællesskaber", "Lundehusskolen", "Tæt på"],
  },
  {
    name: "A municipality with nothing yet",
    path: "/kommuner/dragoer",
    holds: ["Dragør Kommune", "Dragør har ikke delt et eksempel endnu.", "del det første", "Tæt på"],
  },
  {
    name: "A municipality with initiatives and money",
    path: "/kommuner/aarhus",
    holds: ["Indsatser", "Penge over årene", "55.000 fra 2024", "Milepæle, som de er trykt", "Hvad Aarhus vil"],
  },
  {
    name: "A municipality with indicators of its own",
    path: "/kommuner/albertslund",
    holds: [
      "Teksten og tabellen siger ikke det samme",
      "Summer efter punkt",
      "Indikatorer ved siden af landets",
      "Pejlemærker",
    ],
  },
  {
    name: "An initiative",
    path: "/indsatser/aarhus-lokalt-skoletilbud-for-alle",
    holds: ["Aftalt", "12.500", "Teksten og tabellen siger ikke det samme", "Rettelser", "ikke oplyst"],
  },
  {
    name: "An initiative as its figures stood on a day",
    path: "/indsatser/aarhus-trivselsteam?pr=2020-01-01",
    holds: ["Du ser tallene, som de stod 1. januar 2020."],
  },
  { name: "The indicators", path: "/indikatorer", holds: ["For alle kommuner", "Inklusionsgrad", "Kommunernes egne"] },
  {
    name: "An indicator with values",
    path: "/indikatorer/albertslund-udgifter-specialpaedagogik",
    holds: ["cirka 100", "over 120", "fremskrevet", "Vi ser forandring ved", "Vis tallene, som de stod"],
  },
  {
    name: "An indicator that must not be compared",
    path: "/indikatorer/koebenhavn-lav-elevtrivsel",
    holds: ["kan ikke sammenlignes", "et diagram uden trykte tal", "Opdateret juni 2025"],
  },
  {
    name: "The declarations",
    path: "/erklaeringer",
    holds: ["2025", "Topmødeerklæringen 2025"],
  },
  {
    name: "The ten points",
    path: "/erklaeringer/2025",
    holds: ["De ti punkter", "Har eksempler (koblet af redaktionen):", "På vegne af"],
  },
  {
    name: "One of the ten points",
    path: "/erklaeringer/2025/punkter/1",
    holds: ["Punkt 1 af de ti", "Som det står i erklæringen", "Hvem har eksempler?", "København"],
  },
  {
    name: "The country's picture of the ten points",
    path: "/erklaeringer/2025/status",
    holds: ["Landets billede af de ti punkter", "Samme tal som tabel", "Det, de gerne vil have hjælp til"],
  },
  {
    name: "A status that is told again from a paper",
    path: "/kommuner/koebenhavn/status/2026H1",
    holds: [
      "Gengivet fra dokument",
      "Vi ser forandring ved",
      "Tematiske opfølgninger",
      "Overgangspædagoger",
      "Meld et problem",
    ],
  },
  {
    name: "An edition of a status",
    path: "/kommuner/koebenhavn/status/2026H1/udgaver/1",
    holds: ["Gengivet fra dokument", "Politiske sigtelinjer"],
  },
  {
    name: "A status that is not there",
    path: "/kommuner/koebenhavn/status/2019H1",
    status: 404,
    holds: ["Der er ingen status"],
  },
  {
    name: "The country's picture, of invented statuses",
    path: "/erklaeringer/2025/status?demodata=ja",
    holds: ["Alle statusser her er opdigtede", "Læs en kommunes egen status", "Kender du et svar"],
  },
  {
    name: "The documents",
    path: "/dokumenter",
    holds: ["Bilag A – budgetaftale 2025", "Mangfoldige børnefællesskaber"],
  },
  {
    name: "A document",
    path: "/dokumenter/koebenhavn-mangfoldige-boernefaellesskaber-2026",
    holds: ["Teksten er dokumentets egen.", "Lundehusskolen", "Bygger på dokumentet"],
  },
  { name: "The sources", path: "/kilder", holds: ["Undersøgelser og vejledninger", "Lodtrækningsforsøg", "Næste"] },
  {
    name: "A source",
    path: "/kilder/ekstra-voksne-i-klassen-2020",
    holds: ["Lodtrækningsforsøg", "105 danske skoler", "Forbehold", "Set november 2026", "Hører til"],
  },
  {
    name: "A source that is known from a document alone",
    path: "/kilder/vive-2020",
    holds: ["Nævnt i:", "Vi har ikke set kilden selv", "Mellemformer"],
  },
  { name: "About the site", path: "/om", holds: ["Hvad du finder her", "Demodata", "Ingen rangliste"] },
  {
    name: "How to read the knowledge profile",
    path: "/om/vidensprofil",
    holds: ["Målgruppe", "Skalaen er vores egen.", "Økonomi"],
  },
  {
    name: "Open data",
    path: "/aabne-data",
    holds: ["/api/v1/search", "curl", "Albertslund", "CC BY-SA 4.0", "tæller kun det rigtige"],
  },
  { name: "How to share a case", path: "/del-et-eksempel", holds: ["Del et eksempel", "Log ind"] },
  { name: "Contact", path: "/kontakt", holds: ["Dem, der driver sitet", "Hvis et barn kan genkendes"] },
  { name: "Privacy", path: "/privatliv", holds: ["ingen cookies", "180 dage", "Når du har en konto", "730 dage"] },
  {
    name: "Accessibility",
    path: "/tilgaengelighed",
    holds: ["WCAG 2.2 på niveau AA", "EN 301 549", "Digitaliseringsstyrelsen"],
  },
  {
    name: "The form for problems",
    path: "/meld-et-problem?side=/metoder/nest",
    holds: ["Hvilken side?", "Hvad er galt?", "Send melding"],
  },
  {
    name: "The form for problems with errors",
    path: "/meld-et-problem?side=/metoder/nest",
    status: 400,
    holds: ["Meldingen er ikke sendt endnu", "Skriv, hvad der er galt.", "Mailadressen ser ikke rigtig ud."],
    reach: async (page) => {
      await page.getByLabel("Din mailadresse").fill("ikke en adresse");
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Send melding" }).click();
      await page.getByRole("alert").waitFor();
      return answer;
    },
  },
  {
    name: "The thanks for a report",
    path: "/meld-et-problem?side=/metoder/nest&gjort=sendt",
    holds: ["Tak, det er modtaget", "Tilbage til siden"],
  },
  {
    name: "The way in",
    path: "/log-ind",
    holds: ["Mailadresse", "Adgangskode", "Glemt adgangskode?", "Opret en konto"],
  },
  {
    name: "The way in with errors",
    path: "/log-ind",
    status: 400,
    holds: ["Du er ikke logget ind endnu", "Mailadressen ser ikke rigtig ud."],
    reach: async (page) => {
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Log ind" }).click();
      await page.getByRole("alert").waitFor();
      return answer;
    },
  },
  { name: "Registration", path: "/opret-konto", holds: ["Din arbejdsmail", "Send mig et link"] },
  { name: "A forgotten password", path: "/glemt-adgangskode", holds: ["Mailadresse", "Send link"] },
  { name: "A link that opens nothing", path: "/invitation?kode=brugt", holds: ["Invitationen gælder ikke længere"] },
  {
    name: "An address that is nobody's",
    path: "/findes-ikke",
    status: 404,
    holds: ["Siden findes ikke", "Måske leder du efter", "Forsiden"],
  },
  {
    name: "A case that is withdrawn",
    path: `/eksempler/${withdrawnCase.slug}`,
    status: 410,
    holds: ["Siden kan ikke læses", "trukket tilbage af dem, der skrev det", "Måske leder du efter"],
    prepare: withdrawnCase.prepare,
  },
  {
    name: "An address with a value that nobody knows",
    path: "/eksempler?omraade=gymnasium",
    status: 400,
    holds: ["Den adresse kan vi ikke læse", "Vi kender ikke området »gymnasium«."],
  },
];

/** The pages that one meets only when signed in. */
export const signedInPages: readonly PageType[] = [
  { name: "The welcome", as: "newcomer", path: "/velkommen", holds: ["Finde hjælp", "Videre til min side"] },
  { name: "One's own page", as: "coordinator", path: "/min-side", holds: ["Dine roller", "Personer", "Log ud"] },
  {
    name: "The initiatives that a municipality keeps",
    as: "coordinator",
    path: "/kommuner/ballerup/indsatser",
    holds: ["Ny indsats", "Koordinatoren udgiver"],
  },
  {
    name: "The accounts that a municipality keeps",
    as: "coordinator",
    path: "/kommuner/ballerup/penge",
    holds: ["Tast et år ind", "Tre linjer om året"],
  },
  {
    name: "The follow-ups that a municipality keeps",
    as: "coordinator",
    path: "/kommuner/ballerup/opfoelgning",
    holds: ["Ny opfølgning", "koordinatoren udgiver"],
  },
  {
    name: "How places are given, as a municipality keeps it",
    as: "coordinator",
    path: "/kommuner/ballerup/pladser",
    holds: ["Skriv en ny", "Hvem bestemmer"],
  },
  {
    name: "What a municipality itself wants, as it keeps it",
    as: "coordinator",
    path: "/kommuner/ballerup/ambitioner",
    holds: ["Skriv en ny", "koordinatoren udgiver"],
  },
  {
    name: "Where the declaration was dealt with, as a municipality keeps it",
    as: "coordinator",
    path: "/kommuner/ballerup/behandlet",
    holds: ["Skriv, hvor den er behandlet", "på alle kommuners vegne"],
  },
  {
    name: "The agreements that a municipality keeps",
    as: "coordinator",
    path: "/kommuner/ballerup/aftaler",
    holds: ["Ny aftale", "Budgettets år"],
  },
  {
    name: "The indicators that a municipality keeps",
    as: "coordinator",
    path: "/kommuner/ballerup/indikatorer",
    holds: ["Ny indikator, kommunens egen", "Tast tal ind"],
  },
  {
    name: "Where the municipalities are, as KL sees it",
    as: "admin",
    path: "/kl/status?demodata=ja",
    holds: ["Kommune for kommune", "Flyttet siden sidst", "De beder om hjælp", "Hvornår hørte vi sidst fra dem?"],
  },
  {
    name: "The country's picture, as the network sees it",
    as: "coordinator",
    path: "/erklaeringer/2025/status?demodata=ja&vis=effekt&region=nordjylland",
    holds: ["Kommune for kommune", "Nordjylland", "Hvad de ser"],
  },
  { name: "Whom KL offers help", as: "admin", path: "/kl/status/paamindelser", holds: ["Skriv til dem uden status"] },
  {
    name: "The half years",
    as: "admin",
    path: "/kl/perioder",
    holds: ["Halvåret er hylden", "2. halvår 2026", "Spørg til et tema"],
  },
  {
    name: "The indicators that KL keeps",
    as: "admin",
    path: "/kl/indikatorer",
    holds: ["Ny indikator for alle kommuner", "Tast tal ind"],
  },
  {
    name: "Beginning a case",
    as: "starter",
    path: "/del-et-eksempel?metode=nest",
    holds: ["Ballerup Kommune", "Tal i stedet for at skrive.", "Hvad var svært undervejs?", "Videre til teksten"],
  },
  {
    name: "Beginning a case with errors",
    as: "starter",
    path: "/del-et-eksempel",
    status: 400,
    holds: ["Det er ikke gemt endnu", "Skriv et par ord til mindst ét af spørgsmålene."],
    reach: async (page) => {
      const answer = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Videre til teksten" }).click();
      await page.getByRole("alert").waitFor();
      return answer;
    },
  },
  {
    name: "The desk before the first text",
    as: "starter",
    path: "/mine-tekster",
    holds: ["Her er plads til det første", "Sådan går det til"],
  },
  { name: "The empty bin", as: "starter", path: "/mine-tekster/papirkurv", holds: ["Papirkurven er tom."] },
  {
    name: "The desk with texts",
    as: "coordinator",
    path: "/del-et-eksempel",
    holds: ["Kladder", "Vi gik ud sammen, før klokken ringede.", "Skriv videre", "Læg i papirkurven"],
    reach: async (page) => {
      await begin(page);
      return page.goto("/mine-tekster");
    },
  },
  {
    name: "A text before it goes into the bin",
    as: "coordinator",
    path: "/del-et-eksempel",
    holds: [
      "Læg »Vi gik ud sammen, før klokken ringede.« i papirkurven",
      "det kan ikke fortrydes",
      "Nej, tilbage til mine tekster",
    ],
    reach: async (page) => page.goto(`/mine-tekster/papirkurv?laeg=${await begin(page)}`),
  },
  {
    name: "What is chosen beside a text",
    as: "coordinator",
    path: "/del-et-eksempel",
    holds: ["Om eksemplet", "Hvem må læse den?", "Det savner læsere tit"],
    reach: async (page) => page.goto(`/mine-tekster/${await begin(page)}/valg?gemt=visibility`),
  },
  {
    name: "Who writes along",
    as: "coordinator",
    path: "/del-et-eksempel",
    holds: ["Begyndte på teksten.", "Få en kollega med", "Find en kollega"],
    reach: async (page) => page.goto(`/mine-tekster/${await begin(page)}/skrivere?find=a`),
  },
  {
    name: "The pictures of a text",
    as: "coordinator",
    path: "/del-et-eksempel",
    holds: ["Der er ingen billeder i teksten endnu."],
    reach: async (page) => page.goto(`/mine-tekster/${await begin(page)}/billeder`),
  },
  { name: "Security", as: "coordinator", path: "/min-side/sikkerhed", holds: ["Engangskoder", "Log ud alle steder"] },
  {
    name: "Setting up codes",
    as: "starter",
    path: "/min-side/sikkerhed",
    holds: ["Scan koden", "Slå engangskoder til"],
  },
  { name: "One's own data", as: "coordinator", path: "/min-side/data", holds: ["Hent mine data", "Slet min konto"] },
  {
    name: "People",
    as: "coordinator",
    path: "/kommuner/ballerup/personer",
    holds: ["Venter på svar", "Invitér en kollega"],
  },
  {
    name: "One who asks for access",
    as: "coordinator",
    path: "/kommuner/ballerup/personer",
    holds: ["Rolle", "Giv Anne Venter adgang", "Tilbage til personerne"],
    reach: (page) => open(page, "Giv adgang til Anne Venter"),
  },
  {
    name: "A person",
    as: "coordinator",
    path: "/kommuner/ballerup/personer",
    holds: ["Giv en rolle til", "Fjern fra kommunen", "Hvem overtager som kontaktperson?"],
    reach: (page) => open(page, "Giv en rolle til Karen Holm"),
  },
  {
    name: "People that are searched",
    as: "coordinator",
    path: "/kommuner/ballerup/personer?find=karen",
    holds: ["Find en person", "1 person", "Vis alle"],
  },
  {
    name: "Units",
    as: "coordinator",
    path: "/kommuner/ballerup/enheder",
    holds: ["Rørsangerskolen", "Opret en enhed"],
  },
  {
    name: "A unit before it is deleted",
    as: "coordinator",
    path: "/kommuner/ballerup/enheder",
    holds: ["Slet Rørsangerskolen", "det kan ikke fortrydes", "Nej, tilbage til enhederne"],
    reach: (page) => open(page, "Slet Rørsangerskolen"),
  },
  {
    name: "A unit",
    as: "coordinator",
    path: "/kommuner/ballerup/enheder",
    holds: ["Ret Rørsangerskolen", "Hører under", "Tilbage til enhederne"],
    reach: (page) => open(page, "Ret Rørsangerskolen"),
  },
  { name: "Contacts", as: "coordinator", path: "/kommuner/ballerup/kontaktpersoner", holds: ["Har ikke svaret endnu"] },
  {
    name: "A contact person",
    as: "coordinator",
    path: "/kommuner/ballerup/kontaktpersoner",
    holds: ["Ret Bo Kontakt", "Kan svare på", "Tilbage til kontaktpersonerne"],
    reach: (page) => open(page, "Ret Bo Kontakt"),
  },
  {
    name: "The statuses that a municipality keeps",
    as: "coordinator",
    path: "/kommuner/ballerup/statusser",
    holds: ["Åbent nu", "2. halvår 2026", "Skriv videre", "Kommunens statusser", "Demodata"],
    prepare: editionToLookAt.prepare,
  },
  {
    name: "A status that is being written",
    as: "coordinator",
    path: `/kommuner/ballerup/statusser/${editionToLookAt.id}`,
    holds: [
      "Status for 2. halvår 2026",
      "9. december 2026",
      "De ti punkter",
      "Trivsel",
      "Hvem har været med",
      "Vurdér",
    ],
    prepare: editionToLookAt.prepare,
  },
  {
    name: "What a claim of a status rests on",
    as: "coordinator",
    path: `/kommuner/ballerup/statusser/${editionToLookAt.id}/belaeg?om=point:2025:1`,
    holds: ["Hvad hviler punkt 1 på?", "Intet valgt endnu", "Find noget at bygge på"],
    prepare: editionToLookAt.prepare,
  },
  {
    name: "A status as the committee reads it",
    as: "coordinator",
    path: `/kommuner/ballerup/statusser/${editionToLookAt.id}/forhaandsvisning`,
    holds: ["Udkast", "Børne- og Skoleudvalget", "De ti punkter", "ikke vurderet i denne status"],
    prepare: editionToLookAt.prepare,
  },
  {
    name: "A status before it is sent",
    as: "coordinator",
    path: `/kommuner/ballerup/statusser/${editionToLookAt.id}/send`,
    holds: ["Det mangler", "linjer mangler svar"],
    prepare: editionToLookAt.prepare,
  },
  { name: "Mail domains", as: "coordinator", path: "/kommuner/ballerup/maildomaener", holds: ["@balk.dk", "Spørg KL"] },
  { name: "Reports", as: "coordinator", path: "/kommuner/ballerup/meldinger", holds: ["Skjulte sider"] },
  { name: "The log", as: "coordinator", path: "/kommuner/ballerup/haendelser", holds: ["Hent alle hændelser"] },
  {
    name: "The export of a municipality's texts",
    as: "coordinator",
    path: "/kommuner/ballerup/udtraek",
    holds: ["Klar, kan hentes til", "3 eksempler og 7 versioner", "Hent udtrækket (ZIP, 1,2 MB)", "Lav udtrækket"],
    prepare: exportToLookAt.prepare,
  },
  {
    name: "Two versions of a text",
    as: "coordinator",
    path: `/mine-tekster/${draftWithVersions.id}/versioner?fra=1&til=nu`,
    holds: ["6 ændringer", "Flyttet hertil", "Fjernet", "går nu til", "Alle versioner", "Fjern for altid"],
    prepare: draftWithVersions.prepare,
  },
  {
    name: "A version before it is taken back",
    as: "coordinator",
    path: `/mine-tekster/${draftWithVersions.id}/versioner/hent?version=1`,
    holds: ["Intet går tabt", "Hent version 1 tilbage", "Nej, tilbage til versionerne"],
    prepare: draftWithVersions.prepare,
  },
  {
    name: "The versions of a text before they are removed",
    as: "coordinator",
    path: `/mine-tekster/${draftWithVersions.id}/versioner/fjern`,
    holds: ["Det bliver", "Det er væk for altid", "2 versioner", "Hvorfor?"],
    prepare: draftWithVersions.prepare,
  },
  { name: "KL's desk", as: "admin", path: "/kl", holds: ["Handl for en kommune", "Maildomæner"] },
  { name: "KL's people", as: "admin", path: "/kl/personer", holds: ["Kommuner uden koordinator"] },
  { name: "KL's mail domains", as: "admin", path: "/kl/maildomaener", holds: ["Maildomæner"] },
  { name: "KL's reports", as: "admin", path: "/kl/meldinger", holds: ["Meldinger"] },
  { name: "KL's log", as: "admin", path: "/kl/haendelser", holds: ["i alle kommuner"] },
  { name: "KL's mails", as: "admin", path: "/kl/mails", holds: ["Mail"] },
  { name: "Acting for a municipality", as: "admin", path: "/kl/optraed", holds: ["Hvorfor?", "Begynd"] },
  { name: "What one may not see", as: "newcomer", path: "/kl", status: 403, holds: ["Ingen adgang"] },
];

/** Goes to the top of the page that a link leads into. @returns the answer that it was drawn from */
async function open(page: Page, name: string): Promise<Response | null> {
  const address = await page.getByRole("link", { name }).getAttribute("href");
  return page.goto(address?.replace(/#.*/, "") ?? "");
}

/** Goes to a page as a reader would. @returns the answer that the page was drawn from. */
export async function visit(page: Page, { path, as, prepare, reach }: PageType): Promise<Response | null> {
  await prepare?.();
  if (as) await enter(page, as);
  const answer = await page.goto(path);
  return reach ? await reach(page) : answer;
}

/** Begins a case with one answer. @returns its id */
async function begin(page: Page): Promise<string> {
  await page.getByLabel("Hvad gjorde I?").fill("Vi gik ud sammen, før klokken ringede.");
  await page.getByRole("button", { name: "Videre til teksten" }).click();
  await page.waitForURL(/\/mine-tekster\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.slice("/mine-tekster/".length);
}
