// Operators between two values: which values they take, and which function of the runtime they become.

import type { ASTNode, BinaryOperator } from "@marcbachmann/cel-js";
import type { Scalar } from "../constraints/constraint.js";
import { listed } from "../constraints/in.js";
import { suggest } from "../diagnostics/suggest.js";
import type { Range } from "../source/source-file.js";
import { itemsOf, lookUp, unchecked } from "./access.js";
import {
  type CelType,
  isKnown,
  type Kind,
  membersOf,
  nameOf,
  scalar,
  withoutNull,
} from "./cel-type.js";
import { type Checking, called, faulty } from "./checking.js";
import type { CelFunction, Expression } from "./expression.js";
import { checked, operand } from "./operand.js";

/** Both sides, and where the whole of it stands. */
interface Sides {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly node: ASTNode;
}

export function checkOperator(sides: Sides, checking: Checking): Expression {
  const { operator, left, right, node } = sides;
  if (left.type.kind === "fault" || right.type.kind === "fault") {
    return faulty(checking.rangeOf(node));
  }
  switch (operator) {
    case "==":
      return equality(sides, "equal", "equalAlike", checking);
    case "!=":
      return equality(sides, "unequal", "unequalAlike", checking);
    case "in":
      return membership(sides, checking);
    case "<":
      return ordering(sides, "less", checking);
    case "<=":
      return ordering(sides, "lessOrEqual", checking);
    case ">":
      return ordering(sides, "greater", checking);
    case ">=":
      return ordering(sides, "greaterOrEqual", checking);
    default:
      throw new Error(`no comparison is called ${operator}`);
  }
}

/** Kinds of value of which some are equal to some of another. */
function sortOf(kind: Kind): string {
  return kind === "int" || kind === "double" ? "number" : kind;
}

function sortsOf(type: CelType): ReadonlySet<string> {
  return new Set(membersOf(type).map(({ kind }) => sortOf(kind)));
}

/** The only kind of a type, an integer being a number; undefined where there are several, or where nobody knows. */
function onlyKind(type: CelType): Kind | undefined {
  const kinds = new Set(membersOf(type).map(({ kind }) => kind));
  const [only, another, ...more] = kinds;
  if (another === undefined) return only;
  return more.length === 0 && kinds.has("int") && kinds.has("double") ? "double" : undefined;
}

function equality(
  { left, right, node }: Sides,
  known: CelFunction,
  unknown: CelFunction,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  if (!canBeEqual(left.type, right.type)) return unlike(left, right, node, checking);
  if (neverEqual(left, right, checking) || neverEqual(right, left, checking)) return faulty(range);
  const operands = alike(left, right);
  return called(
    operands === null ? unknown : known,
    operands ?? [left, right],
    scalar("bool"),
    range,
  );
}

function canBeEqual(left: CelType, right: CelType): boolean {
  const [sortsLeft, sorts] = [sortsOf(left), sortsOf(right)];
  if (sortsLeft.size === 0 || sorts.size === 0) return true;
  return [...sortsLeft].some((sort) => sorts.has(sort));
}

/** Both sides, checked for being of one kind where they have just one; null where nothing is known of them. */
function alike(left: Expression, right: Expression): readonly Expression[] | null {
  const [kindLeft, kindRight] = [onlyKind(left.type), onlyKind(right.type)];
  if (isKnown(left.type) && isKnown(right.type)) {
    return kindLeft === undefined || kindRight === undefined
      ? [left, right]
      : [checked(left, kindLeft), checked(right, kindRight)];
  }
  const kind = kindLeft ?? kindRight;
  if (kind === undefined) return null;
  // Whether it is an integer does not matter for what it is equal to.
  const wanted = kind === "int" ? "double" : kind;
  return [left, right].map((side) => checked(side, isKnown(side.type) ? kind : wanted));
}

function unlike(
  left: Expression,
  right: Expression,
  node: ASTNode,
  checking: Checking,
): Expression {
  const [null_, other] = onlyKind(right.type) === "null" ? [right, left] : [left, right];
  if (onlyKind(null_.type) === "null") {
    return checking.fault("SC8003", node, `this is ${nameOf(other.type)}, and never null`, {
      help: "ask for what may be missing with `has(args.x)`",
    });
  }
  const message = `${nameOf(left.type)} is compared with ${nameOf(right.type)}`;
  return checking.fault("SC8003", node, message, {
    help: "both sides of a comparison are of one type",
  });
}

/** Reports a value that stands there as it is and that the other side never has. */
function neverEqual(literal: Expression, other: Expression, checking: Checking): boolean {
  if (literal.kind !== "literal" || typeof literal.value === "object") return false;
  return reportNever(literal.value, literal.range, other.type, checking);
}

function reportNever(value: Scalar, at: Range, type: CelType, checking: Checking): boolean {
  const lists = membersOf(withoutNull(type)).map((each) =>
    "values" in each ? each.values : undefined,
  );
  if (lists.length === 0 || lists.some((values) => values === undefined)) return false;
  const possible = lists.flatMap((values) => values ?? []);
  if (possible.includes(value)) return false;
  const near = typeof value === "string" ? suggest(value, possible.map(String)) : undefined;
  checking.fault("SC4003", at, `this can never be ${JSON.stringify(value)}`, {
    ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
    help: `it can be ${listed(possible)}`,
  });
  return true;
}

const ordered: readonly Kind[] = ["int", "double", "string", "bool", "timestamp", "duration"];

function ordering(
  { left, right, node, operator }: Sides,
  name: CelFunction,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  if (!isKnown(left.type) && !isKnown(right.type)) {
    return checking.fault("SC8003", node, `nothing says of which type these are`, {
      help: "say it of one of them: `double(args.x)`, `string(args.x)`",
    });
  }
  const place = `what \`${operator}\` compares`;
  const [a, b] = [left, right].map((side) => operand(side, ordered, place, checking));
  if (a === undefined || b === undefined || a.type.kind === "fault" || b.type.kind === "fault") {
    return faulty(range);
  }
  // SECURITY: JavaScript would put them in an order of its own: "abc" is neither above nor below 5.
  const several = [a, b].find(({ type }) => isKnown(type) && onlyKind(type) === undefined);
  if (several !== undefined) {
    const message = `this is ${nameOf(several.type)}, and only values of one type have an order`;
    return checking.fault("SC8003", several.range, message, {
      help: "a tool whose argument has one type can be asked for more",
    });
  }
  const operands = canBeEqual(a.type, b.type) ? alike(a, b) : null;
  return operands === null
    ? unlike(a, b, node, checking)
    : called(name, operands, scalar("bool"), range);
}

/** `value in list`, and `"name" in map`. */
function membership({ left, right, node }: Sides, checking: Checking): Expression {
  const range = checking.rangeOf(node);
  if (membersOf(right.type).some(({ kind }) => kind === "map")) {
    const map = operand(right, ["map"], "what `in` looks into", checking);
    if (map.type.kind === "fault" || !mayHave(map, left, checking)) return faulty(range);
    const key = operand(left, ["string"], "the name that `in` looks for", checking);
    return called("has", [unchecked(map), key], scalar("bool"), range);
  }
  if (right.type.kind === "dyn") {
    return called("isInAlike", [left, right], scalar("bool"), range);
  }
  const list = operand(right, ["list"], "what `in` looks into", checking);
  if (list.type.kind === "fault") return faulty(range);
  const items = itemsOf(list.type);
  if (isKnown(list.type) && !canBeEqual(left.type, items)) {
    return unlike(left, { ...right, type: items }, node, checking);
  }
  if (reportNeverIn(left, list, node, checking)) return faulty(range);
  const each: Expression = { ...list, type: items };
  const isAlike = isKnown(left.type) ? isKnown(items) : onlyKind(items) !== undefined;
  const [value] = alike(left, each) ?? [left];
  return called(isAlike ? "isIn" : "isInAlike", [value ?? left, list], scalar("bool"), range);
}

/** A name that stands there as it is must be one that the object can have, as `has` wants it. */
function mayHave(map: Expression, key: Expression, checking: Checking): boolean {
  if (key.kind !== "literal" || typeof key.value !== "string") return true;
  const holder = { ...unchecked(map), type: map.type };
  return lookUp(holder, { name: key.value, at: key.range, range: key.range }, checking) !== null;
}

/** Of a list that stands there as it is, each item is looked at. */
function reportNeverIn(
  left: Expression,
  list: Expression,
  node: ASTNode,
  checking: Checking,
): boolean {
  const written = node.op === "in" ? node.args[1] : node;
  if (list.kind !== "literal" || !Array.isArray(list.value) || written.op !== "list") {
    return neverEqual(left, { ...list, type: itemsOf(list.type) }, checking);
  }
  const items: readonly Scalar[] = list.value;
  return items.some((item, index) => {
    const at = written.args[index] ?? written;
    return reportNever(item, checking.rangeOf(at), left.type, checking);
  });
}
