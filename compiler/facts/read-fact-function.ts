// A function as a fact: its first parameter names arguments of the call, and what it returns is the fact.

import type { ts as TypeScript } from "ts-morph";
import { noArguments, noDefinitions } from "../tools/argument-type.js";
import type { OpenModule } from "../tools/typescript/open-module.js";
import { nameOf } from "../tools/typescript/places.js";
import type { Export } from "../tools/typescript/read-exports.js";
import { TypeReader } from "../tools/typescript/read-type.js";
import type { Refusal } from "../tools/typescript/refused-types.js";
import { ts } from "../tools/typescript/ts-morph.js";
import type { FactParameters } from "./fact-signature.js";
import type { ReadFact } from "./locate-fact.js";

export function readFactFunction(
  { name, type, declaration }: Export,
  module: OpenModule,
): ReadFact | undefined {
  const signatures = type.getCallSignatures();
  const [signature] = signatures;
  const fault =
    signature === undefined || signatures.length > 1 ? "has overloads" : faultOf(signature);
  if (fault !== undefined || signature === undefined) {
    const message = `the exported function \`${name}\` ${fault}, so it cannot be a fact`;
    const help =
      "take one object with the call's arguments, and the context if need be; or do not export the function";
    return module.places.refuse("SC8032", message, nameOf(declaration), help);
  }
  const parameter = signature.getParameters()[0];
  const parameters =
    parameter === undefined ? noParameters : readParameter(name, parameter, declaration, module);
  const told = readResult(name, signature, declaration, module);
  return parameters && told && { parameters, ...told };
}

/** What it takes beside the call's arguments, the context, is tsc's to check. */
function faultOf(signature: TypeScript.Signature): string | undefined {
  const { length } = signature.getParameters();
  const { parameters } = signature.getDeclaration();
  if (signature.getTypeParameters() !== undefined) return "is generic";
  if (length > 2) return `takes ${length} parameters`;
  const hasRest = parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  return hasRest ? "takes any number of parameters" : undefined;
}

const noParameters: FactParameters = { type: noArguments, definitions: noDefinitions };

function readParameter(
  fact: string,
  parameter: TypeScript.Symbol,
  declaration: TypeScript.Declaration,
  { program, checker, places }: OpenModule,
): FactParameters | undefined {
  const place = parameter.valueDeclaration ?? nameOf(declaration);
  const refuse = (path: string, { what, help }: Refusal, at: TypeScript.Node): undefined => {
    const of = path === "" ? "the parameter" : `the argument \`${path}\``;
    return places.refuse("SC8033", `${of} of \`${fact}\` ${what}`, at, help);
  };
  const reader = new TypeReader(program, refuse);
  const type = reader.readObject(checker.getTypeOfSymbol(parameter), place);
  if (type === undefined) return undefined;
  if (type.additional !== null) {
    const what = "does not say which arguments of a call it takes";
    return refuse("", { what, help: "name each: `args: { order_id: string }`" }, place);
  }
  return { type, definitions: reader.definitions };
}

function readResult(
  fact: string,
  signature: TypeScript.Signature,
  declaration: TypeScript.Declaration,
  { program, checker, places }: OpenModule,
): Pick<ReadFact, "result" | "definitions"> | undefined {
  const place = nameOf(declaration);
  const returned = checker.getReturnTypeOfSignature(signature);
  const type = checker.getAwaitedType(returned) ?? returned;
  const refuse = (path: string, { what, help }: Refusal, at: TypeScript.Node): undefined => {
    const of = path === "" ? `what \`${fact}\` returns` : `\`${path}\` of what \`${fact}\` returns`;
    return places.refuse("SC8034", `${of} ${what}`, at, help);
  };
  const members = type.isUnion() ? type.types : [type];
  if (members.some(({ flags }) => (flags & ts.TypeFlags.VoidLike) !== 0)) {
    const help = "return `null` where there is nothing to tell";
    return refuse("", { what: "may be `undefined`", help }, place);
  }
  const reader = new TypeReader(program, refuse);
  const result = reader.readValue(type, place);
  return result && { result, definitions: reader.definitions };
}
