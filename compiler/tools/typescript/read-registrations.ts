// Tools that a module registers with an MCP server: `server.registerTool(…)`, and `server.tool(…)` of earlier versions.

import type { ts as TypeScript } from "ts-morph";
import type { EntrySyntax, ValueSyntax } from "../../syntax/syntax.js";
import { DefinitionReader } from "../read-json-definitions.js";
import type { ToolSignature } from "../tool-signature.js";
import { ConstantReader } from "./read-constant.js";
import { wayOut } from "./read-definitions.js";
import type { ModuleContext } from "./read-exports.js";
import { SdkReader } from "./sdk-reader.js";
import { ts } from "./ts-morph.js";
import { isShape } from "./zod-parameters.js";

type Expression = TypeScript.Expression;

/** Wherever in the file they stand: servers are mostly set up in a function. */
export function readRegistrations(
  file: TypeScript.SourceFile,
  context: ModuleContext,
): readonly ToolSignature[] {
  const { checker, places, dialect } = context;
  const sdk = new SdkReader("a schema of the server", context);
  const reader = new ConstantReader(
    checker,
    file,
    (what, node) => places.refuse("SC7020", `a tool of the server ${what}`, node, wayOut),
    sdk,
  );
  const items = callsIn(file, checker).flatMap((call) => {
    const entries = readCall(call, reader, checker);
    return entries === undefined
      ? []
      : [{ kind: "map", range: places.range(call), entries } as const];
  });
  const list: ValueSyntax = { kind: "list", range: places.range(file), items };
  const beside = { links: new Map(), schemas: sdk.schemas };
  const definitions = new DefinitionReader(
    file.fileName,
    places.file(file),
    places.report,
    dialect,
    beside,
  );
  return definitions.list(list);
}

/** Whether something sets up a server. Such a function is no tool itself. */
export function registers(node: TypeScript.Node, checker: TypeScript.TypeChecker): boolean {
  return callsIn(node, checker).length > 0;
}

function callsIn(
  node: TypeScript.Node,
  checker: TypeScript.TypeChecker,
): readonly TypeScript.CallExpression[] {
  const calls: TypeScript.CallExpression[] = [];
  visit(node);
  return calls;

  function visit(inner: TypeScript.Node): void {
    if (ts.isCallExpression(inner) && isRegistration(inner, checker)) calls.push(inner);
    ts.forEachChild(inner, visit);
  }
}

function isRegistration(
  { expression }: TypeScript.CallExpression,
  checker: TypeScript.TypeChecker,
): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  if (!["registerTool", "tool"].includes(expression.name.text)) return false;
  const declarations = checker.getSymbolAtLocation(expression.name)?.declarations ?? [];
  return declarations.some((found) =>
    found.getSourceFile().fileName.includes("/node_modules/@modelcontextprotocol/"),
  );
}

/** One tool, as the entries of a definition. */
function readCall(
  { arguments: [name, ...others], expression }: TypeScript.CallExpression,
  reader: ConstantReader,
  checker: TypeScript.TypeChecker,
): readonly EntrySyntax[] | undefined {
  const isCurrent = ts.isPropertyAccessExpression(expression) && expression.name.text !== "tool";
  const [config] = others;
  const rest = isCurrent
    ? config && reader.entries(config, new Set(["description", "inputSchema"]))?.values()
    : readPositional(others.slice(0, -1), reader, checker);
  const read = name && readEntry("name", name, reader);
  if (read === undefined || rest === undefined) return undefined;
  // No properties are no arguments here, where JSON Schema would let any pass.
  const said = [...rest].filter(({ value }) => value.kind !== "map" || value.entries.length > 0);
  return [...read, ...said];
}

/** A description, the schemas of the properties, and annotations, each of which may be missing. */
function readPositional(
  nodes: readonly Expression[],
  reader: ConstantReader,
  checker: TypeScript.TypeChecker,
): readonly EntrySyntax[] | undefined {
  const read = nodes.map((node) => {
    const type = checker.getTypeAtLocation(node);
    if ((type.flags & ts.TypeFlags.StringLike) !== 0) return readEntry("description", node, reader);
    return isShape(type, checker) ? readEntry("inputSchema", node, reader) : [];
  });
  const entries = read.filter((found) => found !== undefined);
  return entries.length === read.length ? entries.flat() : undefined;
}

function readEntry(
  text: string,
  node: Expression,
  reader: ConstantReader,
): readonly EntrySyntax[] | undefined {
  const value = reader.read(node);
  return value && [{ key: { text, range: reader.range(node) }, value }];
}
