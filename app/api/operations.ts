import { listOfAims, listOfPlacements } from "./aims.ts";
import { listOfBudgetLines } from "./budget-lines.ts";
import { listOfCases, oneCase } from "./cases.ts";
import { listOfCommitments, listOfDeclarations, oneCommitment, oneDeclaration } from "./declarations.ts";
import { listOfDocuments, oneDocument } from "./documents.ts";
import { listOfFollowUps } from "./follow-ups.ts";
import { listOfCorrections, listOfIndicators, listOfValues, oneIndicator } from "./indicators.ts";
import { listOfInitiatives, oneInitiative } from "./initiatives.ts";
import { listOfMethods, oneMethod } from "./methods.ts";
import { listOfMunicipalities, oneMunicipality } from "./municipalities.ts";
import type { AnyOperation } from "./operation.ts";
import { listOfPeriods, matrixOfDeclaration } from "./periods.ts";
import { listOfReferences, oneReference } from "./references.ts";
import { search } from "./search.ts";
import { listOfStatuses, oneStatus } from "./statuses.ts";

/** Every address of the API that gives content, in the order of the description. */
export const operations: readonly AnyOperation[] = [
  search,
  listOfMunicipalities,
  oneMunicipality,
  listOfAims,
  listOfPlacements,
  listOfDeclarations,
  oneDeclaration,
  matrixOfDeclaration,
  listOfPeriods,
  listOfCommitments,
  oneCommitment,
  listOfMethods,
  oneMethod,
  listOfCases,
  oneCase,
  listOfDocuments,
  oneDocument,
  listOfReferences,
  oneReference,
  listOfInitiatives,
  oneInitiative,
  listOfBudgetLines,
  listOfIndicators,
  oneIndicator,
  listOfValues,
  listOfCorrections,
  listOfFollowUps,
  listOfStatuses,
  oneStatus,
];
