import type { ReactNode } from "react";
import { calledBy } from "#app/domain/called-by.ts";
import { readerStanding, whatReadersHave, whoReads } from "#app/domain/cases/reader-vocabulary.ts";
import { danishDate } from "#app/domain/dates.ts";
import type { DeskText } from "#db/queries/cases/desk.ts";
import { unitAsItIsNow } from "../closing-units.tsx";
import { counted, dateOf, joined, timeOf } from "../format.ts";
import { DemoTag } from "../tags.tsx";
import { WordsBack } from "./words-back.tsx";

/** The texts of a group of the desk, each with what can be done next. @param mark sets the group apart: it needs the writer now */
export function DeskList({
  texts,
  mark = false,
  queue = false,
  by = "me",
}: {
  texts: readonly DeskText[];
  mark?: boolean;
  /** They wait for the viewer's answer. */
  queue?: boolean;
  by?: Writers;
}) {
  return (
    <ul className={mark ? "desk-texts desk-texts-now" : "desk-texts"}>
      {texts.map((text) => (
        <li key={text.id}>
          <div className="desk-about">
            <h3>
              <a href={addressOf(text, queue)}>{calledBy(text)}</a> {text.demo && <DemoTag />}
            </h3>
            <About text={text} queue={queue} by={by} />
            <WordsBack {...text} />
            {text.reports.map((message) => (
              <p key={message} className="desk-report">
                <strong>En læser har meldt:</strong> »{message}«
              </p>
            ))}
          </div>
          <div className="desk-acts">
            <Acts text={text} queue={queue} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The writers of a text: the viewer and perhaps others, only others, or nobody any longer. */
type Writers = "me" | "others" | "nobody";

function addressOf({ id, state }: DeskText, queue: boolean): string {
  if (queue) return `/mine-tekster/${id}/svar`;
  return state === "published" ? `/mine-tekster/${id}/udgivet` : `/mine-tekster/${id}`;
}

const withWhom: Readonly<Record<Writers, string>> = {
  me: "Sammen med",
  others: "Skrives af",
  nobody: "Blev skrevet af",
};

/** Where a text comes from and how far it has come. */
function About({ text, queue, by }: { text: DeskText; queue: boolean; by: Writers }) {
  const standing = readerStanding(text);
  const place = text.unit
    ? `${unitAsItIsNow(text.unit)}, ${text.municipality.name}`
    : `${text.municipality.name} Kommune`;
  const along = text.others.length > 0 ? `${withWhom[by]} ${joined(text.others)}.` : by === "me" && "Kun dig.";
  if (text.waitsSince) {
    return (
      <>
        <p className="desk-waits">
          <strong>{waited(text.waitsSince)}</strong>{" "}
          <span>
            {whoAnswers(text, queue)}, siden {dateOf(text.waitsSince)}
          </span>
        </p>
        <p className="quiet">{place}.</p>
      </>
    );
  }
  if (text.state === "published") {
    const because = text.withdrawn && text.withdrawnBecause ? ` Hvorfor: »${text.withdrawnBecause}«` : "";
    return (
      <>
        <p className="quiet">
          {place}.{text.publishedAt && ` Udgivet ${dateOf(text.publishedAt)}.`}
        </p>
        <p className="quiet">
          {whoReads(standing, text.visibility, text.municipality.name)}
          {because}
        </p>
      </>
    );
  }
  return (
    <>
      <p className="quiet">
        {place}.{" "}
        {text.state === "returned" && text.answeredAt
          ? `Sendt tilbage ${dateOf(text.answeredAt)}${text.answeredBy ? ` af ${text.answeredBy}` : ""}.`
          : `Gemt ${savedOn(text.savedAt)}.`}{" "}
        {along}
      </p>
      {whatReadersHave[standing] && <p>{whatReadersHave[standing]}</p>}
    </>
  );
}

function whoAnswers({ waitsFor, waitsForMe, waitsForAssociation }: DeskText, queue: boolean): string {
  if (waitsForMe) return "hos dig";
  if (waitsFor) return `hos ${waitsFor}`;
  if (waitsForAssociation) return "hos KL";
  return queue ? "hos dem, der kan godkende" : "hos kommunens godkendere";
}

const savedOn = (saved: Date) =>
  danishDate(saved) === danishDate(new Date()) ? `i dag kl. ${timeOf(saved)}` : dateOf(saved);

/** For how long something has waited, in whole days: "9 dage". */
function waited(since: Date): string {
  const days = Math.round((Date.parse(danishDate(new Date())) - Date.parse(danishDate(since))) / 86_400_000);
  return days > 0 ? counted(days, "dag", "dage") : "I dag";
}

function Acts({ text, queue }: { text: DeskText; queue: boolean }): ReactNode {
  const name = <span className="sr-only"> {calledBy(text)}</span>;
  const path = `/mine-tekster/${text.id}`;
  if (queue)
    return (
      <a className="button button-secondary" href={`${path}/svar`}>
        Læs og svar{name}
      </a>
    );
  if (text.waitsSince)
    return (
      <>
        <a className="button button-secondary" href={`${path}/svar`}>
          {text.mayTakeBack ? "Tag tilbage" : "Læs den"}
          {name}
        </a>
        <a href={`${path}/svar`}>Bed en anden godkende{name}</a>
      </>
    );
  const bin = text.mayBin && (text.publishedAt === null || text.withdrawn) && (
    <a href={`/mine-tekster/papirkurv?laeg=${text.id}`}>Læg i papirkurven{name}</a>
  );
  if (text.state === "published")
    return (
      <>
        <a className="button button-secondary" href={`${path}/udgivet`}>
          Ret den{name}
        </a>
        {text.slug && readerStanding(text) === "read" && <a href={`/eksempler/${text.slug}`}>Se den på sitet{name}</a>}
        {bin}
      </>
    );
  return (
    <>
      <a className="button button-secondary" href={path}>
        {text.state === "returned" ? "Ret teksten" : "Skriv videre"}
        {name}
      </a>
      {bin}
    </>
  );
}
