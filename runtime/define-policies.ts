// Takes the compiled tables and binds them into guards, one for each assistant that they name.

import { allow, deny, noRule, unknownAssistant } from "./answers.js";
import { checkTables, type Tables } from "./check-tables.js";
import type { CompiledAction, CompiledPolicy, CompiledTool, ToolTypes } from "./compiled-policy.js";
import { type Guard, guardOf, type Plan } from "./guard.js";

/** The guards of a policy file. */
export interface CompiledPolicies<
  Tools extends ToolTypes = ToolTypes,
  Scoped extends boolean = boolean,
> {
  /** True where some policy is for certain assistants only: a call must then say whose it is. */
  readonly scoped: Scoped;
  /** Binds the policies of this assistant together with those that all share. */
  guard(assistantId?: string | null): Guard<Tools>;
}

/** An action, and the digest of the policy that answers for it. */
interface Rule {
  readonly action: CompiledAction;
  readonly policy: string;
}

type RulesByTool = ReadonlyMap<string, readonly Rule[]>;
type Plans = ReadonlyMap<string, Plan>;

/** Binds compiled tables. `Tools` maps the tools' names to their arguments. Throws where the tables are unsound. */
export function definePolicies<Tools extends ToolTypes, Scoped extends boolean>(
  tables: Tables,
): CompiledPolicies<Tools, Scoped> {
  checkTables(tables);
  const { tools } = tables;
  const scoped = byAssistant(tables.policies);
  const shared = rulesByTool(tables.policies.filter(({ assistants }) => assistants.length === 0));

  const planOf = (tool: CompiledTool, own: RulesByTool): Plan =>
    decide(tool, [...(own.get(tool.name) ?? []), ...(shared.get(tool.name) ?? [])]);
  const sharedPlans = new Map(tools.map((tool) => [tool.name, planOf(tool, new Map())]));
  const sharedGuard = guardOf<Tools>((tool) => sharedPlans.get(tool));
  const stranger = strangerTo<Tools>(sharedPlans);

  const bind = (policies: readonly CompiledPolicy[]): Guard<Tools> => {
    const own = rulesByTool(policies);
    const plans = new Map(
      tools.filter(({ name }) => own.has(name)).map((tool) => [tool.name, planOf(tool, own)]),
    );
    // A tool that only shared policies mention has one plan for everybody.
    return guardOf((tool) => plans.get(tool) ?? sharedPlans.get(tool));
  };

  const guards = new Map<string, Guard<Tools>>();
  const guard = (assistantId?: string | null): Guard<Tools> => {
    if (scoped.size === 0) {
      return sharedGuard;
    }
    if (typeof assistantId !== "string" || assistantId === "") {
      return stranger;
    }
    const bound = guards.get(assistantId);
    if (bound !== undefined) {
      return bound;
    }
    const policies = scoped.get(assistantId);
    if (policies === undefined) {
      return shared.size === 0 ? stranger : sharedGuard;
    }
    // Only ids that the policies name are kept, so callers cannot fill the memory.
    const made = bind(policies);
    guards.set(assistantId, made);
    return made;
  };
  // INVARIANT: `Scoped` is the compiler's word for the same tables; where it were wrong, `guard` would still deny.
  return Object.freeze({ scoped: (scoped.size > 0) as Scoped, guard });
}

/** The guard of a caller that no policy is for. */
function strangerTo<Tools extends ToolTypes>(plans: Plans): Guard<Tools> {
  const plan: Plan = { byName: unknownAssistant };
  return guardOf((tool) => (plans.has(tool) ? plan : undefined));
}

/** Which action decides, of those that concern a tool in decision order: the first denial, else the first of the others. */
function decide(tool: CompiledTool, rules: readonly Rule[]): Plan {
  const rule = rules.find(({ action }) => action.effect === "deny") ?? rules[0];
  if (rule === undefined) {
    return { byName: noRule };
  }
  const { action, policy } = rule;
  const origin = { rule: action.rule, line: action.line, policy };
  if (action.effect === "deny") {
    const reason = action.reason ?? "this tool may not be used here";
    return { byName: deny("denied", reason, null, origin) };
  }
  const grant = {
    origin,
    reason: action.reason ?? "allowed",
    approval:
      action.effect === "allow"
        ? null
        : deny(
            "approval-required",
            action.reason ?? "a person must approve this call",
            null,
            origin,
          ),
  };
  if (tool.arguments === null) {
    return { byName: grant.approval ?? allow(noArguments, grant.reason, origin) };
  }
  const constraints = (action.constraints ?? []).map(({ holds, text, path, ...constraint }) => ({
    holds,
    denial: deny("constraint", inWords(action, text), path, { ...constraint, policy }),
  }));
  return { byName: null, schema: tool.arguments, constraints, grant };
}

const noArguments: object = Object.freeze({});

/** What the argument must be, after the author's words about the limit. Words for an approver are not for the model. */
function inWords({ reason, effect }: CompiledAction, text: string): string {
  return reason === undefined || effect !== "allow" ? text : `${reason} (${text})`;
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
