// Checks a request body against a shape, refusing it as the API does.

import { ApiError, invalid } from "./errors.js";

type Fields = Readonly<Record<string, Shape>>;

/** What a value of a request may be: a small dialect of the API description's own schemas. */
export type Shape = { readonly nullable?: true } & (
  | { readonly is: "boolean" }
  | { readonly is: "integer" | "decimal"; readonly min?: number; readonly max?: number }
  | {
      readonly is: "string";
      readonly max?: number;
      readonly pattern?: RegExp;
      readonly values?: readonly string[];
    }
  | {
      readonly is: "array";
      readonly items: Shape;
      readonly min?: number;
      readonly max?: number;
    }
  | {
      readonly is: "object";
      readonly fields: Fields;
      readonly required?: readonly string[];
      /** Other fields are refused. */
      readonly closed?: true;
    }
  /** String values under keys of the caller's own. */
  | { readonly is: "map"; readonly max: number }
  /** Objects told apart by their `type`. */
  | { readonly is: "tagged"; readonly types: Fields }
  | { readonly is: "either"; readonly of: readonly Shape[] }
);

/** The body, if it has the shape. */
export function checked<Params>(shape: Shape, body: unknown): Params {
  check(shape, body, "");
  // INVARIANT: a shape in params.ts says no less than the parameter type it is used with.
  return body as Params;
}

function check(shape: Shape, value: unknown, path: string): void {
  if (value === null && shape.nullable) return;
  if (shape.is === "either") {
    const option = shape.of.find((one) => admits(one, value));
    if (option === undefined) throw wrongType(shape, value, path);
    check(option, value, path);
    return;
  }
  if (!admits(shape, value)) throw wrongType(shape, value, path);
  if (typeof value === "string") checkText(shape, value, path);
  if (typeof value === "number") checkBounds(shape, value, path);
  if (Array.isArray(value)) checkItems(shape, value, path);
  else if (isObject(value)) checkFields(shape, value, path);
}

function checkText(shape: Shape, text: string, path: string): void {
  if (shape.is !== "string") return;
  const { max = Number.POSITIVE_INFINITY, pattern, values } = shape;
  if (text.length > max) throw tooLong("string", path, `maximum length ${max}`, text.length);
  if (values !== undefined && !values.includes(text)) throw notOneOf(values, text, path);
  if (pattern !== undefined && !pattern.test(text)) {
    const message = `Invalid '${path}': string does not match pattern. Expected a string that matches the pattern '${pattern.source}'.`;
    throw invalid("invalid_value", path, message);
  }
}

function checkBounds(shape: Shape, number: number, path: string): void {
  if (shape.is !== "integer" && shape.is !== "decimal") return;
  const { is, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape;
  if (number >= min && number <= max) return;
  const [side, sign, bound] = number < min ? ["below_min", ">=", min] : ["above_max", "<=", max];
  const words = number < min ? "below minimum" : "above maximum";
  const message = `Invalid '${path}': ${is} ${words} value. Expected a value ${sign} ${bound}, but got ${number} instead.`;
  throw invalid(`${is}_${side}_value`, path, message);
}

function checkItems(shape: Shape, items: readonly unknown[], path: string): void {
  if (shape.is !== "array") return;
  const { min = 0, max = Number.POSITIVE_INFINITY } = shape;
  if (items.length > max) throw tooLong("array", path, `maximum length ${max}`, items.length);
  if (items.length < min) {
    const message = `Invalid '${path}': empty array. Expected an array with minimum length ${min}, but got an empty array instead.`;
    throw invalid("empty_array", path, message);
  }
  for (const [index, item] of items.entries()) check(shape.items, item, `${path}[${index}]`);
}

function checkFields(shape: Shape, object: Record<string, unknown>, path: string): void {
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  if (shape.is === "tagged") check(taggedShape(shape.types, object, at("type")), object, path);
  if (shape.is === "map") {
    const count = Object.keys(object).length;
    if (count > shape.max) throw tooLong("object", path, `at most ${shape.max} properties`, count);
    for (const key of Object.keys(object)) check({ is: "string", max: 512 }, object[key], at(key));
  }
  if (shape.is !== "object") return;
  for (const key of shape.required ?? []) {
    if (object[key] === undefined) throw missing(at(key));
  }
  for (const [key, value] of Object.entries(object)) {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field !== undefined) check(field, value, at(key));
    else if (shape.closed) throw unknown(at(key));
  }
}

function taggedShape(types: Fields, object: Record<string, unknown>, path: string): Shape {
  const { type } = object;
  if (type === undefined) throw missing(path);
  check({ is: "string", values: Object.keys(types) }, type, path);
  const shape = types[String(type)];
  if (shape === undefined) throw missing(path);
  return shape;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function admits(shape: Shape, value: unknown): boolean {
  switch (shape.is) {
    case "integer":
      return Number.isInteger(value);
    case "decimal":
      return typeof value === "number";
    case "string":
    case "boolean":
      return typeof value === shape.is;
    case "array":
      return Array.isArray(value);
    case "either":
      return shape.of.some((one) => admits(one, value));
    default:
      return isObject(value);
  }
}

const missing = (path: string): ApiError =>
  invalid("missing_required_parameter", path, `Missing required parameter: '${path}'.`);

const unknown = (path: string): ApiError =>
  invalid("unknown_parameter", path, `Unknown parameter: '${path}'.`);

function notOneOf(values: readonly string[], text: string, path: string): ApiError {
  const quoted = values.map((value) => `'${value}'`);
  const last = quoted.pop();
  const list =
    quoted.length > 1 ? `${quoted.join(", ")}, and ${last}` : [...quoted, last].join(" and ");
  return invalid("invalid_value", path, `Invalid value: '${text}'. Supported values are: ${list}.`);
}

function tooLong(kind: string, path: string, limit: string, size: number): ApiError {
  const [code, words, got] =
    kind === "object"
      ? ["object_above_max_properties", "too many properties", `an object with ${size} properties`]
      : [`${kind}_above_max_length`, `${kind} too long`, `${article(kind)} with length ${size}`];
  const message = `Invalid '${path}': ${words}. Expected ${article(kind)} with ${limit}, but got ${got} instead.`;
  return invalid(code, path, message);
}

function wrongType(shape: Shape, value: unknown, path: string): ApiError {
  if (path === "") return new ApiError(400, "Invalid body: expected a JSON object.");
  const expected =
    shape.is === "either" ? `one of ${shape.of.map(kindOf).join(" or ")}` : kindOf(shape);
  const message = `Invalid type for '${path}': expected ${expected}, but got ${kindOfValue(value)} instead.`;
  return invalid("invalid_type", path, message);
}

function kindOf(shape: Shape): string {
  if (shape.is === "array") {
    return `an array of ${shape.items.is === "string" ? "strings" : "objects"}`;
  }
  return article(shape.is === "map" || shape.is === "tagged" ? "object" : shape.is);
}

function kindOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal";
  return article(typeof value);
}

const article = (noun: string): string => `${/^[aeio]/u.test(noun) ? "an" : "a"} ${noun}`;
