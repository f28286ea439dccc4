import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { personOf } from "#app/domain/accounts/totp.server.ts";
import { calledBy } from "#app/domain/called-by.ts";
import { writerInput } from "#app/domain/cases/input.ts";
import { mayShareDraft } from "#app/domain/cases/policy.ts";
import { shareDraft, unshareDraft } from "#app/domain/cases/share-draft.server.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { listQuery, searchedWords } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { FindForm } from "#app/ui/find-form.tsx";
import { ActionButton, Done } from "#app/ui/form.tsx";
import { counted, joined } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page-frame.tsx";
import { findBinnable } from "#db/queries/cases/bin.ts";
import { listPossibleWriters, listWritingAlong } from "#db/queries/cases/contributors.ts";

const route = "mine-tekster/:id/skrivere";
const addressOf = (id: string) => `/mine-tekster/${id}/skrivere`;
/** More than this many are found by writing more of the name. */
const most = 20;

export const loader = guarded(route, async ({ request, context: { sql, viewer }, subject }) => {
  const words = searchedWords(listQuery(request, ["find"]), "find");
  const shares = mayShareDraft(viewer, subject) && !subject.binned;
  const [text, people, found] = await Promise.all([
    findBinnable(sql, viewer, subject.id),
    listWritingAlong(sql, viewer, subject.id),
    shares && words ? listPossibleWriters(sql, viewer, subject.id, { words, limit: most }) : null,
  ]);
  return {
    id: subject.id,
    title: calledBy(text ?? { title: "", beginning: "" }),
    me: personOf(viewer).id,
    shares,
    words,
    people,
    found,
  };
});

export const action = intents(route, {
  async share({ context: { sql, viewer }, subject }, sent) {
    await shareDraft(sql, viewer, subject.id, sent.parse(writerInput).person);
    return taken(addressOf(subject.id), "med");
  },
  async unshare({ context: { sql, viewer }, subject }, sent) {
    const { person } = sent.parse(writerInput);
    await unshareDraft(sql, viewer, subject.id, person);
    return person === viewer.person?.id ? taken("/mine-tekster", "forladt") : taken(addressOf(subject.id), "af");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Hvem skriver med: ${args.data.title}`,
        description: "Dem, der kan åbne kladden og skrive i den.",
        path: addressOf(args.data.id),
        hidden: true,
      })
    : [];

const done = {
  med: "Kladden er delt. Den står nu i personens Mine tekster.",
  af: "Personen skriver ikke længere med.",
};

export default function Contributors() {
  const { id, title, me, shares, words, people, found } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: `/mine-tekster/${id}`, label: title },
          { label: "Hvem skriver med" },
        ]}
        title="Hvem skriver med"
        lead="Enhedens godkendere og kommunens koordinatorer kan også åbne kladden."
      />
      <div className="wrap section stack">
        <Done sentences={done} />
        <section>
          <h2>{people.length > 0 ? counted(people.length, "person", "personer") : "Ingen endnu"}</h2>
          {people.length === 0 && (
            <p>Den, der begyndte på teksten, er her ikke længere. Find en, der kan skrive videre.</p>
          )}
          <ul className="entries">
            {people.map(({ id: person, name, began, writes }) => (
              <li key={person}>
                <h3>
                  {name}
                  {person === me && " (dig)"}
                </h3>
                <p className="quiet">
                  {began ? "Begyndte på teksten." : "Skriver med."}
                  {!writes && " Har ikke længere en rolle, der skriver i kommunen, og kan ikke åbne kladden."}
                </p>
                {!began && (shares || person === me) && (
                  <ActionButton
                    intent="unshare"
                    of={{ name: "person", value: person }}
                    about={person === me ? undefined : name}
                  >
                    {person === me ? "Skriv ikke længere med" : "Tag af"}
                  </ActionButton>
                )}
              </li>
            ))}
          </ul>
        </section>
        {shares && (
          <section>
            <h2 id="faa-med">Få en kollega med</h2>
            <FindForm
              label="Find en kollega"
              hint="Skriv en del af navnet. Du finder dem, der har en rolle, der skriver i kommunen."
              words={words}
              cleared={addressOf(id)}
              results="faa-med"
            />
            {found && found.total === 0 && (
              <p>
                Ingen passer. Måske har kollegaen ikke en rolle, der skriver, endnu. Den giver kommunens koordinator.
              </p>
            )}
            {found && found.total > 0 && (
              <>
                {found.total > found.items.length && (
                  <p>Her er de første {found.items.length}. Skriv mere af navnet for at finde de andre.</p>
                )}
                <ul className="entries">
                  {found.items.map(({ id: person, name, units }) => (
                    <li key={person}>
                      <h3>{name}</h3>
                      {units.length > 0 && <p className="quiet">{joined(units)}</p>}
                      <ActionButton intent="share" of={{ name: "person", value: person }} about={name}>
                        Få med
                      </ActionButton>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        )}
      </div>
    </>
  );
}
