// What a module exports, as tools. The heavy half of reading a module: it loads TypeScript.

import { dirname, posix, relative, sep } from "node:path";
import type { ts as TypeScript } from "ts-morph";
import type { DiagnosticCode } from "../../diagnostics/catalog.js";
import type { Report } from "../../diagnostics/report.js";
import { type Range, SourceFile } from "../../source/source-file.js";
import type { ToolsSource } from "../read-tools.js";
import type { ToolOrigin, ToolSignature } from "../tool-signature.js";
import { documentation } from "./documentation.js";
import { type LoadedModule, loadModule } from "./load-module.js";
import { readFunction } from "./read-function.js";
import { ts } from "./ts-morph.js";

/** TypeScript tends to say the same thing in several ways. */
const mostErrors = 5;

export interface ReadExports {
  readonly tools: readonly ToolSignature[];
  /** Absolute paths of all files that had a say. */
  readonly read: readonly string[];
}

export function readExports(source: ToolsSource, out: string, report: Report): ReadExports {
  const module = loadModule(source.path, out);
  const places = new Places(source, report);
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

/** Places in TypeScript's files as places in ours. */
export class Places {
  readonly #source: ToolsSource;
  readonly #report: Report;
  readonly #files = new Map<string, SourceFile>();

  constructor(source: ToolsSource, report: Report) {
    this.#source = source;
    this.#report = report;
  }

  file({ fileName, text }: TypeScript.SourceFile): SourceFile {
    const known = this.#files.get(fileName);
    if (known !== undefined) return known;
    const file = new SourceFile(displayOf(fileName, this.#source), text);
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

/** How messages name a file that a tools module imports: in the way that they name the module. */
export function displayOf(path: string, source: ToolsSource): string {
  const way = relative(dirname(source.path), path).split(sep).join("/");
  return posix.join(posix.dirname(source.display), way);
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
    if (type.getCallSignatures().length === 0) return undefined;
    if (name === "default") {
      const help = "export it by the tool's name";
      const message = "the default export has no name that a tool could have";
      return this.#places.refuse("SC7007", message, nameOf(declaration), help);
    }
    const parameters = readFunction(name, type, declaration, this.#module.program, this.#places);
    return parameters && this.#signature(name, "function", symbol, declaration, parameters);
  }

  #signature(
    name: string,
    kind: ToolOrigin["kind"],
    symbol: TypeScript.Symbol,
    declaration: TypeScript.Declaration,
    parameters: ToolSignature["parameters"],
  ): ToolSignature {
    const node = nameOf(declaration);
    const { fileName } = declaration.getSourceFile();
    const file = this.#places.file(declaration.getSourceFile());
    return {
      name,
      description: documentation(symbol, this.#checker),
      parameters,
      strict: null,
      origin: { kind, file, range: this.#places.range(node), path: fileName },
    };
  }
}

function nameOf(declaration: TypeScript.Declaration): TypeScript.Node {
  return ts.getNameOfDeclaration(declaration) ?? declaration;
}
