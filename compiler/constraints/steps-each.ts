// How many steps a backtracking engine takes for each character where its time is linear, by proofs that no machine's speed
// decides.

import type { AST } from "@eslint-community/regexpp";
import { growth } from "./growth.js";
import { isPlainlyLinear } from "./is-plainly-linear.js";
import { canBeEmpty, countPaths, stepsThrough } from "./pattern-measures.js";
import {
  hasLookaround,
  isEndless,
  isRepeating,
  parseAs,
  quantifiersIn,
  starred,
} from "./regexp-syntax.js";

/** Where counting alone finds fewer than these, no proof is asked whether there are fewer still. */
const few = 1000;

/**
 * Matched from the start of the text on, for each character and one more. At most so many; null where nothing shows that the
 * time is linear. Of the flags only `i`, `s` and `u` are known here.
 */
export function stepsEach(node: AST.Node, flags: string): number | null {
  // What is looked for around a place is on none of the paths that are counted here.
  if (hasLookaround(node)) return null;
  const plain = isPlainlyLinear(node) ? plainSteps(node) : Number.POSITIVE_INFINITY;
  if (plain <= few) return plain;
  const proven = likenesses(node, plain).find((source) => isProven(source, flags));
  const steps = proven === undefined ? plain : stepsThrough(parseAs(flags, proven));
  return Number.isFinite(steps) ? Math.min(steps, plain) : null;
}

/** Without a loop each path reads a character once at most, and where it ends or parts from others is a step, too. */
function plainSteps(node: AST.Node): number {
  return quantifiersIn(node).some(isEndless) ? stepsThrough(node) : 2 * countPaths(node);
}

/**
 * It and the same with `*` for repetitions: each path of the original is a path of that, so what is linear there is
 * linear here. That fails for rounds that match nothing, which `{2}` takes and `*` does not.
 */
function likenesses(node: AST.Node, plain: number): readonly string[] {
  const takesEmptyRounds = quantifiersIn(node).some(
    (repetition) => isRepeating(repetition) && canBeEmpty(repetition.element),
  );
  const others = takesEmptyRounds ? [] : [starred(node), starred(node, isRepeating)];
  return Number.isFinite(plain) ? others : [...others, node.raw];
}

function isProven(source: string, flags: string): boolean {
  // Since `[]` matches nothing, no path is left out because an earlier one succeeds: the original may fail there.
  return growth(`^(?:${source})[]$`, flags)?.status === "safe";
}
