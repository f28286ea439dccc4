import { DomainError } from "#app/domain/domain-error.ts";
import { answerName } from "#app/domain/statuses/answer-name.ts";
import { addEvidence, removeEvidence } from "#app/domain/statuses/choose-evidence.server.ts";
import { saveAnswers } from "#app/domain/statuses/save-answers.server.ts";
import type { StatusField } from "#app/domain/statuses/subjects.ts";
import { type Admitted, guarded, intents } from "#app/http/guard.ts";
import { answersSent } from "#app/http/status-fields.ts";
import { deskNow, readChoice, refusedErrors, shownAnswer } from "#app/http/status-form.server.ts";
import { readStatusPart } from "#app/http/status-part.server.ts";
import { evidenceValue } from "#app/ui/statuses/keeping/evidence-picks.tsx";
import type { EditionSubject } from "#db/queries/statuses/keep-edition.ts";
import { listChosenEvidence, listWritingNow } from "#db/queries/statuses/keep-form.ts";

const route = "kommuner/:slug/statusser/:id/felter";

/** What the browser is told of a form after a change, beside how it stands. */
export interface FieldsAnswer {
  saved?: { name: string; version: number }[];
  conflicts?: { name: string; version: number; shown: string; by: string | null }[];
  /** What is wrong, by the name of the field; of all of it under `form`. */
  errors?: Record<string, string>;
}

/** How a form stands, for the script on its page: the page itself is read without it. */
export const loader = guarded(route, (args) => now(args));

export const action = intents(route, {
  save: (args, sent) =>
    asJson(args, async ({ context: { sql, viewer }, subject }) => {
      const { rows, errors } = answersSent(sent);
      const none = { saved: [], conflicts: [], refused: [] };
      const { saved, conflicts, refused } = rows.length > 0 ? await saveAnswers(sql, viewer, subject.id, rows) : none;
      const named = (one: { subject: string; field: StatusField; version: number }) => ({
        name: answerName(one.subject, one.field),
        version: one.version,
      });
      return {
        saved: saved.map(named),
        conflicts: conflicts.map((one) => ({ ...named(one), shown: shownAnswer(one.field, one.value), by: one.by })),
        errors: { ...errors, ...refusedErrors(refused) },
      };
    }),
  add: (args, sent) =>
    asJson(args, async ({ context: { sql, viewer }, subject }) => {
      await addEvidence(sql, viewer, subject.id, readChoice(sent.text("subject"), sent.text("value")));
      return {};
    }),
  remove: (args, sent) =>
    asJson(args, async ({ context: { sql, viewer }, subject }) => {
      const chosen = await listChosenEvidence(sql, viewer, subject.id);
      const one = chosen.find(
        ({ id, kind, thing, subject: claim }) =>
          claim === sent.text("subject") && evidenceValue({ kind, thing: thing ?? id }) === sent.text("value"),
      );
      if (one) await removeEvidence(sql, viewer, subject.id, { id: one.id });
      return {};
    }),
});

type Args = Admitted<EditionSubject>;

async function now(args: Args, more: FieldsAnswer = {}, status = 200): Promise<Response> {
  const { draft } = await readStatusPart(args);
  const { sql, viewer } = args.context;
  const desk = deskNow(draft, await listWritingNow(sql, viewer, args.subject.id));
  return Response.json({ ...desk, ...more }, { status, headers: { "cache-control": "no-store" } });
}

/** Answers with what was done, or with what is wrong in it, and how the form stands then. */
async function asJson(args: Args, change: (args: Args) => Promise<FieldsAnswer>): Promise<Response> {
  try {
    return await now(args, await change(args));
  } catch (thrown) {
    if (!(thrown instanceof DomainError)) throw thrown;
    return now(args, { errors: { [thrown.field]: thrown.message, ...thrown.also } }, thrown.status);
  }
}
