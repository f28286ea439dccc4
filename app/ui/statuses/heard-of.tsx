/** How long ago the municipalities were last heard of, in counts. */
export const HeardOfLast = ({ ages }: { ages: readonly { code: string; name: string; count: number }[] }) => (
  <ul className="ages">
    {ages.map(({ code, name, count }) => (
      <li key={code}>
        <b>{count}</b> {name}
      </li>
    ))}
  </ul>
);
