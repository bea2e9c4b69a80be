// What a module exports, as tools. The heavy half of reading a module: it loads TypeScript.

import type { ts as TypeScript } from "ts-morph";
import type { Report } from "../../diagnostics/report.js";
import type { Dialect } from "../../policy/policy.js";
import type { Definitions, ObjectType } from "../argument-type.js";
import type { ToolLink, ToolSignature } from "../tool-signature.js";
import { valueOfConstant } from "./constants.js";
import { documentation } from "./documentation.js";
import { openModule } from "./open-module.js";
import { nameOf, type Places } from "./places.js";
import { readDefinitions } from "./read-definitions.js";
import { readFunction } from "./read-function.js";
import { readMethods } from "./read-methods.js";
import { readRegistrations, registers } from "./read-registrations.js";
import { ts } from "./ts-morph.js";
import { readZodObject } from "./zod-parameters.js";

export interface ReadExports {
  readonly tools: readonly ToolSignature[];
  /** All files that had a say: texts by absolute path. */
  readonly read: ReadonlyMap<string, string>;
}

/** What the readers of exports share. */
export interface ModuleContext {
  readonly program: TypeScript.Program;
  readonly checker: TypeScript.TypeChecker;
  readonly places: Places;
  readonly dialect: Dialect;
  /** Absolute path of the module. */
  readonly module: string;
}

/** A value that the module exports. */
export interface Export {
  readonly name: string;
  readonly symbol: TypeScript.Symbol;
  readonly declaration: TypeScript.Declaration;
  readonly type: TypeScript.Type;
}

/** What a function and a schema are read into. */
export interface ReadTool {
  readonly parameters: ObjectType;
  readonly definitions: Definitions;
  readonly description: string | null;
}

export function readExports(
  path: string,
  displayOf: (path: string) => string,
  { out, dialect }: { readonly out: string; readonly dialect: Dialect },
  report: Report,
): ReadExports {
  const opened = openModule(path, displayOf, out, "SC7002", report);
  if (opened === undefined) return { tools: [], read: new Map() };
  const { program, checker, places, file, read } = opened;
  const context = { program, checker, places, dialect, module: file.fileName };
  const exported = exportsOf(file, checker);
  const tools = [
    ...exported.flatMap((found) => readExport(found, context)),
    ...readRegistrations(file, context),
  ];
  return { tools: besideServers(tools, exported, checker), read };
}

/** To tsc, a function that sets up a server looks like a tool. */
function besideServers(
  tools: readonly ToolSignature[],
  exported: readonly Export[],
  checker: TypeScript.TypeChecker,
): readonly ToolSignature[] {
  const beside = exported.flatMap(({ name, type, declaration }) =>
    isFunction(type) && registers(declaration, checker) ? [name] : [],
  );
  if (beside.length === 0) return tools;
  return tools.map((tool) => {
    const { origin } = tool;
    return origin.link?.form === "value"
      ? { ...tool, origin: { ...origin, link: { ...origin.link, beside } } }
      : tool;
  });
}

function isFunction(type: TypeScript.Type): boolean {
  return type.getCallSignatures().length > 0;
}

export function exportsOf(
  file: TypeScript.SourceFile,
  checker: TypeScript.TypeChecker,
): readonly Export[] {
  const module = checker.getSymbolAtLocation(file);
  const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
  return symbols.flatMap((exported) => {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
    const declaration = symbol.valueDeclaration;
    const name = exported.getName();
    return declaration === undefined
      ? []
      : [{ name, symbol, declaration, type: checker.getTypeOfSymbol(symbol) }];
  });
}

/** The tools in an export, which may be none. */
function readExport(exported: Export, context: ModuleContext): readonly ToolSignature[] {
  const { name, type, declaration } = exported;
  const isZod = type.getProperty("safeParse") !== undefined;
  if (isFunction(type) && registers(declaration, context.checker)) return [];
  if (!isFunction(type) && !isZod) {
    return readDefinitions(exported, context) ?? readMethods(exported, context);
  }
  if (name === "default") {
    const help = "export it by the tool's name";
    const message = "the default export has no name that a tool could have";
    return context.places.refuse("SC7007", message, nameOf(declaration), help) ?? [];
  }
  const { program, places } = context;
  const read = isZod
    ? readZod(exported, context)
    : readFunction(name, type, declaration, program, places);
  const link = { form: "value", module: context.module, name } as const;
  return read === undefined ? [] : [signatureOf(exported, read, link, context)];
}

export function signatureOf(
  { name, symbol, declaration }: Export,
  { parameters, definitions, description }: ReadTool,
  link: ToolLink,
  { checker, places }: ModuleContext,
): ToolSignature {
  const source = declaration.getSourceFile();
  return {
    name,
    description: description ?? documentation(symbol, checker),
    parameters,
    definitions,
    strict: null,
    origin: {
      file: places.file(source),
      range: places.range(nameOf(declaration)),
      path: source.fileName,
      link,
    },
  };
}

/** A zod schema that is a tool. */
function readZod({ name, declaration }: Export, context: ModuleContext): ReadTool | undefined {
  const schema = valueOfConstant(declaration);
  if (schema !== undefined) return readZodObject(schema, `the schema \`${name}\``, context);
  const help = "export it as a `const`";
  const message = `the schema \`${name}\` is not a constant with a value of its own`;
  return context.places.refuse("SC7009", message, nameOf(declaration), help);
}
