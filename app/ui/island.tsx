import islands from "virtual:islands";
import type { ReactNode } from "react";

/**
 * A part of a page that a script of its own takes over in the browser: `app/islands/<name>.island.ts`. What stands inside is there without
 * the script too, or until it comes.
 * @param data what the script is given, as JSON in an attribute
 */
export function Island({ name, data, children }: { name: string; data: unknown; children?: ReactNode }) {
  const island = islands[name];
  return (
    <>
      {island?.styles.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      {island && [island.script, ...island.imports].map((href) => <link key={href} rel="modulepreload" href={href} />)}
      <div data-island={name} data-island-data={JSON.stringify(data)}>
        {children}
      </div>
      {island && <script type="module" src={island.script} />}
    </>
  );
}
