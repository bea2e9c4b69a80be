// How many steps a backtracking engine takes for each character where its time is linear, by proofs that no machine's speed
// decides.

import type { AST } from "@eslint-community/regexpp";
import { growth } from "./growth.js";
import { isPlainlyLinear } from "./is-plainly-linear.js";
import { canBeEmpty, stepsThrough } from "./pattern-measures.js";
import { hasLookaround, isRepeating, parseAs, quantifiersIn, starred } from "./regexp-syntax.js";

/**
 * Matched from the start of the text on. At most so many; null where nothing shows that the time is linear. Of the flags only
 * `i`, `s` and `u` are known here.
 */
export function stepsEach(node: AST.Node, flags: string): number | null {
  // What is looked for around a place is on none of the paths that are counted here.
  if (hasLookaround(node)) return null;
  if (isPlainlyLinear(node)) return stepsThrough(node);
  const proven = likenesses(node).find((source) => isProven(source, flags));
  return proven === undefined ? null : stepsThrough(parseAs(flags, proven));
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
