import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { checkWholeText } from "#app/domain/privacy-check/check-text.ts";
import { contentFromHtml } from "#app/editor/content-from-html.ts";
import { PassFindings } from "#app/ui/privacy-findings.tsx";

const linksFor = (text: Parameters<typeof checkWholeText>[0]) =>
  [
    ...renderToStaticMarkup(
      createElement(PassFindings, { findings: checkWholeText(text), kept: {}, textPath: "/mine-tekster/7" }),
    ).matchAll(/<a href="([^"]*)">(.*?)<\/a>/g),
  ].map(([, href, words]) => [href, words]);

it("what is found in a field of the form is mended in that field, what is found in the text there", () => {
  expect(linksFor({ title: "Emils vej", summary: "Nr. 150516-2222" })).toEqual([
    ["#submit-summary", "Slet det i »Kort fortalt« ovenfor"],
    ["#submit-title", "Ret det i titlen ovenfor"],
  ]);
  const content = contentFromHtml("<p>Nr. 150516-2222</p>");
  expect(linksFor({ fields: { partners: "Ring på 23 45 67 89" }, content })).toEqual([
    ["/mine-tekster/7", "Slet det i teksten"],
    ["/mine-tekster/7", "Ret det i teksten"],
  ]);
});
