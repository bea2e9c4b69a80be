// What a part of a condition makes certain for what comes after it: that something is there, or is not null.

import type { ASTNode } from "@marcbachmann/cel-js";

/** What is certain where an expression is true, and where it is false. */
export interface Certain {
  readonly whenTrue: Known;
  readonly whenFalse: Known;
}

export type Known = ReadonlySet<string>;

export const nothingKnown: Known = new Set();

export const isThere = (path: string): string => `there ${path}`;
export const isNotNull = (path: string): string => `not null ${path}`;

export function certainIn(node: ASTNode): Certain {
  switch (node.op) {
    case "!_": {
      const { whenTrue, whenFalse } = certainIn(node.args);
      return { whenTrue: whenFalse, whenFalse: whenTrue };
    }
    case "&&":
      return { whenTrue: both(node.args, "whenTrue"), whenFalse: nothingKnown };
    case "||":
      return { whenTrue: nothingKnown, whenFalse: both(node.args, "whenFalse") };
    case "call": {
      const [name, [argument]] = node.args;
      const path = name === "has" && argument !== undefined ? pathOf(argument) : undefined;
      return { whenTrue: there(path), whenFalse: nothingKnown };
    }
    case "in":
      return { whenTrue: there(keyOf(node.args)), whenFalse: nothingKnown };
    case "!=":
      return { whenTrue: notNull(node.args), whenFalse: nothingKnown };
    case "==":
      return { whenTrue: nothingKnown, whenFalse: notNull(node.args) };
    default:
      return { whenTrue: nothingKnown, whenFalse: nothingKnown };
  }
}

/** What is certain within a comparison: asking for null again is no mistake, so there it is as if nobody had asked. */
export function knownWhenAsking(node: ASTNode, known: Known): Known {
  if (node.op !== "==" && node.op !== "!=") return known;
  const path = comparedWithNull(node.args);
  if (path === undefined) return known;
  return new Set([...known].filter((each) => each !== isNotNull(path)));
}

function both(nodes: readonly ASTNode[], side: keyof Certain): Known {
  return new Set(nodes.flatMap((node) => [...certainIn(node)[side]]));
}

function there(path: string | undefined): Known {
  return path === undefined ? nothingKnown : new Set([isThere(path)]);
}

function notNull(sides: readonly [ASTNode, ASTNode]): Known {
  const path = comparedWithNull(sides);
  return path === undefined ? nothingKnown : new Set([isThere(path), isNotNull(path)]);
}

/** The path on one side, where null stands on the other. */
function comparedWithNull([a, b]: readonly [ASTNode, ASTNode]): string | undefined {
  if (isNull(a)) return pathOf(b);
  return isNull(b) ? pathOf(a) : undefined;
}

function isNull(node: ASTNode): boolean {
  return node.op === "value" && node.args === null;
}

/** `"name" in args.map`, or `args.name in args.map`. */
function keyOf([name, holder]: readonly [ASTNode, ASTNode]): string | undefined {
  const path = pathOf(holder);
  return path === undefined ? undefined : pathAt(path, name);
}

/** `args.a.b` as one text; undefined where the expression is no such path. */
export function pathOf(node: ASTNode): string | undefined {
  if (node.op === "id") return node.args;
  if (node.op !== "." && node.op !== "[]") return undefined;
  const [holder, step] = node.args;
  const path = pathOf(holder);
  if (path === undefined) return undefined;
  return typeof step === "string" ? pathTo(path, step) : pathAt(path, step);
}

function pathAt(holder: string, step: ASTNode): string | undefined {
  if (step.op === "value") {
    return typeof step.args === "string" ? pathTo(holder, step.args) : undefined;
  }
  // What is read twice is the same both times, so a name that is read leads to the same place.
  const read = pathOf(step);
  return read === undefined ? undefined : `${holder}[${read}]`;
}

export function pathTo(holder: string, name: string): string {
  return `${holder}.${JSON.stringify(name)}`;
}
