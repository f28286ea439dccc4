/** What can be done by keys, with the name that they have on a Mac where it is another. */
const shortcuts: readonly { what: string; keys: string; mac?: string }[] = [
  { what: "Fed", keys: "Ctrl+B", mac: "⌘B" },
  { what: "Kursiv", keys: "Ctrl+I", mac: "⌘I" },
  { what: "Link", keys: "Ctrl+K", mac: "⌘K" },
  { what: "Almindelig tekst", keys: "Ctrl+Skift+1", mac: "⌘⌥0" },
  { what: "Overskrift", keys: "Ctrl+Skift+2", mac: "⌘⌥2" },
  { what: "Underoverskrift", keys: "Ctrl+Skift+3", mac: "⌘⌥3" },
  { what: "Nummereret liste", keys: "Ctrl+Skift+7", mac: "⌘⇧7" },
  { what: "Punktliste", keys: "Ctrl+Skift+8", mac: "⌘⇧8" },
  { what: "Indrykket citat", keys: "Ctrl+Skift+B", mac: "⌘⇧B" },
  { what: "Ryk et punkt ind eller ud", keys: "Tab, Skift+Tab" },
  { what: "Næste felt i en tabel, og en ny række efter det sidste", keys: "Tab" },
  { what: "Fortryd", keys: "Ctrl+Z", mac: "⌘Z" },
  { what: "Gentag", keys: "Ctrl+Y", mac: "⌘⇧Z" },
  { what: "Gå til værktøjerne, og tilbage med Esc", keys: "Alt+F10" },
  { what: "Denne hjælp", keys: "Alt+F1" },
];

const signs: readonly { what: string; keys: string }[] = [
  { what: "Henvis til en metode, et eksempel, en kommune eller et punkt i erklæringen", keys: "@" },
  { what: "Indsæt en boks, en tabel eller en liste", keys: "/" },
  { what: "Overskrift og underoverskrift", keys: "## og ###" },
  { what: "Punktliste og nummereret liste", keys: "- og 1." },
  { what: "Indrykket citat", keys: ">" },
  { what: "Fed og kursiv", keys: "**ord** og *ord*" },
];

/** The sheet that tells how one writes here. Everything in it can be done with the toolbar too. */
export function HelpSheet() {
  return (
    <dialog className="help-sheet" data-help aria-labelledby="skrivehjaelp">
      <h2 id="skrivehjaelp">Hjælp til at skrive</h2>
      <p>Alt kan gøres med værktøjerne over teksten. Her er genvejene.</p>
      <h3>Taster</h3>
      <dl>
        {shortcuts.map(({ what, keys, mac }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd data-mac={mac}>{keys}</dd>
          </div>
        ))}
      </dl>
      <h3>Tegn på en ny linje eller i teksten</h3>
      <dl>
        {signs.map(({ what, keys }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{keys}</dd>
          </div>
        ))}
      </dl>
      <p>Du kommer ud af teksten med Alt+F10 og derefter Tab.</p>
      <form method="dialog">
        <button type="submit" className="button button-secondary">
          Luk hjælpen
        </button>
      </form>
    </dialog>
  );
}
