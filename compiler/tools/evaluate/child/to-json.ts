// A value as JSON says it, and nothing that JSON would leave out or change.

import { isPlain } from "./fields.js";
import { below, Refusal } from "./refusal.js";

export function toJson(value: unknown, pointer = "", around: readonly unknown[] = []): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (around.includes(value)) throw refuse("a value that contains itself", pointer);
  const inside = [...around, value];
  if (Array.isArray(value)) {
    return value.map((item: unknown, at) => toJson(item, below(pointer, at), inside));
  }
  if (!isPlain(value)) throw refuse(nameOf(value), pointer);
  // What is undefined is not there: so it is where the SDKs send a definition.
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, toJson(item, below(pointer, key), inside)]),
  );
}

function refuse(what: string, pointer: string): Refusal {
  return new Refusal("SC7054", `has ${what} where JSON belongs`, "write what JSON has", pointer);
}

function nameOf(value: unknown): string {
  if (typeof value === "number") return `\`${value}\``;
  return typeof value === "object" ? "an instance of a class" : `a value of type ${typeof value}`;
}
