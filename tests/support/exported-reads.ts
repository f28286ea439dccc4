import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** An exported function of `db/queries` that reads. */
export interface ExportedRead {
  name: string;
  /** Relative to `db/queries`. */
  file: string;
  takesViewer: boolean;
}

/** The file reads what the tracking of commitments stands on: initiatives, money, follow-ups and indicators. */
export const isOfGround = (file: string): boolean => /^(initiatives|budgets|follow-ups|indicators)\//.test(file);

/** The file reads statuses, or what a municipality wants with the commitments and where it has dealt with them. */
export const isOfStatuses = (file: string): boolean => /^(statuses|ambitions|treatments)\//.test(file);

type Callable = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

const folder = fileURLToPath(new URL("../../db/queries/", import.meta.url));

/**
 * Every exported function of `db/queries` that reads, by name: it takes a connection, gives a promise of a value, or of a query that
 * selects, and has no SQL of its own that inserts, updates or deletes.
 */
export function exportedReads(): ExportedRead[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const source = ts.createSourceFile(file, readFileSync(folder + file, "utf8"), ts.ScriptTarget.Latest, true);
      return source.statements
        .flatMap((statement) => exportedFunctions(statement))
        .filter(([, one]) => isRead(one))
        .map(([name, one]) => ({ name, file, takesViewer: takes(one, "Viewer") }));
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The functions that a statement exports, by name. @throws on ways of exporting that db/queries does not use and this does not see through */
function exportedFunctions(statement: ts.Statement): [name: string, one: Callable][] {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement))
    throw new Error(`export where it is declared: ${statement.getText()}`);
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isFunctionDeclaration(statement)) return [[statement.name?.text ?? "default", statement]];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
      ? [[name.getText(), initializer] as [string, Callable]]
      : [],
  );
}

const takes = (one: Callable, type: string) =>
  one.parameters.some((parameter) => new RegExp(`\\b${type}\\b`).test(parameter.type?.getText() ?? ""));

function isRead(one: Callable): boolean {
  if (!takes(one, "Sql")) return false;
  const texts = templatesIn(one);
  if (texts.some((text) => /\b(insert into|delete from|(?<!for )(?<!key )(?<!do )update)\b/.test(text))) return false;
  const given = one.type?.getText();
  if (given === undefined) {
    // What does not say what it gives is a fragment of a query, unless it is a whole one, or hides what it gives behind a call.
    const isHidden = one.body !== undefined && ts.isCallExpression(one.body) && !takes(one, "Viewer");
    const isAsync = one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    return isHidden || isAsync || texts.some((text) => /^\s*(select|with)\b/.test(text));
  }
  // A whole query that is put into others says so: it gives what `sql` gives.
  return /^(Promise|PendingQuery)</.test(given) && given !== "Promise<void>";
}

/** The pieces of the template strings in a piece of code. */
function templatesIn(node: ts.Node): string[] {
  if (ts.isTemplateLiteralToken(node)) return [node.text];
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...templatesIn(child));
  });
  return found;
}
