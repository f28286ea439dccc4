import { periodName } from "#app/domain/statuses/period-vocabulary.ts";
import type { Sql } from "#db/client.ts";
import { findEditionForLetter } from "#db/queries/statuses/keep-letters.ts";
import type { Letter } from "./letters.ts";
import type { Mail } from "./mail.ts";

type OfStatus = Extract<
  Letter,
  { kind: "status-submitted" | "status-returned" | "status-published" | "status-stopped" }
>;

/** What a letter says of a status on its way to its readers. What is in it stands on the site, not in the mail. */
export async function writeStatusLetter(
  sql: Sql,
  publicUrl: string,
  wanted: OfStatus,
): Promise<Omit<Mail, "to" | "demo"> | null> {
  const edition = await findEditionForLetter(sql, wanted.edition);
  if (!edition) return null;
  const { state, municipality, period, stoppedBecause, hidden } = edition;
  const status = `${municipality.name} Kommunes status for ${periodName(period)}`;
  const desk = `${publicUrl}/kommuner/${municipality.slug}/statusser/${edition.id}`;
  switch (wanted.kind) {
    case "status-submitted":
      if (state !== "submitted") return null;
      return {
        subject: "En status venter på dit svar",
        paragraphs: [
          edition.assignedTo
            ? `Du er bedt om at læse ${status} og godkende den eller sende den tilbage.`
            : `${status} er klar til at blive læst. Du er en af dem, der må godkende den eller sende den tilbage.`,
          "Teksten står ikke i mailen, for statussen er ikke udgivet endnu.",
        ],
        link: { label: "Læs den, og svar", href: `${desk}/svar` },
      };
    case "status-returned":
      if (state !== "returned") return null;
      return {
        subject: "Kommunens status er sendt tilbage",
        paragraphs: [
          `${status} er læst, og den, der har læst den, har skrevet, hvad der skal rettes. Ordene står ved statussen, ikke i mailen.`,
        ],
        link: { label: "Læs svaret, og skriv videre", href: desk },
      };
    case "status-stopped":
      if (state !== "submitted" || stoppedBecause === null) return null;
      return {
        subject: "Kommunens status er ikke udgivet",
        paragraphs: [
          `${status} var godkendt til udgivelse, men er ikke udgivet. Grunden står ved statussen.`,
          "Den venter på svar igen. I kan også tage den tilbage, rette den og sende den på ny.",
        ],
        link: { label: "Se grunden", href: desk },
      };
    case "status-published":
      if (state !== "published") return null;
      return {
        subject: "Kommunens status er udgivet",
        paragraphs: [
          hidden
            ? `${status} er godkendt. Siden er stadig skjult, til kommunens koordinator eller KL viser den igen.`
            : `${status} er udgivet og kan læses nu.`,
        ],
        link: {
          label: "Se den",
          href: `${publicUrl}/kommuner/${municipality.slug}/status/${period}${edition.demo ? "?demodata=ja" : ""}`,
        },
      };
  }
}
