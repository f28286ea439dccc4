import type { StatusPicture } from "#app/http/status-picture.ts";
import { DemoTag, Tag } from "../tags.tsx";

/** A page of the picture: where it stands, and its address with something else chosen. */
export interface PictureAddress {
  path: string;
  choose: (changes: Record<string, string | null>) => string;
}

/** What the picture is of, before its title. */
export const PictureTags = ({ demo }: Pick<StatusPicture, "demo">) => (
  <>
    <Tag tone="commitment">De ti punkter</Tag> {demo && <DemoTag />}
  </>
);

/** Chooses real or invented statuses, and the half year. Without scripts too. */
export function PictureSwitch({
  picture: { demo, period, periods, query },
  address: { path, choose },
}: {
  picture: Pick<StatusPicture, "demo" | "period" | "periods" | "query">;
  address: PictureAddress;
}) {
  const others = [...new URLSearchParams(query)].filter(([name, value]) => name !== "periode" && value !== "");
  return (
    <>
      <div className="picture-switch">
        {(demo || periods.some(({ demoPublished }) => demoPublished > 0)) && (
          <nav aria-label="Rigtige eller opdigtede statusser">
            <ul className="choices">
              <li>
                <a href={choose({ demodata: null, periode: null })} aria-current={demo ? undefined : "true"}>
                  Rigtige statusser
                </a>
              </li>
              <li>
                <a href={choose({ demodata: "ja", periode: null })} aria-current={demo ? "true" : undefined}>
                  Demodata
                </a>
              </li>
            </ul>
          </nav>
        )}
        {periods.length > 0 && (
          <form action={path} method="get" data-auto-submit>
            {others.map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <label htmlFor="periode">Periode</label>
            <select className="form-select" id="periode" name="periode" defaultValue={period?.code}>
              {periods.map(({ code, name, closed, published, demoPublished }) => (
                <option key={code} value={code}>
                  {`${name} (${demo ? demoPublished : published})${closed ? ", lukket" : ""}`}
                </option>
              ))}
            </select>
            <button className="button button-secondary button-small" type="submit">
              Vis
            </button>
          </form>
        )}
      </div>
      {demo && (
        <p className="provenance provenance-demo">
          <strong>Demodata.</strong> Alle statusser her er opdigtede, og kommunerne har intet med dem at gøre. De tælles
          aldrig sammen med de rigtige.
        </p>
      )}
    </>
  );
}

/** Who sees a part of the page. */
export const SeenBy = ({ children }: { children: string }) => (
  <p className="picture-seen">
    <svg viewBox="0 0 18 12" aria-hidden="true" focusable="false">
      <path d="M1 6s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5z" />
      <circle cx="9" cy="6" r="2.2" />
    </svg>{" "}
    <span className="sr-only">Ses af </span>
    {children}
  </p>
);
