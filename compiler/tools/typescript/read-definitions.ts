// Tool definitions that a module exports as a constant: a list, an object of them by name, or one.

import type { ts as TypeScript } from "ts-morph";
import type { ValueSyntax } from "../../syntax/syntax.js";
import { get } from "../json-schema/schema.js";
import { DefinitionReader, isDefinition } from "../read-json-definitions.js";
import type { ToolLink, ToolSignature } from "../tool-signature.js";
import { changesIn } from "./changes.js";
import { unwrapped, valueOfConstant } from "./constants.js";
import { DefinitionTypes } from "./definition-types.js";
import { nameOf } from "./places.js";
import { ConstantReader } from "./read-constant.js";
import type { Export, ModuleContext } from "./read-exports.js";
import { SdkReader } from "./sdk-reader.js";
import { ts } from "./ts-morph.js";

export const wayOut =
  "write it out, or have the module run: `tools: { module: …, evaluate: true }` in the policy";

/** Undefined where the export holds no definitions. What of them cannot be read is reported and left out. */
export function readDefinitions(
  exported: Export,
  context: ModuleContext,
): readonly ToolSignature[] | undefined {
  const { checker, places, module, dialect } = context;
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
  const sdk = new SdkReader(`a schema in \`${name}\``, context);
  const read = new ConstantReader(checker, home, refuse, sdk).read(value);
  if (read === undefined) return [];
  const isAlone = sdk.nameless.has(read);
  const root = isAlone ? named(read, exported, context) : read;
  const own = sdk.tools.get(read);
  if (own !== undefined) sdk.tools.set(root, own);
  const links = linksOf(root, exported, types, sdk, module);
  const file = places.file(home);
  const beside = { links, schemas: sdk.schemas };
  return new DefinitionReader(home.fileName, file, places.report, dialect, beside).list(root);
}

/** What an SDK calls by the name that it stands under is called as it is exported. */
function named(
  value: ValueSyntax,
  { name, declaration }: Export,
  { places }: ModuleContext,
): ValueSyntax {
  if (value.kind !== "map") return value;
  const range = places.range(nameOf(declaration));
  const entry = {
    key: { text: "name", range },
    value: { kind: "string", range, value: name },
  } as const;
  return { ...value, entries: [entry, ...value.entries] };
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
  sdk: SdkReader,
  module: string,
): ReadonlyMap<ValueSyntax, ToolLink> {
  const links = new Map<ValueSyntax, ToolLink>();
  const add = (form: ToolLink["form"], value: ValueSyntax, own: TypeScript.Type | undefined) => {
    // The type of an SDK's tool has its arguments, and not its name, by which one is found in a list.
    const made = sdk.tools.get(value);
    const isSeen = made === undefined ? types.tell(value, own) : form !== "list" && made === own;
    const hidesName =
      made !== undefined && value.kind === "map" && get(value, "name") !== undefined;
    if (isSeen) links.set(value, { form, module, name, ...(hidesName && { hidesName }) });
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
