/** The way to a list as a file. @param query what the list is narrowed to, as it stands in its own address */
export function CsvLink({
  path,
  query = "",
  label = "Hent som CSV",
}: {
  path: string;
  query?: string;
  label?: string;
}) {
  const own = new URLSearchParams(query);
  own.delete("side");
  const text = own.toString();
  return (
    <p className="list-file no-print">
      <a href={`${path}.csv${text && `?${text}`}`} rel="nofollow">
        {label}
      </a>
    </p>
  );
}
