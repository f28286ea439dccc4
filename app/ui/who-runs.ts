/** Who runs the site, in the words of every page that says so. @param operator null: nobody has said */
export const whoRuns = (operator: string | null): string =>
  operator
    ? `Sitet drives af ${operator}.`
    : "Den, der har sat dette site op, har endnu ikke oplyst, hvem der driver det.";

/** Who reads what readers report. */
export const whoReadsReports =
  "En melding om en kommunes side kan læses af kommunens koordinator og KL. En melding om andre sider kan læses af KL.";
