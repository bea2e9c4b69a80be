// `all`, `exists`, `exists_one`, `filter` and `map`: what is asked of each item of a list.

import type { ASTNode } from "@marcbachmann/cel-js";
import { itemsOf } from "./access.js";
import { type CelType, scalar } from "./cel-type.js";
import { type Checking, called, faulty, type Scope, word } from "./checking.js";
import type { CelFunction, Expression } from "./expression.js";
import { operand } from "./operand.js";
import { roots } from "./roots.js";

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
  const { place, variable, bodies } = partsOf(name, given);
  const isComplete = bodies.length === 1 || (name === "map" && bodies.length === 2);
  if (variable?.op !== "id" || (place !== undefined && place.op !== "id") || !isComplete) {
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
  const taken = new Set([...roots, ...scope.variables.keys()]);
  const inner = { ...scope, variables: new Map(scope.variables) };
  for (const [name, type] of [
    ...(place === undefined ? [] : [[place, scalar("int")] as const]),
    [variable, itemsOf(list.type)] as const,
  ]) {
    if (taken.has(name.args)) {
      return checking.fault("SC8003", name, `\`${name.args}\` means something already`, {
        help: "choose another name for the items",
      });
    }
    taken.add(name.args);
    inner.variables.set(name.args, type);
  }
  const [first, second] = bodies.map((body) => checking.expression(body, inner));
  if (first === undefined) return faulty(range);
  const bound = word(variable.args, range);
  if (name !== "map") {
    const isSo = operand(first, ["bool"], `what \`${name}\` asks`, checking);
    const type: CelType = name === "filter" ? list.type : scalar("bool");
    const where = place === undefined ? [] : [word(place.args, range)];
    return called(functions[name], [bound, list, isSo, ...where], type, range);
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

interface Parts {
  /** The name of the item's place in the list, which `all` and `exists` may have before that of the item. */
  readonly place: ASTNode | undefined;
  readonly variable: ASTNode | undefined;
  readonly bodies: readonly ASTNode[];
}

function partsOf(name: MacroName, given: readonly ASTNode[]): Parts {
  const hasPlace = given.length === 3 && (name === "all" || name === "exists");
  const [variable, ...bodies] = hasPlace ? given.slice(1) : given;
  return { place: hasPlace ? given[0] : undefined, variable, bodies };
}
