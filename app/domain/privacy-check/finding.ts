/** What a finding may be, how it is met, and the words that a writer reads. A block cannot be passed; a warning can, with a reason. */
export const privacyKinds = {
  cpr: {
    level: "block",
    label: "CPR-nummer",
    why: "Det ligner et CPR-nummer. Det må aldrig stå her.",
    suggestion: "Slet nummeret.",
  },
  "maybe-cpr": {
    level: "warning",
    label: "Måske et CPR-nummer",
    why: "Tallet begynder som en fødselsdato og kan være et CPR-nummer.",
    suggestion: "Slet tallet, hvis det er et CPR-nummer. Ellers skriv, hvad det er.",
  },
  "birth-date": {
    level: "warning",
    label: "Fødselsdato",
    why: "En fødselsdato peger på ét menneske.",
    suggestion: "Skriv alderen eller klassetrinnet i stedet.",
  },
  phone: {
    level: "warning",
    label: "Telefonnummer",
    why: "Det ligner et telefonnummer. Teksten kan læses af mange og længe.",
    suggestion: "Slet nummeret. Kontaktpersoner skrives ved siden af teksten, når de har sagt ja.",
  },
  mail: {
    level: "warning",
    label: "Mailadresse",
    why: "Det ligner en persons mailadresse. Teksten kan læses af mange og længe.",
    suggestion: "Slet adressen. Kontaktpersoner skrives ved siden af teksten, når de har sagt ja.",
  },
  address: {
    level: "warning",
    label: "Adresse",
    why: "En vej med husnummer kan være nogens hjem.",
    suggestion: "Slet husnummeret, eller skriv kun, hvilken del af byen det er.",
  },
  name: {
    level: "warning",
    label: "Navn",
    why: "Det ligner navnet på et barn, en forælder eller en medarbejder.",
    suggestion: "Skriv »en dreng«, »en mor« eller »en pædagog« i stedet for navnet.",
  },
  initials: {
    level: "warning",
    label: "Initialer",
    why: "Den, der kender skolen eller dagtilbuddet, kan regne ud, hvem bogstaverne står for.",
    suggestion: "Skriv »en elev« eller »et barn« uden bogstav.",
  },
  "recognisable-child": {
    level: "warning",
    label: "Her kan et barn genkendes",
    why: "Stedet eller klassen og det, der siges om barnet, peger tilsammen på ét barn.",
    suggestion: "Skriv om flere børn, eller lad klassen eller diagnosen være ude.",
  },
  "few-people": {
    level: "warning",
    label: "Få børn",
    why: "Når så få er med, kan andre regne ud, hvem de er.",
    suggestion: "Skriv »nogle« eller »få« i stedet for tallet.",
  },
  "only-one": {
    level: "warning",
    label: "Den eneste",
    why: "»Den eneste« peger på ét menneske.",
    suggestion: "Skriv »en af dem« eller »nogle«.",
  },
  "family-event": {
    level: "warning",
    label: "En families liv",
    why: "Det, der er sket i en familie, kan vise, hvem den er.",
    suggestion: "Fortæl, hvad I gjorde, uden at sige, hvad der var sket derhjemme.",
  },
  employee: {
    level: "warning",
    label: "En medarbejders forhold",
    why: "Kolleger og forældre kan regne ud, hvem det handler om.",
    suggestion: "Skriv, hvad det betød for arbejdet, uden at sige, hvad der skete med medarbejderen.",
  },
} as const satisfies Record<string, { level: "block" | "warning"; label: string; why: string; suggestion: string }>;

export type PrivacyKind = keyof typeof privacyKinds;

/** A place in a text where someone may be recognised. */
export interface PrivacyFinding {
  kind: PrivacyKind;
  /** Where it begins, counted in UTF-16 units of the text as it was given. */
  start: number;
  /** Where it ends, the first unit after it. */
  end: number;
}
