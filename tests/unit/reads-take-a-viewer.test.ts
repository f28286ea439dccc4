import { describe, expect, it } from "vitest";
import { exportedReads } from "#tests/support/exported-reads.ts";

/** The reads of `db/queries` that may do without a viewer, by why. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  "the same for everybody: places, regions and declarations are open": [
    "findDeclaration",
    "findMunicipalityName",
    "findPlace",
    "listDeclarations",
    "listPlaces",
    "listPoints",
    "listRegions",
    "slugsOfMunicipalities",
  ],
  "the same for everybody: documents are open, and one that is hidden is hidden from all": [
    "findDocument",
    "isDocumentGone",
    "listDocuments",
    "listPassages",
    "pageOfDocuments",
    "readDocument",
  ],
  "for the pages and verbs of a text, whose guard and policy have said that the viewer may": [
    "citationsAt",
    "countPictures",
    "findAnswer",
    "findFreeInitiativeSlug",
    "findFreeSlug",
    "findLastHandOver",
    "findPairsOfEyes",
    "findPublished",
    "findWorkingRevision",
    "listApprovers",
    "listAuthors",
    "listKeptWarnings",
  ],
  "for letters, which go to whom these name": [
    "findExportForLetter",
    "findPictureForLetter",
    "findSharedForLetter",
    "findVersionForLetter",
    "listAskedAbout",
    "listToldOfConsent",
    "listWritersOf",
  ],
  "of a revision that another read has given to the viewer": ["listCitations", "listShownPictures"],
  "for the guard, which asks the policy whether the viewer may know of the row": [
    "findCaseSubject",
    "findDraftSubject",
    "findExportSubject",
    "findMethodSubject",
  ],
  "for the socket of a text and its verbs: the policy of the draft has let the writer in": [
    "findCaseOfText",
    "findSharedText",
    "findVersionDue",
    "findWorkingContent",
    "listTextUpdates",
    "listUnstored",
  ],
  "before anybody is known: who signs in, by what the person alone has": [
    "countRecoveryCodes",
    "findByEmail",
    "findContactByConsent",
    "findEndedBecause",
    "findMunicipalityOfDomain",
    "findPerson",
    "findToken",
    "isSessionOpen",
    "readSession",
  ],
  "for the job that makes a municipality's export, or clears it away: the policy has said that whoever asked runs it": [
    "listExportIds",
    "listKnownExports",
    "listOverExports",
    "readExportBodies",
    "readExportTexts",
  ],
  "a person's own, by the id in the session": [
    "listAddressesOf",
    "listGrants",
    "listRequestsOf",
    "listSessions",
    "readOwnData",
  ],
  "for desks and verbs: the policy has said that the viewer keeps the municipality, or works at KL": [
    "countContacts",
    "countGrantsOfUnit",
    "countOnUnit",
    "countRunning",
    "countUnits",
    "findContact",
    "findDomain",
    "findGrant",
    "findHideable",
    "findInvitation",
    "findJoinRequest",
    "findOwnerOfPath",
    "findPersonOf",
    "findProblemReport",
    "findReportedCase",
    "findUnit",
    "findUnitByName",
    "isSlugTaken",
    "isWithin",
    "listAllCoordinators",
    "listAssociationPeople",
    "listAudit",
    "listContacts",
    "listDomains",
    "listFurtherDomains",
    "listHidden",
    "listHideable",
    "listInvitations",
    "listJoinRequests",
    "listNamesOf",
    "listPeopleOf",
    "listProblemReports",
    "listSlugsOfCase",
    "listSuccessors",
    "listUnitNames",
    "listUnits",
    "listUnitsAbove",
    "listUnled",
    "listWaitingForAssociation",
    "lockGrantsOfUnit",
    "suggestUnits",
  ],
  "for letters: whom they go to": ["findContactForConsent", "findRecipient", "listAssociation", "listCoordinators"],
  "for the site itself, at its start and in its health": [
    "findDemoPlace",
    "findLateJob",
    "hasDemoData",
    "holdJob",
    "isDatabaseWell",
    "listKnownPictures",
    "readJobsHealth",
    "resolveCitations",
  ],
};

describe("every read of db/queries", () => {
  const reads = exportedReads();

  it("takes a viewer, or stands among the exceptions with a reason; none stands there in vain", () => {
    const without = reads.filter(({ takesViewer }) => !takesViewer).map(({ name }) => name);
    expect(without.sort()).toEqual(Object.values(exceptions).flat().sort());
  });

  it("has a name of its own, so that an exception stands for one alone", () => {
    expect(new Set(reads.map(({ name }) => name)).size).toBe(reads.length);
  });
});
