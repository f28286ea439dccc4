/** An agreement as a choice is called: "Budgetforlig (2027)". */
export const agreementName = ({ title, year }: { title: string; year: number | null }): string =>
  year ? `${title} (${year})` : title;
