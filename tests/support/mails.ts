import PostalMime, { type Email } from "postal-mime";
import { expect } from "vitest";
import { listKeptMails, readKeptMail } from "#app/mail/post.ts";

/** Every mail to an address that has landed in a folder, newest first. */
export async function mailsTo(folder: string, address: string): Promise<Email[]> {
  const kept = await listKeptMails(folder);
  const mails = await Promise.all(kept.map(async (one) => PostalMime.parse(await readKeptMail(folder, one))));
  return mails.filter(({ to }) => to?.some((one) => one.address === address));
}

/** Waits for a mail to an address whose subject fits. */
export async function mailTo(folder: string, address: string, subject: RegExp): Promise<Email> {
  let found: Email | undefined;
  const look = async () => {
    found = (await mailsTo(folder, address)).find((mail) => subject.test(mail.subject ?? ""));
    return found !== undefined;
  };
  await expect.poll(look, { timeout: 15_000, interval: 50 }).toBe(true);
  if (!found) throw new Error("no mail");
  return found;
}

/** The path of the link that a mail asks to open. */
export function linkIn({ text = "" }: Email): string {
  const link = /https?:\/\/[^\s/]+(\/\S*kode=\S+)/.exec(text)?.[1];
  if (!link) throw new Error(`no link in:\n${text}`);
  return link;
}
