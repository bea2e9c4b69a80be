// Unions and intersections in zod.

import type { ArgumentType } from "../argument-type.js";
import { ts } from "./ts-morph.js";
import { intersection } from "./zod-intersection.js";
import {
  type Constructor,
  described,
  eitherOf,
  type Method,
  type MethodCall,
  plain,
  readArgument,
  type ZodCall,
  type ZodSchema,
} from "./zod-schema.js";

export const unionConstructors: readonly (readonly [string, Constructor])[] = [
  ["union", { takes: 1, read: (call) => union(call, 0) }],
  ["discriminatedUnion", { takes: 2, read: (call) => union(call, 1) }],
  ["xor", { takes: 1, read: exactlyOne }],
  [
    "intersection",
    { takes: 2, read: (call) => both(readArgument(call, 0), readArgument(call, 1), call) },
  ],
];

export const unionMethods: readonly (readonly [string, Method])[] = [
  ["or", { takes: 1, read: or }],
  ["and", { takes: 1, read: (call) => both(call.base, readArgument(call, 0), call) }],
];

function members(call: ZodCall, index: number): readonly ZodSchema[] | undefined {
  const { args, name, reader } = call;
  const node = args[index];
  const list = node && reader.constants.source(node);
  if (node !== undefined && list === undefined) return undefined;
  if (list === undefined || !ts.isArrayLiteralExpression(list) || list.elements.length === 0) {
    const help = "list the schemas here";
    return reader.refuse("has a union whose schemas are not listed in it", help, node ?? name);
  }
  const read = list.elements.map((element) => reader.read(element));
  const schemas = read.filter((schema) => schema !== undefined);
  return schemas.length === read.length ? schemas : undefined;
}

function union(call: ZodCall, index: number): ZodSchema | undefined {
  const schemas = members(call, index);
  return schemas && unionOf(schemas, call);
}

function or(call: MethodCall): ZodSchema | undefined {
  const other = readArgument(call, 0);
  return other && unionOf([call.base, other], call);
}

function unionOf(schemas: readonly ZodSchema[], call: ZodCall): ZodSchema {
  const optional = schemas.some((schema) => schema.optional);
  return { ...plain(call, eitherOf(schemas.map(described))), optional };
}

/** Zod counts an object that it would drop properties of as one that fits. Our types do not know which do that. */
function exactlyOne(call: ZodCall): ZodSchema | undefined {
  const schemas = members(call, 0);
  if (schemas === undefined) return undefined;
  const types = schemas.map(({ type }) => type);
  if (types.some(mayBeClosed) || schemas.some(({ optional }) => optional)) {
    const help = "write `z.discriminatedUnion`, or `z.looseObject`";
    return call.reader.refuse("has a `z.xor` of objects, which cannot be read", help, call.name);
  }
  return plain(call, { kind: "union", members: types, checks: [{ kind: "one", types }] });
}

/** Whether there is an object in it that drops or refuses other properties. */
function mayBeClosed(type: ArgumentType): boolean {
  switch (type.kind) {
    case "object":
      return (
        type.additional === null ||
        [type.additional, ...[...type.properties.values()].map((each) => each.type)].some(
          mayBeClosed,
        )
      );
    case "array":
      return [type.items, ...(type.prefix ?? [])].some(mayBeClosed);
    case "union":
      return type.members.some(mayBeClosed);
    default:
      return type.kind === "reference";
  }
}

/** Zod 3 lets it be absent where both may be, zod 4 never. */
function both(
  left: ZodSchema | undefined,
  right: ZodSchema | undefined,
  call: ZodCall,
): ZodSchema | undefined {
  if (left === undefined || right === undefined) return undefined;
  const type = intersection(left, right);
  const optional = call.version === 3 && left.optional && right.optional;
  if (type !== undefined) return { ...plain(call, type), optional };
  const help = "write one `z.object` with the properties of both: `a.extend(b.shape)`";
  return call.reader.refuse("has an intersection that cannot be read", help, call.name);
}
