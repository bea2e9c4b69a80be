// The type of a zod schema in full, so that declarations need no inference.

import { type Code, code, imported, key, literal } from "../../code/code.js";
import { generic, tupleType, typeLiteral, unionType } from "../../code/types.js";
import type { ArgumentType, ObjectType } from "../../tools/argument-type.js";

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
      return wrapped(code`${z}.ZodArray`, type.items);
    case "union":
      return generic(code`${z}.ZodUnion`, [tupleType(type.members.map(zodType))]);
    case "object":
      return zodObjectType(type);
  }
}

/** Names its values' type and no property: zod has a schema of its own for that. */
export function isRecord(
  type: ObjectType,
): type is ObjectType & { readonly additional: ArgumentType } {
  const { properties, additional } = type;
  return properties.size === 0 && additional !== null && additional.kind !== "unknown";
}

function zodObjectType(type: ObjectType): Code {
  const z = imported("zod", "z");
  const { properties, additional } = type;
  if (isRecord(type)) {
    return generic(code`${z}.ZodRecord`, [code`${z}.ZodString`, zodType(type.additional)]);
  }
  const shape =
    properties.size === 0
      ? code`Record<never, never>`
      : typeLiteral(
          [...properties].map(([text, { type, required }]) =>
            required
              ? code`${key(text)}: ${zodType(type)}`
              : code`${key(text)}: ${wrapped(code`${z}.ZodExactOptional`, type)}`,
          ),
        );
  return generic(code`${z}.ZodObject`, [shape, config(additional)]);
}

function config(additional: ArgumentType | null): Code {
  const z = imported("zod", "z");
  if (additional === null) return code`${z}.core.$strict`;
  if (additional.kind === "unknown") return code`${z}.core.$loose`;
  return wrapped(code`${z}.core.$catchall`, additional);
}

/** One type argument; Prettier keeps it beside the brackets where it is a plain name. */
function wrapped(name: Code, type: ArgumentType): Code {
  const isPlain = !["literal", "array", "object", "union"].includes(type.kind);
  return generic(name, [zodType(type)], isPlain);
}
