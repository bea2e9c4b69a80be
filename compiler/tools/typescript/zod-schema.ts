// What is known of a zod schema while its source is read.

import type { ts as TypeScript } from "ts-morph";
import { type ArgumentType, unionOf } from "../argument-type.js";
import type { ZodReader } from "./read-zod.js";

export interface ZodSchema {
  readonly type: ArgumentType;
  /** Whether a property of this schema may be left out. */
  readonly optional: boolean;
  readonly description: string | null;
  readonly version: ZodVersion;
  /** What `.unwrap()` and `.element` give. */
  readonly inner?: ZodSchema;
  /** Whether it is `.optional()` that is around the inner one. */
  readonly isOptional?: true;
  /** What `.shape` holds. Only `z.object` and its kin have one. */
  readonly shape?: Shape;
  /** Whether an object refuses other properties; else it drops them. */
  readonly isStrict?: boolean;
}

/** The two differ in what some of their words mean. */
export type ZodVersion = 3 | 4;

export type Shape = ReadonlyMap<string, ZodSchema>;

/** A function of zod's as it is called. */
export interface ZodCall {
  readonly name: TypeScript.Node;
  readonly args: readonly TypeScript.Expression[];
  readonly version: ZodVersion;
  readonly reader: ZodReader;
}

/** A method as it is called on a schema. */
export interface MethodCall extends ZodCall {
  readonly base: ZodSchema;
  /** The source of the schema. */
  readonly callee: TypeScript.Expression;
}

/** Behind its own arguments there may be a message, or an object of options. */
export interface ZodCallable {
  /** How many arguments it has of its own, at most. */
  readonly takes: number | ((call: ZodCall) => number);
  /** The options that it reads. Others must not say anything about values. */
  readonly options?: readonly string[];
}

export interface Constructor extends ZodCallable {
  /** Undefined: a fault that is reported. */
  readonly read: (call: ZodCall) => ZodSchema | undefined;
}

export interface Method extends ZodCallable {
  /** `unknown`: the method cannot be read on such a schema. */
  readonly read: (call: MethodCall) => ZodSchema | "unknown" | undefined;
}

/** The schema that something is, where nothing else is said of it. */
export function plain({ version }: Pick<ZodSchema, "version">, type: ArgumentType): ZodSchema {
  return { type, optional: false, description: null, version };
}

/** A schema around another one: it may be left out where that may be. */
export function around(inner: ZodSchema, type: ArgumentType): ZodSchema {
  const { optional, description, version } = inner;
  return { type, optional, description, version, inner };
}

export function optional(inner: ZodSchema): ZodSchema {
  return { ...around(inner, inner.type), optional: true, isOptional: true };
}

export function nullable(inner: ZodSchema): ZodSchema {
  return around(inner, eitherOf([inner.type, { kind: "null" }]));
}

/** Any of the types. What no value has adds nothing. */
export function eitherOf(types: readonly ArgumentType[]): ArgumentType {
  const possible = types.filter(({ kind }) => kind !== "never");
  return possible.length === 0 ? { kind: "never" } : unionOf(possible);
}

/** The type where it is no property, which would have the description. */
export function described({ type, description }: ZodSchema): ArgumentType {
  return description === null ? type : { ...type, description };
}

/** Reads the schema that a call is given. */
export function readArgument(
  { args, name, reader }: ZodCall,
  index: number,
): ZodSchema | undefined {
  const node = args[index];
  return node === undefined
    ? reader.refuse("lacks a schema", "write one", name)
    : reader.read(node);
}

/** The schema of what is there or is not there at all, as the items of a list are. */
export function alwaysThere(
  schema: ZodSchema | undefined,
  { name, reader }: ZodCall,
): ArgumentType | undefined {
  if (schema === undefined) return undefined;
  if (!schema.optional || schema.type.kind === "unknown") return described(schema);
  const help = "write it without `.optional()`; an argument that holds nothing may be `null`";
  return reader.refuse("may hold `undefined`, which JSON cannot say", help, name);
}
