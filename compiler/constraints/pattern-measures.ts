// What can be counted in the syntax tree of a regular expression: the ways through it, its size, whether it can be empty.

import type { AST } from "@eslint-community/regexpp";

/** A value of each node, made of the values of what is in it. */
interface Fold<T> {
  readonly character: T;
  readonly either: (alternatives: readonly T[]) => T;
  readonly sequence: (elements: readonly T[]) => T;
  readonly repeated: (element: T, quantifier: AST.Quantifier) => T;
}

const paths: Fold<number> = {
  character: 1,
  either: sum,
  sequence: (elements) => elements.reduce((all, ways) => all * ways, 1),
  repeated: (ways, { min, max }) => {
    const most = Number.isFinite(max) ? max : min;
    return sum(Array.from({ length: most - min + 1 }, (_, more) => ways ** (min + more)));
  },
};

const size: Fold<number> = {
  character: 1,
  either: sum,
  sequence: sum,
  repeated: (element, { min, max }) => {
    const most = Number.isFinite(max) ? max : min + 1;
    return element * most + 10 * (most - min);
  },
};

const emptiness: Fold<boolean> = {
  character: false,
  either: (alternatives) => alternatives.includes(true),
  sequence: (elements) => !elements.includes(false),
  repeated: (element, { min }) => element || min === 0,
};

/** How many ways may be tried where each of them comes to an end. */
export const mostPaths = 10_000;

/** The ways through: all of them, but only one number of rounds through a repetition without end. */
export function countPaths(node: AST.Node): number {
  return fold(node, paths);
}

/** The characters once every repetition is written out; a choice to go on weighs as much as ten. */
export function sizeOf(node: AST.Node): number {
  return fold(node, size);
}

/** How many characters may be read on all paths together, from one place in the text on. */
export function stepsThrough(node: AST.Node): number {
  return countPaths(node) * sizeOf(node);
}

export function canBeEmpty(node: AST.Node): boolean {
  return fold(node, emptiness);
}

/** How often it is gone through, as RE2 counts: the rounds of nested repetitions multiply, those of `*` and `+` aside. */
export function countRounds(node: AST.Node | null): number {
  if (node === null) return 1;
  if (node.type !== "Quantifier") return countRounds(node.parent);
  const { min, max, parent } = node;
  return Math.max(min, Number.isFinite(max) ? max : 1, 1) * countRounds(parent);
}

function fold<T>(node: AST.Node, by: Fold<T>): T {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup":
      return by.either(node.alternatives.map((alternative) => fold(alternative, by)));
    case "Alternative":
      return by.sequence(node.elements.map((element) => fold(element, by)));
    case "Quantifier":
      return by.repeated(fold(node.element, by), node);
    case "Assertion":
      return by.sequence([]);
    default:
      return by.character;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
