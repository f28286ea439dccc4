import { mostMegabytes, mostMegapixels } from "#app/domain/pictures/picture-vocabulary.ts";
import { longestPictureWords } from "#app/editor/schema/picture.ts";
import { Icon, type IconName } from "./icon.tsx";

interface ToolLook {
  tool: string;
  label: string;
  icon?: IconName;
  /** What stands there instead of a drawing. */
  letter?: string;
  /** Shown beside the drawing where there is room. */
  word?: string;
  /** As `title` tells it. */
  keys?: string;
  /** Can be on and off. */
  toggles?: boolean;
  /** Left out on a phone, where it stands in the menu. */
  wide?: boolean;
}

function Tool({ tool, label, icon, letter, word, keys, toggles = false, wide = false }: ToolLook) {
  return (
    <button
      type="button"
      className={["tool", wide && "tool-wide", letter === "K" && "tool-italic"].filter(Boolean).join(" ")}
      data-tool={tool}
      tabIndex={-1}
      aria-label={label}
      aria-pressed={toggles ? false : undefined}
      title={keys ? `${label} (${keys})` : label}
    >
      {icon && <Icon name={icon} />}
      {letter}
      {word && <span className="tool-word">{word}</span>}
    </button>
  );
}

interface MenuItem {
  tool: string;
  label: string;
  icon: IconName;
  role?: "menuitemradio" | "menuitemcheckbox";
  /** Only on a phone: elsewhere it is a tool of its own. */
  narrow?: boolean;
}

const textKinds: MenuItem[] = [
  { tool: "text", label: "Almindelig tekst", icon: "bars", role: "menuitemradio" },
  { tool: "heading", label: "Overskrift", icon: "heading", role: "menuitemradio" },
  { tool: "subheading", label: "Underoverskrift", icon: "heading", role: "menuitemradio" },
];

const insertions: MenuItem[] = [
  { tool: "orderedList", label: "Nummereret liste", icon: "numbers", role: "menuitemcheckbox", narrow: true },
  { tool: "advice", label: "Råd", icon: "advice", role: "menuitemcheckbox" },
  { tool: "hard", label: "Det svære", icon: "warning", role: "menuitemcheckbox" },
  { tool: "quote", label: "Citat", icon: "quote", role: "menuitemcheckbox" },
  { tool: "blockquote", label: "Indrykket citat", icon: "bars", role: "menuitemcheckbox" },
  { tool: "table", label: "Tabel", icon: "table" },
  { tool: "picture", label: "Billede", icon: "picture", narrow: true },
  { tool: "mention", label: "Henvisning", icon: "at" },
  { tool: "redo", label: "Gentag", icon: "redo", narrow: true },
  { tool: "help", label: "Hjælp til at skrive", icon: "help", narrow: true },
];

function Menu({
  name,
  label,
  icon,
  items,
}: {
  name: string;
  label: string;
  icon: IconName;
  items: readonly MenuItem[];
}) {
  const id = `menu-${name}`;
  return (
    <div className="tool-menu">
      <button
        type="button"
        className="tool"
        data-menu={id}
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label={label}
        title={label}
      >
        <Icon name={icon} />
        <span className="tool-word">{label}</span>
        <Icon name="down" small />
      </button>
      <div className="menu" id={id} role="menu" aria-label={label} hidden>
        {items.map(({ tool, label: words, icon: drawing, role = "menuitem", narrow }) => (
          <button
            key={tool}
            type="button"
            role={role}
            className={narrow ? "menu-narrow" : undefined}
            data-tool={tool}
            {...(role !== "menuitem" && { "aria-checked": false })}
            tabIndex={-1}
          >
            <Icon name={drawing} />
            {words}
          </button>
        ))}
      </div>
    </div>
  );
}

const Gap = () => <span className="tool-gap" aria-hidden="true" />;

/** Everything that can be done to the text: one stop for Tab, arrow keys inside. A script wires it by `data-tool` and `data-menu`. */
export function Toolbar() {
  return (
    <div
      className="toolbar"
      role="toolbar"
      aria-label="Værktøjer til teksten"
      aria-controls="tekst"
      data-toolbar
      hidden
    >
      <div className="tools-near">
        <div className="tools-here" data-context="list" hidden>
          <Tool tool="indent" label="Ryk ind" word="Ryk ind" icon="indent" keys="Tab" />
          <Tool tool="outdent" label="Ryk ud" word="Ryk ud" icon="outdent" keys="Skift+Tab" />
        </div>
        <div className="tools-here" data-context="table" hidden>
          <Tool tool="rowAfter" label="Indsæt række under" word="Række" icon="rowAfter" />
          <Tool tool="columnAfter" label="Indsæt kolonne til højre" word="Kolonne" icon="columnAfter" />
          <Tool tool="rowAway" label="Slet række" word="Slet række" icon="rowAway" />
          <Tool tool="columnAway" label="Slet kolonne" word="Slet kolonne" icon="columnAway" />
          <Tool tool="headerRow" label="Overskrifter i første række" word="Overskrifter" icon="headerRow" toggles />
          <Tool tool="tableAway" label="Slet tabellen" word="Slet tabellen" icon="away" />
        </div>
        <div className="tools-here" data-context="picture" hidden>
          <Tool tool="pictureEdit" label="Ret billedet" word="Ret billedet" icon="picture" />
          <Tool tool="pictureAway" label="Tag billedet ud" word="Tag billedet ud" icon="away" />
        </div>
      </div>
      <div className="tools-all">
        <Menu name="tekst" label="Tekst" icon="text" items={textKinds} />
        <Gap />
        <Tool tool="bold" label="Fed" letter="F" keys="Ctrl+B" toggles />
        <Tool tool="italic" label="Kursiv" letter="K" keys="Ctrl+I" toggles />
        <Tool tool="link" label="Link" icon="link" keys="Ctrl+K" toggles />
        <Gap />
        <Tool tool="bulletList" label="Punktliste" icon="bullets" toggles />
        <Tool tool="orderedList" label="Nummereret liste" icon="numbers" toggles wide />
        <Gap />
        <Tool tool="picture" label="Billede" icon="picture" word="Billede" wide />
        <Menu name="indsaet" label="Indsæt" icon="plus" items={insertions} />
        <Gap />
        <Tool tool="undo" label="Fortryd" icon="undo" keys="Ctrl+Z" />
        <Tool tool="redo" label="Gentag" icon="redo" keys="Ctrl+Y" wide />
        <Tool tool="help" label="Hjælp til at skrive" icon="help" keys="Alt+F1" wide />
      </div>
    </div>
  );
}

/** Where a link's address is written: opened by a tool or Ctrl+K. */
export function LinkForm() {
  return (
    <form className="link-form" data-link-form aria-label="Link" noValidate hidden>
      <p data-link-words>
        <label htmlFor="link-ord">Ord i teksten</label>
        <input id="link-ord" type="text" autoComplete="off" />
      </p>
      <p>
        <label htmlFor="link-adresse">Adresse</label>
        <input
          id="link-adresse"
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="www.kl.dk"
          aria-describedby="link-fejl"
        />
      </p>
      <p className="link-error" id="link-fejl" role="alert" />
      <div className="link-actions">
        <button type="submit" className="tool">
          Sæt link
        </button>
        <button type="button" className="tool" data-link-remove>
          Fjern link
        </button>
        <button type="button" className="tool" data-link-cancel>
          Fortryd
        </button>
      </div>
    </form>
  );
}

/** Where a picture is chosen and described: opened by a tool, or by a file that is pasted or dropped. */
export function PictureForm() {
  return (
    <form className="link-form picture-form" data-picture-form aria-label="Billede" noValidate hidden>
      <p data-picture-file>
        <label htmlFor="billede-fil">Billedfil</label>
        <input
          id="billede-fil"
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif,.jpg,.jpeg,.png,.webp,.avif"
          aria-describedby="billede-krav billede-fejl"
        />
        <span className="picture-hint" id="billede-krav">
          JPEG, PNG, WebP eller AVIF. Højst {mostMegabytes} MB og {mostMegapixels} megapixel. Vi fjerner sted og andet,
          der er gemt i filen.
        </span>
      </p>
      <p>
        <label htmlFor="billede-alt">Hvad viser billedet?</label>
        <input
          id="billede-alt"
          type="text"
          autoComplete="off"
          maxLength={longestPictureWords}
          aria-describedby="billede-alt-hjaelp billede-fejl"
        />
        <span className="picture-hint" id="billede-alt-hjaelp">
          Til dem, der ikke kan se det. Uden navne, højst {longestPictureWords} tegn.
        </span>
        <label className="picture-check" htmlFor="billede-pynt">
          <input id="billede-pynt" type="checkbox" />
          Billedet er kun pynt
        </label>
      </p>
      <p>
        <label htmlFor="billede-tekst">Tekst under billedet (kan undværes)</label>
        <input id="billede-tekst" type="text" autoComplete="off" maxLength={longestPictureWords} />
      </p>
      <p data-picture-file>
        <label htmlFor="billede-samtykke">Må vises til og med (kan undværes)</label>
        <input id="billede-samtykke" type="date" aria-describedby="billede-samtykke-hjaelp billede-fejl" />
        <span className="picture-hint" id="billede-samtykke-hjaelp">
          Er der børn på billedet, skal forældrene have sagt ja. Dagen efter datoen skjuler vi det for alle.
        </span>
      </p>
      <p className="picture-warning" data-picture-warning hidden />
      <p className="link-error" id="billede-fejl" role="alert" />
      <p className="picture-progress" data-picture-progress hidden>
        <progress max={100} value={0} aria-label="Billedet bliver sendt" />
        <span data-picture-percent />
      </p>
      <div className="link-actions">
        <button type="submit" className="tool" data-picture-set>
          Sæt ind
        </button>
        <button type="button" className="tool" data-picture-cancel>
          Fortryd
        </button>
      </div>
    </form>
  );
}
