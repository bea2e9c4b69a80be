// A function as a tool: its one parameter is the tool's arguments.

import type { ts as TypeScript } from "ts-morph";
import { noArguments, noDefinitions, type ObjectType } from "../argument-type.js";
import { nameOf, type Places } from "./places.js";
import type { ReadTool } from "./read-exports.js";
import { TypeReader } from "./read-type.js";
import { ts } from "./ts-morph.js";

/** How messages speak of the function. */
interface Spoken {
  readonly subject: string;
  /** What to do with one that is no tool. */
  readonly instead: string;
}

export function readFunction(
  tool: string,
  type: TypeScript.Type,
  declaration: TypeScript.Declaration,
  program: TypeScript.Program,
  places: Places,
  { subject, instead }: Spoken = {
    subject: `the exported function \`${tool}\``,
    instead: "move the function to another module, or do not export it",
  },
): ReadTool | undefined {
  const signatures = type.getCallSignatures();
  const [signature] = signatures;
  const node = nameOf(declaration);
  const fault =
    signature === undefined || signatures.length > 1 ? "has overloads" : faultOf(signature);
  if (fault !== undefined || signature === undefined) {
    const help = `take one object with a property for each argument; or ${instead}`;
    return places.refuse("SC7007", `${subject} ${fault}, so it cannot be a tool`, node, help);
  }
  const parameter = signature.getParameters()[0];
  if (parameter === undefined) {
    return { parameters: noArguments, definitions: noDefinitions, description: null };
  }
  const place = parameter.valueDeclaration ?? node;
  const reader = new TypeReader(program, (path, { what, help }, at) => {
    const of = path === "" ? "the parameter" : `the argument \`${path}\``;
    return places.refuse("SC7008", `${of} of \`${tool}\` ${what}`, at, help);
  });
  const parameters = reader.readObject(program.getTypeChecker().getTypeOfSymbol(parameter), place);
  if (parameters === undefined) return undefined;
  const { definitions } = reader;
  return { parameters: documented(parameters, signature), definitions, description: null };
}

function faultOf(signature: TypeScript.Signature): string | undefined {
  const { length } = signature.getParameters();
  const declaration = signature.getDeclaration();
  if (signature.getTypeParameters() !== undefined) return "is generic";
  if (length > 1) return `takes ${length} parameters`;
  const hasRest = declaration.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  return hasRest ? "takes any number of parameters" : undefined;
}

/** With the words of `@param args.amount` for the arguments that have none of their own. */
function documented(parameters: ObjectType, signature: TypeScript.Signature): ObjectType {
  const tags = ts.getJSDocTags(signature.getDeclaration()).filter(ts.isJSDocParameterTag);
  const words = new Map(
    tags.flatMap(({ name, comment }) => {
      const text = ts.getTextOfJSDocComment(comment)?.replace(/^- /u, "");
      const isArgument = ts.isQualifiedName(name) && ts.isIdentifier(name.left);
      return isArgument && text ? [[name.right.text, text] as const] : [];
    }),
  );
  if (words.size === 0) return parameters;
  const properties = [...parameters.properties].map(
    ([name, property]) =>
      [
        name,
        { ...property, description: property.description ?? words.get(name) ?? null },
      ] as const,
  );
  return { ...parameters, properties: new Map(properties) };
}
