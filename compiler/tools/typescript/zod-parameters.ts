// A tool's arguments from zod: an object schema, or the bare properties of one.

import type { ts as TypeScript } from "ts-morph";
import type { ModuleContext, ReadTool } from "./read-exports.js";
import { ZodReader } from "./read-zod.js";
import { objectOf, readShape } from "./zod-shape.js";

type Expression = TypeScript.Expression;

/** Whether it is a schema of zod's, of any version. */
export function isZod(type: TypeScript.Type): boolean {
  return ["safeParse", "_zod"].some((name) => type.getProperty(name) !== undefined);
}

/** Whether it holds zod schemas by name, and nothing else. */
export function isShape(type: TypeScript.Type, checker: TypeScript.TypeChecker): boolean {
  const members = type.getProperties().map((member) => checker.getTypeOfSymbol(member));
  return members.length > 0 && members.every(isZod);
}

/** `subject` is how messages speak of the schema. */
export function readZodObject(
  node: Expression,
  subject: string,
  context: ModuleContext,
): ReadTool | undefined {
  const reader = readerFor(subject, context);
  const read = reader.readObject(node);
  if (read === undefined) return undefined;
  const { type: parameters, description } = read;
  return { parameters, definitions: reader.definitions, description };
}

/** Reads what `z.object` would be given. */
export function readZodShape(
  node: Expression,
  subject: string,
  context: ModuleContext,
): ReadTool | undefined {
  const reader = readerFor(subject, context);
  const shape = readShape(node, reader);
  const type = shape && objectOf(shape, { additional: null, version: 4 }).type;
  if (type?.kind !== "object") return undefined;
  return { parameters: type, definitions: reader.definitions, description: null };
}

function readerFor(subject: string, { program, places }: ModuleContext): ZodReader {
  return new ZodReader(program, (what, help, node) =>
    places.refuse("SC7009", `${subject} ${what}`, node, help),
  );
}
