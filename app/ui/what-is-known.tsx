import { longDate } from "#app/domain/dates.ts";
import type { Known, KnownClaim } from "#app/domain/methods/known.ts";
import type { Citation } from "#db/queries/citations.ts";

/** The findings of studies of a method: in words, those that disagree beside each other, and what nobody has studied. */
export function WhatIsKnown({ known, citations }: { known: Known; citations: readonly Citation[] }) {
  const searched = `søgt ${longDate(known.searchedIn)}`;
  return (
    <section className="prose known" aria-labelledby="undersoegelser">
      <h2 id="undersoegelser">Hvad undersøgelser viser</h2>
      <p>{known.lead}</p>
      {known.findings.length === 0 && <p className="known-none">Ingen undersøgelse fundet ({searched}).</p>}
      {known.findings.map((finding) =>
        "beside" in finding ? (
          <div key={finding.beside[0]?.words} className="known-beside">
            <p className="known-beside-title">Her peger det i hver sin retning:</p>
            <ul>
              {finding.beside.map((claim) => (
                <li key={claim.words}>
                  <Claim claim={claim} citations={citations} />
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <Claim key={finding.words} claim={finding} citations={citations} />
        ),
      )}
      {known.missing.length > 0 && (
        <>
          <h3 id="ikke-fundet">Ikke fundet ({searched})</h3>
          <ul>
            {known.missing.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      <p className="side-note">
        Kilderne er {known.findings.length > 0 ? "set" : "søgt"} {longDate(known.searchedIn)}, de fleste i uddrag. Slå
        tal op hos udgiveren, før I bruger dem.
      </p>
    </section>
  );
}

function Claim({ claim, citations }: { claim: KnownClaim; citations: readonly Citation[] }) {
  const sources = claim.sources.flatMap((slug) => {
    const at = citations.findIndex(({ address }) => address === `/kilder/${slug}`);
    const citation = citations[at];
    return citation ? [{ ...citation, number: at + 1 }] : [];
  });
  return (
    <div className="known-claim">
      <p>{claim.words}</p>
      {claim.dose && <p className="known-dose">Hvem og hvor meget: {claim.dose}</p>}
      <p className="side-note">
        {sources.length === 1 ? "Kilde: " : "Kilder: "}
        {sources.map(({ address, title, byline, number }, index) => (
          <span key={address}>
            {index > 0 && "; "}
            <a href={address}>{title}</a> ({byline}) [{number}]
          </span>
        ))}
      </p>
    </div>
  );
}
