/** A point of a declaration that a text is linked to, and why. */
export interface LinkedCommitment {
  year: number;
  number: number;
  title: string;
  linkedBy: "source" | "editors";
  why: string;
}

/** The points of a declaration that a text is linked to, with a word where the editors made the link. @param none said where there are none */
export function LinkedCommitments({ commitments, none }: { commitments: readonly LinkedCommitment[]; none?: string }) {
  return (
    <section>
      <h2>Punkter i erklæringen</h2>
      {commitments.length === 0 && <p>{none}</p>}
      {commitments.length > 0 && (
        <ul className="side-commitments">
          {commitments.map(({ year, number, title, linkedBy, why }) => (
            <li key={`${year}-${number}`}>
              <a href={`/erklaeringer/${year}/punkter/${number}`}>
                {number}. {title}
              </a>
              {why && <p>{why}</p>}
              {linkedBy === "editors" && <p className="linked-by">Koblet af redaktionen</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
