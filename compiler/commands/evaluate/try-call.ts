// What the compiled guard says about one call, by the facts that are given with it.

import {
  type CompiledPolicies,
  examineGiven,
  type Informed,
} from "@authensor/safeclaw-runtime/policy";
import type { TrialCall } from "./parse-calls.js";

export type Tried = Informed<unknown>;

export function tryCall(
  policies: CompiledPolicies,
  { tool, args, assistant, facts, now }: TrialCall,
): Tried {
  const trial = { assistantId: assistant, tool, args, facts, now: now ?? Date.now() };
  return examineGiven(policies, trial);
}
