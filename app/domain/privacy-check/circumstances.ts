import type { PrivacyFinding } from "./finding.ts";
import { matches, type Span, sentencesOf } from "./readable-text.ts";

const diagnosis =
  /(?<!\p{L})(?:\p{Ll}{0,25}autis(?:me|ten|t|tisk)\p{Ll}{0,25}|ASF|ADHD|ADD|Asperger\p{Ll}{0,25}|Tourettes?|OCD|angst(?:en|lidelse|diagnose)?|depression(?:en)?|depressiv|spiseforstyrrelse\p{Ll}{0,25}|anoreksi|Downs?(?:\ssyndrom)?|epilepsi|cerebral\s?parese|spastisk\s?lammet|spasti(?:ker|sk)|ordblind(?:hed)?|udviklingshæmm\p{Ll}{0,25}|udviklingsforstyrre\p{Ll}{0,25}|mutisme|mutist|tilknytningsforstyrrelse\p{Ll}{0,25}|PTSD|traumatiseret|selvskade(?:r|nde)?|selvmord\p{Ll}{0,25}|diabetes|sukkersyge|muskelsvind|kræft|leukæmi|FAS|føtalt alkohol\p{Ll}{0,25}|diagnose[nr]?|skolevægring|kørestol|høreapparat|blind|døv)(?!\p{L})/giu;

/** A school's, a daycare's or a group's own name: "Humlevejrskolen", "Birkens Børnehave", "Svalestuen". */
const ownName =
  "(?!(?:Folke|Special|Privat|Nabo|Grund|Ungdoms|Efter|Høj|Fri|Musik|Distrikts|Modtager|Heldags|Dag|Hele|Skov|Natur|Idræts|Special|Små|Stor)(?:skole|børnehave|vuggestue))(?:\\p{Lu}\\p{L}+(?:skolen|børnehaven|børnehuset|vuggestuen)|(?!(?:Hver|En|Vores|Den|Hvis|Når|Da|At|På|I|Ny|Alle|Ingen|God|Mere|Fra|Til|Med|For|Om|Og|Både)\\s)\\p{Lu}\\p{L}+\\s(?:Skole|Privatskole|Friskole|Børnehave|Børnehus|Vuggestue)|[Ss]tuen\\s\\p{Lu}\\p{Ll}+|(?!Vugge|vugge|Dag|dag|Børne)\\p{L}{2,}stuen)";
const setting = new RegExp(
  `(?<![\\p{L}\\d])(?:\\d{1,2}\\.?\\s?(?:klasse|[a-eA-E](?![\\p{L}\\d])|årgang)|børnehaveklassen?|${ownName})(?!\\p{L})`,
  "gu",
);
const named = new RegExp(`(?<![\\p{L}\\d])${ownName}(?!\\p{L})`, "u");

/** Whether a text names a school, a daycare or a group of one. */
export const namesPlace = (text: string): boolean => named.test(text);

/** One child, not children in general. */
const oneChild =
  /(?<!\p{L})(?:(?:en|et|den|det|vores|hans|hendes|denne|dette|min|sin)\s+(?:(?!(?:og|i|på|med|hos|en|et|for|til|af|som|at|om|fra|er|har|var|når|der|sammen|både|kan|skal)\s)\p{Ll}+\s+){0,2}(?:\p{Ll}{0,25}(?:dreng|pige|elev|barn))|\p{Ll}{0,25}(?:drengen|pigen|eleven|barnet)s?|(?:søn|sønnen|datter|datteren))(?!\p{L})/giu;

const few = "(?:én|to|tre|fire|[1-4])";
const fewPeople = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])${few}\\s+(?:af\\s+(?:vores\\s+|de\\s+)?)?(?:(?!og|eller)\\p{Ll}+\\s+)?(?:børn|elever|drenge|piger|familier|unge|medarbejdere|søskende)(?!\\p{L})`,
  "giu",
);
const oneInClass = /(?<![\p{L}\p{N}])(?:én|1)\s+(?:elev|barn|dreng|pige|familie)(?!\p{L})/giu;

/** What makes a small number tell of somebody. */
const tellsOfSomebody =
  /(?<!\p{L})(?:specialskole\p{Ll}{0,25}|specialklasse\p{Ll}{0,25}|specialtilbud\p{Ll}{0,25}|visiter\p{Ll}{0,25}|henvis\p{Ll}{0,25}|segreger\p{Ll}{0,25}|anbragt\p{Ll}{0,25}|anbringelse\p{Ll}{0,25}|fravær\p{Ll}{0,25}|skolevægr\p{Ll}{0,25}|udskrev\p{Ll}{0,25}|bortvis\p{Ll}{0,25}|udadreagerende|slår|slog|bed|voldelige?|underretning\p{Ll}{0,25}|diagnose\p{Ll}{0,25}|tvang|magtanvendelse\p{Ll}{0,25}|flygtning\p{Ll}{0,25}|traume\p{Ll}{0,25}|kommunikerer ikke)(?!\p{L})/iu;

const onlyOne =
  /(?<!\p{L})(?:(?:den|det)\s+eneste\s+(?:(?!måde|gang|grund|ting|vej|løsning|mulighed|forskel|krav|sted|kommune|skole|tilbud|metode|ændring|regel)(?:dreng|pige|elev|barn|familie|mor|far|forælder|lærer|pædagog|mand|kvinde|tosprogede?|flygtning|autist|kørestolsbruger|(?:i|på|fra|blandt|med|uden|der|som)(?=\s))\p{Ll}{0,25})|(?:som\s+)(?:den|det)\s+eneste)(?!\p{L})/giu;

const familyEvent =
  /(?<!\p{L})(?:skilsmisse\p{Ll}{0,25}|skilt|blev\s+skilt|(?:døde|dødsfald\p{Ll}{0,25}|dør\s+(?:da|af|i)|død)|begravelse\p{Ll}{0,25}|mistede?\s+(?:sin|sit|en|begge|deres)|mistet\s+(?:sin|sit|en|begge|deres)|fængs\p{Ll}{0,25}|varetægtsfængs\p{Ll}{0,25}|vold\s+i\s+(?:hjemmet|familien)|slår\s+(?:ham|hende)|anbragt\s+(?:i|hos|uden)|tvangsfjern\p{Ll}{0,25}|tvangsanbragt|misbrug(?:er|te|t)?|alkoholiker\p{Ll}{0,25}|drikker|narko\p{Ll}{0,25}|stofmisbrug\p{Ll}{0,25}|selvmord\p{Ll}{0,25}|kræftsyg\p{Ll}{0,25}|kræft|psykisk\s+syg|indlagt|flygtet|flygtede|udvist|hjemløs\p{Ll}{0,25}|krisecenter\p{Ll}{0,25}|incest|overgreb\p{Ll}{0,25}|seksuelt?\s+misbrugt?|adopter\p{Ll}{0,25}|ustabilt?\s+hjem)(?!\p{L})/giu;

/** Somebody's family, not families in general. */
const oneFamily =
  /(?<!\p{L})(?:(?:hans|hendes|barnets|drengens|pigens|elevens|den ene|deres)\s+(?:\p{Ll}+\s+)?(?:mor|far|forældre|familie|søskende|bror|søster|lillebror|lillesøster|storebror|storesøster|bedstefar|bedstemor|mormor|farmor|farfar|morfar)|(?:moren|faren|moderen|faderen|forældrene\s+(?:er|blev|var|skal)|familien\s+(?:er|var|blev|flygtede|kom|har)))(?!\p{L})/giu;

const employeeEvent =
  /(?<!\p{L})(?:en\s+(?:af\s+(?:vores|lærerne|pædagogerne)\s*)?)?(?:pædagogen|læreren|medhjælperen|lederen|vikaren|kollegaen|en\s+(?:pædagog|lærer|medhjælper|kollega|vikar)|en\s+af\s+(?:lærerne|pædagogerne|medarbejderne|kollegerne|vores\s+(?:lærere|pædagoger|kolleger)))\s+(?:\p{Ll}+\s+){0,3}(?:sagde\s+op|sagt\s+op|siger\s+op|fyret|afskediget|opsagt|sygemeldt|sygemeldte\s+sig|langtidssyg|gik\s+ned\s+med|stress(?:et|sygemeldt)?|udbrændt|gravid|alkohol\p{Ll}{0,25}|advarsel|tjenstlig|politianmeldt|flyttet\s+til|slog)(?!\p{L})/giu;

const within = (plain: string, { start, end }: Span, pattern: RegExp) => matches(plain.slice(start, end), pattern);

/** The stretch of a sentence that some of its words span. */
const spanOf = (sentence: Span, ...spans: readonly Span[]): Span => ({
  start: sentence.start + Math.min(...spans.map(({ start }) => start)),
  end: sentence.start + Math.max(...spans.map(({ end }) => end)),
});

/**
 * What is told of somebody without a name: one child's diagnosis beside its class or school, few people of whom something is told, "den
 * eneste", what has happened in a family or to an employee.
 * @param schoolNamed the text stands under a school's or a daycare's name, so that a diagnosis alone tells who it is
 */
export function findCircumstances(plain: string, { schoolNamed }: { schoolNamed: boolean }): PrivacyFinding[] {
  return sentencesOf(plain).flatMap((sentence): PrivacyFinding[] => {
    const all = (pattern: RegExp) => within(plain, sentence, pattern);
    const [child] = all(oneChild);
    const [illness] = all(diagnosis);
    const [place] = all(setting);
    const found: PrivacyFinding[] = [];
    if (child && illness && (place || schoolNamed)) {
      found.push({ kind: "recognisable-child", ...spanOf(sentence, child, illness, ...(place ? [place] : [])) });
    }
    const told =
      tellsOfSomebody.test(plain.slice(sentence.start, sentence.end)) || illness || all(familyEvent).length > 0;
    if (told) {
      for (const count of [...all(fewPeople), ...all(oneInClass)])
        found.push({ kind: "few-people", ...spanOf(sentence, count) });
    }
    for (const one of all(onlyOne)) found.push({ kind: "only-one", ...spanOf(sentence, one) });
    const [family] = all(oneFamily);
    const about = family ?? child;
    for (const event of all(familyEvent)) if (about) found.push({ kind: "family-event", ...spanOf(sentence, event) });
    for (const event of all(employeeEvent)) found.push({ kind: "employee", ...spanOf(sentence, event) });
    return found;
  });
}
