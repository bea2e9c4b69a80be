// `+ - * / %`: on two integers, two other numbers, two texts, two lists, or times.

import type { ASTNode } from "@marcbachmann/cel-js";
import { itemsOf } from "./access.js";
import { type CelType, eitherOf, isKnown, type Kind, nameOf, scalar } from "./cel-type.js";
import { type Checking, called, faulty, word } from "./checking.js";
import type { CelFunction, Expression } from "./expression.js";
import { operand } from "./operand.js";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

/** What an operator gives, by the kinds of its sides. */
const results: Readonly<Record<ArithmeticOperator, ReadonlyMap<string, Kind>>> = {
  "+": new Map([
    ["int int", "int"],
    ["double double", "double"],
    ["string string", "string"],
    ["list list", "list"],
    ["timestamp duration", "timestamp"],
    ["duration timestamp", "timestamp"],
    ["duration duration", "duration"],
  ]),
  "-": new Map([
    ["int int", "int"],
    ["double double", "double"],
    ["timestamp timestamp", "duration"],
    ["timestamp duration", "timestamp"],
    ["duration duration", "duration"],
  ]),
  "*": new Map([
    ["int int", "int"],
    ["double double", "double"],
  ]),
  "/": new Map([
    ["int int", "int"],
    ["double double", "double"],
  ]),
  "%": new Map([["int int", "int"]]),
};

const functions: Readonly<Record<ArithmeticOperator, CelFunction>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
};

const everyKind: readonly Kind[] = ["int", "double", "string", "list", "timestamp", "duration"];

export function checkArithmetic(
  operator: ArithmeticOperator,
  sides: readonly [Expression, Expression],
  node: ASTNode,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  const unknown = sides.find(({ type }) => type.kind === "dyn");
  if (sides.some(({ type }) => type.kind === "fault")) return faulty(range);
  if (unknown !== undefined) {
    return checking.fault("SC8003", unknown.range, "nothing says of which type this is", {
      help: "say it: `int(args.x)`, `double(args.x)` or `string(args.x)`",
    });
  }
  const place = `what \`${operator}\` takes`;
  const [left, right] = sides.map((side) => operand(side, everyKind, place, checking));
  if (left === undefined || right === undefined) return faulty(range);
  if (!isKnown(left.type) || !isKnown(right.type)) return faulty(range);
  const kind = results[operator].get(`${left.type.kind} ${right.type.kind}`);
  if (kind === undefined) return mismatch(operator, left, right, node, checking);
  return calculation(operator, kind, [left, right], node, checking);
}

function calculation(
  operator: ArithmeticOperator,
  kind: Kind,
  operands: readonly [Expression, Expression],
  node: ASTNode,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  if (kind === "string") return called("concat", operands, scalar("string"), range);
  if (kind === "list") {
    const items: CelType = eitherOf(operands.map(({ type }) => itemsOf(type)));
    return called("concatLists", operands, { kind: "list", items: () => items }, range);
  }
  const sort = kind === "map" ? "null" : kind;
  const given = operator === "%" ? operands : [word(kind, range), ...operands];
  return called(functions[operator], given, scalar(sort), range);
}

function mismatch(
  operator: ArithmeticOperator,
  left: Expression,
  right: Expression,
  node: ASTNode,
  checking: Checking,
): Expression {
  const message = `\`${operator}\` cannot be put between ${nameOf(left.type)} and ${nameOf(right.type)}`;
  const integer = [left, right].find(({ type }) => type.kind === "int");
  const isMixed = [left, right].some(({ type }) => type.kind === "double");
  if (integer === undefined || !isMixed || operator === "%") {
    const help = operator === "%" ? "`%` is for two integers" : "both sides are of one type";
    return checking.fault("SC8003", node, message, { help });
  }
  const help =
    integer.kind === "literal"
      ? `write \`${String(integer.value)}.0\``
      : "write `double(…)` around the integer";
  return checking.fault("SC8003", integer.range, message, { help });
}

/** `-a`. */
export function checkNegation(of: Expression, node: ASTNode, checking: Checking): Expression {
  const range = checking.rangeOf(node);
  if (of.kind === "literal" && typeof of.value === "number") {
    return { kind: "literal", value: -of.value, type: of.type, range };
  }
  const number = operand(of, ["int", "double"], "what `-` turns around", checking);
  if (number.type.kind === "fault") return faulty(range);
  if (number.type.kind === "dyn") {
    return checking.fault("SC8003", number.range, "nothing says of which type this is", {
      help: "say it: `int(args.x)` or `double(args.x)`",
    });
  }
  return called("negate", [number], number.type, range);
}
