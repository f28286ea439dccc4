import { mount } from "./mount.ts";

/** How long a pause in the writing is before the answers are kept, in milliseconds. */
const pause = 1_200;
/** How long it waits before it tries again where there is no connection, in milliseconds. */
const retry = 4_000;
/** A browser sends no more than this after its page has gone, in bytes. */
const mostAfterwards = 60_000;

/**
 * Keeps the answers from the first word: as a draft in Mine tekster, which the page is about from then on. What the server answers is the page
 * that a browser without scripts would get.
 */
mount("begin", (element) => {
  const form = element.querySelector("form");
  const status = element.querySelector("[data-begin-saved]");
  if (!form || !status) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;
  let isKept = true;
  let leaves = false;

  const say = (words: string, failed = false) => {
    status.classList.toggle("choice-not-saved", failed);
    if (status.textContent !== words) status.textContent = words;
  };
  const later = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), wait);
  };
  const hasWords = () => [...form.querySelectorAll("textarea")].some(({ value }) => value.trim() !== "");
  const hidden = (name: string, from: ParentNode = form) =>
    from.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`);

  const send = async (): Promise<void> => {
    isKept = true;
    const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    fields.delete("once");
    fields.set("stays", "ja");
    const keepalive = fields.toString().length < mostAfterwards;
    let response: Response;
    let page: Document;
    try {
      response = await fetch(form.action, { method: "POST", body: fields, keepalive });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      isKept = false;
      say("Ikke gemt endnu. Der er ikke forbindelse. Det prøves igen, når der er.", true);
      return later(retry);
    }
    const fresh = page.querySelector("[data-island=begin] form");
    const names = ["draft", "was"].map((name) => [hidden(name), fresh && hidden(name, fresh)] as const);
    if (!response.ok || names.some(([, now]) => !now?.value)) {
      isKept = false;
      const why = page.querySelector(".trouble .lead, [role=alert] li")?.textContent ?? "Prøv igen om lidt.";
      return say(`Ikke gemt endnu. ${why}`, true);
    }
    for (const [was, now] of names) if (was && now) was.value = now.value;
    // An answer to the form that is sent at last is of the same draft.
    form.action = response.url;
    history.replaceState(null, "", response.url);
    const now = new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
    if (isKept) say(`Gemt i Mine tekster kl. ${now}`);
  };

  /** Sends the answers, and once more when they have changed on their way. */
  const keep = async (): Promise<void> => {
    clearTimeout(timer);
    if (sending) return sending;
    if (isKept || !(hasWords() || hidden("draft")?.value)) return;
    sending = send();
    await sending;
    sending = undefined;
    if (!isKept && !status.classList.contains("choice-not-saved")) later(pause);
  };

  form.addEventListener("input", () => {
    isKept = false;
    say("");
    later(pause);
  });
  form.addEventListener("submit", (event) => {
    leaves = true;
    clearTimeout(timer);
    if (!sending) return;
    // The draft that it is to go into is being made.
    event.preventDefault();
    void sending.then(() => form.requestSubmit());
  });
  addEventListener("visibilitychange", () => {
    // A phone may never let a page in the background run again; and whoever comes back may have signed in elsewhere.
    if (!leaves) void keep();
  });
  addEventListener("beforeunload", (event) => {
    if (!isKept && !leaves && hasWords()) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    leaves = false;
  });
});
