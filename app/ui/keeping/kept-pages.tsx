import type { ReactNode } from "react";
import type { keptPageTitles } from "#app/http/kept-pages.ts";
import { Radios, Submit } from "../form.tsx";
import { Confirm, RowLink } from "../one-row.tsx";
import { audienceOptions, heldApart, type RowStanding } from "./standing.tsx";

type Standing = Pick<RowStanding, "publishedAt" | "takenBackAt">;

/**
 * The buttons of a form that saves, with one that publishes too for who may.
 * @param visibility whom it is published for unless something else is chosen; left out where the form has a field for that
 */
export function SaveOrPublish({
  publishes,
  visibility,
  options = audienceOptions,
}: {
  publishes: boolean;
  visibility?: string;
  options?: typeof audienceOptions;
}) {
  if (!publishes) return <Submit>Gem</Submit>;
  return (
    <>
      {visibility !== undefined && (
        <Radios name="visibility" label="Hvem skal læse det, når I udgiver?" value={visibility} options={options} />
      )}
      <Submit
        beside={
          <button className="button button-secondary" type="submit" name="publish" value="ja">
            Gem og udgiv
          </button>
        }
      >
        Gem
      </Submit>
    </>
  );
}

/** Why the viewer cannot change a row. @param who may when it is published */
export function WhyNotChanged({
  row: { publishedAt },
  own,
  it = "den",
  who = "koordinatoren",
}: {
  row: Standing;
  own: boolean;
  it?: "den" | "det";
  who?: string;
}) {
  const It = it === "den" ? "Den" : "Det";
  return (
    <p>
      {!own
        ? heldApart
        : publishedAt
          ? `${It} er udgivet, så kun ${who} kan rette ${it}.`
          : `Du kan læse ${it}, men ikke rette ${it}.`}
    </p>
  );
}

/** The page on which a row is published, taken back or deleted; nothing on that where it is changed. */
export function KeptPages({
  doing,
  row,
  name,
  publishes,
  own,
  changes,
  it = "den",
  visibility,
  told,
  ...form
}: {
  doing: keyof typeof keptPageTitles;
  row: Standing;
  name: string;
  /** The viewer publishes in the municipality. */
  publishes: boolean;
  /** The row is of the viewer's world, real or invented. */
  own: boolean;
  changes: boolean;
  it?: "den" | "det";
  /** Whom it is published for unless something else is chosen; left out where that cannot be chosen. */
  visibility?: string;
  /** What follows: paragraphs on publishing and taking back, a sentence on deleting. */
  told: { published: ReactNode; takenBack: ReactNode; deleted: string };
  back: { href: string; label: string };
  of: { name: string; value: string };
  along: Readonly<Record<string, string>>;
}) {
  const It = it === "den" ? "Den" : "Det";
  const may = publishes && own;
  const hasBeenPublished = row.publishedAt !== null || row.takenBackAt !== null;
  const notAllowed = (sentence: string) => <p>{publishes ? heldApart : sentence}</p>;
  if (doing === "publish")
    return (
      <Confirm
        {...form}
        title={`Udgiv ${name}`}
        intent="publish"
        yes={may && !row.publishedAt && "Udgiv"}
        fields={
          visibility !== undefined && (
            <Radios name="visibility" label={`Hvem skal læse ${it}?`} value={visibility} options={audienceOptions} />
          )
        }
      >
        {row.publishedAt ? (
          <p>{It} er allerede udgivet.</p>
        ) : may ? (
          told.published
        ) : (
          notAllowed("Kun kommunens koordinator kan udgive.")
        )}
      </Confirm>
    );
  if (doing === "take-back")
    return (
      <Confirm
        {...form}
        title={`Tag ${name} tilbage`}
        intent="take-back"
        yes={may && row.publishedAt !== null && "Tag tilbage"}
      >
        {!row.publishedAt ? (
          <p>{It} er ikke udgivet.</p>
        ) : may ? (
          told.takenBack
        ) : (
          notAllowed(`Kun kommunens koordinator kan tage ${it} tilbage.`)
        )}
      </Confirm>
    );
  if (doing === "delete")
    return (
      <Confirm {...form} title={`Slet ${name}`} intent="delete" yes={changes && !hasBeenPublished && "Slet"}>
        <p>
          {hasBeenPublished
            ? `${It} har været udgivet og kan ikke slettes. ${It} kan tages tilbage.`
            : `${It} har aldrig været udgivet. ${told.deleted}`}
        </p>
      </Confirm>
    );
  return null;
}

/** The ways from a row of a list to its pages. @param address by the parameter that opens each */
export function KeptLinks({
  row,
  name,
  address,
  saves,
  publishes,
  own,
  children,
}: {
  row: Standing;
  name: string;
  address: (parameter: string) => string;
  saves: boolean;
  publishes: boolean;
  own: boolean;
  /** Ways to what belongs to the row. */
  children?: ReactNode;
}) {
  return (
    <>
      <RowLink href={address("ret")} name={name}>
        {own && saves && (publishes || !row.publishedAt) ? "Ret" : "Læs"}
      </RowLink>
      {children}
      {own && publishes && (
        <RowLink href={address(row.publishedAt ? "tilbage" : "udgiv")} name={name}>
          {row.publishedAt ? "Tag tilbage" : "Udgiv"}
        </RowLink>
      )}
      {own && saves && !row.publishedAt && !row.takenBackAt && (
        <RowLink href={address("slet")} name={name}>
          Slet
        </RowLink>
      )}
    </>
  );
}
