import { execFileSync } from "node:child_process";
import type { Sql } from "#db/client.ts";

/** Where the row types are kept, from the root of the clone. */
export const rowTypesFile = "db/row-types.ts";

/** What `db/client.ts` gives for a value of each Postgres type. */
const clientTypes: Readonly<Record<string, string>> = {
  bool: "boolean",
  ...{ int2: "number", int4: "number", int8: "number" },
  ...{ text: "string", varchar: "string", uuid: "string", numeric: "string", date: "string", tsvector: "string" },
  timestamptz: "Date",
  jsonb: "unknown",
  bytea: "Buffer",
};

interface Column {
  table: string;
  name: string;
  comment: string | null;
  /** Of the column, or of the elements of its array. */
  type: string;
  isArray: boolean;
  nullable: boolean;
  /** The expression of the list that a check holds the column to, such as `known_roles()`. */
  allowed: string | null;
}

/**
 * The TypeScript of `db/row-types.ts` for a migrated database: an interface for each table, its columns in camel case.
 * A column that a check holds to a closed list, `x in (...)` or `x <@ ...`, has the values for a type.
 * @throws {RangeError} at a column of a type that `clientTypes` lacks
 */
export async function printRowTypes(sql: Sql): Promise<string> {
  const tables = new Map<string, string>();
  for (const column of await listColumns(sql)) {
    const { table, name, comment, nullable } = column;
    const doc = comment ? `/** ${comment} */\n` : "";
    const property = `${doc}${camelCase(name)}: ${await typeOf(sql, column)}${nullable ? " | null" : ""};\n`;
    tables.set(table, (tables.get(table) ?? "") + property);
  }
  let text = `// Made by \`npm run row-types\` from a migrated database; not to be edited by hand.
// A row of each table as db/client.ts gives it, with its columns in camel case.
`;
  for (const [table, properties] of tables) text += `\nexport interface ${pascalCase(table)}Table {\n${properties}}\n`;
  const biome = ["node_modules/@biomejs/biome/bin/biome", "format", `--stdin-file-path=${rowTypesFile}`];
  return execFileSync(process.execPath, biome, { input: text, encoding: "utf8" });
}

/** The columns of our own tables, in the order of the tables' names and their own. */
async function listColumns(sql: Sql): Promise<Column[]> {
  return sql<Column[]>`
    select t.relname as table, a.attname as name, col_description(t.oid, a.attnum) as comment,
      coalesce(element.typname, y.typname) as type, element.oid is not null as "isArray", not a.attnotnull as nullable,
      (
        select substring(pg_get_expr(k.conbin, t.oid) from ${String.raw`^\(\w+ (?:= ANY|<@) (.+)\)$`})
        from pg_constraint k where k.conrelid = t.oid and k.contype = 'c' and k.conkey = array[a.attnum]
          and pg_get_expr(k.conbin, t.oid) ~ ${String.raw`^\(\w+ (= ANY|<@) `}
      ) as allowed
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    join pg_type y on y.oid = a.atttypid
    left join pg_type element on element.typarray = y.oid
    where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and t.relname <> 'migration'
    order by t.relname collate "C", a.attnum`;
}

async function typeOf(sql: Sql, { table, name, type, isArray, allowed }: Column): Promise<string> {
  const plain = clientTypes[type];
  if (!plain)
    throw new RangeError(`${table}.${name}: say in clientTypes what the client gives for a value of type ${type}`);
  if (!allowed) return isArray ? `${plain}[]` : plain;
  const [row] = await sql.unsafe<{ values: unknown[] }[]>(`select ${allowed} as values`);
  const values = row?.values.map((value) => JSON.stringify(value)).join(" | ") ?? "never";
  return isArray ? `(${values})[]` : values;
}

const camelCase = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascalCase = (name: string) => camelCase(`_${name}`);
