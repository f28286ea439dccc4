/** The ways from a draft to what belongs to it. */
export function DraftLinks({ id, binned }: { id: string; binned: boolean }) {
  const ways = [
    { href: `/mine-tekster/${id}/skrivere`, label: "Hvem skriver med" },
    binned
      ? { href: "/mine-tekster/papirkurv", label: "Tag teksten op af papirkurven" }
      : { href: `/mine-tekster/papirkurv?laeg=${id}`, label: "Læg i papirkurven" },
  ];
  return (
    <ul className="draft-links">
      {ways.map(({ href, label }) => (
        <li key={href}>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  );
}
