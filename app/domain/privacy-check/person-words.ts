/** Brothers, sisters and children of somebody, as part of a pattern. */
export const kin =
  "(?:lille|store|halv|pleje|bonus|sted|tvillinge)?(?:søn(?:nen|nens|ner)?|datter(?:en|ens)?|døtre|bror(?:en|s)?|søster(?:en|s)?|søskende|tvillinge?r?(?:ne)?)";
/** Children, and what is said of one. */
export const childWord = new RegExp(
  `(?<!\\p{L})(?:\\p{Ll}{0,25}(?:barn(?:et|ets)?|børn(?:ene|enes)?|dreng(?:en|ens|e|ene)?|pige(?:n|ns|r|rne)?|elev(?:en|ens|er|erne)?|baby(?:en)?)|${kin}|klassekammerat(?:en|er|erne)?|teenager(?:en|e)?|(?:børnehave)?klasse(?:n|ns)?|\\d+\\.?\\s?(?:klasse|[a-d])|vuggestue(?:n)?|stue(?:n)?|år gammel|\\d+\\s?år|skolestart(?:en)?|fravær)(?!\\p{L})`,
  "iu",
);
/** Employees, who are no more to be named than children, as part of a pattern. */
export const employee =
  "(?:pædagog|lærer|børnehaveklasseleder|medhjælper|pædagogmedhjælper|vikar|kollega|støttepædagog|ressourcepædagog|skolepædagog|sfo-pædagog|talehørelærer|psykolog|sygeplejerske|sundhedsplejerske|sagsbehandler|rådgiver|vejleder|assistent|studerende|dagplejer|pedel|sekretær|kontaktpædagog|klasselærer|kontaktlærer|støtteperson)";
/** Parents and grandparents, as part of a pattern. */
export const parent =
  "(?:mor|far|moren|faren|moderen|faderen|forælder|forældre(?:ne|par)?|mormor|morfar|farmor|farfar|plejemor|plejefar|bedstemor|bedstefar|stedfar|stedmor)";
/** An employee or a parent. */
export const adultWord = new RegExp(
  `(?<!\\p{L})(?:\\p{Ll}{0,25}${employee}(?:en|ens|er|erne|n|ne)?|${parent})(?!\\p{L})`,
  "iu",
);
