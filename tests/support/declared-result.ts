import { fileURLToPath } from "node:url";
import ts from "typescript";
import { exportedReads } from "./exported-reads.ts";

/** How much of a value is there. */
type Presence = "null" | "undefined" | "something";

/** What a result shows at a place such as `listCases.items[].hard`: what may be there and what is, or what is wrong. */
type Finding = { at: string } & ({ may: Presence[]; is?: Presence } | { wrong: string });

/** The results of a read beside the type that it declares. */
export class DeclaredResult {
  /** How many results have been compared. */
  count = 0;
  /** Where they are not as declared, such as `listCases.items[].hard is null`. */
  readonly wrong = new Set<string>();
  readonly #declared = new Set<string>();
  readonly #seen = new Set<string>();

  constructor(
    private readonly name: string,
    private readonly type: ts.Type,
    private readonly checker: ts.TypeChecker,
  ) {}

  /** Compares a result with the type: names of columns, values, and where null may stand. */
  compare(result: unknown): void {
    this.count += 1;
    for (const finding of compare(this.checker, this.type, result, this.name)) {
      if ("wrong" in finding) this.wrong.add(`${finding.at} ${finding.wrong}`);
      else for (const may of finding.may) this.#declared.add(`${finding.at} ${may}`);
      if ("is" in finding) this.#seen.add(`${finding.at} ${finding.is}`);
    }
  }

  /**
   * What is declared and no result has shown, such as `listCases.items[].hard null`, or `listCases.items[] something`
   * of a list that was always empty.
   */
  get unseen(): string[] {
    return [...this.#declared].filter((place) => !this.#seen.has(place));
  }
}

/** The results of every exported read of `db/queries`, by its name. */
export function declaredResults(): Map<string, DeclaredResult> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const reads = exportedReads().map(({ name, file }) => ({ name, path: `${root}db/queries/${file}` }));
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  // The types of Node and the bundler are in nothing that a read gives, and take long to load.
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, types: [] }, root);
  const program = ts.createProgram([...new Set(reads.map(({ path }) => path))], options);
  const checker = program.getTypeChecker();
  return new Map(
    reads.map(({ name, path }) => {
      const source = program.getSourceFile(path);
      const module = source && checker.getSymbolAtLocation(source);
      const read = module?.exports?.get(ts.escapeLeadingUnderscores(name));
      const [signature] = read ? checker.getTypeOfSymbol(read).getCallSignatures() : [];
      const type = signature && checker.getAwaitedType(signature.getReturnType());
      if (!type) throw new Error(`${name} in ${path} gives nothing`);
      return [name, new DeclaredResult(name, type, checker)];
    }),
  );
}

const alternativesOf = (type: ts.Type) => (type.isUnion() ? type.types : [type]);

function presenceOfType({ flags }: ts.Type): Presence {
  if (flags & ts.TypeFlags.Null) return "null";
  return flags & ts.TypeFlags.Undefined ? "undefined" : "something";
}

const presencesOf = (type: ts.Type) => [...new Set(alternativesOf(type).map(presenceOfType))];

function* compare(checker: ts.TypeChecker, type: ts.Type, value: unknown, at: string): Generator<Finding> {
  const may = presencesOf(type);
  const is = value === null ? "null" : value === undefined ? "undefined" : "something";
  yield { at, may, is };
  if (!may.includes(is)) yield { at, wrong: `is ${is}` };
  if (is !== "something") return;
  const attempts = alternativesOf(type)
    .filter((alternative) => presenceOfType(alternative) === "something")
    .map((alternative) => [...compareOne(checker, alternative, value, at)]);
  // The alternative that is meant is the one whose own properties fit, whatever is wrong inside of them.
  const countWrong = (findings: Finding[]) =>
    findings.filter((finding) => "wrong" in finding && finding.at.lastIndexOf(".") <= at.length).length;
  yield* attempts.sort((one, other) => countWrong(one) - countWrong(other))[0] ?? [];
}

/** Compares what is neither null nor undefined with a type that is no union. */
function* compareOne(checker: ts.TypeChecker, type: ts.Type, value: unknown, at: string): Generator<Finding> {
  const has = (flags: ts.TypeFlags) => (type.flags & flags) !== 0;
  const element = elementOf(checker, type);
  const elements = value instanceof Map ? [...value.values()] : Array.isArray(value) ? value : undefined;
  let fits = true;
  if (has(ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return;
  if (type.isLiteral()) fits = value === type.value;
  else if (has(ts.TypeFlags.BooleanLiteral)) fits = String(value) === checker.typeToString(type);
  else if (has(ts.TypeFlags.String)) fits = typeof value === "string";
  else if (has(ts.TypeFlags.Number)) fits = typeof value === "number";
  else if (type.symbol?.name === "Date") fits = value instanceof Date;
  else if (type.symbol?.name === "Uint8Array") fits = value instanceof Uint8Array;
  else if (element && elements) {
    yield { at: `${at}[]`, may: presencesOf(element) };
    for (const item of elements) yield* compare(checker, element, item, `${at}[]`);
  } else if (!element && !elements && typeof value === "object" && !(value instanceof Date)) {
    yield* compareProperties(checker, type, value as Record<string, unknown>, at);
  } else fits = false;
  if (!fits) yield { at, wrong: `is ${JSON.stringify(value)}, not ${checker.typeToString(type)}` };
}

/** The type of what an array or a map holds. What a query gives is an array and more, such as its count. */
function elementOf(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  const holder = type.isIntersection() ? type.types.find((part) => checker.isArrayType(part)) : type;
  const holds = holder && (checker.isArrayType(holder) || holder.symbol?.name === "Map");
  return holds ? checker.getTypeArguments(holder as ts.TypeReference).at(-1) : undefined;
}

function* compareProperties(
  checker: ts.TypeChecker,
  type: ts.Type,
  value: Record<string, unknown>,
  at: string,
): Generator<Finding> {
  const rest = type.getStringIndexType();
  // A text of the editor: it may hold anything.
  if (rest && rest.flags & ts.TypeFlags.Any) return;
  const properties = type.getProperties();
  const declared = new Map(properties.map((property) => [property.name, checker.getTypeOfSymbol(property)]));
  const optional = new Set(properties.filter(({ flags }) => flags & ts.SymbolFlags.Optional).map(({ name }) => name));
  for (const name of new Set([...declared.keys(), ...Object.keys(value)])) {
    const expected = declared.get(name) ?? rest;
    if (!expected) yield { at: `${at}.${name}`, wrong: "is not declared" };
    else if (!(name in value) && !optional.has(name)) yield { at: `${at}.${name}`, wrong: "is missing" };
    else yield* compare(checker, expected, value[name], declared.has(name) ? `${at}.${name}` : `${at}{}`);
  }
}
