import { letterKinds, type ReferenceKind } from "../reference-vocabulary.ts";
import type { Grade } from "../vocabulary.ts";

/**
 * The letter that readers are shown beside the words of a grade: none unless a study or official guidance carries it.
 * @param sourceKind null: a place in a document
 */
export const letterOf = (grade: Grade | null, sourceKind: ReferenceKind | null): Grade | null =>
  sourceKind !== null && letterKinds.includes(sourceKind) ? grade : null;
