// The type of a zod schema in full, so that declarations need no inference.

import { type Code, code, imported, key, literal } from "../../code/code.js";
import { generic, openTupleType, tupleType, typeLiteral, unionType } from "../../code/types.js";
import {
  type ArgumentType,
  type ArrayType,
  isAnything,
  type ObjectType,
} from "../../tools/argument-type.js";
import { recordType } from "./record-type.js";
import { tupleItems } from "./tuple-items.js";

/** Exactly the type of what `zodSchema` gives. */
export function zodType(type: ArgumentType): Code {
  const z = imported("zod", "z");
  switch (type.kind) {
    case "string":
      return code`${z}.ZodString`;
    case "number":
      return type.integer ? code`${z}.ZodInt` : code`${z}.ZodNumber`;
    case "boolean":
      return code`${z}.ZodBoolean`;
    case "null":
      return code`${z}.ZodNull`;
    case "unknown":
      return code`${z}.ZodUnknown`;
    case "never":
      return code`${z}.ZodNever`;
    case "reference":
      return code`${z}.ZodType`;
    case "literal": {
      const values = type.values.map(literal);
      return generic(code`${z}.ZodLiteral`, [unionType(values, "argument")]);
    }
    case "array":
      return zodArrayType(type);
    case "union":
      return generic(code`${z}.ZodUnion`, [tupleType(type.members.map(zodType))]);
    case "object":
      return zodObjectType(type);
  }
}

function zodArrayType(type: ArrayType): Code {
  const z = imported("zod", "z");
  const tuple = tupleItems(type);
  if (tuple === null) return wrapped(code`${z}.ZodArray`, type.items);
  const first = [...tuple.required.map(zodType), ...tuple.optional.map(optional)];
  const rest = tuple.rest === null ? literal(null) : zodType(tuple.rest);
  return generic(code`${z}.ZodTuple`, [openTupleType(first), rest]);
}

function zodObjectType(type: ObjectType): Code {
  const z = imported("zod", "z");
  const record = recordType(type);
  if (record !== null) {
    return generic(code`${z}.ZodRecord`, [code`${z}.ZodString`, zodType(record.value)]);
  }
  const { properties, additional, patterns } = type;
  const shape =
    properties.size === 0
      ? code`Record<never, never>`
      : typeLiteral(
          [...properties].map(([text, { type: part, required }]) =>
            required ? code`${key(text)}: ${zodType(part)}` : code`${key(text)}: ${optional(part)}`,
          ),
        );
  const loose = code`${z}.core.$loose`;
  return generic(code`${z}.ZodObject`, [shape, patterns ? loose : config(additional)]);
}

function config(additional: ArgumentType | null): Code {
  const z = imported("zod", "z");
  if (additional === null) return code`${z}.core.$strict`;
  if (isAnything(additional)) return code`${z}.core.$loose`;
  return wrapped(code`${z}.core.$catchall`, additional);
}

function optional(type: ArgumentType): Code {
  return wrapped(code`${imported("zod", "z")}.ZodExactOptional`, type);
}

/** One type argument; Prettier keeps it beside the brackets where it is a plain name. */
function wrapped(name: Code, type: ArgumentType): Code {
  const isPlain = !["literal", "array", "object", "union"].includes(type.kind);
  return generic(name, [zodType(type)], isPlain);
}
