/** Where anybody can get an address, so that it tells nothing of who somebody works for. */
const publicProviders =
  /^(.+\.)?(gmail\.com|googlemail\.com|(hotmail|outlook|live|msn|yahoo)\.(com?\.)?[a-z]{2,3}|icloud\.com|me\.com|mac\.com|mail\.(dk|com|ru)|jubii\.dk|ofir\.dk|sol\.dk|pm\.me|proton\.[a-z]+|protonmail\.[a-z]+|gmx\.[a-z.]+|web\.de|aol\.com|yandex\.[a-z]+|zoho\.[a-z]+|stofanet\.dk|tdcadsl\.dk|youmail\.dk|fastmail\.[a-z]+|tutanota\.[a-z]+)$/;

/** Whether anybody can get an address at a domain, or an address is there. @param address in lower case */
export const isPublicMail = (address: string): boolean => publicProviders.test(address.replace(/^.*@/, ""));
