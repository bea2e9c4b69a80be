// What the compiled guard says about one call, by the facts that are given with it.

import {
  type CompiledPolicies,
  examineGiven,
  type TrialOutcome,
} from "@authensor/safeclaw-runtime/policy";
import type { TrialCall } from "./parse-calls.js";

export interface Tried extends TrialOutcome<unknown> {
  /** When, in milliseconds since 1970. */
  readonly now: number;
}

export function tryCall(
  policies: CompiledPolicies,
  { tool, args, assistant, facts, now: at }: TrialCall,
): Tried {
  const now = at ?? Date.now();
  return { ...examineGiven(policies, { assistantId: assistant, tool, args, facts, now }), now };
}
