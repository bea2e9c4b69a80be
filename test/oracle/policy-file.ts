// What the reference interpreter reads: a policy file as YAML parses it, a plain description of the tools, and a call.

import type { DenialCode, Effect } from "../../runtime/decision.js";

export type Scalar = string | number | boolean;

/** Data as JSON knows it. The null is JSON's own. */
export type Json = null | Scalar | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export interface PolicyFile {
  readonly version: 1;
  readonly default?: "deny";
  readonly tools?: string;
  readonly include?: string | readonly string[];
  readonly agents?: { readonly [name: string]: string | readonly string[] };
  readonly policies: readonly Policy[];
}

export interface Policy {
  readonly name: string;
  readonly description?: string;
  readonly assistant_id?: string | readonly string[];
  readonly mode?: "enforce" | "shadow";
  readonly extends?: string | readonly string[];
  readonly widen?: boolean;
  readonly reason?: string;
  readonly actions: readonly Action[];
}

export interface Action {
  readonly tool: string;
  readonly effect: Effect;
  readonly reason?: string;
  /** CEL. */
  readonly when?: string;
  readonly constraints?: { readonly [key: string]: Constraints[string] | Requirements };
}

/** The mapping under `constraints:`; the order of its keys is the written order. */
export interface Constraints {
  readonly [key: string]: Scalar | readonly Scalar[] | LongForm;
}

/** Under the key `require`. */
export type Requirements = Requirement | readonly Requirement[];

export interface Requirement {
  /** CEL. */
  readonly that: string;
  readonly otherwise?: string;
}

export interface LongForm {
  readonly optional?: boolean;
  readonly [kind: string]: Scalar | readonly Scalar[] | LongForm;
}

/** What the tools module says, by tool name. */
export type Tools = ReadonlyMap<string, ObjectType>;

export interface ObjectType {
  readonly type: "object";
  readonly properties: Readonly<Record<string, ArgumentType>>;
  /** Accepts further properties, whatever they are. Without it they are invalid. */
  readonly open?: boolean;
  readonly optional?: boolean;
}

export interface ScalarType {
  readonly type: "string" | "number" | "integer" | "boolean";
  readonly enum?: readonly Scalar[];
  readonly optional?: boolean;
}

export interface ArrayType {
  readonly type: "array";
  readonly items: ArgumentType;
  readonly optional?: boolean;
}

export type ArgumentType = ObjectType | ScalarType | ArrayType;

export interface Call {
  readonly tool: string;
  /** A parsed value, or the raw JSON text of the model. */
  readonly args: unknown;
  readonly assistant: string | null;
  /** What is known; a fact that is null could not be had. */
  readonly facts?: Readonly<Record<string, Json>>;
  /** Milliseconds since 1970. */
  readonly now?: number;
}

/** What a condition may read. */
export interface Surroundings {
  readonly tool: string;
  readonly args: JsonObject;
  readonly facts: Readonly<Record<string, Json>>;
  readonly assistant: { readonly id: string; readonly policy: string };
  readonly now: number;
}

/** Evaluates CEL; throws where the expression has no value, and `MissingFact` where a fact that it reads is not known. */
export type Evaluate = (cel: string, surroundings: Surroundings) => unknown;

export class MissingFact extends Error {}

export interface Outcome {
  readonly allowed: boolean;
  readonly effect: Effect;
  readonly code: DenialCode | null;
  readonly rule: string | null;
  readonly path: string | null;
  /** The copy that the call may run with. Only where it is allowed. */
  readonly args?: JsonObject;
  readonly shadow?: Pick<Outcome, "effect" | "code" | "rule"> | null;
}
