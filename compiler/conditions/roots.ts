// Where a condition begins to read: the arguments, the facts, the caller, the time, and variables.

import type { ASTNode } from "@marcbachmann/cel-js";
import { listNames } from "../diagnostics/list-names.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Range } from "../source/source-file.js";
import type { ObjectType } from "../tools/argument-type.js";
import { type CelType, celTypeOf, scalar } from "./cel-type.js";
import type { Checking, Scope } from "./checking.js";
import type { Expression } from "./expression.js";

type Name = Extract<ASTNode, { readonly op: "id" }>;

/** What every condition can read. */
export const roots = ["args", "facts", "assistant", "now"] as const;

const assistant = new Map([
  ["id", scalar("string")],
  ["policy", scalar("string")],
]);

/** Where no tools module says what they are. */
export const anyArguments: ObjectType = {
  kind: "object",
  properties: new Map(),
  additional: { kind: "unknown" },
};

/** `args`, `now`, or a variable. */
export function checkName(node: Name, scope: Scope, checking: Checking): Expression {
  const range = checking.rangeOf(node);
  const name = node.args;
  const variable = scope.variables.get(name);
  if (variable !== undefined) return read(name, [], variable, range);
  const { parameters, definitions } = checking.subject;
  if (name === "now") return read(name, [], scalar("timestamp"), range);
  if (name === "args") {
    const object = parameters ?? anyArguments;
    return read(name, [], { kind: "map", object, definitions }, range);
  }
  if (name === "facts" || name === "assistant") {
    const message = `\`${name}\` alone is not a value`;
    const help = `write ${name === "facts" ? "`facts.order.status`, the name of a fact and what is in it" : "`assistant.id` or `assistant.policy`"}`;
    return checking.fault("SC8003", node, message, { help });
  }
  return unknownName(node, scope, checking);
}

function unknownName(node: Name, scope: Scope, checking: Checking): Expression {
  const name = node.args;
  const known = [...roots, ...scope.variables.keys()];
  const properties = [...(checking.subject.parameters?.properties.keys() ?? [])];
  const [near, argument] = [suggest(name, known), suggest(name, properties)];
  const meant = near ?? (argument && `args.${argument}`);
  return checking.fault("SC8004", node, `a condition knows no \`${name}\``, {
    ...(meant === undefined ? {} : { label: `did you mean \`${meant}\`?` }),
    help: `it knows ${listNames(known)}; the arguments are in \`args\``,
  });
}

/** Where a name is read. */
export interface Place {
  readonly name: string;
  /** Of the name. */
  readonly at: Range;
  /** Of all up to it. */
  readonly range: Range;
}

/** A fact, or a field of the assistant. */
export function checkMember(
  root: "facts" | "assistant",
  place: Place,
  checking: Checking,
): Expression {
  const { name, range } = place;
  if (root === "facts") return fact(place, checking);
  const type = assistant.get(name);
  return type === undefined
    ? unknownField(place, ["`assistant`", "field"], [...assistant.keys()], checking)
    : read("assistant", [name], type, range);
}

function fact({ name, at, range }: Place, checking: Checking): Expression {
  const { facts } = checking.subject;
  if (facts === null) {
    return checking.fault("SC8004", at, "the policy file names no `facts`", {
      help: "add `facts: ./facts.ts`, a module that looks them up",
    });
  }
  const told = facts.get(name);
  if (told === undefined)
    return unknownField({ name, at, range }, ["`facts`", "fact"], [...facts.keys()], checking);
  return read("facts", [name], celTypeOf(told.result, told.definitions), range);
}

export function unknownField(
  { name, at }: Place,
  [holder, what]: readonly [holder: string, what: "argument" | "fact" | "field"],
  names: readonly string[],
  checking: Checking,
): Expression {
  const near = suggest(name, names);
  return checking.fault("SC8004", at, `${holder} has no ${what} \`${name}\``, {
    ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
    help: names.length === 0 ? `it has none` : `it has ${listNames(names)}`,
  });
}

function read(root: string, path: readonly string[], type: CelType, range: Range): Expression {
  return { kind: "read", root, path, type, range };
}
