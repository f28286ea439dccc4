import { longDate, months } from "#app/domain/dates.ts";
import type { ShownFollowUp, ShownMandate, ShownSection } from "#db/queries/follow-ups/mandates.ts";
import { Blank } from "../blank.tsx";
import { Facts } from "../facts.tsx";
import { counted, joined } from "../format.ts";
import { FirstOf, Part } from "./folded-part.tsx";
import { ChangeLink, PlaceLink, SourceLine } from "./source-line.tsx";

const dueInWords = ({ dueMonths }: ShownSection) =>
  dueMonths.length > 0 ? joined(dueMonths.map((month) => months[month - 1] ?? "")) : "hver gang";

/** A follow-up that a municipality has been asked for: who asked, of what, its sections and its thematic follow-ups. @param keptAt where the reader may change it, if so */
export function Mandate({ item, keptAt }: { item: ShownMandate; keptAt: string | null }) {
  return (
    <div className="mandate">
      <h3>{item.title}</h3>
      <Facts
        facts={[
          ["Hvem har bedt om den", item.askedBy],
          ["Hvornår", item.askedWhen ?? <Blank kind="not_stated" />],
          ["Hvor tit", item.howOften ?? <Blank kind="not_stated" />],
          ["Hvem svarer", item.answeredBy ?? <Blank kind="not_stated" />],
        ]}
      />
      {item.points.length > 0 && (
        <>
          <h4>Opdraget</h4>
          <ol className="mandate-points">
            {item.points.map(({ text, address }) => (
              <li key={text}>
                {text} <PlaceLink address={address}>Sted</PlaceLink>
              </li>
            ))}
          </ol>
        </>
      )}
      <p>
        <SourceLine source={item.source} />
      </p>
      {keptAt && (
        <p className="row-actions no-print">
          <ChangeLink href={`${keptAt}?ret=${item.id}#ret`} name={item.title} />
          <ChangeLink href={`${keptAt}/${item.id}/afsnit`} name={`i ${item.title}`}>
            Ret afsnit
          </ChangeLink>
          <ChangeLink href={`${keptAt}/${item.id}/temaer`} name={`i ${item.title}`}>
            Ret temaer
          </ChangeLink>
          <ChangeLink href={`${keptAt}/${item.id}/sager`} name={`i ${item.title}`}>
            Ret sager
          </ChangeLink>
        </p>
      )}
      {item.papers.map(({ title, datedPrinted, body, metOn, document }) => (
        <p key={title}>
          Sagen: {document ? <a href={`/dokumenter/${document}`}>{title}</a> : title}.
          {datedPrinted && ` På forsiden står ${datedPrinted}.`}
          {metOn && ` Den var til mødet ${longDate(metOn)}${body ? ` i ${body}` : ""}.`}
        </p>
      ))}
      {item.sections.length > 0 && (
        <Part title={counted(item.sections.length, "fast afsnit", "faste afsnit")}>
          <table className="figures stack-table stack-one">
            <caption>Faste afsnit</caption>
            <thead>
              <tr>
                <th scope="col">Afsnit</th>
                <th scope="col">Med i opfølgningen</th>
                <th scope="col">Indikatorer</th>
              </tr>
            </thead>
            <tbody>
              {item.sections.map((section) => (
                <tr key={section.id}>
                  <th scope="row">
                    {section.title} <PlaceLink address={section.address}>Sted</PlaceLink>
                  </th>
                  <td data-label="Med i opfølgningen">
                    {dueInWords(section)}
                    {section.duePrinted && <span className="cell-sub">»{section.duePrinted}«</span>}
                  </td>
                  <td data-label="Indikatorer">
                    {section.indicators.length > 0
                      ? section.indicators.map(({ slug, title }, at) => (
                          <span key={slug}>
                            {at > 0 && ", "}
                            <a href={`/indikatorer/${slug}`}>{title}</a>
                          </span>
                        ))
                      : "ingen"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      )}
      {item.followUps.length > 0 && (
        <>
          <h4>Tematiske opfølgninger</h4>
          <FirstOf
            all={item.followUps}
            most={2}
            rest={(count) => counted(count, "tematisk opfølgning mere", "tematiske opfølgninger mere")}
            show={(some) => (
              <ul className="follow-ups">
                {some.map((one) => (
                  <FollowUp item={one} key={one.id} />
                ))}
              </ul>
            )}
          />
        </>
      )}
    </div>
  );
}

function FollowUp({ item }: { item: ShownFollowUp }) {
  const tops = item.focus.filter(({ under }) => under === null);
  return (
    <li>
      <p className="milestone-when">
        {item.periodPrinted}
        {item.numeral && `, ${item.numeral}`}
      </p>
      <div>
        <h5>
          {item.initiative ? <a href={`/indsatser/${item.initiative.slug}`}>{item.theme}</a> : item.theme}
          {item.themeNote && <span className="cell-sub">{item.themeNote}</span>}
        </h5>
        {item.focusKind === "ikke-besluttet" ? (
          <p>Fokus: ikke endeligt besluttet.</p>
        ) : (
          <ul>
            {tops.map(({ position, text, address }) => (
              <li key={position}>
                {text} <PlaceLink address={address}>Sted</PlaceLink>
                <Parts item={item} of={position} />
              </li>
            ))}
          </ul>
        )}
        {item.note && <p className="quiet-note">{item.note}</p>}
        <p className="quiet-note">
          Data:{" "}
          {item.data.length > 0 ? (
            joined(item.data.map(({ printed, added }) => (added ? `${printed} (${added})` : printed)))
          ) : (
            <Blank kind="not_stated" />
          )}
          . <PlaceLink address={item.address} />
        </p>
      </div>
    </li>
  );
}

function Parts({ item, of }: { item: ShownFollowUp; of: number }) {
  const parts = item.focus.filter(({ under }) => under === of);
  return parts.length > 0 ? (
    <ul>
      {parts.map(({ position, text, address }) => (
        <li key={position}>
          {text} <PlaceLink address={address}>Sted</PlaceLink>
        </li>
      ))}
    </ul>
  ) : null;
}
