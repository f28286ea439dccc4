import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { longDate } from "#app/domain/dates.ts";
import { pageMeta } from "#app/http/page-meta.ts";
import { refuse } from "#app/http/respond.ts";
import { byLink } from "#app/ui/by-link.ts";
import { CsvLink } from "#app/ui/csv-link.tsx";
import { counted, joined } from "#app/ui/format.ts";
import { PageFoot, PageHead } from "#app/ui/page-frame.tsx";
import { statusLinks } from "#app/ui/statuses/status-styles.ts";
import { TreatedBy } from "#app/ui/statuses/treated.tsx";
import { Tag } from "#app/ui/tags.tsx";
import { type CommitmentRow, findDeclaration, listCommitments } from "#db/queries/declarations.ts";
import { type Treatment, treatmentsOfDeclaration } from "#db/queries/treatments/list.ts";

export const links = statusLinks;

export async function loader({ params: { year = "" }, context: { sql, viewer } }: LoaderFunctionArgs) {
  const number = /^\d{4}$/.test(year) ? Number(year) : 0;
  const [declaration, commitments, treatments] = await Promise.all([
    findDeclaration(sql, number),
    listCommitments(sql, viewer, number),
    treatmentsOfDeclaration(sql, number),
  ]);
  if (!declaration) return refuse(404, "Vi har ingen erklæring fra det år.");
  return { declaration, commitments, treatments };
}

export const meta: MetaFunction<typeof loader> = (args) =>
  args.data
    ? pageMeta(args, {
        title: `${args.data.declaration.title}: de ti punkter`,
        description: args.data.declaration.summary,
        path: `/erklaeringer/${args.data.declaration.year}`,
        picture: `/erklaeringer/${args.data.declaration.year}`,
      })
    : [];

/** Who has cases under a commitment. That the editors have made a link is not said to be the municipality's work with it. */
function whoHasCases(municipalities: CommitmentRow["municipalities"]): string {
  const { byThemselves, byEditors } = byLink(municipalities);
  const named = (words: string, all: typeof byEditors) =>
    all.length > 0 ? `${words}: ${joined(all.map(({ name }) => name))}.` : "";
  return [
    named("Arbejder med det efter egne ord", byThemselves),
    named("Har eksempler (koblet af redaktionen)", byEditors),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Which municipalities have dealt with it themselves. It is given on behalf of all and bears no signatures, so none is claimed. */
function TreatedIn({ all }: { all: readonly Treatment[] }) {
  const real = all.filter(({ demo }) => !demo);
  const invented = all.filter(({ demo }) => demo);
  return (
    <section aria-labelledby="behandlet" className="treated-in">
      <h2 id="behandlet">Kommuner, der selv har behandlet erklæringen</h2>
      <p>
        Erklæringen er givet på alle kommuners vegne og har ingen underskrifter fra den enkelte kommune. Her står de
        kommuner, som selv har skrevet, hvor de har behandlet den.
      </p>
      {real.length > 0 ? <TreatedBy all={real} /> : <p>Ingen kommune har skrevet det her endnu.</p>}
      {invented.length > 0 && (
        <details className="invented">
          <summary>{counted(invented.length, "opdigtet behandling", "opdigtede behandlinger")} (Demodata)</summary>
          <TreatedBy all={invented} />
        </details>
      )}
    </section>
  );
}

export default function DeclarationPage() {
  const { declaration, commitments, treatments } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        trail={[{ label: "Erklæringer", href: "/erklaeringer" }, { label: declaration.title }]}
        tags={<Tag tone="commitment">Erklæring</Tag>}
        title="De ti punkter"
        lead={declaration.summary}
      >
        <dl className="facts">
          <div>
            <dt>På vegne af</dt>
            <dd>{declaration.onBehalfOf}</dd>
          </div>
          <div>
            <dt>Dateret</dt>
            <dd>{longDate(declaration.document.dated)}</dd>
          </div>
          <div>
            <dt>Hele teksten</dt>
            <dd>
              <a href={`/dokumenter/${declaration.document.slug}`}>{declaration.document.title}</a>
            </dd>
          </div>
        </dl>
      </PageHead>
      <div className="wrap section">
        <p className="provenance">{declaration.numberingNote}</p>
        <ol className="commitments">
          {commitments.map(
            ({ year, number, title, plain, caseCount, methodCount, initiativeCount, municipalities }) => (
              <li key={number}>
                <span className="commitment-number" aria-hidden="true">
                  {number}
                </span>
                <div>
                  <h2>
                    <a href={`/erklaeringer/${year}/punkter/${number}`}>{title}</a>
                  </h2>
                  <p>{plain}</p>
                  <p className="commitment-work">
                    {caseCount > 0 ? (
                      <>
                        {counted(caseCount, "eksempel", "eksempler")} og{" "}
                        {methodCount ? counted(methodCount, "metode", "metoder") : "ingen metoder"}.{" "}
                        {whoHasCases(municipalities)}
                      </>
                    ) : (
                      <>Her mangler eksempler. Ingen kommune har delt noget om punktet endnu.</>
                    )}
                    {initiativeCount > 0 && (
                      <>
                        {" "}
                        <a href={`/erklaeringer/${year}/punkter/${number}#indsatser`}>
                          {counted(initiativeCount, "indsats", "indsatser")}
                        </a>{" "}
                        i kommunerne.
                      </>
                    )}
                  </p>
                </div>
              </li>
            ),
          )}
        </ol>
        <p>
          <a href={`/erklaeringer/${declaration.year}/status`}>Landets billede: hvor kommunerne selv siger, de er</a>
        </p>
        <CsvLink path={`/erklaeringer/${declaration.year}/punkter`} />
        <p>
          <a href={`/erklaeringer/${declaration.year}/status`}>Se landets billede af de ti punkter</a>
        </p>
        <TreatedIn all={treatments} />
      </div>
      <PageFoot
        path={`/erklaeringer/${declaration.year}`}
        updated={`Erklæringen er dateret ${longDate(declaration.document.dated)}; eksemplerne under punkterne er de nyeste.`}
        source={<a href={`/dokumenter/${declaration.document.slug}`}>{declaration.document.title}</a>}
        next={[
          { href: `/erklaeringer/${declaration.year}/punkter/1`, label: `Punkt 1: ${commitments[0]?.title ?? ""}` },
          { href: `/erklaeringer/${declaration.year}/status`, label: "Landets billede af de ti punkter" },
          { href: "/eksempler", label: "Alle eksempler" },
          { href: "/kommuner", label: "Kommunerne på kortet" },
        ]}
      />
    </>
  );
}
