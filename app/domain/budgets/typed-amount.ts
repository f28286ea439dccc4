import { DomainError } from "../domain-error.ts";
import type { AmountUnit } from "./amount-vocabulary.ts";
import { readAmount } from "./read-amount.ts";

/** An amount as a form gives it. @throws {DomainError} at the field, with how to write it */
export function typedAmount(words: string, unit: AmountUnit, field: string): number {
  const read = readAmount(words, unit);
  if ("refused" in read) throw new DomainError(read.refused, 400, field);
  return read.amount;
}
