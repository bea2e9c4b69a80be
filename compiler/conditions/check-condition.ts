// A condition's syntax tree becomes an expression of ours: every name looked up, every type checked, nothing left out.

import type { ASTNode } from "@marcbachmann/cel-js";
import type { Scalar } from "../constraints/constraint.js";
import { checkField, checkHas, checkIndex } from "./access.js";
import { checkArithmetic, checkNegation } from "./arithmetic.js";
import { type CelType, eitherOf, isKnown, nameOf, scalar } from "./cel-type.js";
import { type Checking, called, faulty, type Scope } from "./checking.js";
import type { Expression } from "./expression.js";
import { checkCall } from "./functions.js";
import { checkMacro, isMacro } from "./macros.js";
import { operand } from "./operand.js";
import { checkOperator } from "./operators.js";
import { type Certain, certainIn, type Known, knownWhenAsking } from "./presence.js";
import { checkName } from "./roots.js";

/** What the whole condition must be is `true` or `false`. */
export function checkCondition(
  tree: ASTNode,
  tools: Omit<Checking, "expression">,
  known: Known,
): Expression {
  const checking: Checking = {
    ...tools,
    expression: (node, scope) => expressionOf(node, scope, checking),
  };
  const whole = checking.expression(tree, { variables: new Map(), known });
  return operand(whole, ["bool"], "a condition", checking);
}

function expressionOf(node: ASTNode, scope: Scope, checking: Checking): Expression {
  const range = checking.rangeOf(node);
  switch (node.op) {
    case "value":
      return literalOf(node, checking);
    case "id":
      return checkName(node, scope, checking);
    case ".":
      return checkField(node, scope, checking);
    case "[]":
      return checkIndex(node, scope, checking);
    case "call":
      return callOf(node, scope, checking);
    case "rcall": {
      const [name, receiver, given] = node.args;
      if (isMacro(name)) return checkMacro(name, receiver, given, node, scope, checking);
      const operands = [receiver, ...given].map((each) => checking.expression(each, scope));
      return checkCall(name, "method", operands, node, checking);
    }
    case "list":
      return listOf(node.args, node, scope, checking);
    case "?:":
      return choiceOf(node.args, node, scope, checking);
    case "&&":
    case "||":
      return logicOf(node.op, node, scope, checking);
    case "!_": {
      const of = checking.expression(node.args, scope);
      return called(
        "not",
        [operand(of, ["bool"], "what `!` turns around", checking)],
        scalar("bool"),
        range,
      );
    }
    case "-_":
      return checkNegation(checking.expression(node.args, scope), node, checking);
    case "map":
      return checking.fault("SC8002", node, "a condition has no objects of its own", {
        help: "compare the fields one by one",
      });
    case ".?":
    case "[?]":
      return checking.fault("SC8002", node, `a condition has no \`${node.op}\``, {
        help: "write `has(args.x) && …`",
      });
    default: {
      const [left, right] = node.args;
      const asked = { ...scope, known: knownWhenAsking(node, scope.known) };
      const sides = [checking.expression(left, asked), checking.expression(right, asked)] as const;
      switch (node.op) {
        case "+":
        case "-":
        case "*":
        case "/":
        case "%":
          return checkArithmetic(node.op, sides, node, checking);
        default:
          return checkOperator(
            { operator: node.op, left: sides[0], right: sides[1], node },
            checking,
          );
      }
    }
  }
}

type Nodes = { readonly [Op in ASTNode["op"]]: Extract<ASTNode, { readonly op: Op }> };

function literalOf(node: Nodes["value"], checking: Checking): Expression {
  const range = checking.rangeOf(node);
  const { args: value } = node;
  switch (typeof value) {
    case "string":
      return { kind: "literal", value, type: scalar("string"), range };
    case "boolean":
      return { kind: "literal", value, type: scalar("bool"), range };
    case "number":
      return { kind: "literal", value, type: scalar("double"), range };
    case "bigint": {
      const number = Number(value);
      if (Number.isSafeInteger(number)) {
        return { kind: "literal", value: number, type: scalar("int"), range };
      }
      return checking.fault("SC8006", node, "this integer cannot be compared exactly", {
        help: "integers go to 9007199254740991, in either direction",
      });
    }
    default: {
      if (value === null) return { kind: "literal", value, type: scalar("null"), range };
      const what = value instanceof Uint8Array ? "bytes" : "unsigned integers";
      return checking.fault("SC8002", node, `a condition has no ${what}`, {
        help: "write text without `b` before it, and integers without `u` behind them",
      });
    }
  }
}

function callOf(node: Nodes["call"], scope: Scope, checking: Checking): Expression {
  const [name, given] = node.args;
  if (name === "has") return checkHas(node, scope, checking);
  const operands = given.map((each) => checking.expression(each, scope));
  return checkCall(name, "function", operands, node, checking);
}

function listOf(
  nodes: readonly ASTNode[],
  node: ASTNode,
  scope: Scope,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  const items = nodes.map((each) => checking.expression(each, scope));
  if (items.some(({ type }) => type.kind === "fault")) return faulty(range);
  const each = eitherOf(items.map(({ type }) => type));
  const type: CelType = { kind: "list", items: () => each };
  const values = items.flatMap(scalarIn);
  return values.length === items.length
    ? { kind: "literal", value: values, type, range }
    : called("listOf", items, type, range);
}

function scalarIn(item: Expression): readonly Scalar[] {
  return item.kind === "literal" && typeof item.value !== "object" ? [item.value] : [];
}

/** `a && b && c` is one operator with three sides. What one side makes certain, holds for those after it. */
function logicOf(
  operator: "&&" | "||",
  node: ASTNode,
  scope: Scope,
  checking: Checking,
): Expression {
  const side = operator === "&&" ? "whenTrue" : "whenFalse";
  let known: Known = scope.known;
  const operands = sidesOf(node, operator).map((each) => {
    const checked = checking.expression(each, { ...scope, known });
    known = new Set([...known, ...certainIn(each)[side]]);
    return operand(checked, ["bool"], `what \`${operator}\` joins`, checking);
  });
  return called(operator === "&&" ? "and" : "or", operands, scalar("bool"), checking.rangeOf(node));
}

function sidesOf(node: ASTNode, operator: "&&" | "||"): readonly ASTNode[] {
  return node.op === operator ? node.args.flatMap((side) => sidesOf(side, operator)) : [node];
}

function choiceOf(
  [condition, then, otherwise]: Nodes["?:"]["args"],
  node: ASTNode,
  scope: Scope,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  const isSo = operand(checking.expression(condition, scope), ["bool"], "what `?` asks", checking);
  const certain = certainIn(condition);
  const branch = (each: ASTNode, side: keyof Certain) =>
    checking.expression(each, { ...scope, known: new Set([...scope.known, ...certain[side]]) });
  const branches = [branch(then, "whenTrue"), branch(otherwise, "whenFalse")];
  const [one, other] = branches;
  if (one === undefined || other === undefined) return faulty(range);
  const type = eitherOf([one.type, other.type]);
  if (isKnown(type) && type.kind === "union" && !isNumberOrNullable(type)) {
    return checking.fault(
      "SC8003",
      node,
      `this is ${nameOf(one.type)} in one case and ${nameOf(other.type)} in the other`,
      {
        help: "give both cases one type",
      },
    );
  }
  return called("choose", [isSo, one, other], type, range);
}

function isNumberOrNullable({
  members,
}: {
  readonly members: readonly { readonly kind: string }[];
}): boolean {
  const kinds = new Set(members.map(({ kind }) => (kind === "double" ? "int" : kind)));
  kinds.delete("null");
  return kinds.size <= 1;
}
