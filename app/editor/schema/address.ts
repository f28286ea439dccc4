/** Addresses that a link in a text may have: a place on this site, or the web and mail. */
export const allowedAddress = /^(\/(?!\/)|#|https?:\/\/|mailto:)/i;
