// Strings in zod, and the patterns that are found in them.

import type { ts as TypeScript } from "ts-morph";
import { regexes } from "zod/v4/core";
import type { RegularExpression, StringType } from "../argument-type.js";
import { ts } from "./ts-morph.js";
import { optionsOf } from "./zod-options.js";
import { evaluateIt } from "./zod-refusals.js";
import {
  type Constructor,
  type Method,
  type MethodCall,
  plain,
  type ZodCall,
  type ZodSchema,
} from "./zod-schema.js";

export const stringConstructors: readonly (readonly [string, Constructor])[] = [
  ["string", { takes: 0, read: (call) => plain(call, { kind: "string" }) }],
  ["stringFormat", { takes: 2, read: (call) => ofPattern(readPattern(call, call.args[1]), call) }],
  ["hash", { takes: 1, options: ["enc"], read: hash }],
];

export const stringMethods: readonly (readonly [string, Method])[] = [
  ["regex", method(1, (call) => readPattern(call, call.args[0]))],
  ["startsWith", method(1, (call) => withText(call, (text) => `^${text}`))],
  ["endsWith", method(1, (call) => withText(call, (text) => `${text}$`))],
  ["includes", { ...method(1, includes), options: ["position"] }],
  ["lowercase", method(0, () => regexes.lowercase)],
  ["uppercase", method(0, () => regexes.uppercase)],
];

function method(takes: number, read: (call: MethodCall) => RegularExpression | undefined): Method {
  return { takes, read: (call) => onString(call, (type) => withPattern(type, read(call))) };
}

/** Changes the schema of a string; other schemas have no such method. */
export function onString(
  { base }: MethodCall,
  change: (type: StringType) => StringType | undefined,
): ZodSchema | "unknown" | undefined {
  const type = base.type.kind === "string" ? change(base.type) : "unknown";
  return typeof type === "object" ? { ...base, type } : type;
}

export function withPattern(
  type: StringType,
  pattern: RegularExpression | undefined,
): StringType | undefined {
  if (pattern === undefined) return undefined;
  const { source, flags } = pattern;
  return { ...type, patterns: [...(type.patterns ?? []), { source, flags }] };
}

function ofPattern(pattern: RegularExpression | undefined, call: ZodCall): ZodSchema | undefined {
  const type = withPattern({ kind: "string" }, pattern);
  return type && plain(call, type);
}

/** A regular expression where it is written, `new RegExp("…")`, or one of zod's own: `z.regexes.html5Email`. */
export function readPattern(
  { name, reader }: ZodCall,
  node: TypeScript.Expression | undefined,
): RegularExpression | undefined {
  const zod = node && reader.nameOf(node)?.replace(/^regexes\./u, "");
  const own: unknown = zod === undefined ? undefined : Reflect.get(regexes, zod);
  if (own instanceof RegExp) return own;
  const source = node && zod === undefined ? reader.constants.source(node) : undefined;
  const found = source && patternIn(source, reader.values.one.bind(reader.values));
  if (found === undefined) {
    const help = `write the regular expression here; ${evaluateIt}`;
    return reader.refuse("has a pattern that cannot be read", help, node ?? name);
  }
  if (!/[gy]/u.test(found.flags)) return found;
  const help = `write it without \`${found.flags.replace(/[^gy]/gu, "")}\``;
  return reader.refuse("has a pattern that remembers where it last matched", help, node ?? name);
}

function patternIn(
  node: TypeScript.Expression,
  one: (node: TypeScript.Expression) => unknown,
): RegularExpression | undefined {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf("/");
    return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  if (!ts.isNewExpression(node) || node.expression.getText() !== "RegExp") return undefined;
  const [source, flags = ""] = (node.arguments ?? []).map(one);
  if (typeof source !== "string" || typeof flags !== "string") return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function withText(
  { args: [node], name, reader }: ZodCall,
  sourceOf: (text: string) => string,
): RegularExpression | undefined {
  const text = node && reader.values.one(node);
  if (typeof text === "string")
    return { source: sourceOf(text === "" ? "" : escaped(text)), flags: "" };
  return reader.refuse("has a text that cannot be read", "write the text here", node ?? name);
}

/** From a position on, where one is given: counted in UTF-16 units, as the pattern does. */
function includes(call: MethodCall): RegularExpression | undefined {
  const options = optionsOf(call.args[1], call);
  const node = options?.get("position");
  const position = node === undefined ? 0 : call.reader.values.one(node);
  if (typeof position !== "number" || !Number.isInteger(position)) {
    return call.reader.refuse(
      "has a position that cannot be read",
      "write a whole number",
      call.name,
    );
  }
  const before = position > 0 ? `^[\\s\\S]{${position},}` : "";
  return options && withText(call, (text) => `${before}${text}`);
}

function hash(call: ZodCall): ZodSchema | undefined {
  const [algorithm] = call.args;
  const node = optionsOf(call.args[1], call)?.get("enc");
  const encoding = node === undefined ? "hex" : call.reader.values.one(node);
  const name = `${algorithm && call.reader.values.one(algorithm)}_${encoding}`;
  const pattern: unknown = Reflect.get(regexes, name);
  if (pattern instanceof RegExp) return ofPattern(pattern, call);
  return call.reader.refuse("has a hash that cannot be read", "write its name here", call.name);
}

/** A text as a part of a regular expression that matches nothing else. */
function escaped(text: string): string {
  return new RegExp(text.replaceAll(/[$()*+.?[\\\]^{|}]/gu, "\\$&")).source;
}
