import { anyone, plain, signedIn } from "../../http/access-rule.ts";

/** Who may use each way in and out. */
export const accountsAccess = {
  "log-ind": plain({ read: anyone, intents: { "sign-in": anyone }, hashes: true }),
  "log-ind/kode": plain({ read: anyone, intents: { code: anyone, recovery: anyone } }),
  "log-ud": plain({ read: signedIn, intents: { "sign-out": signedIn } }),
  "glemt-adgangskode": plain({ read: anyone, intents: { ask: anyone } }),
  "ny-adgangskode": plain({ read: anyone, intents: { choose: anyone }, hashes: true }),
  "opret-konto": plain({ read: anyone, intents: { register: anyone } }),
  "opret-konto/bekraeft": plain({ read: anyone, intents: { confirm: anyone }, hashes: true }),
  invitation: plain({ read: anyone, intents: { accept: anyone }, hashes: true }),
  "foerste-administrator": plain({ read: anyone, intents: { create: anyone }, hashes: true }),
  "demo-login": plain({ read: anyone, intents: { enter: anyone } }),
  "bekraeft-adresse": plain({ read: anyone, intents: { confirm: anyone } }),
};
