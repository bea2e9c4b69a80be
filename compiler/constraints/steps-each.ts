// Whether a backtracking engine matches a regular expression in linear time, by proofs that no machine's speed decides.

import type { AST } from "@eslint-community/regexpp";
import { growth } from "./growth.js";
import { isPlainlyLinear } from "./is-plainly-linear.js";
import { canBeEmpty } from "./pattern-measures.js";
import { hasLookaround, isRepeating, quantifiersIn, starred } from "./regexp-syntax.js";

/** Matched from the start of the text on. Of the flags only `i`, `s` and `u` are known here. */
export function isLinear(node: AST.Node, flags: string): boolean {
  // What is looked for around a place is on none of the paths that are counted here.
  if (hasLookaround(node)) return false;
  return isPlainlyLinear(node) || likenesses(node).some((source) => isProven(source, flags));
}

/**
 * It and the same with `*` for repetitions: each path of the original is a path of that, so what is linear there is
 * linear here. That fails for rounds that match nothing, which `{2}` takes and `*` does not.
 */
function likenesses(node: AST.Node): readonly string[] {
  const takesEmptyRounds = quantifiersIn(node).some(
    (repetition) => isRepeating(repetition) && canBeEmpty(repetition.element),
  );
  return takesEmptyRounds ? [node.raw] : [starred(node), starred(node, isRepeating), node.raw];
}

function isProven(source: string, flags: string): boolean {
  // Since `[]` matches nothing, no path is left out because an earlier one succeeds: the original may fail there.
  return growth(`^(?:${source})[]$`, flags)?.status === "safe";
}
