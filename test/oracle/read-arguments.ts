// Arguments as data of our own: from the model's raw JSON text or from a value that somebody parsed already.

import { parseJson } from "./parse-json.js";
import type { Json, JsonObject } from "./policy-file.js";
import { isObject, Malformed, mustBeShallow, objectOf, safeNumber } from "./well-formed.js";

const BYTES = 1_048_576;

/** Our own copy of the arguments of a call, or `Malformed`. */
export function readArguments(args: unknown): JsonObject {
  const value = typeof args === "string" ? readText(args) : copy(args, 1);
  if (!isObject(value)) throw new Malformed("the root is not an object");
  // "more than 64 levels or 1 MiB of text is malformed-arguments, for parsed values as for raw strings"
  if (typeof args !== "string") mustBeShort(JSON.stringify(value));
  return value;
}

function readText(text: string): Json {
  mustBeShort(text);
  // "Empty string (or whitespace-only) raw arguments = {}" (the whitespace is JSON's)
  return /^[ \t\r\n]*$/u.test(text) ? {} : parseJson(text);
}

function mustBeShort(text: string): void {
  if (new TextEncoder().encode(text).length > BYTES) throw new Malformed("too long");
}

/** "Arguments are copied before they are checked: own enumerable data properties of plain objects and arrays, deeply" */
function copy(value: unknown, level: number): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return safeNumber(value);
  // "undefined, bigint, symbol, function values anywhere: malformed"
  if (typeof value !== "object") throw new Malformed(typeof value);
  // A cycle is deeper than any level.
  mustBeShallow(level);
  try {
    return Array.isArray(value) ? copyArray(value, level) : copyObject(value, level);
  } catch (error) {
    // "proxy trap that throws"
    throw error instanceof Malformed ? error : new Malformed("a trap threw");
  }
}

function copyObject(value: object, level: number): JsonObject {
  // "class instance": plain is what has the prototype of an object literal, or none
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new Malformed("class instance");
  const members: [string, Json][] = [];
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    // "Non-enumerable own properties are not copied."
    if (property?.enumerable !== true) continue;
    members.push([text(key), copy(data(property), level + 1)]);
  }
  return objectOf(members);
}

function copyArray(value: object, level: number): readonly Json[] {
  if (Object.getPrototypeOf(value) !== Array.prototype) throw new Malformed("class instance");
  // "Sparse arrays, arrays with extra properties: malformed"
  const keys = Reflect.ownKeys(value).filter((key) => key !== "length");
  const length: unknown = Object.getOwnPropertyDescriptor(value, "length")?.value;
  if (keys.length !== length) throw new Malformed("holes, or more than elements");
  return keys.map((key, index) => {
    if (key !== String(index)) throw new Malformed("not an element");
    const element = Object.getOwnPropertyDescriptor(value, key);
    if (element?.enumerable !== true) throw new Malformed("hidden element");
    return copy(data(element), level + 1);
  });
}

/** "symbol key" */
function text(key: string | symbol): string {
  if (typeof key === "symbol") throw new Malformed("symbol key");
  return key;
}

/** "a getter" */
function data(property: PropertyDescriptor): unknown {
  if (!Object.hasOwn(property, "value")) throw new Malformed("accessor");
  return property.value;
}
