// An expression where only certain kinds of value can stand: checked as far as it can be here, else at run time.

import {
  type CelType,
  isKnown,
  type Kind,
  membersOf,
  nameOf,
  nameOfKind,
  scalar,
  withoutNull,
} from "./cel-type.js";
import { type Checking, called } from "./checking.js";
import type { CelFunction, Expression } from "./expression.js";
import { nameOfRead } from "./written-path.js";

const checks: Readonly<Record<Kind, CelFunction | null>> = {
  int: "asInt",
  double: "asDouble",
  string: "asString",
  bool: "asBool",
  list: "asList",
  map: "asMap",
  timestamp: "asTime",
  duration: "asTime",
  null: null,
};

/** What `as` says of the place, e.g. "`startsWith` is for strings". */
export function operand(
  expression: Expression,
  kinds: readonly Kind[],
  place: string,
  checking: Checking,
): Expression {
  const { type, range } = expression;
  const [first, ...others] = kinds;
  if (!isKnown(type)) {
    return type.kind === "dyn" && others.length === 0 && first !== undefined
      ? checked(expression, first)
      : expression;
  }
  const members = membersOf(type);
  if (members.length === 0) return expression;
  const possible = members.filter(({ kind }) => kinds.includes(kind));
  if (possible.length === 0) {
    const wanted = kinds.map(nameOfKind).join(" or ");
    const isShort = kinds.length < 4;
    const message = isShort
      ? `${place} must be ${wanted}, and this is ${nameOf(type)}`
      : `${place} cannot be ${nameOf(type)}`;
    return checking.fault("SC8003", range, message, {
      help:
        first === "bool" ? comparison : isShort ? `write ${wanted} here` : `it can be ${wanted}`,
    });
  }
  const kindsLeft = new Set(members.map(({ kind }) => kind).filter((kind) => kind !== "null"));
  if (kindsLeft.size > new Set(possible.map(({ kind }) => kind)).size) {
    return checking.fault(
      "SC8003",
      range,
      `this is ${nameOf(type)}, and ${place} takes one of them only`,
      {
        help: "a tool whose argument has one type can be asked for more",
      },
    );
  }
  if (members.length > possible.length && !kinds.includes("null")) warnNull(expression, checking);
  const [only, ...more] = kindsLeft;
  const left = { ...expression, type: withoutNull(type) };
  if (only === undefined) return left;
  if (more.length === 0) return checked(left, only);
  // An integer or another number.
  return more.length === 1 && kindsLeft.has("int") && kindsLeft.has("double")
    ? checked(left, "double")
    : left;
}

const comparison = "compare it with something, e.g. `args.amount < 100.0`";

function warnNull(expression: Expression, checking: Checking): void {
  const path = nameOfRead(expression);
  const what = path === undefined ? "this" : `\`${path}\``;
  const message = `${what} may be null, and a call where it is will be denied`;
  checking.warn("SC8011", expression.range, message, {
    help:
      path === undefined ? "ask before whether it is null" : `ask before: \`${path} != null && …\``,
  });
}

/** What comes from a call or a fact is looked at again at run time; what the runtime computed is not. */
export function checked(expression: Expression, kind: Kind): Expression {
  const check = checks[kind];
  if (check === null || !isData(expression)) return expression;
  const { type, range } = expression;
  return called(check, [expression], isKnown(type) ? type : typeFor(kind, type), range);
}

/** Once it is looked at, its kind is known, though not what is in it. */
function typeFor(kind: Kind, type: CelType): CelType {
  if (kind === "map") return type;
  return kind === "list" ? { kind, items: () => type } : scalar(kind);
}

const givesData: ReadonlySet<CelFunction> = new Set(["field", "entry", "item"]);

export function isData(expression: Expression): boolean {
  if (expression.kind === "read") return expression.root !== "now";
  if (expression.kind !== "call") return false;
  const { function: name, operands } = expression;
  return givesData.has(name) || (name === "choose" && operands.slice(1).some(isData));
}
