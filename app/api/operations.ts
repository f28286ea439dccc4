import { listOfCases, oneCase } from "./cases.ts";
import { listOfCommitments, listOfDeclarations, oneCommitment, oneDeclaration } from "./declarations.ts";
import { listOfDocuments, oneDocument } from "./documents.ts";
import { listOfMethods, oneMethod } from "./methods.ts";
import { listOfMunicipalities, oneMunicipality } from "./municipalities.ts";
import type { AnyOperation } from "./operation.ts";
import { search } from "./search.ts";

/** Every address of the API that gives content, in the order of the description. */
export const operations: readonly AnyOperation[] = [
  search,
  listOfMunicipalities,
  oneMunicipality,
  listOfDeclarations,
  oneDeclaration,
  listOfCommitments,
  oneCommitment,
  listOfMethods,
  oneMethod,
  listOfCases,
  oneCase,
  listOfDocuments,
  oneDocument,
];
