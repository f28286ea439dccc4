import { createHash } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { LRUCache } from "lru-cache";
import type { AnswerAndAgain, Fields, FormAnswer } from "./form.ts";

/** The field by which our own forms ask to be answered once. */
export const onceField = "once";
/** How long an answer stands for what comes again, in milliseconds: longer than a double click, shorter than a change of mind. */
const standsFor = 2_000;

const answers = new LRUCache<string, Promise<FormAnswer | AnswerAndAgain>>({ max: 1_000 });

/**
 * Answers a form that one sender sends twice in a row, exactly alike, with the answer to the first, or the one that it has for what comes
 * again: a double click sends once, though the browser only waits for the second answer. With scripts, the page does not send a second time
 * at all.
 *
 * Held in the memory of this process: two clicks that two processes get are two forms. What must never happen twice is held by the database,
 * as links that work once, addresses that are unique and rows with a version are; a report would be there twice.
 * @param answer does what the form asks for
 */
export async function answerOnce(
  { request, context: { network } }: ActionFunctionArgs,
  fields: Fields,
  answer: () => Promise<FormAnswer | AnswerAndAgain>,
): Promise<FormAnswer> {
  if (!fields.has(onceField)) return firstOf(await answer());
  const sender = [network, request.headers.get("cookie"), request.headers.get("user-agent")];
  const key = createHash("sha256")
    .update(JSON.stringify([request.url, sender, ...fields]))
    .digest("base64url");
  const first = answers.get(key);
  if (first) return copyOf(againOf(await first));
  const given = answer();
  answers.set(key, given);
  const done = () => answers.set(key, given, { ttl: standsFor });
  given.then(done, done);
  return copyOf(firstOf(await given));
}

const firstOf = (answer: FormAnswer | AnswerAndAgain) => ("first" in answer ? answer.first : answer);
const againOf = (answer: FormAnswer | AnswerAndAgain) => ("again" in answer ? answer.again : answer);

/** A response can be given once. */
const copyOf = (answer: FormAnswer) => (answer instanceof Response ? answer.clone() : answer);
