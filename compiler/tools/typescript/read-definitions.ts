// Tool definitions that a module exports as a constant: a list, an object of them by name, or one.

import type { ts as TypeScript } from "ts-morph";
import type { ValueSyntax } from "../../syntax/syntax.js";
import { DefinitionReader, isDefinition } from "../read-json-definitions.js";
import type { ToolLink, ToolSignature } from "../tool-signature.js";
import { changesIn } from "./changes.js";
import { unwrapped, valueOfConstant } from "./constants.js";
import { DefinitionTypes } from "./definition-types.js";
import { nameOf } from "./places.js";
import { ConstantReader } from "./read-constant.js";
import type { Export, ModuleContext } from "./read-exports.js";
import { ts } from "./ts-morph.js";

const wayOut =
  "write it out, or have the module run: `tools: { module: …, evaluate: true }` in the policy";

/** Undefined where the export holds no definitions. What of them cannot be read is reported and left out. */
export function readDefinitions(
  exported: Export,
  { checker, module, places }: ModuleContext,
): readonly ToolSignature[] | undefined {
  const { name, declaration } = exported;
  const types = new DefinitionTypes(checker);
  const value = valueOfConstant(declaration);
  if (!holdsDefinitions(exported.type, value, types, checker)) return undefined;
  const refuse = (what: string, node: TypeScript.Node): undefined =>
    places.refuse("SC7020", `\`${name}\` ${what}`, node, wayOut);
  if (value === undefined) {
    return refuse("is not a constant with a value of its own", nameOf(declaration)) ?? [];
  }
  const home = declaration.getSourceFile();
  const change = changesIn(home, checker).get(declaration);
  if (change !== undefined) return refuse("is changed after it is made", change) ?? [];
  const root = new ConstantReader(checker, home, refuse).read(value);
  if (root === undefined) return [];
  const links = linksOf(root, exported, types, module);
  const file = places.file(home);
  return new DefinitionReader(home.fileName, file, places.report, "strict", links).list(root);
}

/** Its declared type says so, or that of what it is made of: the declared one may be `any[]`. */
function holdsDefinitions(
  type: TypeScript.Type,
  value: TypeScript.Expression | undefined,
  types: DefinitionTypes,
  checker: TypeScript.TypeChecker,
): boolean {
  if (types.hold(type)) return true;
  if (value === undefined) return false;
  const own = checker.getTypeAtLocation(unwrapped(value));
  return types.hold(own) || (ts.isObjectLiteralExpression(unwrapped(value)) && types.envelop(own));
}

/** The definitions that tsc sees through, each with the way to it. */
function linksOf(
  root: ValueSyntax,
  { name, type }: Export,
  types: DefinitionTypes,
  module: string,
): ReadonlyMap<ValueSyntax, ToolLink> {
  const links = new Map<ValueSyntax, ToolLink>();
  const add = (form: ToolLink["form"], value: ValueSyntax, own: TypeScript.Type | undefined) => {
    if (types.tell(value, own)) links.set(value, { form, module, name });
  };
  if (root.kind === "list") {
    const items = types.items(type);
    for (const [index, item] of root.items.entries()) add("list", item, items[index]);
  }
  if (root.kind !== "map") return links;
  if (isDefinition(root)) add("value", root, type);
  else for (const { key, value } of root.entries) add("map", value, types.member(type, key.text));
  return links;
}
