// The same tool, as the compiler knows it, that generated conditions speak of.

import type { Subject } from "../../compiler/conditions/checking.js";
import {
  type ArgumentType as CompiledType,
  noDefinitions,
  type ObjectType,
} from "../../compiler/tools/argument-type.js";
import type { ArgumentType } from "../oracle/policy-file.js";
import { SUBJECT } from "./expressions.js";

export const subject: Subject = {
  tool: "any",
  parameters: typeOf(SUBJECT),
  definitions: noDefinitions,
  facts: null,
};

function typeOf({ properties }: Extract<ArgumentType, { type: "object" }>): ObjectType {
  return {
    kind: "object",
    properties: new Map(
      Object.entries(properties).map(([name, inner]) => [
        name,
        { type: own(inner), required: inner.optional !== true, description: null },
      ]),
    ),
    additional: null,
  };
}

function own(type: ArgumentType): CompiledType {
  switch (type.type) {
    case "object":
      return typeOf(type);
    case "array":
      return { kind: "array", items: own(type.items) };
    case "integer":
      return { kind: "number", integer: true };
    case "number":
      return { kind: "number", integer: false };
    default:
      return type.enum === undefined ? { kind: type.type } : { kind: "literal", values: type.enum };
  }
}
