// One argument's schema read, and its types in few words.

import type { Dialect } from "../../../compiler/policy/policy.js";
import type {
  ArgumentType,
  ArrayType,
  BooleanType,
  LiteralType,
  NumberType,
  ObjectType,
  StringType,
  UnknownType,
} from "../../../compiler/tools/argument-type.js";
import { project, readIn } from "./read.js";

/** Reads a schema as that of a tool's one argument. */
export async function readArgument(
  schema: unknown,
  dialect: Dialect = "strict",
): Promise<{ type: ArgumentType | undefined; text: string }> {
  const parameters = { type: "object", properties: { x: schema } };
  const definitions = JSON.stringify([{ name: "tool", parameters }]);
  const folder = project({ "tools.json": definitions });
  const { tools, text } = await readIn(folder, ["tools.json"], { dialect });
  return { type: tools?.[0]?.parameters.properties.get("x")?.type, text };
}

export const string: StringType = { kind: "string" };
export const unknown: UnknownType = { kind: "unknown" };
export const object = (additional: ArgumentType | null): ObjectType => ({
  kind: "object",
  properties: new Map(),
  additional,
});
export const number: NumberType = { kind: "number", integer: false };
export const literal = (...values: (string | number | null)[]): LiteralType => ({
  kind: "literal",
  values,
});
export const having = (properties: Record<string, ArgumentType>, required = true): ObjectType => ({
  ...object(unknown),
  properties: new Map(
    Object.entries(properties).map(([name, type]) => [name, { type, required, description: null }]),
  ),
});
export const boolean: BooleanType = { kind: "boolean" };
export const array: ArrayType = { kind: "array", items: unknown };
