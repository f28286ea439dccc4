import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { methodKinds } from "#app/domain/vocabulary.ts";
import { siteName } from "#app/http/page-meta.ts";
import { drawPicture, type PictureText } from "#app/http/picture.ts";
import { refuse } from "#app/http/respond.ts";
import { findCase } from "#db/queries/cases/page.ts";
import { findCommitment, findDeclaration } from "#db/queries/declarations.ts";
import { findDocument } from "#db/queries/documents/page.ts";
import { findMethod } from "#db/queries/methods/page.ts";
import { findMunicipality } from "#db/queries/municipalities.ts";

const tones = { petrol: "#0b5a66", coral: "#c8452b", leaf: "#3f7a4b", plum: "#6a4377", sand: "#6b5c3c" };

/** The pages that have a picture, each under one address alone: a picture takes a while to draw. */
const pages =
  /^(forside|(eksempler|metoder|kommuner|dokumenter)\/[a-z0-9-]+|erklaeringer\/\d{4}(\/punkter\/[1-9]\d{0,2})?)$/;

/** Whose a case is, as it stands under its title. */
const ownerOf = (municipality: string, { demo, retold }: { demo: boolean; retold: boolean }) => {
  if (demo) return `Opdigtet, ikke fra ${municipality}`;
  return retold ? `${municipality}, gengivet fra dokument` : municipality;
};

/** What stands in the picture of the page at an address; null where the viewer may not read the page. */
async function textOf(address: string, { sql, viewer, today }: AppLoadContext): Promise<PictureText | null> {
  const [folder = "", slug = "", , number = ""] = address.split("/");
  if (address === "forside")
    return {
      kind: "Kommunernes fælles værksted",
      title: siteName,
      owner: "Det almene skal kunne mere for flere børn",
      tone: tones.petrol,
    };
  if (folder === "eksempler") {
    const found = await findCase(sql, viewer, slug);
    if (found?.state !== "here") return null;
    const { title, municipality, demo, retold } = found.item;
    return {
      kind: "Eksempel",
      title,
      owner: ownerOf(municipality.name, { demo, retold }),
      demo,
      tone: tones.coral,
    };
  }
  if (folder === "metoder") {
    const found = await findMethod(sql, viewer, slug);
    return found?.state === "here"
      ? { kind: methodKinds[found.item.kind], title: found.item.title, tone: tones.petrol }
      : null;
  }
  if (folder === "kommuner") {
    const found = await findMunicipality(sql, viewer, slug, today);
    return found && { kind: "Kommune", title: found.fullName, tone: tones.plum };
  }
  if (folder === "dokumenter") {
    const found = await findDocument(sql, slug);
    return found?.state === "here"
      ? { kind: found.item.kind, title: found.item.title, owner: found.item.publisher, tone: tones.sand }
      : null;
  }
  if (folder === "erklaeringer" && /^\d{4}$/.test(slug)) {
    if (!number) {
      const declaration = await findDeclaration(sql, Number(slug));
      return declaration && { kind: declaration.title, title: "De ti punkter", tone: tones.leaf };
    }
    const commitment = /^\d{1,3}$/.test(number)
      ? await findCommitment(sql, viewer, Number(slug), Number(number))
      : null;
    return commitment && { kind: `Punkt ${commitment.number} af de ti`, title: commitment.title, tone: tones.leaf };
  }
  return null;
}

/** The picture that stands beside a shared link: `/billeder/<the page's path>.png`. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const address = /^(.+)\.png$/.exec(params["*"] ?? "")?.[1];
  const text = address && pages.test(address) ? await textOf(address, context) : null;
  if (!text) return refuse(404, "Det billede findes ikke.");
  return new Response(new Uint8Array(await drawPicture(text)), { headers: { "Content-Type": "image/png" } });
}
