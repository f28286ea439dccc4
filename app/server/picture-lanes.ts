import { randomUUID } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import pLimit from "p-limit";
import type { Accounts } from "#app/domain/accounts/accounts.server.ts";
import { mayWriteDraft } from "#app/domain/cases/policy.ts";
import { assertBeingWritten } from "#app/domain/cases/working-draft.server.ts";
import { danishDate } from "#app/domain/dates.ts";
import { DomainError } from "#app/domain/domain-error.ts";
import { isId } from "#app/domain/id.ts";
import { addPicture, assertRoom, keyOfPicture } from "#app/domain/pictures/add-picture.server.ts";
import { consentDate } from "#app/domain/pictures/input.ts";
import { makePicture } from "#app/domain/pictures/make-picture.server.ts";
import { consentIsOver, mostMegabytes } from "#app/domain/pictures/picture-vocabulary.ts";
import type { Viewer } from "#app/domain/viewer.ts";
import { pictureWidths } from "#app/editor/schema/picture.ts";
import { isDiskFull, removeLeftOver } from "#app/files/disk.ts";
import { type FileStore, NoRoomForFile } from "#app/files/store.ts";
import { sendStream } from "#app/http/page-cache.ts";
import type { Sql } from "#db/client.ts";
import { findDraftSubject } from "#db/queries/cases/draft.ts";
import { findVisiblePicture } from "#db/queries/cases/pictures.ts";
import type { Lane } from "./lanes.ts";

/** The parts of the site that the lanes of pictures work with. */
export interface PictureLaneParts {
  sql: Sql;
  accounts: Accounts;
  store: FileStore;
  /** A folder for what arrives. */
  arriving: string;
  headers: Readonly<Record<string, string>>;
  /** The site's own origin, as a request has asked for it. */
  originOf(request: IncomingMessage): string;
}

const largest = mostMegabytes * 1024 * 1024;
/** The time that one file may take to arrive, in milliseconds: four minutes for 20 MB over a slow phone. */
const arrivingMs = 4 * 60_000;
/** Most files of one person, and of all, that arrive or wait for their turn at a time. */
const mostOfOne = 3;
const mostOfAll = 12;
/** The age at which a file counts as left half-way by a process that died, in milliseconds. */
const oldestLeft = 60 * 60_000;

const taken = /^\/mine-tekster\/([0-9a-f-]{36})\/billeder\/ny$/;
const shown = /^\/billeder\/([0-9a-f-]{36})\/(\d{3,4})$/;

/** Answers with a sentence for a script to show. */
function tell(response: ServerResponse, headers: Readonly<Record<string, string>>, status: number, said: object): void {
  response.writeHead(status, {
    ...headers,
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "private, no-store",
  });
  response.end(JSON.stringify(said));
}

/** A file is not taken; the message is a Danish sentence that says why. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const tooLarge = () =>
  new Refusal(
    413,
    `Billedet fylder mere end ${mostMegabytes} MB. Gem det mindre, og prøv igen. Teksten er, som den var.`,
  );

const tooSlow = () =>
  new Refusal(408, "Billedet var for længe undervejs og er ikke gemt. Prøv igen, eller gem det mindre først.");

/** The lane of pictures on their way into a text. The right to send one is checked before a byte of it is read, and none is held in memory. */
export function createUploadLane({ sql, accounts, store, arriving, headers, originOf }: PictureLaneParts): Lane {
  const ofEach = new Map<string, number>();
  let ofAll = 0;
  // One at a time, so that readers have the other processor.
  const oneAtATime = pLimit(1);

  /** @throws {Refusal | DomainError} when the one who sends may not */
  async function admit(request: IncomingMessage, viewer: Viewer, caseId: string): Promise<string> {
    if (request.headers.origin !== originOf(request))
      throw new Refusal(403, "Billedet kom fra et andet sted end dette site, og vi har ikke gemt det.");
    const me = viewer.person?.id;
    if (!me) throw new Refusal(403, "Du er ikke logget ind længere. Log ind i et andet vindue, og prøv igen her.");
    const draft = isId(caseId) ? await findDraftSubject(sql, caseId) : undefined;
    if (!draft || !mayWriteDraft(viewer, draft))
      throw new Refusal(404, "Der er ikke en kladde her, som du kan skrive i.");
    assertBeingWritten(draft);
    if (Number(request.headers["content-length"] ?? 0) > largest) throw tooLarge();
    await assertRoom(sql, caseId);
    if (ofAll >= mostOfAll || (ofEach.get(me) ?? 0) >= mostOfOne)
      throw new Refusal(429, "Der er mange billeder på vej lige nu. Vent lidt, og prøv igen.");
    return me;
  }

  return {
    name: "pictures that are sent",
    takes: ({ path: address, reads }) => !reads && taken.test(address),
    async answer({ request, path: address, query }, response) {
      const caseId = taken.exec(address)?.[1] ?? "";
      const { viewer } = await accounts.sessions.viewerOf(request.headers.cookie);
      const file = path.join(arriving, randomUUID());
      let me: string | undefined;
      try {
        if (request.method !== "POST") throw new Refusal(405, "Her tager vi kun imod billeder.");
        const consentUntil = consentDate.safeParse(query.get("samtykke") ?? "");
        if (!consentUntil.success) throw new Refusal(400, "Skriv datoen som dag, måned og år.");
        if (consentUntil.data && consentUntil.data < danishDate(new Date())) throw new Refusal(400, consentIsOver);
        const sender = await admit(request, viewer, caseId);
        me = sender;
        ofAll += 1;
        ofEach.set(sender, (ofEach.get(sender) ?? 0) + 1);
        await receive(request, file);
        const { made, id } = await oneAtATime(async () => {
          const made = await makePicture(file);
          return {
            made,
            id: await addPicture(sql, store, viewer, caseId, { ...made, consentUntil: consentUntil.data }),
          };
        });
        tell(response, headers, 201, { id, width: made.width, height: made.height });
      } catch (error) {
        if (error instanceof CutOff) return;
        if (error instanceof Refusal || error instanceof DomainError)
          tell(response, headers, error.status, { message: error.message });
        else {
          console.error(error);
          if (error instanceof NoRoomForFile) tell(response, headers, 507, { message: error.message });
          else
            tell(response, headers, 500, {
              message: "Noget gik galt hos os, og billedet er ikke gemt. Prøv igen om lidt.",
            });
        }
      } finally {
        await rm(file, { force: true });
        if (me) {
          ofAll -= 1;
          const left = (ofEach.get(me) ?? 1) - 1;
          if (left > 0) ofEach.set(me, left);
          else ofEach.delete(me);
        }
      }
    },
  };
}

/** The sender has left before the file had come. */
class CutOff extends Error {}

/** Writes what arrives to a file. @throws {Refusal} when it is too much, or too slow @throws {CutOff} when it does not come to its end */
async function receive(request: IncomingMessage, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await removeLeftOver(path.dirname(file), oldestLeft);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), arrivingMs);
  });
  const whole = writeAll(request, file);
  // What comes after it is too late ends with the connection.
  whole.catch(() => {});
  try {
    await Promise.race([whole, late]);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (isDiskFull(error)) throw new NoRoomForFile({ cause: error });
    if (!request.complete) throw new CutOff();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function writeAll(request: IncomingMessage, file: string): Promise<void> {
  const to = await open(file, "wx");
  try {
    let size = 0;
    // Left as it is where it is too much: whoever sends it is to read why.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > largest) throw tooLarge();
      await to.write(chunk);
    }
  } finally {
    await to.close();
  }
}

/**
 * Pictures of texts, for whoever may read the text. An address is asked about each time that a browser uses what it has, so that a picture is gone
 * when its text is; the answer is short as long as it is not.
 */
export function createPictureLane({ sql, accounts, store, headers }: PictureLaneParts): Lane {
  return {
    name: "pictures of texts",
    takes: ({ path: address, reads }) => reads && shown.test(address),
    async answer({ request, path: address }, response) {
      const [, id = "", width = ""] = shown.exec(address) ?? [];
      const { viewer, cookie } = await accounts.sessions.viewerOf(request.headers.cookie);
      if (cookie) response.setHeader("Set-Cookie", cookie);
      const known = isId(id) && pictureWidths.some((one) => String(one) === width);
      const picture = known ? await findVisiblePicture(sql, viewer, id) : undefined;
      const mine = { ...headers, Vary: "Cookie", "Cross-Origin-Resource-Policy": "same-origin" };
      const file = picture && (await store.open(keyOfPicture(id, Number(width))));
      if (!picture || !file) {
        response.writeHead(404, {
          ...mine,
          "Content-Type": "text/plain; charset=utf-8",
          "Cache-Control": "private, no-store",
        });
        response.end("Det billede findes ikke.");
        return;
      }
      const tag = `"${id}-${width}"`;
      const cache = {
        ...mine,
        ETag: tag,
        "Cache-Control": `${picture.everybody && !cookie ? "public" : "private"}, no-cache`,
      };
      if (request.headers["if-none-match"]?.includes(tag)) {
        file.stream.destroy();
        response.writeHead(304, cache).end();
        return;
      }
      response.writeHead(200, { ...cache, "Content-Type": "image/webp", "Content-Length": file.size });
      await sendStream(request, response, file.stream);
    },
  };
}
