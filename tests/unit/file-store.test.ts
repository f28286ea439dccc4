import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFolderStore } from "#app/files/folder-store.ts";
import { type FileStore, NoRoomForFile } from "#app/files/store.ts";

let folder: string;
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "files-"));
  store = createFolderStore(path.join(folder, "made", "when-needed"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const contentOf = async (key: string) => {
  const found = await store.open(key);
  return found && { size: found.size, text: (await buffer(found.stream)).toString() };
};
const unfinished = () => readdir(path.join(folder, "made/when-needed/.unfinished"));

describe("a folder of files", () => {
  test("keeps a stream or bytes under a key, in place of what was there", async () => {
    expect(await store.put("billeder/a/480.webp", Readable.from([Buffer.from("one"), Buffer.from("two")]))).toBe(6);
    expect(await contentOf("billeder/a/480.webp")).toEqual({ size: 6, text: "onetwo" });
    await store.put("billeder/a/480.webp", Buffer.from("three"));
    expect(await contentOf("billeder/a/480.webp")).toEqual({ size: 5, text: "three" });
    expect(await unfinished()).toEqual([]);
  });

  test("has nothing under a key that nothing was put under, nor under that of a folder", async () => {
    await store.put("billeder/a/480.webp", Buffer.from("x"));
    expect(await store.open("billeder/b/480.webp")).toBeUndefined();
    expect(await store.open("billeder/a")).toBeUndefined();
    expect(await store.open("billeder/a/480.webp/960.webp")).toBeUndefined();
  });

  test("what breaks off keeps nothing, and what was there stays", async () => {
    await store.put("udtraek/a.zip", Buffer.from("whole"));
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from("half");
        throw new Error("cut off");
      })(),
    );
    await expect(store.put("udtraek/a.zip", broken)).rejects.toThrow("cut off");
    expect(await contentOf("udtraek/a.zip")).toEqual({ size: 5, text: "whole" });
    expect(await unfinished()).toEqual([]);
  });

  test("a full disk is told as such, in Danish", async () => {
    const full = Readable.from(
      // biome-ignore lint/correctness/useYield: it fails at once, as a write to a full disk does
      (async function* () {
        throw Object.assign(new Error("write"), { code: "ENOSPC" });
      })(),
    );
    const error = await store.put("udtraek/b.zip", full).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(NoRoomForFile);
    expect(error.message).toMatch(/^Der er ikke plads/);
    expect(await store.open("udtraek/b.zip")).toBeUndefined();
  });

  test("lists and removes by the beginning of keys", async () => {
    await store.put("billeder/c/480.webp", Buffer.from("x"));
    await store.put("billeder/d/480.webp", Buffer.from("x"));
    expect((await store.list("billeder")).map(({ name }) => name)).toEqual(expect.arrayContaining(["c", "d"]));
    await store.remove("billeder/c");
    await store.remove("billeder/c");
    expect(await store.open("billeder/c/480.webp")).toBeUndefined();
    expect((await store.list("billeder")).map(({ name }) => name)).not.toContain("c");
    expect(await store.list("nothing")).toEqual([]);
  });

  test("what a process left when it died goes a day later", async () => {
    const left = path.join(folder, "made/when-needed/.unfinished", "left");
    await writeFile(left, "half");
    await store.remove("billeder/none");
    expect(await readFile(left, "utf8")).toBe("half");
    const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1_000);
    await utimes(left, longAgo, longAgo);
    await store.remove("billeder/none");
    await expect(stat(left)).rejects.toThrow("ENOENT");
  });

  test.each(["", "/etc/passwd", "../x", "a/../b", "a//b", "a/./b", ".hidden", "A", "a\0", "a\\b", "x".repeat(301)])(
    "%j is no key",
    async (key) => {
      await expect(store.put(key, Buffer.from("x"))).rejects.toThrow(RangeError);
      await expect(store.open(key)).rejects.toThrow(RangeError);
      await expect(store.remove(key)).rejects.toThrow(RangeError);
    },
  );
});
