// Which names in a module are zod's, whatever they were imported as, and of which zod.

import type { ts as TypeScript } from "ts-morph";
import { ts } from "./ts-morph.js";
import type { ZodVersion } from "./zod-schema.js";

type Symbol = TypeScript.Symbol;

/** `z.iso.date` is `iso.date`; zod's own namespace is the empty text. */
export interface ZodName {
  readonly version: ZodVersion | "mini";
  readonly name: string;
}

/** The folders of zod 3, from 3.25 on and before, and of zod 4. */
const folders = /\/node_modules\/[^/]*zod[^/]*\/(?<folder>v3|lib|v4\/classic|v4\/mini)\//u;

const versions = new Map<string | undefined, ZodName["version"]>([
  ["v3", 3],
  ["lib", 3],
  ["v4/classic", 4],
  ["v4/mini", "mini"],
]);

export class ZodNames {
  readonly #checker: TypeScript.TypeChecker;

  constructor(checker: TypeScript.TypeChecker) {
    this.#checker = checker;
  }

  /** Undefined for what is not zod's. */
  find(node: TypeScript.Node): ZodName | undefined {
    if (ts.isPropertyAccessExpression(node)) {
      const outer = this.find(node.expression);
      const { text } = node.name;
      return outer && { ...outer, name: outer.name === "" ? text : `${outer.name}.${text}` };
    }
    const symbol = ts.isIdentifier(node) ? this.#checker.getSymbolAtLocation(node) : undefined;
    if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return undefined;
    const target = this.#checker.getAliasedSymbol(symbol);
    const namespace = this.#versionOf(target);
    if (namespace !== undefined) return { version: namespace, name: "" };
    const imported = symbol.declarations?.[0];
    if (imported === undefined || !ts.isImportSpecifier(imported)) return undefined;
    const { moduleSpecifier } = imported.parent.parent.parent;
    const module = this.#checker.getSymbolAtLocation(moduleSpecifier);
    const version = module && this.#versionOf(module);
    return version && { version, name: (imported.propertyName ?? imported.name).text };
  }

  /** The zod that a module is, seen by where its `string` comes from. */
  #versionOf(module: Symbol): ZodName["version"] | undefined {
    if ((module.flags & ts.SymbolFlags.ValueModule) === 0) return undefined;
    const found = this.#checker.tryGetMemberInModuleExports("string", module);
    const isAlias = found !== undefined && (found.flags & ts.SymbolFlags.Alias) !== 0;
    const [declaration] =
      (isAlias ? this.#checker.getAliasedSymbol(found) : found)?.declarations ?? [];
    const path = declaration?.getSourceFile().fileName ?? "";
    return versions.get(folders.exec(path)?.groups?.["folder"]);
  }
}
