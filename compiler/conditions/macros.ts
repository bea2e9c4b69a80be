// `all`, `exists`, `exists_one`, `filter` and `map`: what is asked of each item of a list.

import type { ASTNode } from "@marcbachmann/cel-js";
import { itemsOf, roots } from "./access.js";
import { type CelType, scalar } from "./cel-type.js";
import { type Checking, called, faulty, type Scope, word } from "./checking.js";
import type { CelFunction, Expression } from "./expression.js";
import { operand } from "./operand.js";

const functions: Readonly<Record<MacroName, CelFunction>> = {
  all: "all",
  exists: "exists",
  exists_one: "existsOne",
  filter: "filter",
  map: "map",
};

type MacroName = "all" | "exists" | "exists_one" | "filter" | "map";

export function isMacro(name: string): name is MacroName {
  return Object.hasOwn(functions, name);
}

export function checkMacro(
  name: MacroName,
  receiver: ASTNode,
  given: readonly ASTNode[],
  node: ASTNode,
  scope: Scope,
  checking: Checking,
): Expression {
  const range = checking.rangeOf(node);
  const list = operand(
    checking.expression(receiver, scope),
    ["list"],
    `what \`${name}\` goes through`,
    checking,
  );
  const [variable, ...bodies] = given;
  const isComplete = bodies.length === 1 || (name === "map" && bodies.length === 2);
  if (variable?.op !== "id" || !isComplete) {
    return checking.fault(
      "SC8002",
      node,
      `\`${name}\` takes a name for the items and what is asked of each`,
      {
        help: `write e.g. \`args.items.${name}(item, item.price < 100.0)\``,
      },
    );
  }
  if (list.type.kind === "fault") return faulty(range);
  if ([...roots, ...scope.variables.keys()].includes(variable.args)) {
    return checking.fault("SC8003", variable, `\`${variable.args}\` means something already`, {
      help: "choose another name for the items",
    });
  }
  const inner = withVariable(scope, variable.args, itemsOf(list.type));
  const [first, second] = bodies.map((body) => checking.expression(body, inner));
  if (first === undefined) return faulty(range);
  const bound = word(variable.args, range);
  if (name !== "map") {
    const isSo = operand(first, ["bool"], `what \`${name}\` asks`, checking);
    const type: CelType = name === "filter" ? list.type : scalar("bool");
    return called(functions[name], [bound, list, isSo], type, range);
  }
  const made = second ?? first;
  const kept =
    second === undefined
      ? list
      : called(
          "filter",
          [bound, list, operand(first, ["bool"], "what `map` asks", checking)],
          list.type,
          range,
        );
  return called("map", [bound, kept, made], { kind: "list", items: () => made.type }, range);
}

function withVariable(scope: Scope, name: string, type: CelType): Scope {
  return { ...scope, variables: new Map([...scope.variables, [name, type]]) };
}
