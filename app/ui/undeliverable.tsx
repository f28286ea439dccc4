/** Tells whoever sent a letter that it will not arrive. @param why what the mail server said */
export function Undeliverable({ why }: { why: string }) {
  return (
    <p className="form-error-message">
      Brevet kom ikke frem: modtagerens mailserver tager ikke imod det. Se, om adressen er rigtig. Serveren svarede:{" "}
      {why}
    </p>
  );
}
