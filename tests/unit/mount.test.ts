import { Window } from "happy-dom";
import { afterEach, expect, it, vi } from "vitest";
import { mount } from "#app/islands/mount.ts";

afterEach(() => vi.unstubAllGlobals());

it("an island is taken over once, however often its script runs", () => {
  const { document } = new Window();
  document.body.innerHTML = `<div data-island="editor" data-island-data='{"document":"a"}'></div><div data-island="other"></div>`;
  vi.stubGlobal("document", document);
  const taken: unknown[] = [];
  for (let run = 0; run < 2; run += 1) mount("editor", (_element, data) => taken.push(data));
  expect(taken).toEqual([{ document: "a" }]);
});
