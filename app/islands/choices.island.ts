import { showFindings } from "./field-findings.ts";
import { mount } from "./mount.ts";

/** How long a pause in the typing is before what is written is looked through, in milliseconds. */
const pause = 600;

/**
 * The choices beside a text save by themselves: as soon as one is made it is sent, and the row says when it was kept. What the server answers is
 * the page that a browser without scripts would get, and the row is taken from it.
 */
mount("choices", (element) => {
  element.classList.add("choices-live");
  /** Forms that are being sent, and whether they have changed since. */
  const sending = new Map<HTMLFormElement, boolean>();

  const rowOf = (inside: Element) => inside.closest<HTMLElement>("[data-choice]");

  function say(row: HTMLElement, words: string, failed = false): void {
    const status = row.querySelector(".choice-saved");
    status?.classList.toggle("choice-not-saved", failed);
    status?.replaceChildren(words);
  }

  /** Puts the server's own row in the place of the one here. */
  function replace(row: HTMLElement, fresh: HTMLElement): void {
    const now = document.importNode(fresh, true);
    if (now instanceof HTMLDetailsElement) now.open = true;
    row.replaceWith(now);
    showFindings(now);
    const first = now.querySelector<HTMLElement>("[role=alert], .form-error-message") ?? now.querySelector("summary");
    first?.setAttribute("tabindex", "-1");
    first?.focus();
  }

  async function answerOf(action: string, body?: URLSearchParams) {
    const response = await fetch(action, body ? { method: "POST", body } : undefined);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { ok: response.ok, page };
  }

  async function send(form: HTMLFormElement): Promise<void> {
    const row = rowOf(form);
    if (!row) return;
    say(row, "Gemmer …");
    const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    // What is chosen, taken back and chosen again at once is three forms, and no double click.
    fields.delete("once");
    try {
      const { ok, page } = await answerOf(form.action, fields);
      const fresh = page.getElementById(row.id);
      // An error page says why, and what to do: whoever has been signed out meanwhile reads it here, beside what was chosen.
      const why = page.querySelector(".trouble .lead")?.textContent;
      if (!fresh) return say(row, `Ikke gemt. ${why ?? "Genindlæs siden, og prøv igen."}`, true);
      if (!ok) {
        const refusal = page.querySelector(".choices-page > [role=alert]")?.textContent;
        if (refusal) return say(row, `Ikke gemt. ${refusal}`, true);
        return replace(row, fresh);
      }
      // The question of which choice is to hold has been answered.
      if (!row.contains(form) || form.classList.contains("action-form")) return replace(row, fresh);
      const [was, nowWas] = [row, fresh].map((one) => one.querySelector<HTMLInputElement>("input[name=was]"));
      if (was && nowWas) was.value = nowWas.value;
      const [value, nowValue] = [row, fresh].map((one) => one.querySelector(".text-choice-value"));
      if (value && nowValue) value.replaceWith(document.importNode(nowValue, true));
      for (const wrong of row.querySelectorAll(".form-error-message")) wrong.remove();
      say(row, fresh.querySelector(".choice-saved")?.textContent ?? "");
    } catch {
      say(row, "Ikke gemt endnu. Der er ikke forbindelse. Det prøves igen, når der er.", true);
      window.addEventListener("online", () => void save(form), { once: true });
    }
  }

  /** Sends a form, and once more when it has changed while it was on its way. */
  async function save(form: HTMLFormElement): Promise<void> {
    if (sending.has(form)) {
      sending.set(form, true);
      return;
    }
    do {
      sending.set(form, false);
      await send(form);
    } while (sending.get(form) && form.isConnected);
    sending.delete(form);
  }

  let looking: ReturnType<typeof setTimeout> | undefined;
  const lookLater = (wait: number) => {
    clearTimeout(looking);
    looking = setTimeout(() => showFindings(element), wait);
  };
  lookLater(0);
  element.addEventListener("input", () => lookLater(pause));
  element.addEventListener("change", ({ target }) => {
    const form = target instanceof Element ? target.closest("form") : null;
    if (form) void save(form);
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target instanceof HTMLFormElement) void save(event.target);
  });
  // A title is one line, however many it is shown on.
  element.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    field.form?.requestSubmit();
  });
  element.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("[data-keep-theirs]") : null;
    const row = link && rowOf(link);
    if (!link || !row) return;
    event.preventDefault();
    const { page } = await answerOf(link.href);
    const fresh = page.getElementById(row.id);
    if (fresh) replace(row, fresh);
  });
});
