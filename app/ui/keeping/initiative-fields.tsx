import { longDate } from "#app/domain/dates.ts";
import { initiativeKinds, initiativeStateMeanings, initiativeStates } from "#app/domain/ground-vocabulary.ts";
import { casesToWrite, mostCasesToTick } from "#app/domain/initiatives/link-vocabulary.ts";
import { codes, levels, mellemformLevels, settings, unitKinds } from "#app/domain/vocabulary.ts";
import type { KeptInitiative, PointChoice } from "#db/queries/initiatives/keep.ts";
import type { LinkChoices } from "#db/queries/initiatives/keep-links.ts";
import { Checkboxes, mostChoices, OnlyWith, Radios, Select, TextArea, TextField } from "../form.tsx";
import { type PassageOption, SourceFields } from "./source-fields.tsx";
import { audienceOptions } from "./standing.tsx";

const date = (value: string | null) => (value ? longDate(value) : "");
const dateHint = "Et år, en måned eller en dag: 2026, marts 2026 eller 1. marts 2026.";

/** All that is kept of an initiative. What may be left out says so. */
export function InitiativeForm({
  item,
  points,
  links,
  passages,
}: {
  item: KeptInitiative;
  points: readonly PointChoice[];
  links: LinkChoices;
  passages: readonly PassageOption[];
}) {
  const whys = new Map(item.points.map(({ year, number, why }) => [`${year}-${number}`, why]));
  return (
    <>
      <TextField name="title" label="Titel" value={item.title} />
      <Radios
        name="kind"
        label="Type"
        value={item.kind}
        options={[
          { value: "indsats", label: initiativeKinds.indsats },
          {
            value: "proevehandling",
            label: initiativeKinds.proevehandling,
            hint: "Den er lille og skal lære jer noget.",
          },
        ]}
      />
      <TextArea name="summary" label="Kort fortalt (kan udelades)" rows={4} value={item.summary} />
      <OnlyWith choice="proevehandling">
        <TextArea
          name="toTeach"
          label="Hvad skal prøvehandlingen lære jer? (kan udelades)"
          hint="Kun for en prøvehandling."
          rows={2}
          value={item.toTeach ?? ""}
        />
      </OnlyWith>

      <h3>Beslutning og tid</h3>
      <Select
        name="state"
        label="Tilstand (kan udelades)"
        value={item.state ?? ""}
        options={[
          { value: "", label: "Ikke oplyst" },
          ...codes(initiativeStates).map((value) => ({
            value,
            label: `${initiativeStates[value]}: ${initiativeStateMeanings[value]}`,
          })),
        ]}
      />
      <TextField
        name="decidedBy"
        label="Besluttet af (kan udelades)"
        hint="For eksempel Byrådet. Skriv ikke navne på personer."
        value={item.decidedBy ?? ""}
      />
      <TextField
        name="decidedOn"
        label="Besluttet hvornår (kan udelades)"
        hint={dateHint}
        value={date(item.decidedOn)}
      />
      <TextField name="periodFrom" label="Begynder (kan udelades)" hint={dateHint} value={date(item.periodFrom)} />
      <TextField name="periodTo" label="Slutter (kan udelades)" hint={dateHint} value={date(item.periodTo)} />
      <Select
        name="periodKind"
        label="Perioden er regnet i (kan udelades)"
        value={item.periodKind ?? ""}
        options={[
          { value: "", label: "Ikke oplyst" },
          { value: "kalenderaar", label: "Kalenderår" },
          { value: "skoleaar", label: "Skoleår" },
        ]}
      />
      <TextField
        name="periodPrinted"
        label="Perioden i ord (kan udelades)"
        hint="Når den ikke er et rent tidsrum, for eksempel: over ti år."
        value={item.periodPrinted ?? ""}
      />

      <h3>Hvem og hvor</h3>
      <Checkboxes
        name="settings"
        label="Områder (kan udelades)"
        chosen={item.settings}
        choices={codes(settings).map((value) => ({ value, label: settings[value] }))}
      />
      <Checkboxes
        name="levels"
        label="Indsatsniveauer (kan udelades)"
        chosen={item.levels}
        choices={codes(levels).map((value) => ({ value, label: levels[value] }))}
      />
      <Checkboxes
        name="mellemformLevels"
        label="Mellemform 1-4, Aarhus' inddeling (kan udelades)"
        chosen={item.mellemformLevels.map(String)}
        choices={[1, 2, 3, 4].map((level) => ({ value: String(level), label: `${level}. ${mellemformLevels[level]}` }))}
      />
      <TextField name="targetGroup" label="Målgruppe (kan udelades)" value={item.targetGroup ?? ""} />
      <TextField
        name="coverage"
        label="Udbredelse (kan udelades)"
        hint="Hvor langt den når, for eksempel: fra 7 skoledistrikter til alle."
        value={item.coverage ?? ""}
      />
      <Units item={item} units={links.units} />
      <details className="folded" open={item.municipalities.length > 0}>
        <summary>Andre kommuner, der er med (kan udelades)</summary>
        <Checkboxes
          name="municipalities"
          label="Andre kommuner, der er med"
          hint="For eksempel når flere kommuner har PPR sammen."
          chosen={item.municipalities}
          choices={asChoices(links.municipalities)}
        />
      </details>
      <TextArea
        name="partners"
        label="Samarbejdsparter (kan udelades)"
        hint="En på hver linje. Skriv foreninger og steder, ikke personer."
        rows={3}
        value={item.partners.join("\n")}
      />
      <TextField
        name="ownerRole"
        label="Hvem har ansvaret (kan udelades)"
        hint="En rolle, ikke et navn. For eksempel: PPR-lederen."
        value={item.ownerRole ?? ""}
      />

      <details className="folded" open={whys.size > 0}>
        <summary>De ti punkter (kan udelades)</summary>
        <Checkboxes
          name="points"
          label="Hvilke punkter arbejder indsatsen med?"
          chosen={[...whys.keys()]}
          choices={points.map(({ year, number, title }) => ({
            value: `${year}-${number}`,
            label: `${number}. ${title}`,
          }))}
        />
        {points.map(({ year, number }) => (
          <TextField
            key={`${year}-${number}`}
            name={`why-${year}-${number}`}
            label={`Hvorfor punkt ${number}? (kan udelades)`}
            value={whys.get(`${year}-${number}`) ?? ""}
          />
        ))}
      </details>

      <h3>Hænger sammen med</h3>
      <LinkFields item={item} links={links} />

      <h3>Kilde og læsere</h3>
      <SourceFields now={item} passages={passages} />
      <Radios
        name="visibility"
        label={item.publishedAt ? "Hvem læser den?" : "Hvem skal læse den, når den er udgivet?"}
        value={item.visibility}
        options={audienceOptions}
      />
    </>
  );
}

const asChoices = (all: readonly { id: string; name: string }[]) =>
  all.map(({ id, name }) => ({ value: id, label: name }));

/** Where it is done: few units are looked through, many stand in groups. */
function Units({ item, units }: { item: KeptInitiative; units: LinkChoices["units"] }) {
  if (units.length === 0) return null;
  const isShort = units.length <= mostChoices;
  return (
    <Checkboxes
      name="units"
      label="Enheder (kan udelades)"
      hint={isShort ? undefined : "Åbn en gruppe for at se, hvad der er i den. Vælg gerne flere."}
      chosen={item.units}
      choices={isShort ? asChoices(units) : []}
      groups={
        isShort
          ? []
          : codes(unitKinds).map((kind) => ({
              legend: unitKinds[kind],
              choices: asChoices(units.filter((unit) => unit.kind === kind)),
            }))
      }
    />
  );
}

/** Methods and cases. */
function LinkFields({ item, links: { methods, cases } }: { item: KeptInitiative; links: LinkChoices }) {
  // Of many cases those stand to be ticked that have been chosen; further ones are written.
  const isShort = cases.length <= mostCasesToTick;
  return (
    <>
      <Checkboxes
        name="methods"
        label="Metoder (kan udelades)"
        chosen={item.methods}
        choices={[]}
        groups={[{ legend: "Metoder i indsatsen", choices: asChoices(methods) }]}
      />
      {(isShort ? cases.length : item.cases.length) > 0 && (
        <Checkboxes
          name="cases"
          label="Eksempler (kan udelades)"
          chosen={item.cases}
          choices={asChoices(cases.filter(({ id }) => isShort || item.cases.includes(id)))}
        />
      )}
      {Array.from({ length: casesToWrite }, (_, place) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: which of them it is
          key={place}
          name="case"
          place={place}
          label={place === 0 ? "Et eksempel mere (kan udelades)" : "Og et til (kan udelades)"}
          hint={
            place === 0 &&
            "Skriv titlen på et af kommunens egne, eller indsæt adressen på et udgivet eksempel fra en anden kommune."
          }
          suggestions={isShort ? undefined : [...new Set(cases.map(({ name }) => name))]}
        />
      ))}
    </>
  );
}
