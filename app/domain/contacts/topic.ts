import type { TopicKey } from "#db/queries/contacts/contact.ts";

/** The shape of a topic in a form. */
export const topicShape = /^(municipality|(method|case):[0-9a-f-]{36}|commitment:\d{4}-\d{1,2})$/;

/** A topic as a form sends it: `municipality`, `method:<id>`, `case:<id>` or `commitment:2025-3`. */
export function topicValue(topic: TopicKey): string {
  if (topic.kind === "municipality") return topic.kind;
  return `${topic.kind}:${topic.kind === "commitment" ? `${topic.year}-${topic.number}` : topic.id}`;
}

/** The topic that a form has sent. @param value of `topicShape` */
export function topicOf(value: string): TopicKey {
  const [kind, key = ""] = value.split(":");
  if (kind === "method" || kind === "case") return { kind, id: key };
  const [year = 0, number = 0] = key.split("-").map(Number);
  return kind === "commitment" ? { kind, year, number } : { kind: "municipality" };
}

/** Tells whether a topic is among others. */
export const isAmong = (topics: readonly TopicKey[], topic: TopicKey): boolean =>
  topics.map(topicValue).includes(topicValue(topic));
