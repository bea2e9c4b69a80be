// A tool's arguments in words that are the same where the arguments are, and show where they are not.

import type { ArgumentType, ObjectType, Property } from "./argument-type.js";
import type { ToolSignature } from "./tool-signature.js";

type Said = readonly [path: string, what: string];

/** What is said of each argument, by its path. */
export function describeSignature(tool: ToolSignature): ReadonlyMap<string, string> {
  const { parameters, definitions } = tool;
  const named = [...definitions].map(([name, type]): Said => [name, said(name, describe(type))]);
  return new Map([...describeObject(parameters, ""), ...named]);
}

/** Each property apart, so that only those that differ need be shown. */
function describeObject(type: ObjectType, path: string): readonly Said[] {
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const own = [...type.properties].flatMap(([name, property]) =>
    describeProperty(property, at(name)),
  );
  const others = type.additional === null ? undefined : describe(type.additional);
  const limits = limitsOf(type);
  return [
    ...own,
    ...(others === undefined
      ? []
      : [[`${path}[string]`, said(`${path}[string]`, others)] as const]),
    ...(limits === "" ? [] : [[`${path}{}`, said(path, limits.trim())] as const]),
  ];
}

function describeProperty({ type, required }: Property, path: string): readonly Said[] {
  const name = required ? path : `${path}?`;
  if (type.kind !== "object") return [[path, said(name, describe(type))]];
  return [[path, said(name, "object")], ...describeObject(type, path)];
}

function said(name: string, what: string): string {
  return `\`${name === "" ? what : `${name}: ${what}`}\``;
}

function describe(type: ArgumentType): string {
  return structureOf(type) + limitsOf(type);
}

function structureOf(type: ArgumentType): string {
  switch (type.kind) {
    case "number":
      return type.integer ? "integer" : "number";
    case "literal":
      return type.values
        .map((value) => JSON.stringify(value))
        .toSorted()
        .join(" | ");
    case "array":
      return `${inOne(describe(type.items))}[]`;
    case "object":
      return `{ ${describeObject(type, "")
        .map(([, what]) => what.slice(1, -1))
        .toSorted()
        .join("; ")} }`;
    case "union":
      return type.members.map(describe).toSorted().join(" | ");
    case "reference":
      return type.name;
    default:
      return type.kind;
  }
}

function inOne(text: string): string {
  return text.includes(" ") ? `(${text})` : text;
}

const structural: ReadonlySet<string> = new Set(
  "kind description integer values items properties additional members name".split(" "),
);

/** All that the structure leaves unsaid. */
function limitsOf(type: ArgumentType): string {
  const limits = Object.entries(type).filter(([key]) => !structural.has(key));
  if (limits.length === 0) return "";
  const words = limits.map(([key, value]) => `${key} ${JSON.stringify(value, withoutWords)}`);
  return ` (${words.toSorted().join(", ")})`;
}

function withoutWords(key: string, value: unknown): unknown {
  if (key === "description") return undefined;
  return value instanceof Map ? [...value].toSorted(([a], [b]) => (a < b ? -1 : 1)) : value;
}
