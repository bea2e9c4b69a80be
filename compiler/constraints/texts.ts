// Texts that a string is to begin or end with, as constraint kinds read, say and narrow them.

import { type ArgumentType, never } from "../tools/argument-type.js";
import type { TextForm } from "./constraint.js";
import { listed } from "./in.js";
import { someText } from "./readers.js";

/** One text or several, none of them empty. */
export const texts: TextForm = {
  pattern: someText,
  many: true,
  called: "a text to begin or end with",
  help: "write a text that is not empty, or a list of them",
};

/** `"a"`, or `one of "a", "b"`. */
export function anyOf(values: readonly string[]): string {
  return values.length === 1 ? listed(values) : `one of ${listed(values)}`;
}

/** The strings of the type in which the source is found. */
export function withPattern(type: ArgumentType, source: string): ArgumentType {
  if (type.kind !== "string") return never;
  return { ...type, patterns: [...(type.patterns ?? []), { source, flags: "u" }] };
}

/** Any of the texts, as source of a regular expression. */
export function sourceOf(values: readonly string[]): string {
  const sources = values.map((value) => value.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&"));
  const source = sources.join("|");
  return sources.length === 1 ? source : `(?:${source})`;
}

export function shortest(values: readonly string[]): number {
  return Math.min(...values.map((value) => [...value].length));
}
