import { type Env, mailsFolder } from "#app/env.server.ts";
import type { MailSettings } from "./post.ts";

/** How mail leaves, by the settings of the site. */
export const mailSettingsOf = (env: Env): MailSettings => ({
  smtpUrl: env.smtpUrl,
  from: env.mailFrom,
  folder: mailsFolder(env),
  publicUrl: env.publicUrl,
});
