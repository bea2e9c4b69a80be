// The facts that only a caller can give: the members of the module's `CallerFacts`.

import type { ts as TypeScript } from "ts-morph";
import type { OpenModule } from "../tools/typescript/open-module.js";
import { nameOf } from "../tools/typescript/places.js";
import { TypeReader } from "../tools/typescript/read-type.js";
import { ts } from "../tools/typescript/ts-morph.js";
import type { FactSignature } from "./fact-signature.js";
import { faultOfName } from "./fault-of-name.js";
import { locateFact } from "./locate-fact.js";

const named = "CallerFacts";

export function readCallerFacts(module: OpenModule): readonly FactSignature[] {
  const { checker, places, program } = module;
  const symbol = exportedType(named, module);
  const declaration = symbol?.declarations?.[0];
  if (symbol === undefined || declaration === undefined) return reportUnexported(module);
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  const isOpen = checker.getIndexInfosOfType(type).length > 0;
  if (!isObject || isOpen || type.getCallSignatures().length > 0) {
    const message = `\`${named}\` is no list of facts by name`;
    const help = `write \`export interface ${named} { user: { id: string } }\``;
    return places.refuse("SC8036", message, nameOf(declaration), help) ?? [];
  }
  return checker.getPropertiesOfType(type).flatMap((member) => {
    const name = member.getName();
    const at = member.valueDeclaration ?? declaration;
    const fault = faultOfName(name);
    if (fault !== undefined) {
      const help = "give it a name that conditions can say, such as `user`";
      return places.refuse("SC8036", fault, nameOf(at), help) ?? [];
    }
    const reader = new TypeReader(program, (path, { what, help }, node) => {
      const of = path === "" ? `the fact \`${name}\`` : `\`${path}\` of the fact \`${name}\``;
      return places.refuse("SC8034", `${of} ${what}`, node, help);
    });
    const result = reader.readValue(checker.getTypeOfSymbol(member), at);
    if (result === undefined) return [];
    const { definitions } = reader;
    return [locateFact(name, member, at, { parameters: null, result, definitions }, module)];
  });
}

/** Nobody names a type like that by chance. */
function reportUnexported({ file, places }: OpenModule): readonly [] {
  const own = file.statements
    .filter((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each))
    .find(({ name }) => name.text === named);
  if (own === undefined) return [];
  const message = `\`${named}\` is not exported, so it says nothing of which facts a caller gives`;
  const help = "write `export` before it, or give it another name";
  return places.refuse("SC8036", message, nameOf(own), help) ?? [];
}

/** The type alias or interface that a module exports under this name. */
function exportedType(name: string, { file, checker }: OpenModule): TypeScript.Symbol | undefined {
  const module = checker.getSymbolAtLocation(file);
  const exported = module && checker.tryGetMemberInModuleExports(name, module);
  if (exported === undefined) return undefined;
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  return (symbol.flags & ts.SymbolFlags.Type) === 0 ? undefined : symbol;
}
