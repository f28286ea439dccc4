import type { NamedPart, StatusPicture } from "#app/http/status-picture.ts";
import { counted } from "../format.ts";

/** The numbers that come first: who has published, who has not, who asks for help, and what has moved. */
export function CountryTotals({
  published,
  municipalities,
  asking,
  moved,
}: Pick<StatusPicture, "published" | "asking"> & { municipalities: number; moved: NamedPart["moved"] | null }) {
  const share = municipalities > 0 ? (published / municipalities) * 100 : 0;
  const silent = municipalities - published;
  return (
    <ul className="totals">
      <li>
        <b>
          {published} <small>af {municipalities}</small>
        </b>
        <svg className="share-line" aria-hidden="true" focusable="false">
          <rect className="share-yes" width={`${share}%`} height="12" />
          <rect className="share-no" x={`${share}%`} y="1" width={`${100 - share}%`} height="10" />
        </svg>
        <p>kommuner har udgivet status</p>
      </li>
      <li>
        <b>{silent}</b>
        <p>har ingen status endnu</p>
        <p className="quiet">Det siger ikke, at de ikke arbejder med punkterne.</p>
      </li>
      <li>
        <b>{asking}</b>
        <p>beder om hjælp til et punkt</p>
      </li>
      {moved && (
        <li>
          <b>{moved.forth + moved.back + moved.paused + moved.resumed}</b>
          <p>trin er flyttet siden kommunernes forrige status</p>
          <p className="quiet">{inWords(moved)}</p>
        </li>
      )}
    </ul>
  );
}

/** The moves both ways: "61 frem, 15 tilbage. 15 er ikke prioriteret nu, 2 er taget op igen." */
function inWords({ forth, back, paused, resumed }: NamedPart["moved"]): string {
  const beside = [
    paused > 0 && `${counted(paused, "er", "er")} ikke prioriteret nu`,
    resumed > 0 && `${counted(resumed, "er", "er")} taget op igen`,
  ].filter(Boolean);
  return `${forth} frem, ${back} tilbage.${beside.length > 0 ? ` ${beside.join(", ")}.` : ""}`;
}
