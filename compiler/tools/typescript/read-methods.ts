// Methods as tools: those of an exported class, of an instance of one, and of an object of functions.

import type { ts as TypeScript } from "ts-morph";
import type { ToolLink, ToolSignature } from "../tool-signature.js";
import { nameOf } from "./places.js";
import { type Export, type ModuleContext, signatureOf } from "./read-exports.js";
import { readFunction } from "./read-function.js";
import { ts } from "./ts-morph.js";

const { ModifierFlags, SymbolFlags } = ts;

/** The tools among an export's methods, none where it has no methods. What cannot be a tool is reported and left out. */
export function readMethods(exported: Export, context: ModuleContext): readonly ToolSignature[] {
  const { type, name } = exported;
  const { program, checker, module } = context;
  const readAll = (owner: TypeScript.Type, form: ToolLink["form"]): readonly ToolSignature[] => {
    const all = owner.getProperties().filter((member) => isPublicMethod(member, checker));
    const own = all.filter((member) => isOwn(member, program));
    const others = all.filter((member) => !own.includes(member)).map((member) => member.getName());
    const beside = others.length === 0 ? {} : { beside: others.toSorted() };
    const link = { form, module, name, ...beside };
    return own.flatMap((method) => readMethod(method, exported, link, context));
  };
  const isClass = type.getConstructSignatures().length > 0;
  const holds = isClass || isInstance(type) || isObjectOfFunctions(type, checker);
  const instances = type.getConstructSignatures().slice(0, 1);
  return [
    ...(holds ? readAll(type, "map") : []),
    ...instances.flatMap((signature) => readAll(signature.getReturnType(), "method")),
  ];
}

function readMethod(
  method: TypeScript.Symbol,
  { name: owner, declaration: exported }: Export,
  link: ToolLink,
  context: ModuleContext,
): readonly ToolSignature[] {
  const { checker, program, places } = context;
  const name = method.getName();
  const declaration = method.valueDeclaration ?? exported;
  if ((method.flags & SymbolFlags.Accessor) !== 0) {
    const message = `\`${name}\` of \`${owner}\` makes a function anew whenever it is asked for, so it cannot be a tool`;
    const help = "write it as a method, or make it private";
    return places.refuse("SC7007", message, nameOf(declaration), help) ?? [];
  }
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(method));
  const what = { subject: `\`${name}\` of \`${owner}\``, instead: "make it private" };
  const read = readFunction(name, type, declaration, program, places, what);
  const found = { name, symbol: method, declaration, type };
  return read === undefined ? [] : [signatureOf(found, read, link, context)];
}

function isPublicMethod(member: TypeScript.Symbol, checker: TypeScript.TypeChecker): boolean {
  const { valueDeclaration: declaration } = member;
  // TypeScript's own names for what a symbol names.
  if (declaration === undefined || member.getName().startsWith("__@")) return false;
  const name = ts.getNameOfDeclaration(declaration);
  if (name !== undefined && ts.isPrivateIdentifier(name)) return false;
  const hidden = ModifierFlags.Private | ModifierFlags.Protected;
  const isHidden = (ts.getCombinedModifierFlags(declaration) & hidden) !== 0;
  return !isHidden && isCallable(member, checker);
}

/** Written by the application itself, and not meant to be left alone. */
function isOwn(method: TypeScript.Symbol, program: TypeScript.Program): boolean {
  const file = method.valueDeclaration?.getSourceFile();
  if (file === undefined || method.getName().startsWith("__")) return false;
  return !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file);
}

function isCallable(property: TypeScript.Symbol, checker: TypeScript.TypeChecker): boolean {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(property));
  return type.getCallSignatures().length > 0;
}

function isInstance(type: TypeScript.Type): boolean {
  return ((type.getSymbol()?.flags ?? 0) & SymbolFlags.Class) !== 0;
}

/** Settings with a function among them are no tools. */
function isObjectOfFunctions(type: TypeScript.Type, checker: TypeScript.TypeChecker): boolean {
  return type.getProperties().every((property) => isCallable(property, checker));
}
