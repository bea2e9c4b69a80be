// Decides a call by nothing but what is given of facts, and says what was made of each: for trials, which record nothing.

import type { ToolTypes } from "../compiled-policy.js";
import type { CompiledPolicies } from "../define-policies.js";
import type { PermittedFor, ToolName } from "../permitted.js";
import { FactDesk, type Informed } from "./fact-desk.js";
import type { KnownFact } from "./read-fact.js";

/** A call that is tried. */
export interface Trial<Tools extends ToolTypes, Name extends string> {
  readonly assistantId: string | null;
  readonly tool: ToolName<Tools, Name>;
  readonly args: unknown;
  readonly facts: object;
  /** When, in milliseconds since 1970. */
  readonly now: number;
}

/** A decision, with what is known of every fact, needed or not. */
export interface TrialOutcome<Args> extends Informed<Args> {
  readonly given: ReadonlyMap<string, KnownFact>;
}

export function examineGiven<Tools extends ToolTypes, Name extends string>(
  policies: CompiledPolicies<Tools>,
  { assistantId, tool, args, facts, now }: Trial<Tools, Name>,
): TrialOutcome<PermittedFor<Tools, Name>> {
  const desk = new FactDesk(policies.facts, new Map(), policies.factDeadlineMs);
  const guard = policies.guard(assistantId);
  const asked = { guard, assistantId, tool, args, context: { facts }, now };
  const names = policies.facts.map(({ name }) => name);
  return { ...desk.examine<Tools, Name>(asked), given: desk.given(names, facts) };
}
