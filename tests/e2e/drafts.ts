import type { Content } from "#app/editor/content.ts";
import { contentToText } from "#app/editor/content.ts";
import { sharedTextOf } from "#app/editor/shared-text.ts";
import { sectionOf } from "#app/editor/written.ts";
import { transaction } from "#db/client.ts";
import { keepVersion } from "#db/queries/cases/versions.ts";
import { buildDraftWithin } from "#seeds/builders/build-draft.ts";
import { createPerson } from "#tests/support/people.ts";
import { ask } from "./content.ts";

const link = (words: string, href: string): Content => ({
  type: "paragraph",
  content: [{ type: "text", text: words, marks: [{ type: "link", attrs: { href } }] }],
});

const before: Content = {
  type: "doc",
  content: [
    ...sectionOf("challenge", "Efter spisefrikvarteret gik der tit et kvarter, før timen var i gang."),
    ...sectionOf(
      "did",
      "Pædagogen går først ind med dem, der har svært ved at slippe.\nVi skrev ned, hvor tit det gik galt.",
    ),
    link("Det har vi fra en anden skole.", "/metoder/nest"),
    ...sectionOf("outcome", "I uge 35 blev det til 31 streger, i uge 47 til 12. Vi har selv sat dem."),
    ...sectionOf("hard", "Vi ved ikke, om det holder, når det bliver vinter.\nDe fem minutter er lærerens pause."),
  ],
};
const now: Content = {
  type: "doc",
  content: [
    ...sectionOf("challenge", "Efter spisefrikvarteret gik der tit et kvarter, før timen var i gang."),
    ...sectionOf("did", "Vi skrev ned, hvor tit det gik galt."),
    link("Det har vi fra en anden skole.", "/metoder/co-teaching"),
    ...sectionOf("outcome", "I uge 35 blev det til 31 streger, i uge 47 til 12 og i uge 2 til 9. Vi har selv sat dem."),
    {
      type: "paragraph",
      content: [{ type: "text", text: "Pædagogen går først ind med dem, der har svært ved at slippe." }],
    },
    ...sectionOf("hard", "De fem minutter er lærerens pause.\nDet havde vi ikke talt om, før vi begyndte."),
  ],
};

/** A draft of Ballerup with versions behind it: one that was sent back, and one that was kept in a pause. */
export const draftWithVersions = {
  id: "00000000-0000-4000-8000-00000000e2e1",
  prepare: () =>
    ask((sql) =>
      transaction(sql, async (tx) => {
        await tx`select pg_advisory_xact_lock(hashtext('a draft with versions'))`;
        const { id } = draftWithVersions;
        const known = await tx`select from case_story where id = ${id}`;
        if (known.length > 0) return;
        const writer = await createPerson(tx, { name: "Frede Forfatter", email: "frede.forfatter@balk.dk" });
        await buildDraftWithin(tx, {
          id,
          municipalityCode: "0151",
          begunBy: writer.id,
          title: "Timen begynder i skolegården",
        });
        const write = async (content: Content, summary: string) => {
          const [working] = await tx<{ id: string }[]>`
            update case_revision set content = ${tx.json(content as never)}, text = ${contentToText(content)}, summary = ${summary}
            where case_id = ${id} and state = 'working' returning id`;
          await tx`
            update shared_text set snapshot = ${Buffer.from(sharedTextOf(content))} where revision_id = ${working?.id ?? ""}`;
        };
        await write(before, "Læreren henter klassen ude i legen. Der er færre konflikter med ind i timen.");
        const returned = await keepVersion(tx, id, "pause");
        await tx`
          insert into case_hand_over (revision_id, handed_over_by, answer, answered_at, words)
          values (${returned.id}, ${writer.id}, 'returned', now(), 'Skriv, hvad det kostede af pauser.')`;
        await keepVersion(tx, id, "restored");
        await write(
          now,
          "Læreren henter klassen ude i legen. Der er færre konflikter med ind i timen, men det koster en pause.",
        );
      }),
    ),
};
