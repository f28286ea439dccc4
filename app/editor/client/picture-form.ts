import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { consentIsOver, mostMegabytes } from "#app/domain/pictures/picture-vocabulary.ts";
import type { PictureAttributes } from "../schema/picture.ts";
import type { Parts } from "./parts.ts";
import { type Tool, withLineAfter } from "./tools.ts";

const largest = mostMegabytes * 1024 * 1024;
const offline =
  "Billedet kunne ikke sendes, for der er ikke forbindelse. Det står her endnu. Prøv igen, når du er på nettet.";

/** What the server has made of a file. */
type Sent = Pick<PictureAttributes, "id" | "width" | "height">;

/** The ways into the form for pictures. */
export interface PictureWays {
  insert: Tool;
  edit: Tool;
  /** Opens the form with a file that was pasted or dropped. */
  take(file: File): void;
}

/**
 * The form below the tools in which a picture is chosen and described. It is sent when the form is, with how far it has come in sight and said.
 * @param address that pictures are sent to
 */
export function wirePictureForm(parts: Parts, editor: Editor, address: string): PictureWays {
  const form = parts.find<HTMLFormElement>("[data-picture-form]");
  const file = parts.find<HTMLInputElement>("#billede-fil");
  const alt = parts.find<HTMLInputElement>("#billede-alt");
  const decorative = parts.find<HTMLInputElement>("#billede-pynt");
  const caption = parts.find<HTMLInputElement>("#billede-tekst");
  const consent = parts.find<HTMLInputElement>("#billede-samtykke");
  const wrong = parts.find("#billede-fejl");
  const warning = parts.find("[data-picture-warning]");
  const set = parts.find<HTMLButtonElement>("[data-picture-set]");
  const progress = parts.find("[data-picture-progress]");
  const bar = parts.find<HTMLProgressElement>("[data-picture-progress] progress");
  const percent = parts.find("[data-picture-percent]");
  /** The picture that is described anew; none while one is inserted. */
  let edited: string | undefined;
  let sending: XMLHttpRequest | undefined;
  /** What has been sent already, and from which file, so that a missing word does not send it twice. */
  let sent: { file: File; consent: string; picture: Sent } | undefined;

  const show = async () => {
    alt.disabled = decorative.checked;
    // The check is heavy, and nobody needs it before words are written here.
    const { checkPrivacy } = await import("#app/domain/privacy-check/privacy-check.ts");
    const told = [decorative.checked ? "" : alt.value, caption.value].join("\n");
    const found = checkPrivacy(told)[0];
    warning.hidden = !found;
    warning.textContent = found ? `»${told.slice(found.start, found.end)}« kan pege på nogen. Skriv det helst om.` : "";
  };
  const complain = (sentence: string, field?: HTMLInputElement) => {
    wrong.textContent = sentence;
    for (const one of [file, alt, consent]) one.toggleAttribute("aria-invalid", one === field);
    field?.focus();
    // The form may be higher than the screen of a phone.
    if (sentence) wrong.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    sending?.abort();
    form.hidden = true;
    editor.commands.focus();
  };
  const open = (known?: PictureAttributes) => {
    sending?.abort();
    edited = known?.id;
    for (const row of parts.all("[data-picture-file]")) row.hidden = known !== undefined;
    file.value = "";
    consent.value = "";
    alt.value = known?.alt ?? "";
    decorative.checked = known?.decorative ?? false;
    caption.value = known?.caption ?? "";
    set.textContent = known ? "Gem" : "Sæt ind";
    progress.hidden = true;
    complain("");
    void show();
    form.hidden = false;
    (known ? alt : file).focus();
  };
  const attributes = () => ({
    alt: decorative.checked ? "" : alt.value.trim(),
    decorative: decorative.checked,
    caption: caption.value.trim(),
  });

  const insert = (picture: Sent) => {
    const { $to, to } = editor.state.selection;
    const inText = $to.parent.isTextblock;
    // An empty line stays below the picture, to be written on.
    const at = !inText ? to : $to.parent.content.size === 0 ? $to.before() : $to.after();
    editor
      .chain()
      .insertContentAt(at, { type: "picture", attrs: { ...picture, ...attributes() } })
      .command(withLineAfter)
      .focus()
      .run();
    parts.say("Billedet er sat ind");
  };
  const describe = (id: string) => {
    let found = false;
    editor
      .chain()
      .command(({ tr }) => {
        tr.doc.descendants((node, position) => {
          if (node.type.name !== "picture" || node.attrs.id !== id) return;
          found = true;
          for (const [name, value] of Object.entries(attributes())) tr.setNodeAttribute(position, name, value);
        });
        return found;
      })
      .focus()
      .run();
    parts.say(found ? "Billedet er rettet" : "Billedet står ikke i teksten længere");
  };

  const send = (chosen: File) =>
    new Promise<Sent>((resolve, reject) => {
      const request = new XMLHttpRequest();
      sending = request;
      let told = 0;
      request.open("POST", `${address}?samtykke=${encodeURIComponent(consent.value)}`);
      request.responseType = "json";
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        const done = Math.floor((100 * loaded) / Math.max(1, total));
        bar.value = done;
        percent.textContent = done < 100 ? `${done} %` : "Billedet bliver gjort klar";
        if (done < told + 25) return;
        told = done;
        parts.say(done < 100 ? `Billedet sendes: ${done} procent` : "Billedet bliver gjort klar");
      });
      request.addEventListener("load", () => {
        if (request.status === 201) resolve(request.response as Sent);
        else reject(new Error(request.response?.message ?? "Billedet blev ikke taget imod. Prøv igen om lidt."));
      });
      request.addEventListener("error", () => reject(new Error(offline)));
      request.addEventListener("abort", () => reject(undefined));
      request.send(chosen);
    });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    const chosen = file.files?.[0];
    if (!edited && !chosen) return complain("Vælg en billedfil.", file);
    if (!edited && chosen && chosen.size > largest)
      return complain(`Billedet fylder mere end ${mostMegabytes} MB. Gem det mindre, og prøv igen.`, file);
    // By the clock of this browser; the server goes by the Danish day.
    if (!edited && consent.value && consent.value < new Date().toLocaleDateString("sv"))
      return complain(consentIsOver, consent);
    if (!decorative.checked && !alt.value.trim())
      return complain("Skriv, hvad billedet viser, eller sæt kryds ved »Billedet er kun pynt«.", alt);
    if (edited) {
      form.hidden = true;
      return describe(edited);
    }
    if (!chosen) return;
    complain("");
    set.disabled = true;
    try {
      if (sent?.file !== chosen || sent.consent !== consent.value) {
        bar.value = 0;
        percent.textContent = "0 %";
        progress.hidden = false;
        parts.say("Billedet sendes");
        sent = { file: chosen, consent: consent.value, picture: await send(chosen) };
      }
      if (!editor.isEditable) return complain("Billedet nåede frem, men ingen kan skrive i teksten nu.");
      const { picture } = sent;
      sent = undefined;
      form.hidden = true;
      insert(picture);
    } catch (error) {
      if (error instanceof Error) complain(error.message, file);
    } finally {
      sending = undefined;
      set.disabled = false;
      progress.hidden = true;
    }
  });
  for (const field of [decorative, alt, caption, file, consent])
    field.addEventListener("input", () => {
      complain("");
      void show();
    });
  parts.find("[data-picture-cancel]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });

  return {
    insert: {
      run: () => {
        open();
        return undefined;
      },
    },
    edit: {
      run: (current) => {
        const { selection } = current.state;
        if (selection instanceof NodeSelection && selection.node.type.name === "picture")
          open(selection.node.attrs as PictureAttributes);
        return undefined;
      },
    },
    take(given) {
      open();
      const data = new DataTransfer();
      data.items.add(given);
      file.files = data.files;
      alt.focus();
      parts.say("Billedet er valgt. Skriv, hvad det viser.");
    },
  };
}
