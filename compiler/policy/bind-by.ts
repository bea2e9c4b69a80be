// An action that takes on what others ask which bind it: their limits and conditions after its own.

import { saidBy } from "../conditions/said-by.js";
import type { CheckedAction, CheckedConstraint, CheckedRequirement } from "./checked-policy.js";
import type { Entry } from "./narrow-to-included.js";

/** The action, which then passes no call that one of `grants` would not. What two of them have from one action counts once. */
export function bindBy(grants: readonly Entry[], action: CheckedAction): CheckedAction {
  const limits = new Set(grants.flatMap(limitsOf));
  const asked = new Map(grants.flatMap(requirementsOf).map((each) => [each.of, each]));
  return {
    ...action,
    constraints: [...action.constraints, ...limits],
    requirements: [...action.requirements, ...asked.values()],
  };
}

function limitsOf({ action, rule }: Entry): readonly CheckedConstraint[] {
  return action.constraints.map((limit) => ({ ...limit, of: limit.of ?? rule }));
}

/** That the action applies at all is required as well. */
function requirementsOf({ policy, action, rule }: Entry): readonly CheckedRequirement[] {
  const { when, file, range, requirements } = action;
  const own = { otherwise: null, file, range, of: `${rule}/when` };
  const applies = when === null ? [] : [{ ...own, condition: when }];
  const asked = requirements.map((each, index) => ({
    ...each,
    of: each.of ?? `${rule}/require#${index + 1}`,
  }));
  const name = policy.name.value;
  return [...applies, ...asked].map((each) => ({
    ...each,
    condition: saidBy(name, each.condition),
  }));
}
