// A condition, type-checked and put into our own form: what the runtime's functions are called with.

import type { cel } from "@authensor/safeclaw-runtime/conditions";
import type { Scalar } from "../constraints/constraint.js";
import type { Range } from "../source/source-file.js";
import type { CelType } from "./cel-type.js";
import type { Known } from "./presence.js";

/** A function of the runtime's `cel`. */
export type CelFunction = keyof typeof cel;

interface Placed {
  readonly type: CelType;
  /** Where it is written in the policy file. */
  readonly range: Range;
}

export type Expression = Literal | Pattern | Read | Call;

/** A value that stands there as it is. */
export interface Literal extends Placed {
  readonly kind: "literal";
  readonly value: Scalar | null | readonly Scalar[];
}

/** A regular expression, as it is written and as source of a JavaScript one with the flag `u`. */
export interface Pattern extends Placed {
  readonly kind: "pattern";
  readonly written: string;
  readonly source: string;
}

/** Data: arguments, facts, the assistant, the time, or a variable; and the names that lead further into it. */
export interface Read extends Placed {
  readonly kind: "read";
  readonly root: string;
  readonly path: readonly string[];
}

export interface Call extends Placed {
  readonly kind: "call";
  readonly function: CelFunction;
  readonly operands: readonly Expression[];
}

/** A condition as the later stages know it. */
export interface Condition {
  /** As written, on one line. */
  readonly text: string;
  readonly expression: Expression;
  /** The facts that it may read. */
  readonly facts: readonly string[];
  /** What is certain where it is true, for conditions that are asked only then. */
  readonly certain: Known;
  readonly range: Range;
}
