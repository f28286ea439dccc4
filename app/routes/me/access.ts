import { plain, signedIn } from "../../http/access-rule.ts";

/** One's own pages are for whoever has signed in. */
export const meAccess = {
  velkommen: plain({ read: signedIn, intents: { seen: signedIn } }),
  "nyt-navn": plain({ read: signedIn, intents: { name: signedIn }, anyName: true }),
  "min-side": plain({ read: signedIn, intents: { name: signedIn, "ask-access": signedIn } }),
  "min-side/sikkerhed": plain({
    read: signedIn,
    intents: {
      password: signedIn,
      address: signedIn,
      "totp-begin": signedIn,
      "totp-confirm": signedIn,
      "totp-off": signedIn,
      "recovery-codes": signedIn,
      "end-session": signedIn,
      "end-all": signedIn,
    },
    hashes: true,
  }),
  "min-side/data": plain({ read: signedIn, intents: { delete: signedIn }, hashes: true, anyName: true }),
  "min-side/data.json": plain({ read: signedIn, anyName: true }),
};
