import { danishDate } from "#app/domain/dates.ts";
import { fetchExport } from "#app/domain/exports/ask-for-export.server.ts";
import { fileLoader } from "#app/http/file-loader.ts";
import { guarded } from "#app/http/guard.ts";
import { refuse } from "#app/http/respond.ts";

const gone = "Filen er her ikke længere. Koordinatoren kan bede om en ny.";

/** The file with all that is kept of a municipality's texts, sent as it is read. */
export const loader = Object.assign(
  fileLoader(
    guarded("udtraek/:id", async ({ params, context: { sql, viewer, files, answer } }) => {
      const { file, slug, readyAt } = (await fetchExport(sql, files, viewer, params.id ?? "")) ?? refuse(404, gone);
      answer.file = file;
      return new Response(null, {
        headers: {
          "Content-Type": "application/zip",
          "Content-Disposition": `attachment; filename="udtraek-${slug}-${danishDate(readyAt)}.zip"`,
          "Cache-Control": "private, no-store",
          "X-Robots-Tag": "noindex",
        },
      });
    }),
  ),
  { guards: "udtraek/:id" as const },
);
