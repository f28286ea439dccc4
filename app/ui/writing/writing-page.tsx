import type { ReactNode } from "react";
import { caseSections } from "#app/editor/schema/section.ts";
import { Breadcrumbs } from "#app/ui/breadcrumbs.tsx";
import { Island } from "#app/ui/island.tsx";
import { Prose } from "#app/ui/prose.tsx";
import { HelpSheet } from "./help-sheet.tsx";
import { Icon } from "./icon.tsx";
import { LinkForm, PictureForm, Toolbar } from "./toolbar.tsx";

/**
 * The page on which a text is written: the sheet of paper, the row with tools, what is saved and the next step, and beside it what
 * `children` hold. Its script is `editor.island.ts`; without it the text can be read.
 * @param unsent shows what the browser has kept of an earlier text here
 * @param first what is to be read before the text
 * @param editing what the script is given; null where the text can only be read, and `locked` says why
 */
export function WritingPage({
  trail,
  tags,
  first,
  title,
  html,
  editing,
  unsent,
  locked,
  primary,
  children,
}: {
  trail: readonly { href?: string; label: string }[];
  tags?: ReactNode;
  first?: ReactNode;
  title: ReactNode;
  html: string;
  editing: unknown;
  unsent?: ReactNode;
  locked?: ReactNode;
  primary?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Island name="editor" data={editing}>
      <div className="writing-top wrap">
        <Breadcrumbs trail={trail} />
        {tags && <p className="writing-tags">{tags}</p>}
      </div>
      <div className="writing-bar" data-bar>
        <div className="wrap writing-bar-row">
          {editing ? <Toolbar /> : <span />}
          <div className="writing-next">
            <a className="writing-back" href="/mine-tekster">
              <Icon name="back" />
              Mine tekster
            </a>
            <p className="save-state" data-save-state>
              {editing ? "" : locked}
            </p>
            {primary && (
              <div className="next-step" data-next>
                {primary}
              </div>
            )}
          </div>
        </div>
        {editing ? <LinkForm /> : null}
        {editing ? <PictureForm /> : null}
        {editing ? <Notices /> : null}
      </div>
      <div className="wrap writing-grid">
        <div className="sheet">
          {editing ? <p className="writers-now" role="status" data-writers /> : null}
          {first}
          {title}
          {unsent}
          {editing ? <section className="unsent" data-unsent hidden /> : null}
          {editing ? (
            <p className="writing-note" data-needs-script>
              For at skrive skal din browser kunne køre JavaScript. Herunder kan du læse teksten.
            </p>
          ) : null}
          <div data-text className={editing ? "text-opening" : undefined}>
            <Prose html={html} />
          </div>
          {editing ? <MoreSections /> : null}
        </div>
        <aside className="writing-side" id="om" aria-label="Om eksemplet">
          {children}
        </aside>
      </div>
      <div className="phone-bar" data-phone-bar>
        <a className="button button-secondary" href="#om">
          Om eksemplet
        </a>
        {primary && (
          <div className="next-step" data-next>
            {primary}
          </div>
        )}
      </div>
      {editing ? (
        <>
          <HelpSheet />
          <p className="sr-only" role="status" data-said />
          <p className="sr-only" role="status" data-said-saving />
          <div data-pick-place />
        </>
      ) : null}
    </Island>
  );
}

/** What the script shows when something stands in the way of saving; all of it waits here unseen. In the bar that sticks: it is to be seen wherever one writes. */
function Notices() {
  return (
    <>
      <Notice name="offline" look="off" title="Du er offline. Det, du skriver, bliver her.">
        Det gemmes, når nettet er tilbage.
      </Notice>
      <Notice name="unsaved" look="bad" title="" actions={["try", "copy"]}>
        Vi prøver igen hele tiden. Lad siden stå åben.
      </Notice>
      <Notice name="updated" look="news" title="Sitet er blevet opdateret." actions={["reload", "unsent", "copy"]}>
        Genindlæs siden for at skrive videre. Kopiér først det, der ikke er gemt.
      </Notice>
      <Notice name="locked" look="news" title="" actions={["unsent", "try", "reload", "copy"]} />
      <Notice name="limit" look="off" title="" actions={["close"]} />
    </>
  );
}

const noticeActions = {
  try: "Prøv nu",
  copy: "Kopiér teksten",
  unsent: "Se det, der ikke er gemt",
  reload: "Genindlæs",
  close: "Luk",
} as const;

function Notice({
  name,
  look,
  title,
  actions = [],
  children,
}: {
  name: string;
  look: "off" | "bad" | "news";
  title: string;
  actions?: readonly (keyof typeof noticeActions)[];
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice-${look}`} data-notice={name} hidden>
      <div className="wrap">
        <p>
          <strong data-notice-title>{title}</strong> <span data-notice-more>{children}</span>
        </p>
        {actions.length > 0 && (
          <p className="notice-actions">
            {actions.map((action) => (
              <button
                key={action}
                type="button"
                className="button button-secondary button-small"
                data-notice-do={action}
                hidden={action === "unsent"}
              >
                {noticeActions[action]}
              </button>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

function MoreSections() {
  return (
    <section className="more-sections" data-more hidden>
      <div data-more-left>
        <h2>Har I mere at fortælle?</h2>
        <p className="more-buttons">
          {Object.entries(caseSections).map(([name, { heading }]) => (
            <button key={name} type="button" className="add" data-add-section={name} hidden>
              <Icon name="plus" />
              {heading}
            </button>
          ))}
        </p>
      </div>
      <p className="word-count" data-words />
    </section>
  );
}

/** The places in the text that may tell of somebody, for those who do not come upon them in it. */
export function FindingsPanel() {
  return (
    <section className="findings-panel" data-findings hidden>
      <h2>Persondatatjek</h2>
      <p data-findings-none>Vi har ikke fundet noget i teksten.</p>
      <ul data-findings-list />
    </section>
  );
}
