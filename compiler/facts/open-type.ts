// What a fact may be: of its type, and its objects may hold more than that names, as a row of a database does.

import type { ArgumentType } from "../tools/argument-type.js";

export function openType(type: ArgumentType): ArgumentType {
  switch (type.kind) {
    case "object": {
      const properties = [...type.properties].map(
        ([name, property]) => [name, { ...property, type: openType(property.type) }] as const,
      );
      const additional = type.additional === null ? anything : openType(type.additional);
      return { ...type, properties: new Map(properties), additional };
    }
    case "array": {
      const prefix = type.prefix?.map(openType);
      return { ...type, ...(prefix && { prefix }), items: openType(type.items) };
    }
    case "union":
      return { ...type, members: type.members.map(openType) };
    default:
      return type;
  }
}

const anything: ArgumentType = { kind: "unknown" };
