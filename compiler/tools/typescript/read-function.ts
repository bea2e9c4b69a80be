// An exported function as a tool: its one parameter is the tool's arguments.

import type { ts as TypeScript } from "ts-morph";
import { noArguments } from "../argument-type.js";
import { nameOf, type Places } from "./places.js";
import type { ReadTool } from "./read-exports.js";
import { TypeReader } from "./read-type.js";

export function readFunction(
  tool: string,
  type: TypeScript.Type,
  declaration: TypeScript.Declaration,
  program: TypeScript.Program,
  places: Places,
): ReadTool | undefined {
  const signatures = type.getCallSignatures();
  const [signature] = signatures;
  const node = nameOf(declaration);
  const fault =
    signature === undefined || signatures.length > 1 ? "has overloads" : faultOf(signature);
  if (fault !== undefined || signature === undefined) {
    const help =
      "take one object with a property for each argument; or move the function to another module, or do not export it";
    return places.refuse(
      "SC7007",
      `the exported function \`${tool}\` ${fault}, so it cannot be a tool`,
      node,
      help,
    );
  }
  const parameter = signature.getParameters()[0];
  if (parameter === undefined) return { parameters: noArguments, description: null };
  const place = parameter.valueDeclaration ?? node;
  const reader = new TypeReader(program, (path, { what, help }, at) => {
    const subject = path === "" ? "the parameter" : `the argument \`${path}\``;
    return places.refuse("SC7008", `${subject} of \`${tool}\` ${what}`, at, help);
  });
  const parameters = reader.readObject(program.getTypeChecker().getTypeOfSymbol(parameter), place);
  return parameters && { parameters, description: null };
}

function faultOf(signature: TypeScript.Signature): string | undefined {
  const { length } = signature.getParameters();
  const declaration = signature.getDeclaration();
  if (signature.getTypeParameters() !== undefined) return "is generic";
  if (length > 1) return `takes ${length} parameters`;
  const hasRest = declaration.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  return hasRest ? "takes any number of parameters" : undefined;
}
