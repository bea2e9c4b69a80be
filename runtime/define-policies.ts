// Takes the compiled tables and binds them into guards, one for each assistant that they name.

import { unknownAssistant } from "./answers.js";
import { checkTables, type Tables } from "./check-tables.js";
import type { CompiledPolicy, CompiledTool, ToolTypes } from "./compiled-policy.js";
import { type Guard, guardOf } from "./guard.js";
import { type Plan, planOf, type Rule } from "./plan.js";
import type { CompiledLog } from "./redaction/log-rules.js";

/** The guards of a policy file. */
export interface CompiledPolicies<
  Tools extends ToolTypes = ToolTypes,
  Scoped extends boolean = boolean,
> {
  /** True where some policy is for certain assistants only: a call must then say whose it is. */
  readonly scoped: Scoped;
  /** What the audit keeps of arguments, where the policy file says so. */
  readonly log?: readonly CompiledLog[];
  /** Binds the policies of this assistant together with those that all share. */
  guard(assistantId?: string | null): Guard<Tools>;
}

type RulesByTool = ReadonlyMap<string, readonly Rule[]>;
type Plans = ReadonlyMap<string, Plan>;

/** Binds compiled tables. `Tools` maps the tools' names to their arguments. Throws where the tables are unsound. */
export function definePolicies<Tools extends ToolTypes, Scoped extends boolean>(
  tables: Tables,
): CompiledPolicies<Tools, Scoped> {
  checkTables(tables);
  const { tools, policies, log = [] } = tables;
  const scoped = byAssistant(policies);
  const shared = policies.filter(({ assistants }) => assistants.length === 0);
  const sharedRules = rulesByTool(shared);
  const sharedPlans = plansOf(tools, [sharedRules]);
  const forAll = guardOf<Tools>((tool) => sharedPlans.get(tool));
  const forNobody = strangerTo<Tools>(sharedPlans);

  const guards = new Map<string, Guard<Tools>>();
  const bind = (assistantId: string): Guard<Tools> => {
    const own = scoped.get(assistantId);
    // Only ids that the policies name are kept, so callers cannot fill the memory.
    if (own === undefined) {
      return shared.length === 0 ? forNobody : forAll;
    }
    const rules = rulesByTool(own);
    const mentioned = tools.filter(({ name }) => rules.has(name));
    // INVARIANT: an assistant's own policies come before those that all share.
    const plans = plansOf(mentioned, [rules, sharedRules]);
    const bound = guardOf<Tools>((tool) => plans.get(tool) ?? sharedPlans.get(tool));
    guards.set(assistantId, bound);
    return bound;
  };

  const guard = (assistantId?: string | null): Guard<Tools> => {
    if (scoped.size === 0) {
      return forAll;
    }
    if (typeof assistantId !== "string" || assistantId === "") {
      return forNobody;
    }
    return guards.get(assistantId) ?? bind(assistantId);
  };
  // INVARIANT: `Scoped` is the compiler's word for the same tables; were it wrong, `guard` would still deny.
  return Object.freeze({ scoped: (scoped.size > 0) as Scoped, log, guard });
}

/** How calls of these tools are decided by rules that are tried in this order. */
function plansOf(tools: readonly CompiledTool[], inOrder: readonly RulesByTool[]): Plans {
  return new Map(
    tools.map((tool) => [
      tool.name,
      planOf(
        tool,
        inOrder.flatMap((rules) => rules.get(tool.name) ?? []),
      ),
    ]),
  );
}

/** The guard of a caller that no policy is for. */
function strangerTo<Tools extends ToolTypes>(plans: Plans): Guard<Tools> {
  const plan: Plan = { byName: unknownAssistant };
  return guardOf((tool) => (plans.has(tool) ? plan : undefined));
}

function rulesByTool(policies: readonly CompiledPolicy[]): RulesByTool {
  const rules = policies.flatMap(({ actions, digest }) =>
    actions.map((action): Rule => ({ action, policy: digest })),
  );
  return groupBy(rules, ({ action }) => [action.tool]);
}

function byAssistant(policies: readonly CompiledPolicy[]): ReadonlyMap<string, CompiledPolicy[]> {
  return groupBy(policies, ({ assistants }) => assistants);
}

function groupBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, [item]);
      } else {
        group.push(item);
      }
    }
  }
  return groups;
}
