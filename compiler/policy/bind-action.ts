// What an action of a policy may hold: its effect, when it applies, and what it asks of a call.

import type { EntrySyntax } from "../syntax/syntax.js";
import {
  type Action,
  type ConstraintEntry,
  effects,
  type Located,
  type Requirement,
} from "./policy.js";
import {
  entriesOf,
  oneOrMany,
  optional,
  record,
  required,
  type Shape,
  text,
  word,
  wrongType,
} from "./shape.js";

/** In CEL, which is not looked into here. */
const condition: Shape<Located<string>> = (value, place) => {
  const help =
    "write a CEL expression, e.g. `args.amount <= 100.0`; in quotes where YAML would take it for something else";
  return value.kind === "string"
    ? text(value, place)
    : wrongType(value, "a condition", place, help);
};

const requirement: Shape<Requirement> = (value, place) => {
  const read = record({
    that: required(condition, "args.amount <= 100.0"),
    otherwise: optional(text),
  })(value, { ...place, what: "an entry of `require`" });
  return read && { ...read, otherwise: read.otherwise?.value ?? null };
};

type Constraints = Required<Pick<Action, "requirements">> & {
  readonly constraints: Located<readonly ConstraintEntry[]>;
};

const constraints: Shape<Constraints> = (value, place) => {
  const entries = entriesOf("a map of constraints")(value, place);
  if (entries === undefined) return undefined;
  const required = entries.find(isRequire);
  const of = { ...place, what: "`require`" };
  const requirements = required ? oneOrMany(requirement)(required.value, of) : [];
  const others = entries.filter((entry) => entry !== required);
  return requirements && { requirements, constraints: { value: others, range: value.range } };
};

/** Not the long form of an argument of that name, whose keys are kinds of constraints. */
function isRequire({ key, value }: EntrySyntax): boolean {
  const keys = value.kind === "map" ? value.entries.map((entry) => entry.key.text) : null;
  const isRequirement = keys?.some((name) => name === "that" || name === "otherwise") ?? true;
  return key.text === "require" && isRequirement;
}

export const action: Shape<Action> = (value, place) => {
  const read = record({
    tool: required(text, "NAME"),
    effect: required(word(effects, "SC4004"), "allow"),
    reason: optional(text),
    when: optional(condition),
    constraints: optional(constraints),
  })(value, { ...place, what: "an action" });
  if (read === undefined) return undefined;
  const { range, tool, effect, reason, when = null } = read;
  const { constraints: limits = null, requirements = [] } = read.constraints ?? {};
  return {
    range,
    file: place.file,
    tool,
    effect,
    reason: reason?.value ?? null,
    when,
    constraints: limits,
    requirements,
  };
};
