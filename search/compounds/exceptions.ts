/*
 * Where the lists that are made from the dictionary are put right by hand. All words are spelt by `spell`; heads and whole words are stems.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** First parts that the lists lack, as they stand within compounds, each with its word. */
export const addedModifiers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    adfærds: "adfærd",
    adhd: "adhd",
    autisme: "autisme",
    børne: "børn",
    dag: "dag",
    dagtilbuds: "dagtilbud",
    daginstitutions: "daginstitution",
    elevs: "elev",
    indskolings: "indskoling",
    udskolings: "udskoling",
    inklusions: "inklusion",
    klynge: "klynge",
    lærings: "læring",
    medarbejder: "medarbejder",
    mentaliserings: "mentalisering",
    mistrivsels: "mistrivsel",
    mobbe: "mobning",
    ordblinde: "ordblind",
    ressource: "ressource",
    sammenlignings: "sammenligning",
    samværs: "samvær",
    segregerings: "segregering",
    special: "special",
    specialskole: "specialskole",
    støtte: "støtte",
    tilsyns: "tilsyn",
    trivsels: "trivsel",
    visitations: "visitation",
  }),
);

/** Last parts that the lists lack. */
export const addedHeads = words(
  "trivsel trivsl mistrivsel mistrivsl læring inklusion segregering visitation mobning børn dagtilbud ressourc mentalisering henvisning vægring barn støt " +
    "pædagogik pædagogisk klyng indskoling udskoling dag skol lærer pædagog",
);

/** Prepositions, prefixes and adjectives that begin words which are no compounds of theirs: `overgang`, `samtale`, `stormøde`. */
export const notModifiers = words(
  "over under mellem ud ind for af på til op ned efter mod med om gen hen bag frem sam an be und fra ved hos uden indad udad hver alle al et en " +
    "to tre fire først selv så der her hvor ikke da at som den det de sig man min din mis van sær fore fort bort hjem tilbage igennem gennem nær " +
    "igen inden omkring ens hel helt halv ny nye god godt fuld stor store sammen lige fælles super kilo mono foran forud tran plat præ tvær fast " +
    "rette sand sande",
);

/** Endings of words rather than words, and words too short or too rare to be meant at the end of another. */
export const notHeads = words(
  "hed dom som bar løs skab agtig ring ling ting stand lighed rend rede dens lig ynde lede rage mester borg sund bugt bind lund fart fuld " +
    "dygtig ende svar sted mark over int mynd mest",
);

/** Words of three letters that compounds do begin with, and end with. */
export const shortModifiers = words(
  "fag mål hus bog bus fod tov råd lov dag nat års tids tid tal syn høj by land sag øre øje mad leg far mor ung net",
);
export const shortHeads = words(
  "syn tid rum del mål råd hus bog dag tal plan gang leg fag net job kort brev bord dør lov vej syg led tim lær",
);

/** Words that look like compounds and are none to those who use them; and names. */
export const whole = words(
  "billed bidrag velfærd vejledning vejled frivil frikvarter deltag morg transport platform frokost værktøj netværk måltid sandsyn " +
    "sandsynlighed stilled dagtilbud daginstitution kertemind udgangspunk tidspunk dagsorden borgmest overgang",
);
