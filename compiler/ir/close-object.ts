// `strict_arguments: true`: objects that are open to anything take what they name, and nothing else.

import type { ArgumentType, ObjectType } from "../tools/argument-type.js";

/** A type for properties that are not named is a wish, and stays; only properties of any type are shut out. */
export function closeObject(object: ObjectType): ObjectType {
  const properties = [...object.properties].map(
    ([name, property]) => [name, { ...property, type: close(property.type) }] as const,
  );
  const { additional } = object;
  const closed = additional === null || additional.kind === "unknown" ? null : close(additional);
  return { ...object, properties: new Map(properties), additional: closed };
}

function close(type: ArgumentType): ArgumentType {
  switch (type.kind) {
    case "object":
      return closeObject(type);
    case "array":
      return { ...type, items: close(type.items) };
    case "union":
      return { ...type, members: type.members.map(close) };
    default:
      return type;
  }
}
