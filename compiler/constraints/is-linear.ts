// Whether a backtracking engine matches a regular expression in linear time, by proofs that no machine's speed decides.

import { createRequire } from "node:module";
import type { AST } from "@eslint-community/regexpp";
import { edit, hasLookaround, parseAs, quantifiersIn } from "./regexp-syntax.js";

/** A value of each node, made of the values of what is in it. */
interface Fold<T> {
  readonly character: T;
  readonly either: (alternatives: readonly T[]) => T;
  readonly sequence: (elements: readonly T[]) => T;
  readonly repeated: (element: T, quantifier: AST.Quantifier) => T;
}

/** The ways through: all of them, but only one number of rounds through a repetition without end. */
const paths: Fold<number> = {
  character: 1,
  either: sum,
  sequence: (elements) => elements.reduce((all, ways) => all * ways, 1),
  repeated: (ways, { min, max }) => {
    const least = max === Number.POSITIVE_INFINITY ? Math.max(min, 1) : min;
    const most = Math.max(least, Number.isFinite(max) ? max : 0);
    return sum(Array.from({ length: most - least + 1 }, (_, more) => ways ** (least + more)));
  },
};

/** The characters once every repetition is written out; a choice to go on weighs as much as ten. */
const size: Fold<number> = {
  character: 1,
  either: sum,
  sequence: sum,
  repeated: (element, { min, max }) => {
    const most = Number.isFinite(max) ? max : min + 1;
    return element * most + 10 * (most - min);
  },
};

const canBeEmpty: Fold<boolean> = {
  character: false,
  either: (alternatives) => alternatives.includes(true),
  sequence: (elements) => !elements.includes(false),
  repeated: (element, { min }) => element || min === 0,
};

/** How many paths may be tried, and how many characters read on all of them together. */
const mostPaths = 10_000;
const mostSteps = 10_000_000;

/** The same from each character of the text on. */
const mostStepsEach = 1000;

/** Up to here a proof takes less than a second. */
const mostToProve = 500;

const require = createRequire(import.meta.url);

/** Matched from the start of the text on. Of the flags only `i`, `s` and `u` are known here. */
export function isLinear(node: AST.Node, flags = "u"): boolean {
  // What is looked for around a place is on none of the paths that are counted here.
  if (hasLookaround(node)) return false;
  return (
    hasFewPaths(node) ||
    hasOneLoop(node) ||
    isProven(starred(node, isChoice), flags) ||
    isProven(starred(node, isLoop), flags) ||
    isProven(node.raw, flags)
  );
}

/** Text on which the pattern, found anywhere in it, takes more than linear time, in JavaScript; null where none is known. */
export function slowText(pattern: AST.Pattern, flags: string): string | null {
  const found = isSmall(pattern) ? growth(pattern.raw, flags) : undefined;
  return found?.status === "vulnerable" ? found.attack.pattern : null;
}

function hasFewPaths(node: AST.Node): boolean {
  if (quantifiersIn(node).some(({ max }) => !Number.isFinite(max))) return false;
  const few = fold(node, paths);
  return few <= mostPaths && few * fold(node, size) <= mostSteps;
}

/** Where each round of the only loop has one way, each number of rounds is tried once on each of the few paths to it. */
function hasOneLoop(node: AST.Node): boolean {
  const repetitions = quantifiersIn(node);
  const [loop, another] = repetitions.filter(({ max }) => !Number.isFinite(max));
  if (loop === undefined || another !== undefined || fold(loop.element, paths) > 1) return false;
  const isRepeated = repetitions.some(
    ({ start, end, max }) => max > 1 && start <= loop.start && end > loop.end,
  );
  return !isRepeated && fold(node, paths) * fold(node, size) <= mostStepsEach;
}

const isChoice = ({ min, max }: AST.Quantifier): boolean => max > 1 || min < max;
const isLoop = ({ max }: AST.Quantifier): boolean => max > 1;

/**
 * The same with `*` for all repetitions that are asked for: each path of the original is a path of this, so what is
 * linear here is linear there. That fails for rounds that match nothing, which `{2}` takes and `*` does not: then there
 * is no such pattern.
 */
function starred(
  node: AST.Node,
  isAsked: (repetition: AST.Quantifier) => boolean,
): string | undefined {
  const repetitions = quantifiersIn(node).filter(isAsked);
  if (repetitions.some(({ max, element }) => max > 1 && fold(element, canBeEmpty)))
    return undefined;
  const edits = repetitions.map(({ element, end }) => ({
    start: element.end - node.start,
    end: end - node.start,
    text: "*",
  }));
  return edit(node.raw, edits);
}

function isProven(source: string | undefined, flags: string): boolean {
  if (source === undefined || !isSmall(parseAs(flags, source))) return false;
  // Since `[]` matches nothing, no path is left out because an earlier one succeeds: the original may fail there.
  return growth(`^(?:${source})[]$`, flags).status === "safe";
}

/** The proof is about growth alone, and takes any number of paths through what does not grow for one. */
function isSmall(node: AST.Node): boolean {
  return fold(node, paths) <= mostPaths && fold(node, size) <= mostToProve;
}

function growth(source: string, flags: string) {
  // INVARIANT: loaded here and not above, since only a policy with such patterns needs its 70 ms.
  const { checkSync } = require("recheck") as typeof import("recheck");
  return checkSync(source, flags, { checker: "automaton", timeout: null });
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
