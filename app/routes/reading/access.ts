import { anyone, plain } from "../../http/access-rule.ts";

/** The forms on pages that everybody may read. */
export const readingAccess = {
  "meld-et-problem": plain({ read: anyone, intents: { report: anyone } }),
};
