// How the time that a regular expression takes grows with the text, as recheck proves it.

import { createRequire } from "node:module";
import type { Diagnostics } from "recheck";
import { countPaths, mostPaths, sizeOf } from "./pattern-measures.js";
import { parseAs } from "./regexp-syntax.js";

/** Up to here a proof takes less than a second. */
const mostToProve = 500;

const require = createRequire(import.meta.url);

/**
 * Undefined for what is too large. The proof is about growth alone, and takes any number of paths through what does not
 * grow for one.
 */
export function growth(source: string, flags: string): Diagnostics | undefined {
  const pattern = parseAs(flags, source);
  if (countPaths(pattern) > mostPaths || sizeOf(pattern) > mostToProve) return undefined;
  // INVARIANT: loaded here and not above, since only a policy with such patterns needs its 70 ms.
  const { checkSync } = require("recheck") as typeof import("recheck");
  return checkSync(source, flags, { checker: "automaton", timeout: null });
}
