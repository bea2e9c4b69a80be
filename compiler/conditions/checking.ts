// What the parts of the type checker share: what a condition may speak of, and how they report.

import type { ASTNode } from "@marcbachmann/cel-js";
import type { DiagnosticCode } from "../diagnostics/catalog.js";
import type { Range } from "../source/source-file.js";
import type { ArgumentType, Definitions, ObjectType } from "../tools/argument-type.js";
import { type CelType, fault, scalar } from "./cel-type.js";
import type { CelFunction, Expression } from "./expression.js";
import type { Known } from "./presence.js";

/** What a condition may speak of. */
export interface Subject {
  readonly tool: string;
  /** The tool's arguments; null where no tools module says which there are. */
  readonly parameters: ObjectType | null;
  readonly definitions: Definitions;
  /** What each fact is; null where the file has none. */
  readonly facts: ReadonlyMap<string, FactType> | null;
}

/** What a fact tells, and the types that are referred to by name in it. */
export interface FactType {
  readonly result: ArgumentType;
  readonly definitions: Definitions;
}

/** What holds at one place in a condition. */
export interface Scope {
  readonly variables: ReadonlyMap<string, CelType>;
  /** What is certain by what was asked before. */
  readonly known: Known;
}

export interface Remark {
  readonly label?: string;
  readonly help: string;
}

export interface Checking {
  readonly subject: Subject;
  /** Checks a part of the condition. */
  readonly expression: (node: ASTNode, scope: Scope) => Expression;
  /** Reports; and gives an expression about which nothing more is said. */
  readonly fault: (
    code: DiagnosticCode,
    at: ASTNode | Range,
    message: string,
    remark: Remark,
  ) => Expression;
  /** Warns, once for each text. */
  readonly warn: (code: DiagnosticCode, at: Range, message: string, remark: Remark) => void;
  /** Where something stands in the policy file. */
  readonly rangeOf: (node: ASTNode) => Range;
  /** The same for a part of a node. */
  readonly rangeAt: (start: number, end: number) => Range;
}

/** Beside the place, where an expression has been reported. */
export function faulty(range: Range): Expression {
  return { kind: "literal", value: null, type: fault, range };
}

export function called(
  name: CelFunction,
  operands: readonly Expression[],
  type: CelType,
  range: Range,
): Expression {
  return { kind: "call", function: name, operands, type, range };
}

/** A word of the runtime's own, such as the name of a type. */
export function word(value: string, range: Range): Expression {
  return { kind: "literal", value, type: scalar("string"), range };
}
