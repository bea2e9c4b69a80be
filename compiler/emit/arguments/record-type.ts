// Objects that zod has a record for: they name no property, and say alike of all keys and of all values what they are.

import {
  type ArgumentType,
  isAnything,
  type ObjectType,
  type StringType,
} from "../../tools/argument-type.js";

export interface RecordType {
  readonly key: StringType;
  readonly value: ArgumentType;
}

/** Null where the object is none, or where zod has a simpler word for it. */
export function recordType(type: ObjectType): RecordType | null {
  const { properties, patterns = [], additional } = type;
  const names = constrainedNames(type);
  const [first, ...others] = patterns;
  if (properties.size > 0 || others.length > 0) return null;
  if (first !== undefined) {
    const isAll = additional === null && names === null;
    return isAll ? { key: { kind: "string", patterns: [first.pattern] }, value: first.type } : null;
  }
  if (additional === null || (isAnything(additional) && names?.kind !== "string")) return null;
  return { key: names?.kind === "string" ? names : { kind: "string" }, value: additional };
}

/** What names of properties must be, where that is more than strings. */
export function constrainedNames({ names }: ObjectType): ArgumentType | null {
  if (names === undefined || isAnything(names)) return null;
  return names.kind === "string" && Object.keys(names).every((key) => key === "kind")
    ? null
    : names;
}
