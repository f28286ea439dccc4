import { refuseValue } from "./list-address.ts";

/** The address of the versions of a text. */
export const versionsOf = (id: string) => `/mine-tekster/${id}/versioner`;

/** The number of a version, from 1, as an address gives it. Ends in a 400 page when it is not a number. */
export function versionNumber(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) refuseValue("versionen", value);
  return Number(value);
}
