// Whether counting alone shows that a regular expression is matched in linear time: most are, and need no proof.

import type { AST } from "@eslint-community/regexpp";
import { countPaths, countRounds, mostPaths, stepsThrough } from "./pattern-measures.js";
import { isEndless, quantifiersIn } from "./regexp-syntax.js";

/** How many characters may be read on all paths together. */
const mostSteps = 10_000_000;

/** The same from each character of the text on. */
const mostStepsEach = 1000;

export function isPlainlyLinear(node: AST.Node): boolean {
  const [loop, another] = quantifiersIn(node).filter(isEndless);
  const steps = stepsThrough(node);
  if (loop === undefined) return countPaths(node) <= mostPaths && steps <= mostSteps;
  // Where each round has one way, each number of rounds is tried once on each of the few paths to the loop.
  const isSimple = countPaths(loop.element) <= 1 && countRounds(loop.parent) === 1;
  return another === undefined && isSimple && steps <= mostStepsEach;
}
