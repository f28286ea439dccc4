import type { PrivacyFinding } from "./finding.ts";
import { findPeople, type Person } from "./people.ts";
import { matches, readableText, type Span, sentencesOf } from "./readable-text.ts";

const diagnosis =
  /(?<!\p{L})(?:\p{Ll}{0,25}autis(?:me|ten|t|tisk)\p{Ll}{0,25}|ASF|ADHD|ADD|Asperger\p{Ll}{0,25}|Tourettes?|OCD|angst(?:en|lidelse|diagnose)?|depression(?:en)?|depressiv|spiseforstyrrelse\p{Ll}{0,25}|anoreksi|Downs?(?:\ssyndrom)?|epilepsi|cerebral\s?parese|spastisk\s?lammet|spasti(?:ker|sk)|ordblind(?:hed)?|udviklingshæmm\p{Ll}{0,25}|udviklingsforstyrre\p{Ll}{0,25}|mutisme|mutist|tilknytningsforstyrrelse\p{Ll}{0,25}|PTSD|traumatiseret|selvskade(?:r|nde)?|selvmord\p{Ll}{0,25}|diabetes|sukkersyge|muskelsvind|kræft|leukæmi|FAS|føtalt alkohol\p{Ll}{0,25}|diagnose[nr]?|skolevægring|kørestol\p{Ll}{0,12}|høreapparat|blind(?!\sfor)|døv|\p{Ll}{0,12}hæmme(?:t|lse[nr]?)|(?:i|til)\sudredning|kromosom\p{Ll}{0,15}|selektivt\smut|CP|ritalin|svagtseende|hørehæmmede|stammer(?!\sfra)|tics|skizofren\p{Ll}{0,5}|bipolar|borderline|demens|sklerose|hjerneskade\p{Ll}{0,5}|skoleangst|socialangst|\p{Lu}\p{Ll}{2,15}\ssyndrom)(?!\p{L})/giu;

/** A school's, a daycare's or a group's own name: "Humlevejrskolen", "Birkens Børnehave", "Svalestuen". */
const ownName =
  "(?!(?:Folke|Special|Privat|Nabo|Grund|Ungdoms|Efter|Høj|Fri|Musik|Distrikts|Modtager|Heldags|Dag|Hele|Skov|Natur|Idræts|Små|Stor)(?:skole|børnehave|vuggestue))(?:\\p{Lu}\\p{L}+(?:skolen|børnehaven|børnehuset|vuggestuen)|(?!(?:Hver|En|Vores|Den|Hvis|Når|Da|At|På|I|Ny|Alle|Ingen|God|Mere|Fra|Til|Med|For|Om|Og|Både)\\s)\\p{Lu}\\p{L}+\\s(?:Skole|Privatskole|Friskole|Børnehave|Børnehus|Vuggestue)|[Ss]tuen\\s\\p{Lu}\\p{Ll}+|(?!Vugge|vugge|Dag|dag|Børne)\\p{L}{2,}stuen)";
const setting = new RegExp(
  `(?<![\\p{L}\\d])(?:\\d{1,2}\\.?\\s?(?:klasse|[a-eA-E](?![\\p{L}\\d])|årgang)|(?:nulte|første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende)\\s(?:klasse|[a-e](?![\\p{L}\\d]))|børnehaveklassen?|${ownName})(?!\\p{L})`,
  "gu",
);
const named = new RegExp(`(?<![\\p{L}\\d])${ownName}(?!\\p{L})`, "u");

/** Whether a text names a school, a daycare or a group of one. */
export const namesPlace = (text: string): boolean => named.test(text);

/** One child, not children in general. */
const oneChild =
  /(?<!\p{L})(?:(?:en|et|den|det|vores|hans|hendes|denne|dette|min|sin)\s+(?:(?!(?:og|i|på|med|hos|en|et|for|til|af|som|at|om|fra|er|har|var|når|der|sammen|både|kan|skal)\s)\p{Ll}+\s+){0,2}(?:(?:\p{L}{2,12}-)?\p{Ll}{0,25}(?:dreng|pige|elev|barn))|\p{Ll}{0,25}(?:drengen|pigen|eleven|barnet)s?|(?:søn|sønnen|datter|datteren)|(?:dreng|pige|elev|barn)(?=,?\s+(?:på\s+)?\d{1,2}\s?år(?!\p{L})))(?!\p{L})/giu;

const few = "(?:én|ét|to|tre|fire|[1-4])";
const fewPeople = new RegExp(
  `(?<![\\p{L}\\p{N}.,-])(?:${few}\\s+(?:(?:ud\\s)?af\\s+(?:vores\\s+|de\\s+|\\d+\\s+)?)?(?:(?!og|eller)\\p{Ll}+\\s+)?|begge\\s+)(?:\\p{Ll}{0,20}(?:børn|elever|drenge|piger)(?:ne|ene)?|familier(?:ne)?|unge|medarbejdere|søskende|brødre|søstre)(?!\\p{L})`,
  "giu",
);
/** "Der er kun tre børn i gruppen": said to be few. */
const onlyFew = new RegExp(
  `(?<=(?:er|var|kun|blot|bare|i alt)\\s+(?:kun|blot|bare|i alt)\\s+|(?:består|bestod) (?:kun )?af )${few}\\s+(?:\\p{Ll}{0,20}(?:børn|elever|drenge|piger))(?!\\p{L})`,
  "giu",
);
/** "22 elever, hvoraf 3 har ADHD". */
const fewOfThem = new RegExp(
  `(?<!\\p{L})(?:hvoraf|heraf|deraf)\\s+${few}(?=\\s+(?:har|er|går|får|fik|kom|blev|bliver)\\s)`,
  "giu",
);
const oneInClass = /(?<![\p{L}\p{N}])(?:én|ét|1|(?:et|en)\s+enkelt)\s+(?:elev|barn|dreng|pige|familie)(?!\p{L})/giu;
/** A number that is a rule or a ratio counts nobody. */
const rule =
  /(?:højst|op til|maks\p{L}*\.?|mindst|plads til|grupper (?:på|med|af)|hver \p{L}+ har|voksen om|voksne om)\s+$/iu;
const ratio = /^\s+(?:pr\.|per)\s/iu;

/** What makes a small number tell of somebody. */
const tellsOfSomebody =
  /(?<!\p{L})(?:specialskole\p{Ll}{0,25}|specialklasse\p{Ll}{0,25}|specialtilbud\p{Ll}{0,25}|visiter\p{Ll}{0,25}|henvis\p{Ll}{0,25}|segreger\p{Ll}{0,25}|anbragt\p{Ll}{0,25}|anbringelse\p{Ll}{0,25}|fravær\p{Ll}{0,25}|skolevægr\p{Ll}{0,25}|udskrev\p{Ll}{0,25}|bortvis\p{Ll}{0,25}|udadreagerende|slår|slog|bed|voldelige?|underretning\p{Ll}{0,25}|diagnose\p{Ll}{0,25}|tvang|magtanvendelse\p{Ll}{0,25}|\p{Ll}{0,5}flygtning\p{Ll}{0,25}|traume\p{Ll}{0,25}|kommunikerer ikke|mistrives|mistriv\p{Ll}{0,5}|mobbe[drst]\p{Ll}{0,5}|psykiatri\p{Ll}{0,15}|medicin\p{Ll}{0,10}|indstillet|kriminel\p{Ll}{0,10})(?!\p{L})/iu;

/** The child of somebody whom everybody there knows. */
const childOfKnown =
  /(?<!\p{L})(?:\p{Ll}{0,20}(?:lederens|lærerens|pædagogens|pedellens|borgmesterens|præstens|formandens))\s+(?:egen\s+|eget\s+|egne\s+)?(?:søn|datter|barn|børn)(?!\p{L})/giu;

const somebody =
  "(?:\\p{Ll}{0,20}(?:dreng|pige|elev|barn|autist)|familie|mor|far|forælder|lærer|pædagog|mand|kvinde|tosprogede?|flygtning|kørestolsbruger|\\p{Ll}{0,15}hæmmede|blinde|døve)";
const onlyOne = new RegExp(
  `(?<!\\p{L})(?:(?:den|det|vores|min|\\p{L}{2,20}s)\\s+eneste\\s+(?:\\p{Ll}{2,20}(?:e|a)\\s+)?${somebody}|den\\s+eneste\\s+(?:i|på|fra|blandt|med|uden|der|som|af)(?=\\s)|det\\s+eneste\\s+(?:i|på|blandt)(?=\\s)|de\\s+eneste\\s+${few}\\s+\\p{Ll}{3,20}|(?<!(?:hvis|når|om|selvom|ikke)\\s)kun\\s+(?:(?:én|ét|1)\\s+(?:(?!og|eller)\\p{Ll}+\\s+)?(?:elev|barn|dreng|pige)(?!\\p{L}|\\s+(?:ad|om|pr|per|til|og\\s+kun)(?!\\p{L})|\\s+(?:i|på|for|fra)\\s+hver)|(?:en|et)\\s+(?:elev|barn|dreng|pige)(?=\\s+(?:i|på|fra)\\s+(?:klassen|stuen|skolen|gruppen|årgangen|børnehaven|vuggestuen|\\d)))|som\\s+(?:den|det)\\s+eneste)(?!\\p{L})`,
  "giu",
);

const parentOrSibling =
  "(?:(?:store|lille|tvillinge|halv)?(?:bror|søster)|søskende|mor|far|forælder|forældre|bedstefar|bedstemor|mormor|farmor|farfar|morfar|stedfar|stedmor)";
const has = "(?:har|havde|fik|er|var|blev|lider|med|i|en|fået|blevet|af|også|nu|selv)";
/** That somebody has been worried for a child is told, not that one should say so. */
const told =
  "(?<!(?:når|hvis|om|at)\\s)(?:der\\s+(?:er|var|kom|ligger|lå)|(?:vi|jeg|skolen|børnehaven|lærerne|pædagogerne)\\s+(?:har\\s+|havde\\s+)?(?:lavede|skrev|sendte|fik|modtog|lavet|skrevet|sendt|fået|modtaget))\\s+(?:(?:nu|også|allerede|derfor)\\s+)?(?:en|to|tre|flere)\\s+underretning(?:er)?";
const familyEvent = new RegExp(
  `(?<!\\p{L})(?:skilsmisse\\p{Ll}{0,25}|(?:blev|bliver|blevet)\\s+skilt|(?<=(?:er|var|lige|nu)\\s)skilt|gik\\s+fra\\s+hinanden|døde(?!\\s+af\\s+grin)|dødsfald\\p{Ll}{0,25}|(?<=${parentOrSibling}\\s)dør|(?<=(?:mors|fars|morens|farens|moderens|faderens|forældres|brors|søsters|er|var)\\s)død|begravelse\\p{Ll}{0,25}|miste(?:de|t)?\\s+(?:(?:hun|han|drengen|pigen|barnet|eleven)\\s+)?(?:sin|sit|en|begge|deres)(?=\\s+(?:\\p{Ll}+\\s+)?${parentOrSibling})|fængs(?!lende)\\p{Ll}*|afson\\p{Ll}{0,10}|varetægtsfængs\\p{Ll}{0,25}|vold\\s+(?:i\\s+(?:hjemmet|familien)|(?:der)?hjemme)|udsat\\s+for\\s+(?:\\p{Ll}+\\s+)?(?:vold|omsorgssvigt)|slår\\s+(?:ham|hende)|(?<=${parentOrSibling}(?:en)?\\s)slog(?=\\s+(?:ham|hende|dem|drengen|pigen|barnet|børnene)(?!\\p{L}))|anbragt\\s+(?:i|hos|uden)|bor\\s+(?:nu\\s+)?(?:i|hos)\\s+(?:en\\s+)?plejefamilie|fjernet\\s+(?:hjemmefra|fra\\s+hjemmet)|tvangsfjern\\p{Ll}{0,25}|tvangsanbragt|misbrug(?:er|te|t)?|alkoholiker\\p{Ll}{0,25}|(?<=${parentOrSibling}(?:en)?\\s)drikker|narko\\p{Ll}{0,25}|stofmisbrug\\p{Ll}{0,25}|selvmord\\p{Ll}{0,25}|kræftsyg\\p{Ll}{0,25}|kræft|(?:psykisk|alvorligt|kronisk|livstruende|dødeligt|uhelbredeligt)\\s+syg(?:e|t)?|(?<=(?:(?:hans|hendes|drengens|pigens)\\s${parentOrSibling}|(?:mor|far)en)\\s(?:er|blev|var|bliver)\\s(?:meget\\s)?)syg|${told}|indlagt(?!\\s+(?:en|et|som))|flygtet\\s+fra|flygtede\\s+fra(?=\\s+(?:krig|\\p{Lu}))|(?<=(?:familien|forældrene|moren|faren)\\s(?:er\\s|har\\s)?)flygte(?:t|de)|(?<=\\s(?:er|var)\\s)flygtning(?:e|er)?|udvist|hjemløs\\p{Ll}{0,25}|krisecenter\\p{Ll}{0,25}|incest|overgreb\\p{Ll}{0,25}|seksuelt?\\s+misbrugt?|adopter\\p{Ll}{0,25}|ustabilt?\\s+hjem|kontanthjælp|førtidspension\\p{Ll}{0,5}|(?<=${parentOrSibling}(?:en)?\\s(?:${has}\\s){0,3})(?:ordblind|autisme|ADHD|PTSD|depression|angst|demens|sklerose|bipolar|skizofreni))(?!\\p{L})`,
  "giu",
);

/** Somebody's family, not families in general. */
const oneFamily = new RegExp(
  `(?<!\\p{L})(?:(?:hans|hendes|barnets|drengens|pigens|elevens|den ene|deres)\\s+(?:\\p{Ll}+\\s+)?(?:familie|${parentOrSibling})|(?:mors|fars)(?=\\s)|(?:mor|far|moder|fader|mormor|farmor|(?:store|lille|tvillinge)(?:bror|søster))ens?|søskendeparret|tvillingerne|forældrene\\s+(?:er|blev|var|skal)|familien\\s+(?:er|var|blev|flygtede|kom|har)|på\\s+familien)(?!\\p{L})`,
  "giu",
);
/** "Sofies mor", and not "Når børns mor". */
const namedFamily = new RegExp(`(?<!\\p{L})\\p{Lu}\\p{Ll}{1,20}s['’]?\\s+(?:${parentOrSibling})(?!\\p{L})`, "gu");

const colleague = "(?:pædagog|lærer|medhjælper|leder|vikar|kollega|psykolog|dagplejer|pedel|vejleder|sekretær)";
const happened =
  "(?:sagde\\s+op|sagt\\s+op|siger\\s+op|fyret|afskediget|opsagt|sygemeldt|sygemeldte\\s+sig|langtidssyg(?:emeldt)?|(?:gik|gået)\\s+ned\\s+med(?:\\s+stress)?|stress(?:et|sygemeldt)?|udbrændt|gravid|alkohol\\p{Ll}{0,25}|misbrug\\p{Ll}{0,25}|(?:fik|fået|får)\\s+en\\s+advarsel|tjenstlig\\p{Ll}{0,3}|politianmeldt|flyttet\\s+til\\s+(?:en|et)\\s+(?:anden|andet)\\s+(?:skole|institution|afdeling)|slog\\s+(?:ham|hende|barnet|eleven|drengen|pigen|et\\s+barn|en\\s+elev)|døde|kræft|angst|depression|PTSD|blodprop|diskusprolaps|ADHD|skilt)";
const employeeEvent = new RegExp(
  `(?<!(?:når|hvis)\\s)(?<!\\p{L})(?:\\p{Ll}{0,20}(?:pædagogen|læreren|medhjælperen|lederen|vikaren|kollegaen|psykologen|dagplejeren|pedellen)|(?:en|vores|min|den\\sene)\\s+\\p{Ll}{0,20}${colleague}|(?:en\\s+af|${few})\\s+(?:af\\s+)?(?:vores\\s+|de\\s+)?(?:lærer|pædagog|medarbejder|kolleg|medhjælper|vikar)(?:e|er|erne|ne))\\s+(?:(?!som|der|at|når|hvis|om|gav|taler|ser|mod)\\p{Ll}+\\s+){0,3}${happened}(?!\\p{L})`,
  "giu",
);

const happenedToOne = new RegExp(`(?<!\\p{L})${happened}(?!\\p{L})`, "giu");
/** What happens to those who work somewhere alone. */
const happenedAtWork =
  /(?<!\p{L})(?:sagde\s+op|sagt\s+op|fyret|afskediget|opsagt|sygemeldt|sygemeldte\s+sig|langtidssyg(?:emeldt)?|(?:gik|gået)\s+ned\s+med(?:\s+stress)?|udbrændt)(?!\p{L})/giu;
/** "Skoleleder Hanne": known by the title, also those who stand by their words in public. */
const namedColleague = new RegExp(
  `(?<!\\p{L})\\p{L}{0,20}(?:${colleague.slice(3, -1)})(?:en|n)?,?\\s+\\p{Lu}\\p{L}{1,20}(?:\\s\\p{Lu}\\p{L}{1,20})?`,
  "gu",
);

/** What is said of anybody it happens to. */
const saidOfAny =
  /^["»“'(\s]{0,3}(?:når|hvis|uanset)(?!\p{L})|(?<!\p{L})(?:ofte|typisk|som\sregel|kan\s(?:have|få|føle|opleve|være))(?!\p{L})/iu;
/** Words that take up a child who was told of in the sentence before. */
const takenUp = /(?<!\p{L})(?:han|hun|ham|hende|hans|hendes|drengen|pigen|eleven|barnet)(?!\p{L})/iu;

/** A child of whom it is told without a subject: "Har autisme og går i 2.b". */
const withoutSubject = /^["»“'(\s]{0,3}(?:har|er|fik|blev|går|lider|diagnosticeret|med)\s/iu;
/** One who knows of something need not have it. */
const knowsOf =
  /(?<!\p{L})(?:\p{Ll}*uddann\p{Ll}+|\p{Ll}*vejleder\p{Ll}{0,3}|kurs(?:us|er)\p{Ll}*|\p{Ll}*specialist\p{Ll}*|speciale|viden|undervis\p{Ll}+|erfaring\p{Ll}*|arbejde[rt]?\smed|ved\s(?:meget|noget|en\sdel)\som|skrevet|læst|fortal?te\som|oplæg\p{Ll}*)(?!\p{L})/iu;
/** One of whom it is told, who may not have been told of before. */
const heOrShe = /(?<!\p{L})(?:han|hun|ham|hende|hans|hendes)(?!\p{L})/giu;

/** The stretch that some words span. */
const around = (spans: readonly Span[]): Span => ({
  start: Math.min(...spans.map(({ start }) => start)),
  end: Math.max(...spans.map(({ end }) => end)),
});
const overlap = (one: Span, other: Span) => one.start < other.end && other.start < one.end;

/** What the words above a text have told, by which what is told in it may be a certain child's. */
export interface ToldAbove {
  /** They tell of one child. */
  child: boolean;
  /** They name it. */
  named: boolean;
  /** They name its class, its group or its school. */
  place: boolean;
}

export const nothingTold: ToldAbove = { child: false, named: false, place: false };

/** What a text tells that those below it may take up: a heading as a whole, of other texts the last sentence. */
export function toldIn(text: string, { heading }: { heading: boolean }): ToldAbove {
  const { plain } = readableText(text);
  const last = heading ? undefined : sentencesOf(plain).at(-1);
  const words = plain.slice(last?.start ?? 0);
  const named = findPeople(plain).some(({ adult, start }) => !adult && start >= (last?.start ?? 0));
  return { named, child: named || matches(words, oneChild).length > 0, place: matches(words, setting).length > 0 };
}

/**
 * What is told of somebody without a name, or beside it: one child's diagnosis beside its class or school, few people of whom something is
 * told, "den eneste", what has happened in a family or to an employee.
 * @param schoolNamed the text stands under a school's or a daycare's name, so that a diagnosis alone tells who it is
 * @param people those who are named in it, in the order of the text
 * @param above what has been told before it
 */
export function findCircumstances(
  plain: string,
  { schoolNamed, people, above }: { schoolNamed: boolean; people: readonly Person[]; above: ToldAbove },
): PrivacyFinding[] {
  const found: PrivacyFinding[] = [];
  let last: { child: Span | boolean; place: Span | boolean; illness?: Span | undefined } = {
    child: above.child,
    place: above.place,
  };
  let named: readonly Person[] = [];
  let passed = 0;
  let next = 0;
  for (const sentence of sentencesOf(plain)) {
    const words = plain.slice(sentence.start, sentence.end);
    const inText = ({ start, end }: Span): Span => ({ start: sentence.start + start, end: sentence.start + end });
    const all = (pattern: RegExp) => matches(words, pattern).map(inText);
    const before = named;
    while ((people[next]?.start ?? sentence.end) < sentence.end) next += 1;
    named = people.slice(passed, next);
    passed = next;
    const namedChild = named.some(({ adult }) => !adult);
    const [own] = all(oneChild);
    const [ownIllness] = all(diagnosis);
    const [ownPlace] = all(setting);
    const [pronoun] = all(heOrShe);
    const ofAny = saidOfAny.test(words) && !(own && !/^(?:en|et)\s/i.test(plain.slice(own.start, own.end)));
    // "I 2.b går en dreng. Han har autisme."
    const told = takenUp.test(words) || (sentence.start === 0 && withoutSubject.test(words)) ? last.child : false;
    const byKnowledge = !own && knowsOf.test(words);
    const child = own ?? (!byKnowledge && (told || (named.length === 0 && pronoun) || namedChild || above.named));
    const place = ownPlace ?? last.place;
    // "Emil har autisme. Han går i 2.b."
    const illness = ownIllness ?? (told && ownPlace ? last.illness : undefined);
    if (child && illness && (place || schoolNamed) && !ofAny) {
      const whole = around([child, illness, place].filter((part) => typeof part === "object"));
      // A name is a finding of its own.
      const span = [...before, ...named].some((person) => overlap(person, whole))
        ? (ownIllness ?? ownPlace ?? illness)
        : whole;
      found.push({ kind: "recognisable-child", start: span.start, end: span.end });
    }
    const events = ofAny ? [] : all(familyEvent);
    const tells = tellsOfSomebody.test(words) || ownIllness || events.length > 0;
    const few = tells ? [...all(fewPeople), ...all(fewOfThem), ...all(oneInClass)] : [];
    for (const count of [...few, ...all(onlyFew)]) {
      const words30 = plain.slice(Math.max(0, count.start - 30), count.start);
      if (rule.test(words30) || ratio.test(plain.slice(count.end, count.end + 20)) || /\sad gangen/.test(words))
        continue;
      found.push({ kind: "few-people", ...count });
    }
    for (const one of all(childOfKnown)) found.push({ kind: "recognisable-child", ...one });
    for (const one of all(onlyOne)) found.push({ kind: "only-one", ...one });
    if (own || namedChild || pronoun || all(oneFamily).length > 0 || all(namedFamily).length > 0)
      for (const event of events) found.push({ kind: "family-event", ...event });
    for (const event of all(employeeEvent).filter((one) => !named.some((person) => overlap(person, one))))
      found.push({ kind: "employee", ...event });
    if (!ofAny) {
      const colleagues = named.some(({ adult }) => adult) || all(namedColleague).length > 0;
      const [event] = colleagues ? all(happenedToOne) : named.length > 0 ? all(happenedAtWork) : [];
      if (event) found.push({ kind: "employee", ...event });
    }
    last = { child: own ?? namedChild, place: ownPlace ?? false, illness: own || namedChild ? ownIllness : undefined };
  }
  return found;
}
