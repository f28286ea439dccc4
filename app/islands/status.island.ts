import type { DeskNow } from "#app/http/status-form.server.ts";
import type { FieldsAnswer } from "#app/routes/municipality/status-answers.ts";
import { showFindings } from "./field-findings.ts";
import { mount } from "./mount.ts";
import { answerIn, askWhich, fieldInWords, fieldsNamed, setValue } from "./status-fields.ts";

/** How long a pause in the typing is before what is typed is sent, in milliseconds. */
const pause = 700;
/** How often it is asked what others have written, in milliseconds. */
const lookAgain = 15_000;
/** Waits before what could not be stored is tried again, in milliseconds; the last one from then on. */
const waits = [2_000, 5_000, 15_000];

type Answer = DeskNow & FieldsAnswer;

/** An answer of the form: `point:2025:3.text`. */
const isAnswer = (name: string) => /^(point|initiative|milestone|part|people):[^.]+\.[a-z]+$/.test(name);

/**
 * The form of a status saves field by field as one types. What could not be stored is tried again until it is; of a field that another has written
 * in meanwhile both texts are shown. Without this script each section is a form with a button.
 */
mount<{ path: string; versions: Record<string, Record<string, number>> }>(
  "status",
  (root, { path, versions: given }) => {
    const versions = new Map<string, number>();
    for (const [subject, fields] of Object.entries(given))
      for (const [field, version] of Object.entries(fields)) versions.set(`${subject}.${field}`, version);
    for (const one of root.querySelectorAll("[data-without-script]")) one.remove();

    /** Fields that are to be sent. */
    const changed = new Set<string>();
    /** Fields with two texts, until one is chosen. */
    const asked = new Map<string, { drop: () => void }>();
    /** Fields that are refused as they stand, with the sentence that says why, until they are changed. */
    const held = new Map<string, string>();
    const pending = () => [...changed].filter((name) => !asked.has(name) && !held.has(name));
    /** When something was stored last. */
    let storedAt = "";
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let running: Promise<boolean> | undefined;

    const find = <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector);

    function say(words: string, failed = false): void {
      const line = find("[data-saved]");
      line?.classList.toggle("status-not-saved", failed);
      if (line && line.textContent !== words) line.textContent = words;
      const short = /^Gemt kl\. \d\d\.\d\d/.exec(words)?.[0] ?? "Gemmes undervejs";
      find("[data-saved-bar]")?.replaceChildren(
        failed ? (held.size > 0 ? "Ikke alt er gemt" : "Ikke gemt endnu") : short,
      );
    }

    /** Says what is stored, and which fields are not and why. */
    function sayStored(): void {
      const others = held.size > 1 ? ` I alt er ${held.size} felter ikke gemt. Se hvorfor ved hvert af dem.` : "";
      const [first] = held;
      if (asked.size > 0) say("Ikke gemt: to har skrevet i samme felt. Vælg, hvad der skal stå.", true);
      else if (first) {
        const [name, sentence] = first;
        const why = sentence.replace(/^Ikke gemt: /, "");
        const rest = storedAt ? ` Alt andet er gemt kl. ${storedAt}.` : "";
        say(`Ikke gemt: »${fieldInWords(fieldsNamed(root, name))}«. ${why}${others}${rest}`, true);
      } else if (pending().length === 0) say(`Gemt kl. ${storedAt}. Du kan lukke siden.`);
    }

    /** Keeps a field back as it stands. */
    function hold(name: string, sentence: string): void {
      held.set(name, sentence);
      fieldError(name, sentence);
    }

    /** Shows how the form stands by now. @param all also what was not missing before, as when a section is closed */
    function showDesk(now: Answer, all = false): void {
      for (const { group, done, said, beside, close } of now.sections) {
        find(`[data-section-said="${group}"]`)?.replaceChildren(said);
        find(`[data-close="${group}"]`)?.replaceChildren(close);
        const row = find(`[data-beside="${group}"]`);
        row?.toggleAttribute("data-lacks", !done && beside !== "kan udelades");
        row?.querySelector("small")?.replaceChildren(beside);
        for (const sign of root.querySelectorAll<SVGElement>(
          `[data-beside="${group}"] .status-sign, [data-section="${group}"] > summary .status-sign`,
        ))
          sign.dataset.done = String(done);
      }
      find("[data-missing-heading]")?.replaceChildren(now.heading);
      // In the head of the page, above the form.
      document.querySelector("[data-answered]")?.replaceChildren(now.answered);
      const bar = find<HTMLAnchorElement>("[data-missing-bar]");
      bar?.replaceChildren(now.heading);
      const first = now.sections.find(({ done }) => !done);
      if (bar) bar.href = first ? `#afsnit-${first.group}` : `${path.replace(/\/felter$/, "")}/send`;
      for (const place of root.querySelectorAll<HTMLElement>("[data-missing-at]")) {
        const before = [...place.children].map(({ textContent }) => textContent);
        const lacking = now.missing
          .filter(({ subject, field, sentence }) => {
            if (subject !== place.dataset.missingAt) return false;
            return all || field === "effect" || before.includes(sentence);
          })
          .map(({ sentence }) => sentence);
        if (lacking.join() === before.join()) continue;
        place.replaceChildren(
          ...lacking.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })),
        );
      }
      const list = find("[data-writing-list]");
      list?.replaceChildren(
        ...now.writing.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
      );
      const others = find("[data-writing]");
      if (others) others.hidden = now.writing.length === 0;
    }

    /** Takes over what others have written in fields that nobody is in here. */
    function takeOver({ answers }: Answer): void {
      for (const { name, version, shown } of answers) {
        if (version <= (versions.get(name) ?? 0) || changed.has(name) || asked.has(name)) continue;
        const fields = fieldsNamed(root, name);
        if (fields.some((field) => field === document.activeElement)) continue;
        setValue(fields, shown);
        versions.set(name, version);
      }
    }

    function fieldError(name: string, sentence: string | null): void {
      const [field] = fieldsNamed(root, name);
      const place = field?.closest<HTMLElement>("[data-field]");
      place?.querySelector(":scope > [data-wrong]")?.remove();
      if (sentence === null) field?.removeAttribute("aria-invalid");
      else field?.setAttribute("aria-invalid", "true");
      if (!place || sentence === null) return;
      const line = Object.assign(document.createElement("p"), {
        className: "form-error-message",
        textContent: sentence,
      });
      line.dataset.wrong = "";
      line.setAttribute("role", "alert");
      place.append(line);
    }

    async function post(fields: URLSearchParams): Promise<{ ok: boolean; status: number; now: Answer | null }> {
      const response = await fetch(path, { method: "POST", body: fields, headers: { accept: "application/json" } });
      const isJson = response.headers.get("content-type")?.includes("application/json") ?? false;
      const told = isJson ? ((await response.json()) as Answer) : null;
      return { ok: response.ok, status: response.status, now: told && "sections" in told ? told : null };
    }

    const retry = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void save(), waits[Math.min(failures, waits.length - 1)]);
      failures += 1;
    };

    /** Why what was sent is not stored. */
    function refused(status: number, now: Answer | null): void {
      const why = now?.errors?.form;
      if (why) say(`Ikke gemt. ${why}`, true);
      else if (status === 403 || status === 401) {
        say(
          "Ikke gemt endnu. Du er ikke logget ind længere. Log ind i et nyt vindue, så gemmer vi det, du har skrevet.",
          true,
        );
        retry();
      } else {
        say("Ikke gemt endnu. Vi prøver igen om lidt.", true);
        retry();
      }
    }

    /** Fields as they are sent. */
    function formOf(names: readonly string[]): URLSearchParams {
      const fields = new URLSearchParams({ intent: "save" });
      fields.set("seen", names.map((name) => `${name} ${versions.get(name) ?? 0} -`).join("\n"));
      for (const name of names) fields.append(name, answerIn(fieldsNamed(root, name)));
      return fields;
    }

    /** Sends fields; one by one where they are refused as a whole and nobody says which. @returns whether they have all come through */
    async function send(names: readonly string[]): Promise<boolean> {
      const sent = new Map(names.map((name) => [name, answerIn(fieldsNamed(root, name))]));
      const { ok, status, now } = await post(formOf(names));
      const tooMuch = status === 413 || (status === 400 && !now);
      if (tooMuch && names.length > 1) {
        let all = true;
        for (const name of names) all = (await send([name])) && all;
        return all;
      }
      const [only] = names;
      if (tooMuch && only) {
        if (answerIn(fieldsNamed(root, only)) === sent.get(only))
          hold(only, "Ikke gemt: Det er for langt. Forkort det.");
        return true;
      }
      if (!now || !ok) {
        refused(status, now);
        return false;
      }
      failures = 0;
      storedAt = now.at;
      for (const { name, version } of now.saved ?? []) {
        versions.set(name, version);
        fieldError(name, null);
        if (answerIn(fieldsNamed(root, name)) === sent.get(name)) changed.delete(name);
      }
      for (const { name, version, shown, by } of now.conflicts ?? []) ask(name, version, shown, by);
      // What was changed on the way is tried anew.
      for (const [name, sentence] of Object.entries(now.errors ?? {}))
        if (answerIn(fieldsNamed(root, name)) === sent.get(name)) hold(name, sentence);
      showDesk(now);
      takeOver(now);
      return true;
    }

    /** Sends what has changed, and once more what changes on the way. @returns whether all is stored */
    function save(): Promise<boolean> {
      clearTimeout(timer);
      running = (running ?? Promise.resolve(true)).then(async () => {
        const names = pending();
        if (names.length === 0) return asked.size === 0 && held.size === 0;
        say("Gemmer …");
        try {
          if (!(await send(names))) return false;
          sayStored();
          return asked.size === 0 && held.size === 0;
        } catch {
          say("Ikke gemt endnu. Der er ikke forbindelse. Vi prøver igen, til det lykkes.", true);
          retry();
          return false;
        }
      });
      return running.then(async (all) => (all && pending().length > 0 ? save() : all));
    }

    function saveSoon(wait: number): void {
      clearTimeout(timer);
      timer = setTimeout(() => void save(), wait);
    }

    /** Shows both texts of a field, until one of them is chosen. */
    function ask(name: string, version: number, shown: string, by: string | null): void {
      asked.get(name)?.drop();
      const fields = fieldsNamed(root, name);
      const drop = askWhich(fields, { shown, by }, (mine) => {
        asked.delete(name);
        versions.set(name, version);
        if (mine) changed.add(name);
        else {
          changed.delete(name);
          setValue(fields, shown);
        }
        fields[0]?.focus();
        if (pending().length > 0) void save();
        else if (held.size > 0 || asked.size > 0) sayStored();
        else say("Det andet står. Alt er gemt.");
      });
      asked.set(name, { drop });
    }

    /** What is ticked of the evidence is stored at once. */
    async function tick(box: HTMLInputElement): Promise<void> {
      const fields = { subject: box.name.replace(/^evidence:/, ""), value: box.value };
      try {
        await save();
        const { ok, status, now } = await post(
          new URLSearchParams({ intent: box.checked ? "add" : "remove", ...fields }),
        );
        if (!ok || !now) {
          box.checked = !box.checked;
          return refused(status, now);
        }
        showDesk(now);
        storedAt = now.at;
        sayStored();
      } catch {
        box.checked = !box.checked;
        say("Krydset er ikke gemt. Der er ikke forbindelse. Sæt det igen, når der er.", true);
      }
    }

    /** Says of all lines of a section that nobody has answered that they are unchanged, and folds the section. */
    async function close(section: HTMLDetailsElement): Promise<void> {
      for (const radio of section.querySelectorAll<HTMLInputElement>('input[type=radio][value="uaendret"]')) {
        const line = radio.closest(".status-line");
        const stopped = line?.querySelector<HTMLInputElement>(':scope > .status-pills [value="stoppet"]:checked');
        const isUnder = radio.closest(".status-milestone") !== null;
        if ((stopped && isUnder) || answerIn(fieldsNamed(root, radio.name)) !== "") continue;
        radio.checked = true;
        changed.add(radio.name);
      }
      const all = await save();
      const kept = [...held.keys(), ...asked.keys()].map((name) => fieldsNamed(section, name)[0]).find(Boolean);
      if (kept) return kept.focus();
      if (!all && pending().length > 0) return;
      const now = await look();
      if (!now) return;
      showDesk(now, true);
      const own = now.sections.find(({ group }) => group === section.dataset.section);
      if (own?.done) {
        section.open = false;
        const next = now.sections.find(({ done }) => !done);
        const to = next
          ? root.querySelector(`[data-section="${next.group}"] > summary`)
          : section.querySelector("summary");
        if (to instanceof HTMLElement) to.focus();
        return;
      }
      const lack = [...section.querySelectorAll<HTMLElement>("[data-missing-at]")].find(
        (one) => one.childElementCount > 0,
      );
      lack?.setAttribute("tabindex", "-1");
      lack?.focus();
    }

    /** How the form stands by now; null where that cannot be told. */
    async function look(): Promise<Answer | null> {
      try {
        const response = await fetch(path, { headers: { accept: "application/json" } });
        return response.ok ? ((await response.json()) as Answer) : null;
      } catch {
        return null;
      }
    }

    let looking: ReturnType<typeof setTimeout> | undefined;
    root.addEventListener("input", ({ target }) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) || !isAnswer(target.name))
        return;
      changed.add(target.name);
      held.delete(target.name);
      // That all is stored is not true from here on.
      if (failures === 0 && pending().includes(target.name)) say("Gemmer …");
      saveSoon(target.type === "radio" || target.type === "checkbox" ? 0 : pause);
      if (!(target instanceof HTMLTextAreaElement)) return;
      clearTimeout(looking);
      looking = setTimeout(() => void showFindings(root), pause);
    });
    root.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
      if (target.name.startsWith("evidence:") && target instanceof HTMLInputElement) void tick(target);
      else if (changed.has(target.name)) saveSoon(0);
    });
    root.addEventListener("submit", (event) => {
      const { target, submitter } = event;
      if (!(target instanceof HTMLFormElement) || !target.closest("[data-section]")) return;
      event.preventDefault();
      const then = submitter instanceof HTMLButtonElement ? submitter.value : "";
      const section = target.closest("details");
      if (then === "close" && section) void close(section);
      else
        void save().then((all) => {
          if (all && then) location.assign(`${path.replace(/\/felter$/, "")}/belaeg?om=${encodeURIComponent(then)}`);
        });
    });
    // The way to what is missing opens its section.
    root.addEventListener("click", ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
      const aim = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const section = aim?.closest("details");
      if (section) section.open = true;
    });
    window.addEventListener("online", () => void save());
    window.addEventListener("beforeunload", (event) => {
      if (held.size > 0 || (changed.size > 0 && failures > 0)) event.preventDefault();
    });
    // Whoever leaves right after typing loses nothing.
    window.addEventListener("pagehide", () => {
      const names = pending();
      if (names.length > 0) navigator.sendBeacon(path, formOf(names));
    });
    setInterval(async () => {
      if (document.visibilityState !== "visible" || pending().length > 0) return;
      const now = await look();
      if (!now) return;
      showDesk(now);
      takeOver(now);
    }, lookAgain);
    if (!find("[data-saved]")?.textContent?.startsWith("Gemt")) say("Det, du svarer, bliver gemt undervejs.");
    root.dataset.ready = "";
  },
);
