import { wordsOfList } from "./first-names.ts";

/** Words with a capital letter that are nobody's, also beside a child: words that begin a sentence, places, days, subjects, programmes. */
export const noNames = wordsOfList(`
i de dem deres det den der da vi hun han ham hende hans hendes du jeg man min mit vores jeres ja nej tak nå okay som med er har kan skal vil for til på fra om at eller uden
sammen efter hvis når så men og alle andre begge enkelte flere få ingen mange nogle nogen samtlige visse resten én ét et en to tre fire fem hver hvert hvem hvad hvor
hvordan hvorfor tænk se hør hej prøv spørg her nu også ofte først altid aldrig måske eksempel fx
barn børn elev elever unge voksne hjem klasse skole skolen folkeskole folkeskolen kommune kommunen folketinget trivsel læring leg ro fællesskab fællesskaber familie forældre
dansk danske engelsk tysk fransk matematik historie idræt musik natur teknologi kristendom billedkunst håndværk design madkundskab biologi fysik kemi geografi samfundsfag
mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli august september oktober november december jul påske pinse
danmark grønland færøerne jylland fyn sjælland bornholm norden europa eu asien afrika amerika usa england storbritannien irland skotland holland belgien frankrig italien
spanien portugal tyskland sverige norge finland island polen rumænien bulgarien ungarn rusland ukraine tyrkiet syrien irak iran libanon somalia eritrea etiopien sudan
afghanistan pakistan indien kina vietnam thailand filippinerne marokko kosovo bosnien serbien kroatien albanien litauen letland estland gaza palæstina israel jordan
københavn ballerup brøndby dragør gentofte gladsaxe glostrup herlev albertslund hvidovre høje-taastrup taastrup lyngby lyngby-taarbæk rødovre ishøj tårnby vallensbæk furesø
allerød fredensborg helsingør hillerød hørsholm rudersdal egedal frederiksberg frederikssund greve køge halsnæs roskilde solrød gribskov odsherred holbæk faxe kalundborg
ringsted slagelse stevns sorø lejre lolland falster næstved guldborgsund vordingborg middelfart assens faaborg faaborg-midtfyn kerteminde nyborg odense svendborg nordfyns
langeland ærø haderslev billund sønderborg tønder esbjerg fanø varde vejen aabenraa fredericia horsens kolding vejle herning holstebro lemvig struer syddjurs norddjurs
favrskov odder randers silkeborg samsø skanderborg aarhus århus ikast ikast-brande ringkøbing ringkøbing-skjern skjern hedensted morsø mors skive thisted viborg brønderslev
frederikshavn vesthimmerlands læsø rebild mariagerfjord jammerbugt aalborg ålborg hjørring vesterbro nørrebro østerbro amager christianshavn valby vanløse gellerup
vollsmose aula meebook teams zoom google instagram tiktok snapchat facebook youtube minecraft roblox lego nintendo fortnite
nest ppr sfo akt bua kl buf stu fgu dus adhd asf ocd add tourette tourettes asperger aspergers down downs rett wisc pals krap icdp
x y z a b c nn n.n n.n.
`);
