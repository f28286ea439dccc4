import { data, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeChoice, conflictField } from "#app/domain/cases/change-choices.server.ts";
import { type ChoiceName, choiceNames, commitmentValue } from "#app/domain/cases/choice-vocabulary.ts";
import { completenessOf } from "#app/domain/cases/completeness.ts";
import { choiceInput } from "#app/domain/cases/input.ts";
import { nameOf } from "#app/domain/cases/told-in-short.ts";
import { storedContentOf } from "#app/domain/cases/working-draft.server.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { FormError, type Sent } from "#app/http/form.ts";
import { guarded, intents } from "#app/http/guard.ts";
import { chosenOne, listQuery } from "#app/http/list-address.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { useReply } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page-frame.tsx";
import { Choices, TitleField } from "#app/ui/writing/choices.tsx";
import { Completeness } from "#app/ui/writing/completeness.tsx";
import { DraftLinks, waysOf } from "#app/ui/writing/draft-links.tsx";
import { findChoiceOptions } from "#db/queries/cases/choices.ts";
import { findDraft } from "#db/queries/cases/draft.ts";

const route = "mine-tekster/:id/valg";
const addressOf = (id: string) => `/mine-tekster/${id}/valg`;

/** What is chosen beside the text, as a page of its own: for browsers without scripts, and where the page beside the text has it from. */
export const loader = guarded(route, async ({ request, context: { sql, viewer, rooms }, subject }) => {
  const draft = await findDraft(sql, viewer, subject.id);
  if (!draft) return refuse(404, "Der er ikke en kladde her.");
  await rooms.flush(draft.revisionId);
  const content = (await storedContentOf(sql, draft.revisionId)) ?? draft.content;
  const query = listQuery(request, ["gemt", "vis"]);
  const saved = chosenOne(query, "gemt", "valget", ["", ...choiceNames] as const);
  return {
    draft: { ...draft, content: {}, text: "" },
    name: nameOf({ title: draft.title, content }),
    options: await findChoiceOptions(sql, viewer, draft),
    saved: saved ? { choice: saved, at: new Date() } : null,
    has: completenessOf(content),
    ways: waysOf(viewer, subject),
  };
});

export const action = intents(route, {
  async change({ context: { sql, viewer }, subject }, sent) {
    const { revision, choice, was } = sent.parse(choiceInput);
    const values = valuesIn(sent, choice);
    try {
      await changeChoice(sql, viewer, subject.id, { revision, choice, was, values });
    } catch (thrown) {
      if (!(thrown instanceof DomainError) || thrown.field !== conflictField) throw thrown;
      const typed = { choice: [choice], of: ["choice"] };
      throw new FormError(
        data(
          { intent: "change", errors: { [conflictField]: thrown.message }, typed, once: [...values] },
          { status: 409 },
        ),
      );
    }
    return redirect(`${addressOf(subject.id)}?gemt=${choice}#valg-${choice}`, 303);
  },
});

/** The values of a choice as its form sends them: two fields of a period, and beside a commitment why the text belongs to it. */
function valuesIn(sent: Sent, choice: ChoiceName): readonly string[] {
  if (choice === "period") return [sent.text("from"), sent.text("to")];
  const values = sent.all("value");
  if (choice !== "commitments") return values;
  return values.map((value) => commitmentValue(value, sent.text(`why-${value}`).replace(/\s+/g, " ").trim()));
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Om eksemplet: ${args.data.name}`,
        description: "Enhed, område, metoder og det andet, der vælges ved siden af teksten.",
        path: addressOf(args.data.draft.id),
        hidden: true,
      })
    : [];

export default function ChoicesPage() {
  const { draft, name, options, saved, has, ways } = useLoaderData<typeof loader>();
  const refusal = useReply()?.errors.form;
  const props = { draft, options, saved };
  return (
    <>
      <PageHead
        trail={[
          { href: "/mine-tekster", label: "Mine tekster" },
          { href: `/mine-tekster/${draft.id}`, label: name },
          { label: "Om eksemplet" },
        ]}
        title={name}
      />
      <div className="wrap section stack choices-page">
        {refusal && (
          <div className="alert alert-error" role="alert">
            <div className="alert-body">
              <p className="alert-text">{refusal}</p>
            </div>
          </div>
        )}
        <p>
          <a href={`/mine-tekster/${draft.id}`}>Tilbage til teksten</a>
        </p>
        <TitleField {...props} />
        <Choices {...props} />
        <Completeness has={has} />
        <DraftLinks draft={draft} ways={ways} />
      </div>
    </>
  );
}
