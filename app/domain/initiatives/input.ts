import { z } from "zod";
import { audiences } from "../cases/audiences.ts";
import { initiativeKinds, initiativeStates } from "../ground-vocabulary.ts";
import { howToDate, keepWarningField, optionalCode, optionalDate, optionalText, sourceShape } from "../sources.ts";
import { versionInput } from "../version.ts";
import { codes, levels, settings } from "../vocabulary.ts";

const id = z.guid("Den findes ikke længere. Åbn siden igen.");
const title = z
  .string()
  .transform((value) => value.replace(/\s+/g, " "))
  .pipe(z.string().min(1, "Skriv en titel.").max(200, "Titlen må højst fylde 200 tegn."));
const visibility = z.enum(codes(audiences), "Vælg, hvem der må læse den.");

/** A new initiative: its title is enough. */
export const newInitiativeInput = z.object({ title, keepWarning: keepWarningField });

/** All that is kept of an initiative in its form. */
export const changeInitiativeInput = z.object({
  initiative: id,
  version: versionInput,
  title,
  kind: z.enum(codes(initiativeKinds), "Vælg indsats eller prøvehandling."),
  summary: optionalText("»Kort fortalt«", 1_000).transform((value) => value ?? ""),
  toTeach: optionalText("Feltet", 1_000),
  state: optionalCode(codes(initiativeStates), "Vælg en tilstand."),
  decidedBy: optionalText("Feltet", 200),
  decidedOn: optionalDate,
  periodKind: optionalCode(["kalenderaar", "skoleaar"], "Vælg kalenderår eller skoleår."),
  periodFrom: optionalDate,
  periodTo: optionalDate,
  periodPrinted: optionalText("Feltet", 200),
  settings: z.array(z.enum(codes(settings), "Vælg områder fra listen.")),
  levels: z.array(z.enum(codes(levels), "Vælg niveauer fra listen.")),
  mellemformLevels: z
    .array(z.enum(["1", "2", "3", "4"], "Vælg mellemformer fra listen."))
    .transform((values) => values.map((value) => Number(value) as 1 | 2 | 3 | 4)),
  targetGroup: optionalText("Målgruppen", 300),
  coverage: optionalText("Udbredelsen", 300),
  partners: optionalText("Listen", 2_000).transform((value) =>
    (value ?? "")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
  ownerRole: optionalText("Feltet", 200),
  methods: z.array(z.string()),
  cases: z.array(z.string()),
  /** Cases by title or address. */
  case: z.array(z.string().max(500, "Titlen eller adressen er for lang.")),
  units: z.array(z.string()),
  municipalities: z.array(z.string()),
  visibility,
  /** It is published at once, for `visibility`. */
  publish: z
    .string()
    .optional()
    .transform((value) => value === "ja"),
  ...sourceShape,
  keepWarning: keepWarningField,
});

/** A point of a declaration that an initiative serves, as a form says it. */
export const pointInput = z.object({
  year: z.coerce.number().int(),
  number: z.coerce.number().int(),
  why: z.string().max(500, "Skriv højst 500 tegn."),
});

/** Whom a row is published for. */
export const publishInput = z.object({ initiative: id, version: versionInput, visibility });
export const initiativeVersionInput = z.object({ initiative: id, version: versionInput });

const milestone = z.object({
  title,
  planned: optionalText("Tiden", 100),
  plannedBy: optionalDate,
  ...sourceShape,
  keepWarning: keepWarningField,
});
export const newMilestoneInput = milestone;
export const changeMilestoneInput = milestone.extend({ milestone: id, version: versionInput });
export const milestoneVersionInput = z.object({ milestone: id, version: versionInput });
export const milestoneDoneInput = milestoneVersionInput.extend({
  doneOn: optionalDate.pipe(z.string(howToDate)),
});
export const moveMilestoneInput = milestoneVersionInput.extend({
  became: optionalDate.pipe(z.string(howToDate)),
  because: z.string().min(10, "Skriv med mindst 10 tegn, hvorfor den er flyttet.").max(300, "Skriv højst 300 tegn."),
  keepWarning: keepWarningField,
});
