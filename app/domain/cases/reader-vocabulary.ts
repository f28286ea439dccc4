import type { Audience } from "./audiences.ts";

/** A case as far as its readers go. */
export interface Standing {
  everPublished: boolean;
  withdrawn: boolean;
  hidden: boolean;
  /** Hidden because words of it were removed for good, until its text is approved anew. */
  awaitsApproval: boolean;
  /** It was hidden already when they were removed, and stays so when the text is approved. */
  hiddenBefore: boolean;
}

/**
 * How a case stands with its readers. `unpublished`: they have never had it; `read`: they can read it now; `withdrawn` by those who write it;
 * `hidden` by the coordinator or KL; `awaits`: hidden until its text is approved anew.
 */
export type ReaderStanding = "unpublished" | "read" | "withdrawn" | "hidden" | "awaits";

export function readerStanding({
  everPublished,
  withdrawn,
  hidden,
  awaitsApproval,
  hiddenBefore,
}: Standing): ReaderStanding {
  if (!everPublished) return "unpublished";
  if (withdrawn) return "withdrawn";
  if (awaitsApproval && !hiddenBefore) return "awaits";
  return hidden ? "hidden" : "read";
}

/** True of a page that a new publication leaves hidden, until its coordinator or KL shows it again. */
export const staysHidden = ({ hidden, awaitsApproval }: Standing): boolean => hidden && !awaitsApproval;

/** A sentence on the readers that a case has now: nobody, everybody, or some. @param municipality its name */
export function whoReads(standing: ReaderStanding, visibility: Audience, municipality: string): string {
  switch (standing) {
    case "read":
      return readers[visibility](municipality);
    case "withdrawn":
      return "Trukket tilbage. Læserne kan ikke se teksten.";
    case "hidden":
      return "Skjult for læserne, til kommunens koordinator eller KL viser teksten igen.";
    case "awaits":
      return "Skjult for læserne, til teksten er udgivet igen. Så bliver den vist.";
    case "unpublished":
      return "Ikke udgivet endnu.";
  }
}

const readers: Readonly<Record<Audience, (municipality: string) => string>> = {
  public: () => "Alle kan læse teksten nu.",
  network: () => "Alle indloggede kan læse teksten nu. Andre kan ikke.",
  municipality: (name) => `Kun ${name} Kommune kan læse teksten nu.`,
};

/** A sentence on the version that readers see while a case is being revised; empty where it was never published. */
export const whatReadersHave: Readonly<Record<ReaderStanding, string>> = {
  unpublished: "",
  read: "Læserne ser den udgivne, til den nye er udgivet.",
  withdrawn: "Den udgivne er trukket tilbage, så læserne ser intet imens.",
  hidden:
    "Den udgivne er skjult. Det er den også, når den nye er udgivet, til kommunens koordinator eller KL viser den igen.",
  awaits: "Den udgivne er skjult. Når den her er udgivet, bliver den vist igen.",
};
