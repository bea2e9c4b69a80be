// What a module exports, as tools. The heavy half of reading a module: it loads TypeScript.

import type { ts as TypeScript } from "ts-morph";
import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import type { Report } from "../../diagnostics/report.js";
import { type Range, SourceFile } from "../../source/source-file.js";
import { noDefinitions, type ObjectType } from "../argument-type.js";
import type { ToolSignature } from "../tool-signature.js";
import { documentation } from "./documentation.js";
import { type LoadedModule, loadModule } from "./load-module.js";
import { readFunction } from "./read-function.js";
import { constantValue, ZodReader } from "./read-zod.js";
import { ts } from "./ts-morph.js";

/** TypeScript tends to say the same thing in several ways. */
const mostErrors = 5;

export interface ReadExports {
  readonly tools: readonly ToolSignature[];
  /** All files that had a say: texts by absolute path. */
  readonly read: ReadonlyMap<string, string>;
}

export function readExports(
  path: string,
  displayOf: (path: string) => string,
  out: string,
  report: Report,
): ReadExports {
  const module = loadModule(path, out);
  const places = new Places(displayOf, report);
  if (module.errors.length === 0) {
    return { tools: new ExportReader(module, places).read(), read: module.read };
  }
  for (const { file, start, length, message } of module.errors.slice(0, mostErrors)) {
    const count = module.errors.length;
    const help = count > mostErrors ? `\`tsc\` shows all ${count} errors` : "`tsc` shows the same";
    const range = { start, end: start + length };
    report.add({ code: "SC7002", message, file: places.file(file), range, help });
  }
  return { tools: [], read: module.read };
}

/** What the two kinds of tools are read into. */
export interface ReadTool {
  readonly parameters: ObjectType;
  readonly description: string | null;
}

/** Places in TypeScript's files as places in ours. */
export class Places {
  readonly #displayOf: (path: string) => string;
  readonly #report: Report;
  readonly #files = new Map<string, SourceFile>();

  constructor(displayOf: (path: string) => string, report: Report) {
    this.#displayOf = displayOf;
    this.#report = report;
  }

  file({ fileName, text }: TypeScript.SourceFile): SourceFile {
    const known = this.#files.get(fileName);
    if (known !== undefined) return known;
    const file = new SourceFile(this.#displayOf(fileName), text);
    this.#files.set(fileName, file);
    return file;
  }

  range(node: TypeScript.Node): Range {
    return { start: node.getStart(), end: node.getEnd() };
  }

  refuse(code: DiagnosticCode, message: string, node: TypeScript.Node, help: string): undefined {
    const file = this.file(node.getSourceFile());
    return this.#report.add({ code, message, file, range: this.range(node), help });
  }
}

class ExportReader {
  readonly #module: LoadedModule;
  readonly #checker: TypeScript.TypeChecker;
  readonly #places: Places;

  constructor(module: LoadedModule, places: Places) {
    this.#module = module;
    this.#checker = module.program.getTypeChecker();
    this.#places = places;
  }

  read(): readonly ToolSignature[] {
    const symbol = this.#checker.getSymbolAtLocation(this.#module.file);
    if (symbol === undefined) return [];
    return this.#checker.getExportsOfModule(symbol).flatMap((found) => this.#tool(found) ?? []);
  }

  #tool(exported: TypeScript.Symbol): ToolSignature | undefined {
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(exported) : exported;
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined) return undefined;
    const type = this.#checker.getTypeOfSymbol(symbol);
    const name = exported.getName();
    const isFunction = type.getCallSignatures().length > 0;
    const isZod = type.getProperty("safeParse") !== undefined;
    if (!isFunction && !isZod) return undefined;
    if (name === "default") {
      const help = "export it by the tool's name";
      const message = "the default export has no name that a tool could have";
      return this.#places.refuse("SC7007", message, nameOf(declaration), help);
    }
    const { program } = this.#module;
    const read = isZod
      ? readZod(name, declaration, program, this.#places)
      : readFunction(name, type, declaration, program, this.#places);
    return read && this.#signature(name, symbol, declaration, read);
  }

  #signature(
    name: string,
    symbol: TypeScript.Symbol,
    declaration: TypeScript.Declaration,
    { parameters, description }: ReadTool,
  ): ToolSignature {
    const source = declaration.getSourceFile();
    const range = this.#places.range(nameOf(declaration));
    const file = this.#places.file(source);
    return {
      name,
      description: description ?? documentation(symbol, this.#checker),
      parameters,
      definitions: noDefinitions,
      strict: null,
      origin: {
        file,
        range,
        path: source.fileName,
        link: { form: "value", module: this.#module.file.fileName, name },
      },
    };
  }
}

/** A zod schema that is a tool. */
function readZod(
  tool: string,
  declaration: TypeScript.Declaration,
  program: TypeScript.Program,
  places: Places,
): ReadTool | undefined {
  const schema = constantValue(declaration);
  if (schema === undefined) {
    const help = "export it as a `const`";
    const message = `the schema \`${tool}\` is not a constant with a value of its own`;
    return places.refuse("SC7009", message, nameOf(declaration), help);
  }
  const reader = new ZodReader(program, (what, help, node) =>
    places.refuse("SC7009", `the schema \`${tool}\` ${what}`, node, help),
  );
  const read = reader.readObject(schema);
  return read && { parameters: read.type, description: read.description };
}

function nameOf(declaration: TypeScript.Declaration): TypeScript.Node {
  return ts.getNameOfDeclaration(declaration) ?? declaration;
}
