// Takes the compiled tables and binds them into guards, one for each assistant that they name.

import { noRule, unknownAssistant } from "./answers.js";
import { checkTables, type Tables } from "./check-tables.js";
import type {
  CompiledAction,
  CompiledFact,
  CompiledPolicy,
  CompiledTool,
  ToolTypes,
} from "./compiled-policy.js";
import type { FactTypes } from "./facts/fact-types.js";
import { type FindPlan, type Guard, guardOf } from "./guard.js";
import { type Plan, planOf, type Rule } from "./plan.js";
import type { CompiledLog } from "./redaction/log-rules.js";

/** The guards of a policy file. */
export interface CompiledPolicies<
  Tools extends ToolTypes = ToolTypes,
  Scoped extends boolean = boolean,
  Facts extends FactTypes = FactTypes,
> {
  /** True where some policy is for certain assistants only: a call must then say whose it is. */
  readonly scoped: Scoped;
  /** What the audit keeps of arguments, where the policy file says so. */
  readonly log?: readonly CompiledLog[];
  /** The look-ups that conditions may read. */
  readonly facts: readonly CompiledFact[];
  /** The tools that it may speak of. */
  readonly tools?: readonly CompiledTool[];
  /** How long the look-ups of one decision may take together. */
  readonly factDeadlineMs: number;
  /** Never there: it tells tsc what the facts are. */
  readonly factTypes?: Facts;
  /** Binds the policies of this assistant together with those that all share. */
  guard(assistantId?: string | null): Guard<Tools>;
}

/** Binds compiled tables. `Tools` maps the tools' names to their arguments. Throws where the tables are unsound. */
export function definePolicies<
  Tools extends ToolTypes,
  Scoped extends boolean,
  Facts extends FactTypes = FactTypes,
>(tables: Tables): CompiledPolicies<Tools, Scoped, Facts> {
  checkTables(tables);
  const { tools, policies, log = [], facts = [], factDeadlineMs = 2000 } = tables;
  const enforced = bindingOf(
    tools,
    policies.filter(({ mode }) => mode !== "shadow"),
  );
  // INVARIANT: shadow policies are bound by themselves, so that no decision can depend on them.
  const shadow = bindingOf(
    tools,
    policies.filter(({ mode }) => mode === "shadow"),
  );
  const strangers = strangersTo(tools);
  const isKnown = (id: string) =>
    enforced.ids.size === 0 || enforced.ids.has(id) || (id !== "" && enforced.hasShared);
  const bind = (id: string) =>
    guardOf<Tools>({
      assistantId: id,
      find: isKnown(id) ? enforced.plansFor(id) : strangers,
      findShadow: shadow.isEmpty ? null : spoken(shadow.plansFor(id)),
    });

  const named = new Set(["", ...enforced.ids, ...shadow.ids, ...policies.flatMap(exceptedBy)]);
  const asksWho = policies.some(({ actions }) => actions.some(hasCondition));
  const guards = new Map<string | null, Guard<Tools>>();
  const guard = (assistantId?: string | null): Guard<Tools> => {
    const id = typeof assistantId === "string" ? assistantId : "";
    // Only the names in the policies are kept, so callers cannot fill the memory. To all others one guard does.
    const who = named.has(id) ? id : null;
    if (who === null && asksWho) {
      return bind(id);
    }
    const bound = guards.get(who) ?? bind(id);
    guards.set(who, bound);
    return bound;
  };
  // INVARIANT: `Scoped` is the compiler's word for the same tables; were it wrong, `guard` would still deny.
  const isScoped = (enforced.ids.size > 0) as Scoped;
  return Object.freeze({ scoped: isScoped, log, facts, factDeadlineMs, tools, guard });
}

/** Policies that decide together, by who calls. */
interface Binding {
  readonly isEmpty: boolean;
  /** Those that some policy names. */
  readonly ids: ReadonlySet<string>;
  /** Whether some policy is for all. */
  readonly hasShared: boolean;
  plansFor(assistantId: string): FindPlan;
}

type RulesByTool = ReadonlyMap<string, readonly Rule[]>;

function bindingOf(tools: readonly CompiledTool[], policies: readonly CompiledPolicy[]): Binding {
  const scoped = byAssistant(policies);
  const shared = policies.filter(({ assistants }) => assistants.length === 0);
  const sharedRules = rulesByTool(shared);
  const sharedPlans = plansOf(tools, [sharedRules]);
  const excepted = new Set(shared.flatMap(exceptedBy));
  return {
    isEmpty: policies.length === 0,
    ids: new Set(scoped.keys()),
    hasShared: shared.length > 0,
    plansFor: (assistantId) => {
      const own = rulesByTool(scoped.get(assistantId) ?? [], assistantId);
      const isExcepted = excepted.has(assistantId);
      const mentioned = isExcepted ? tools : tools.filter(({ name }) => own.has(name));
      // INVARIANT: an assistant's own policies come before those that all share.
      const plans = plansOf(mentioned, [
        own,
        isExcepted ? rulesByTool(shared, assistantId) : sharedRules,
      ]);
      return (tool) => plans.get(tool) ?? sharedPlans.get(tool);
    },
  };
}

/** How calls of these tools are decided by rules that are tried in this order. */
function plansOf(
  tools: readonly CompiledTool[],
  inOrder: readonly RulesByTool[],
): ReadonlyMap<string, Plan> {
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

/** The plans of a caller that no policy is for. */
function strangersTo(tools: readonly CompiledTool[]): FindPlan {
  const names = new Set(tools.map(({ name }) => name));
  const plan: Plan = { byName: unknownAssistant, grants: [] };
  return (tool) => (names.has(tool) ? plan : undefined);
}

/** Only the plans of tools that some rule speaks of. */
function spoken(find: FindPlan): FindPlan {
  return (tool) => {
    const plan = find(tool);
    return plan?.byName === noRule ? undefined : plan;
  };
}

function hasCondition({ when, constraints = [] }: CompiledAction): boolean {
  return when !== undefined || constraints.some((constraint) => "requires" in constraint);
}

/** The assistants that some action of this policy is not for. */
function exceptedBy({ actions }: CompiledPolicy): readonly string[] {
  return actions.flatMap(({ except = [] }) => except);
}

function rulesByTool(policies: readonly CompiledPolicy[], assistantId = ""): RulesByTool {
  const rules = policies.flatMap((policy) =>
    policy.actions
      .filter(({ except = [] }) => !except.includes(assistantId))
      .map((action): Rule => ({ action, policy })),
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
