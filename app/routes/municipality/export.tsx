import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { askForExport } from "#app/domain/exports/ask-for-export.server.ts";
import { isDemo } from "#app/domain/viewer.ts";
import { guarded, intents, taken } from "#app/http/guard.ts";
import { doorsOf } from "#app/http/municipality-doors.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { Facts } from "#app/ui/facts.tsx";
import { Done, IntentForm, Submit } from "#app/ui/form.tsx";
import { counted, fileSize, joined, momentOf } from "#app/ui/format.ts";
import { MunicipalityFrame } from "#app/ui/municipality-frame.tsx";
import { whoRuns } from "#app/ui/who-runs.ts";
import { type ExportRow, hoursExportsAreKept, listExports } from "#db/queries/exports/keeping.ts";

const route = "kommuner/:slug/udtraek";
const addressOf = (slug: string) => `/kommuner/${slug}/udtraek`;

export const loader = guarded(route, async ({ context: { sql, viewer, site }, subject: place }) => ({
  place,
  doors: doorsOf(viewer, place),
  exports: await listExports(sql, viewer, place.code),
  demo: isDemo(viewer),
  hours: hoursExportsAreKept,
  operator: site.operatorName ?? null,
}));

export const action = intents(route, {
  async make({ context: { sql, viewer }, subject: place }) {
    await askForExport(sql, viewer, place.code);
    return taken(addressOf(place.slug), "bedt");
  },
});

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `Udtræk for ${args.data.place.name}`,
        description: "Alt, hvad kommunen har skrevet, som én fil.",
        path: addressOf(args.data.place.slug),
        hidden: true,
      })
    : [];

const done = { bedt: "Vi er gået i gang. Du får en mail, når filen er klar." };

export default function Export() {
  const { place, doors, exports, demo, hours, operator } = useLoaderData<typeof loader>();
  const making = exports.some(({ state }) => state === "making");
  return (
    <MunicipalityFrame
      place={place}
      doors={doors}
      title="Udtræk"
      lead="Alt, hvad kommunen har skrevet her, som én fil: til journalen, eller når nogen beder om aktindsigt eller om at se, hvad der står om dem."
    >
      <Done sentences={done} />
      {exports.map((one) => (
        <ExportState key={one.id} one={one} address={addressOf(place.slug)} operator={operator} />
      ))}
      <section aria-labelledby="nyt">
        <h2 id="nyt">{exports.length > 0 ? "Lav et nyt udtræk" : "Lav et udtræk"}</h2>
        <div className="prose">
          <p>
            Filen er en ZIP-fil. Den kan læses uden net: en side for hvert eksempel og hver version, sider om indsatser,
            penge og tal, og det samme som JSON til andre systemer. Den rummer:
          </p>
          <ul>
            <li>
              {demo ? "kommunens opdigtede eksempler (Demodata)" : "alle kommunens eksempler"}: kladder, det, der er
              sendt til godkendelse, udgivet, skjult eller trukket tilbage, og det, der ligger i papirkurven
            </li>
            <li>alle versioner, hvem der har skrevet dem, og hvad der er valgt ved siden af teksten</li>
            <li>billeder, undtagen dem, hvor samtykket er udløbet</li>
            <li>svarene fra dem, der har godkendt eller sendt tilbage</li>
            <li>advarsler om persondata, der er beholdt, og grunden</li>
            <li>meldinger, der er sendt videre til dem, der skriver</li>
            <li>
              {demo ? "opdigtede" : "kommunens"} indsatser med milepæle, penge, regnskab, mål, opfølgninger og tal i
              indikatorer, også det, der ikke er udgivet, med alle rettelser og hvem der har lagt det ind
            </li>
          </ul>
          <p>
            Filen kan hentes i {hours} timer. Så sletter vi den. Den rummer også kladder og navne, så læg den kun, hvor
            kommunens egne må læse den. Hvem der beder om den og henter den, står i{" "}
            <a href={`/kommuner/${place.slug}/haendelser`}>hændelserne</a>, som du henter for sig.
            {exports.some(({ state }) => state === "ready") && " Når et nyt udtræk er klar, sletter vi det gamle."}
          </p>
        </div>
        {/* Also without a button: one who has the page open from before is told in it why nothing came of asking. */}
        <IntentForm intent="make" failed="Der er ikke lavet et nyt udtræk">
          {making ? <p>Du kan lave et nyt, når det, der er i gang, er færdigt.</p> : <Submit>Lav udtrækket</Submit>}
        </IntentForm>
      </section>
    </MunicipalityFrame>
  );
}

/** One that is being made, lies ready or went wrong. */
function ExportState({ one, address, operator }: { one: ExportRow; address: string; operator: string | null }) {
  const { id, state, askedAt, askedBy, file } = one;
  const asked = `${momentOf(askedAt)} af ${askedBy ?? "en tidligere medarbejder"}`;
  if (state === "ready" && file)
    return (
      <section aria-labelledby={id}>
        <h2 id={id}>Klar, kan hentes til {momentOf(file.expiresAt)}</h2>
        <Facts
          facts={[
            ["Bestilt", asked],
            ["Indhold", contentsOf(file)],
            ["Størrelse", fileSize(file.bytes)],
          ]}
        />
        <p>
          <a className="button button-primary" href={`/udtraek/${id}`} download>
            Hent udtrækket (ZIP, {fileSize(file.bytes)})
          </a>
        </p>
      </section>
    );
  if (state === "making")
    return (
      <section aria-labelledby={id}>
        <h2 id={id}>Bliver lavet</h2>
        <Facts facts={[["Bestilt", asked]]} />
        <p>
          Det tager fra nogle sekunder til nogle minutter. Du kan lukke siden: den, der bad om det, får en mail, når det
          er klar. <a href={address}>Se, om det er klart nu</a>.
        </p>
      </section>
    );
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>Gik galt</h2>
      <Facts facts={[["Bestilt", asked]]} />
      <p>
        Vi har prøvet flere gange. Der er ikke nogen fil. Prøv igen. Går det galt igen, så sig det til dem, der driver
        sitet. {whoRuns(operator)}
      </p>
    </section>
  );
}

const contentsOf = ({ texts, versions, pictures }: NonNullable<ExportRow["file"]>) =>
  joined([
    counted(texts, "eksempel", "eksempler"),
    counted(versions, "version", "versioner"),
    ...(pictures > 0 ? [counted(pictures, "billede", "billeder")] : []),
  ]);
