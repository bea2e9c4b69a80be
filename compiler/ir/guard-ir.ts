// What is generated, before it is text: every name chosen, every rule with its id, line and predicate.

import type { Condition } from "../conditions/expression.js";
import type { Constraint } from "../constraints/constraint.js";
import type { ValueKind } from "../constraints/value-kinds.js";
import type { Effect, LogMode, Mode } from "../policy/policy.js";
import type { ArgumentType, LiteralType, ObjectType } from "../tools/argument-type.js";
import type { ToolOrigin } from "../tools/tool-signature.js";

export interface GuardIr {
  /** True where a policy names assistants: then a call must say who calls. */
  readonly scoped: boolean;
  /** True where every tool must be mentioned. */
  readonly exhaustive: boolean;
  /** The policy line that names the tools; 1 where none does. */
  readonly toolsLine: number;
  /** Sorted by name; built-in tools last. */
  readonly tools: readonly ToolIr[];
  /** In file order. */
  readonly policies: readonly PolicyIr[];
  /** What the audit keeps of arguments, where the file says so; in written order. */
  readonly log: readonly LogIr[];
  /** The facts that conditions read; null where they read none. */
  readonly facts: FactsIr | null;
}

export interface FactsIr {
  /** Absolute path of the module that has them. */
  readonly module: string;
  readonly deadlineMs: number;
  /** In the module's order. */
  readonly facts: readonly FactIr[];
  /** By tool: the names of those that a decision about a call may need. */
  readonly needed: ReadonlyMap<string, readonly string[]>;
}

export interface FactIr {
  readonly name: string;
  readonly description: string | null;
  /** The file, absolute, and line that read it first. */
  readonly file: string;
  readonly line: number;
  /** The arguments of a call that it takes; null where only the caller can give it. */
  readonly parameters: FactParametersIr | null;
  /** As declared, and as it is checked: with whatever else it may hold. */
  readonly result: ArgumentType;
  readonly accepted: ArgumentType;
  /** The types in it that contain themselves. */
  readonly definitions: readonly DefinitionIr[];
  readonly perRun: boolean;
  /** Whether the audit keeps its value, and not only a digest. */
  readonly logged: boolean;
}

export interface FactParametersIr {
  readonly type: ObjectType;
  readonly definitions: readonly DefinitionIr[];
}

export interface LogIr {
  readonly tool: string;
  /** Null stands for every item of a list. */
  readonly path: readonly (string | null)[];
  readonly mode: LogMode;
}

export interface ToolIr {
  readonly name: string;
  /** The name of the tool's zod schema and its type, e.g. `RefundOrderArgs`. */
  readonly argsName: string;
  readonly description: string | null;
  /** The arguments as the tool has them; null for a built-in tool. */
  readonly parameters: ObjectType | null;
  /** What a call may hold: the same, and nothing else where the policy asks for `strict_arguments`. */
  readonly accepted: ObjectType | null;
  /** The types in them that contain themselves. */
  readonly definitions: readonly DefinitionIr[];
  readonly strict: boolean | null;
  /** Of all that was read of it. */
  readonly digest: string;
  /** Null where no tools module defines it. */
  readonly origin: ToolOrigin | null;
  /** True where some assistant may call it, so that the application must handle it. */
  readonly callable: boolean;
  /** The arguments of which every rule that grants a call leaves only certain values. */
  readonly narrowed: readonly NarrowedArgument[];
  /** The file and line of the first action on it; else those which name the tools. */
  readonly file: string;
  readonly line: number;
  /** By dotted path: the arguments that constraints are on, and those that hold them. */
  readonly constrained: ReadonlyMap<string, ConstrainedArgument>;
}

export interface NarrowedArgument {
  /** The steps to it, and whether a call may leave each out. */
  readonly path: readonly { readonly name: string; readonly optional: boolean }[];
  readonly values: LiteralType["values"];
}

export interface ConstrainedArgument {
  /** The line of the first constraint that concerns it, where that is in the tool's file; else the tool's own. */
  readonly line: number;
  /** That constraint, where it is for one kind of value only. */
  readonly demand: { readonly constraint: string; readonly kind: ValueKind } | null;
}

export interface DefinitionIr {
  /** The name under which references find it. */
  readonly name: string;
  /** The name of its zod schema and its type, e.g. `CreateTreeArgsNode`. */
  readonly declared: string;
  /** As the tool has it, and as a call may hold it. */
  readonly type: ArgumentType;
  readonly accepted: ArgumentType;
}

export interface PolicyIr {
  readonly name: string;
  /** The constant that holds it, e.g. `supportAssistant`. */
  readonly constant: string;
  /** The module that holds the constant, without extension, e.g. `support-assistant`. */
  readonly module: string;
  /** The file that it stands in; absolute. */
  readonly file: string;
  readonly description: string | null;
  readonly digest: string;
  readonly assistants: readonly string[];
  readonly mode: Mode;
  /** Why it may allow what included files do not; null where it may not. */
  readonly widens: string | null;
  readonly actions: readonly ActionIr[];
}

export interface ActionIr {
  readonly rule: string;
  /** The file that it is written in; absolute. */
  readonly file: string;
  readonly line: number;
  readonly tool: string;
  readonly effect: Effect;
  readonly reason: string | null;
  /** Assistants for whom it does not count. */
  readonly except: readonly string[];
  /** Null where the action always applies. */
  readonly when: Condition | null;
  readonly constraints: readonly ConstraintIr[];
  readonly requirements: readonly RequirementIr[];
}

export interface RequirementIr {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  /** What the model is told where it does not hold. */
  readonly text: string;
  readonly condition: Condition;
  /** How many of the action's constraints stand before it. */
  readonly after: number;
}

export interface ConstraintIr {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly path: readonly string[];
  /** The two arguments of a pair that the path stands for; null where it is an argument's own. */
  readonly ends: readonly [string, string] | null;
  readonly constraint: Constraint;
  readonly mayBeAbsent: boolean;
}
