// Sets, drops and lists what is at a dotted path of JSON data, never changing it in place.

import type { Json, JsonObject, ObjectType } from "../oracle/policy-file.js";
import { isObject } from "../oracle/well-formed.js";

/** Undefined as the value drops what is there. */
export function withAt(object: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [name = "", ...rest] = path.split(".");
  const { [name]: before, ...others } = object;
  if (rest.length === 0) return value === undefined ? others : { ...object, [name]: value };
  const inner = Object.hasOwn(object, name) && isObject(before) ? before : {};
  return { ...object, [name]: withAt(inner, rest.join("."), value) };
}

/** Every path that a tool declares, those of whole objects too. */
export function pathsOf(type: ObjectType): readonly string[] {
  return Object.entries(type.properties).flatMap(([name, inner]) => [
    name,
    ...(inner.type === "object" ? pathsOf(inner).map((path) => `${name}.${path}`) : []),
  ]);
}
