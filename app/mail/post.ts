import { createHash, randomBytes } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport, type Transporter } from "nodemailer";
import { asHtml, asText, type Mail } from "./mail.ts";

/** How mail leaves. */
export interface MailSettings {
  /** Where it is handed over; undefined: it lands in the folder. */
  smtpUrl: string | undefined;
  /** The address that it comes from. */
  from: string;
  /** Where mail lands that nothing hands on, and all mail to invented people. */
  folder: string;
  publicUrl: string;
}

/** Hands mail over, to a server or to the folder. */
export interface Post {
  /**
   * @returns the name of the file that it lies in; null when it was handed to a server
   * @throws when the server does not take it; {MailRefused} when it never will
   */
  send(mail: Mail): Promise<string | null>;
  /** Deletes a mail that `send` has put into the folder. */
  discard(name: string): Promise<void>;
  close(): void;
}

/** How long the server may take to answer, in milliseconds. A job that waits longer is tried again later. */
const smtpTimeoutMs = 15_000;

/** @param settings where to and whence */
export function createPost({ smtpUrl, from, folder, publicUrl }: MailSettings): Post {
  const toFile = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const timeouts = { connectionTimeout: smtpTimeoutMs, greetingTimeout: smtpTimeoutMs, socketTimeout: smtpTimeoutMs };
  // Settings that stand in the address win over those that stand beside it.
  const toServer: Transporter | undefined = smtpUrl
    ? createTransport({ url: smtpUrl, ...timeouts } as Parameters<typeof createTransport>[0])
    : undefined;
  return {
    async send(mail) {
      const { host } = new URL(publicUrl);
      const message = {
        from: { name: "Mere for Flere", address: from },
        to: { name: mail.to.name ?? "", address: mail.to.address },
        subject: mail.subject,
        text: asText(mail, publicUrl),
        html: asHtml(mail, publicUrl),
        messageId: `<${randomBytes(16).toString("hex")}@${host.replace(/:\d+$/, "")}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      };
      if (toServer && !mail.demo) {
        await toServer.sendMail(message).catch((error) => {
          throw failureOf(error, mail.to.address);
        });
        return null;
      }
      const { message: bytes } = await toFile.sendMail(message);
      const name = nameOf(mail);
      await keep(folder, name, bytes as Buffer);
      return name;
    },
    discard: (name) => rm(path.join(folder, name), { force: true }),
    close() {
      toServer?.close();
      toFile.close();
    },
  };
}

/** The server will never take this mail to this address. The message is what the server said, the address left out. */
export class MailRefused extends Error {
  override name = "MailRefused";
}

/**
 * Why the server did not take a mail. What fails is noted where it outlives the one it was to, so the address is left out. A refusal of the
 * site itself, such as of its password or its own address, is mended by the operator and may be tried again.
 */
function failureOf(error: unknown, address: string): Error {
  const told = error instanceof Error ? error.message : String(error);
  const { responseCode = 0, command = "" } = error as { responseCode?: number; command?: string };
  const isForGood = responseCode >= 500 && responseCode < 600 && /^(RCPT TO|DATA)$/.test(command);
  return new (isForGood ? MailRefused : Error)(
    told.replace(new RegExp(address.replace(/[^\w@-]/g, "\\$&"), "gi"), "[adressen]"),
  );
}

/** What in the name of a file stands for an address, or a person's id, so that it can be found without being told. */
const markOf = (whom: string) => createHash("sha256").update(whom.toLowerCase()).digest("hex").slice(0, 16);

/** Sorts by time, and tells whether it is to an invented person, and by marks to whom and about whom. */
const nameOf = ({ to, demo, about = [] }: Mail) => {
  const parts = [demo ? "demo" : "real", ...[to.address, ...about].map(markOf), randomBytes(4).toString("hex")];
  return `${new Date().toISOString().replace(/[:.]/g, "-")}-${parts.join("-")}.eml`;
};

const nameShape =
  /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)-(demo|real)-([0-9a-f]{16})((?:-[0-9a-f]{16})*)-[0-9a-f]{8}\.eml$/;

async function keep(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  // Written aside first: whoever looks never meets half a mail.
  const aside = path.join(folder, `.${name}`);
  await writeFile(aside, bytes, { mode: 0o600 });
  await rename(aside, path.join(folder, name));
}

/** A mail in the folder. */
export interface KeptMail {
  name: string;
  demo: boolean;
  sentAt: Date;
  /** Stands for the address that it is to. */
  mark: string;
  /** Stand for those whom it is about besides. */
  about: string[];
}

/** The mails that lie in the folder, newest first. */
export async function listKeptMails(folder: string): Promise<KeptMail[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const [, hour, minute, second, rest, kind, mark = "", about = ""] = nameShape.exec(name) ?? [];
      if (!kind) return [];
      const sentAt = new Date(`${hour}:${minute}:${second}.${rest}`);
      return [{ name, demo: kind === "demo", sentAt, mark, about: about.split("-").slice(1) }];
    })
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** The bytes of a mail that the listing has named. */
export const readKeptMail = (folder: string, { name }: Pick<KeptMail, "name">): Promise<Buffer> =>
  readFile(path.join(folder, name));

/** An address, and when it was the one of whom the mails are wanted. */
export interface MailAddress {
  email: string;
  /** Null: always. */
  since: Date | null;
  /** Null: still. */
  until: Date | null;
}

/** Whose mails are wanted: a person's, or a contact person's. */
export interface MailPerson {
  id: string;
  /** All that are or were the person's. */
  addresses: readonly MailAddress[];
}

/** Every mail to a person, and those to others that name or tell of the person; newest first. */
export async function listMailsOf(folder: string, { id, addresses }: MailPerson): Promise<KeptMail[]> {
  const self = markOf(id);
  const wanted = addresses.map((one) => ({ ...one, mark: markOf(one.email) }));
  return (await listKeptMails(folder)).filter(
    ({ mark, about, sentAt }) =>
      about.includes(self) ||
      wanted.some(
        (one) => one.mark === mark && !(one.since && sentAt < one.since) && !(one.until && sentAt >= one.until),
      ),
  );
}

/** Deletes every mail to a person, and those to others that name or tell of the person. @returns how many */
export const deleteMailsOf = async (folder: string, person: MailPerson): Promise<number> =>
  deleteMails(folder, await listMailsOf(folder, person));

/** Deletes every mail to an invented person. @returns how many */
export const deleteDemoMails = async (folder: string): Promise<number> =>
  deleteMails(
    folder,
    (await listKeptMails(folder)).filter(({ demo }) => demo),
  );

async function deleteMails(folder: string, mails: readonly KeptMail[]): Promise<number> {
  await Promise.all(mails.map(({ name }) => rm(path.join(folder, name), { force: true })));
  return mails.length;
}

/** Days that mails lie in the folder. */
export const daysMailsAreKept = 30;

/** Deletes mails that have lain long enough. */
export async function deleteOldMails(folder: string): Promise<void> {
  const oldest = Date.now() - daysMailsAreKept * 24 * 60 * 60 * 1_000;
  for (const { name } of await listKeptMails(folder)) {
    const file = path.join(folder, name);
    if ((await stat(file)).mtimeMs < oldest) await rm(file, { force: true });
  }
}
