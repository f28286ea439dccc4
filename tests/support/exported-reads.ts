import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** An exported function of `db/queries` that reads. */
export interface ExportedRead {
  name: string;
  /** Relative to `db/queries`. */
  file: string;
  takesViewer: boolean;
}

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}db/queries/`;
const writes = /\b(insert into|delete from|(?<!for )(?<!do )update)\b/;

/**
 * Every exported function of `db/queries` that reads, by name: it takes a connection, promises a value, and has no SQL of its own that
 * inserts, updates or deletes. Found by the compiler, so a way of writing a function cannot hide it.
 */
export function exportedReads(): ExportedRead[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root, { types: ["node"] });
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const program = ts.createProgram(
    files.map((file) => folder + file),
    options,
  );
  const checker = program.getTypeChecker();
  return files
    .flatMap((file) => {
      const source = program.getSourceFile(folder + file);
      const module = source && checker.getSymbolAtLocation(source);
      if (!module) throw new Error(`no module: ${file}`);
      return checker.getExportsOfModule(module).flatMap((symbol) => readOf(checker, symbol, file) ?? []);
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readOf(checker: ts.TypeChecker, exported: ts.Symbol, file: string): ExportedRead | undefined {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const declaration = symbol.valueDeclaration;
  if (!declaration) return undefined;
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  if (!signature) return undefined;
  const takes = (name: string) =>
    signature.parameters.some((parameter) => {
      const type = checker.getTypeOfSymbol(parameter);
      return (type.isUnion() ? type.types : [type]).some((one) => (one.aliasSymbol ?? one.symbol)?.name === name);
    });
  if (!takes("Sql")) return undefined;
  const promised = checker.getAwaitedType(signature.getReturnType());
  if (!promised || promised === signature.getReturnType() || promised.flags & ts.TypeFlags.Void) return undefined;
  const texts = sqlIn(declaration);
  // A fragment can be awaited too, and would give rows of no type.
  const isUntyped = checker.typeToString(promised).startsWith("RowList<Row[]>");
  if (isUntyped && !texts.some((text) => /^\s*(select|with)\b/.test(text))) return undefined;
  if (texts.some((text) => writes.test(text))) return undefined;
  return { name: exported.name, file, takesViewer: takes("Viewer") };
}

/** The pieces of the template strings in a declaration. */
function sqlIn(node: ts.Node): string[] {
  if (ts.isTemplateLiteralToken(node)) return [node.text];
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...sqlIn(child));
  });
  return found;
}
