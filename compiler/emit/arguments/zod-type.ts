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

const z = imported("zod", "z");

/** Made once: most arguments are of these types. */
const simple = {
  string: code`${z}.ZodString`,
  integer: code`${z}.ZodInt`,
  number: code`${z}.ZodNumber`,
  boolean: code`${z}.ZodBoolean`,
  null: code`${z}.ZodNull`,
  unknown: code`${z}.ZodUnknown`,
  never: code`${z}.ZodNever`,
  reference: code`${z}.ZodType`,
};

/** Exactly the type of what `zodSchema` gives. */
export function zodType(type: ArgumentType): Code {
  switch (type.kind) {
    case "number":
      return simple[type.integer ? "integer" : "number"];
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
    default:
      return simple[type.kind];
  }
}

function zodArrayType(type: ArrayType): Code {
  const tuple = tupleItems(type);
  if (tuple === null) return wrapped(code`${z}.ZodArray`, type.items);
  const first = [...tuple.required.map(zodType), ...tuple.optional.map(optional)];
  const rest = tuple.rest === null ? literal(null) : zodType(tuple.rest);
  return generic(code`${z}.ZodTuple`, [openTupleType(first), rest]);
}

function zodObjectType(type: ObjectType): Code {
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
  if (additional === null) return code`${z}.core.$strict`;
  if (isAnything(additional)) return code`${z}.core.$loose`;
  return wrapped(code`${z}.core.$catchall`, additional);
}

function optional(type: ArgumentType): Code {
  return wrapped(code`${z}.ZodExactOptional`, type);
}

/** One type argument; Prettier keeps it beside the brackets where it is a plain name. */
function wrapped(name: Code, type: ArgumentType): Code {
  const isPlain = !["literal", "array", "object", "union"].includes(type.kind);
  return generic(name, [zodType(type)], isPlain);
}
