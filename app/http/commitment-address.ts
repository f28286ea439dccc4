/** Numbers that a year and a commitment can have; anything else is 0, which none has. */
const whole = (text = "") => (/^\d{1,4}$/.test(text) ? Number(text) : 0);

/** The commitment that an address `/erklaeringer/:year/punkter/:number` names, whether or not there is one. */
export const readCommitmentAddress = ({ year, number }: Readonly<Record<string, string | undefined>>) => ({
  year: whole(year),
  number: whole(number),
});
