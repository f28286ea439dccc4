import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerName, readAnswerName } from "#app/domain/statuses/answer-name.ts";
import { readTypedAnswer } from "#app/domain/statuses/read-typed-answer.ts";
import { editionStates } from "#app/domain/statuses/status-vocabulary.ts";
import { fieldsOf, type StatusField } from "#app/domain/statuses/subjects.ts";
import { codes } from "#app/domain/vocabulary.ts";
import { type EditionVerb, editionStateAfter, isEditionWritable } from "#app/domain/workflow/edition-workflow.ts";

describe("an edition", () => {
  it.each<[EditionVerb, Record<string, string>]>([
    ["submit", { draft: "submitted", returned: "submitted" }],
    ["take_back", { submitted: "draft" }],
    ["return", { submitted: "returned" }],
    ["approve", { submitted: "published" }],
    ["schedule", { submitted: "approved" }],
    ["stop", { approved: "submitted" }],
    ["publish", { approved: "published" }],
  ])("moves by %s from no other state", (verb, moves) => {
    for (const state of codes(editionStates)) expect(editionStateAfter(state, verb)).toBe(moves[state] ?? null);
  });

  it("is typed in as a draft and when it is sent back alone", () => {
    expect(codes(editionStates).filter(isEditionWritable)).toEqual(["draft", "returned"]);
  });
});

describe("an answer", () => {
  const subjects = [
    "point:2025:3",
    "part:2",
    "people:boern",
    `initiative:${"0".repeat(8)}-0000-4000-8000-000000000001`,
  ];
  const anyField = fc.constantFrom(...new Set(Object.values(fieldsOf).flat() as StatusField[]));

  it("is read the same when it is read again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...subjects), anyField, fc.string(), (subject, field, value) => {
        const read = readTypedAnswer({ subject, field, value });
        if ("value" in read) expect(readTypedAnswer({ subject, field, value: read.value })).toEqual(read);
      }),
    );
  });

  it("is found by its name, and no other name is one", () => {
    expect(readAnswerName(answerName("point:2025:3", "text"))).toEqual({ subject: "point:2025:3", field: "text" });
    for (const name of [
      "",
      "text",
      "point:2025:3",
      "point:2025:3.done",
      "people:boern.change",
      "people:naboer.text",
      "part:02.text",
    ])
      expect(readAnswerName(name)).toBeNull();
  });
});
