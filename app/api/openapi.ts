import { z } from "zod";
import { type AnyOperation, operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { components, named } from "./pieces.ts";

/** Where the API stands on the site. */
export const apiRoot = "/api/v1";

named(
  "Problem",
  z.strictObject({
    type: z.url().describe("Hvor fejlen er beskrevet."),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe("Hvad der er galt, i en dansk sætning."),
    parameter: z.string().optional().describe("Den parameter, der er noget galt med."),
  }),
);

const reference = (id: string) => `#/components/schemas/${id}`;

// Clients must not stop at a field that is new to them, so the description leaves out that we send no others.
const openEnded = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
  delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

function describedSchemas() {
  const { schemas } = z.toJSONSchema(components, { uri: reference, override: openEnded });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _, $id: _id, ...schema }]) => [id, schema]));
}

function describedParameters({ params = {}, query }: AnyOperation) {
  const inPath = Object.entries(params).map(([name, description]) => ({
    name,
    in: "path",
    required: true,
    description,
    schema: { type: "string" },
  }));
  const { properties = {} } = z.toJSONSchema(query);
  const inQuery = Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as z.core.JSONSchema.BaseSchema;
    return {
      name,
      in: "query",
      required: false,
      description,
      schema,
      ...(schema.type === "array" && { explode: true }),
    };
  });
  return [...inPath, ...inQuery];
}

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: reference("Problem") } } },
});

/** The headings under which the addresses are sorted, by the first piece of their path. */
const tags: Readonly<Record<string, { name: string; description: string }>> = {
  search: { name: "Søgning", description: "Find i alt, hvad der står på sitet." },
  municipalities: { name: "Kommuner", description: "Danmarks 98 kommuner, og hvad der er fra dem." },
  declarations: { name: "Erklæringer", description: "Topmødeerklæringerne og deres punkter." },
  methods: { name: "Metoder", description: "Guiderne til metoder, programmer og måder at organisere sig på." },
  cases: { name: "Eksempler", description: "Hvad kommuner har gjort, hvad der kom ud af det, og hvad der var svært." },
  documents: { name: "Dokumenter", description: "Det, kommunerne og KL selv har skrevet, i fuld tekst." },
  references: {
    name: "Kilder",
    description:
      "Undersøgelser, vejledninger og love bag guiderne: hvad de fandt, hvem de så på, og hvad de ikke kan sige.",
  },
  initiatives: { name: "Indsatser", description: "Hvad kommuner gør, og hvor langt det er." },
  "budget-lines": { name: "Penge", description: "Budgetlinjerne, som de er trykt, i hele kroner." },
  indicators: { name: "Indikatorer", description: "Hvad der måles, og tallene." },
  "follow-ups": { name: "Opfølgninger", description: "Hvad kommuner er bedt om at følge op på, og hvornår." },
  periods: { name: "Halvår", description: "De halvår, som KL har åbnet for statusser." },
  statuses: { name: "Statusser", description: "Kommunernes halvårsstatusser i deres egne ord, og hvad de hviler på." },
  "openapi.json": { name: "Beskrivelsen", description: "Denne beskrivelse af de åbne data." },
};
const tagOf = ({ path }: AnyOperation) => tags[path.split("/")[1] ?? ""]?.name;

/** The description of an address: its summary, and how it is paged, withdrawn, missed and asked for again. */
const describedAnswer = ({ summary, params, query, canGo, alwaysFresh }: AnyOperation) =>
  [
    summary,
    "page" in query.shape && "Svaret kommer side for side; »total« siger, hvor mange der er i alt.",
    canGo && "Er det trukket tilbage eller skjult, er svaret 410.",
    params && "Er der intet på adressen, er svaret 404.",
    !alwaysFresh && "Send svarets ETag i If-None-Match, så er svaret 304, når intet er ændret.",
  ]
    .filter(Boolean)
    .join(" ");

function describedOperation(stated: AnyOperation) {
  const id = components.get(stated.answer)?.id;
  const schema = id ? { $ref: reference(id) } : { type: "object" };
  return {
    operationId: stated.id,
    summary: stated.summary,
    description: describedAnswer(stated),
    tags: [tagOf(stated)],
    parameters: describedParameters(stated),
    responses: {
      200: {
        description: "Svaret.",
        ...(stated.alwaysFresh
          ? {}
          : { headers: { ETag: { description: "Svarets mærke, til If-None-Match.", schema: { type: "string" } } } }),
        content: { "application/json": { schema } },
      },
      ...(stated.alwaysFresh ? {} : { 304: { description: "Du har svaret i forvejen." } }),
      400: problem("En parameter er ukendt eller har en værdi, som ikke findes."),
      ...(stated.params ? { 404: problem("Der er intet på adressen.") } : {}),
      405: problem("Her kan du kun læse."),
      ...(stated.canGo ? { 410: problem("Det er trukket tilbage eller skjult.") } : {}),
      414: problem("Adressen er for lang."),
      ...(stated.alwaysFresh
        ? { 429: problem("Der er søgt usædvanligt meget fra samme netværk; Retry-After siger hvor længe.") }
        : {}),
      500: problem("Noget gik galt hos os."),
      503: problem("Det tog for lang tid at svare."),
    },
  };
}

const described = (): readonly AnyOperation[] => [...operations, openApi];

/** `GET /openapi.json` */
export const openApi = operation({
  id: "getOpenApi",
  path: "/openapi.json",
  summary: "Denne beskrivelse.",
  query: z.strictObject({}),
  answer: z.looseObject({ openapi: z.literal("3.1.0") }),
  async read({ context: { site, version } }) {
    return {
      openapi: "3.1.0" as const,
      info: {
        title: "Mere for Flere: åbne data",
        version,
        description: `Læs om data, sider, fejl og brug på ${site.publicUrl}/aabne-data.`,
        contact: { name: site.operatorName, email: site.operatorEmail, url: `${site.publicUrl}/kontakt` },
        license: { name: "CC BY-SA 4.0", url: "https://creativecommons.org/licenses/by-sa/4.0/deed.da" },
      },
      servers: [{ url: site.publicUrl }],
      tags: Object.values(tags),
      paths: Object.fromEntries(
        described().map((stated) => [apiRoot + stated.path, { get: describedOperation(stated) }]),
      ),
      components: { schemas: describedSchemas() },
    };
  },
});
