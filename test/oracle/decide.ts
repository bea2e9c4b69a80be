// The reference interpreter: DESIGN's rules of deciding in the order of its sentences, for obviousness and not for speed.

import type { DenialCode } from "../../runtime/decision.js";
import {
  type ComposedFile,
  type ComposedPolicy,
  compose,
  isLifted,
  noOthers,
  type OtherFiles,
  within,
} from "./compose.js";
import { isRequirements, obligationsOf } from "./obligations.js";
import { offendingArguments } from "./offending-arguments.js";
import {
  type Action,
  type Call,
  type Evaluate,
  type JsonObject,
  MissingFact,
  type Outcome,
  type Policy,
  type PolicyFile,
  type Tools,
} from "./policy-file.js";
import { readArguments } from "./read-arguments.js";
import { Malformed } from "./well-formed.js";

/** "Built-in tools are known names that need no definition and get no handler." */
const BUILT_IN = ["code_interpreter", "file_search"];

/** What must come of a call. `tools` is what the tools module says, or null where the file names none. */
export function decide(
  written: PolicyFile,
  tools: Tools | null,
  call: Call,
  evaluate: Evaluate = noConditions,
  others: OtherFiles = noOthers,
): Outcome {
  const file = compose(written, others);
  // "`mode: enforce` or shadow: evaluated beside the others and recorded, never part of the decision"
  const enforced = file.policies.filter(({ mode }) => mode !== "shadow");
  const shadows = file.policies.filter(({ mode }) => mode === "shadow");
  const decision = decideBy(enforced, file, tools, call, evaluate);
  if (actionsThatConcern(shadows, call).length === 0 || !isKnownTool(file, tools, call.tool)) {
    return { ...decision, shadow: null };
  }
  // "Shadow policies: decided in the same way as if they were enforced, recorded beside the real decision"
  const everyone = { ...call, assistant: call.assistant ?? "" };
  const { effect, code, rule } = decideActions(shadows, file, tools, everyone, evaluate);
  return { ...decision, shadow: { effect, code, rule } };
}

function decideBy(
  policies: readonly ComposedPolicy[],
  file: ComposedFile,
  tools: Tools | null,
  call: Call,
  evaluate: Evaluate,
): Outcome {
  // "Codes come in this order: `unknown-tool`, `unknown-assistant`, `denied` and `no-rule` where the name alone decides
  // (before any parsing), `malformed-arguments`, `invalid-arguments`, then the actions."
  if (!isKnownTool(file, tools, call.tool)) return denied("unknown-tool");
  if (!isKnownAssistant(policies, call.assistant)) return denied("unknown-assistant");
  return decideActions(policies, file, tools, call, evaluate);
}

function decideActions(
  policies: readonly ComposedPolicy[],
  file: ComposedFile,
  tools: Tools | null,
  call: Call,
  evaluate: Evaluate,
): Outcome {
  const concerned = actionsThatConcern(policies, call).filter(
    ({ action, policy }) => action.effect !== "deny" || !isLifted(policy, call, policies, file),
  );
  const denials = concerned.filter(({ action }) => action.effect === "deny");
  const others = concerned.filter(({ action }) => action.effect !== "deny");
  // The name alone decides where the first `deny` is without a condition, and where there is nothing.
  const [first] = denials;
  if (first !== undefined && first.action.when === undefined) return denied("denied", first.rule);
  if (concerned.length === 0) return denied("no-rule");

  // "Built-ins are decided by name alone: arguments are neither parsed nor checked; an allowed built-in has args = {}."
  if (BUILT_IN.includes(call.tool) && others[0] !== undefined) return pass(others[0], {});

  const args = copyOrNull(call.args);
  if (args === null) return denied("malformed-arguments");
  const [offending] = offendingArguments(file, tools, call.tool, args);
  if (offending !== undefined) return denied("invalid-arguments", null, offending);

  const ask = (cel: string, { policy }: RankedAction): Answer => {
    const assistant = { id: call.assistant ?? "", policy: policy.name };
    const { tool, facts = {}, now = 0 } = call;
    return answerOf(() => evaluate(cel, { tool, args, facts, assistant, now }));
  };
  // "In that order, the first `deny` whose `when` is absent or true decides: denied. So a shared `deny` beats every
  // allow. A `when` that throws or is not exactly a boolean, of any action reached, denies there and then."
  for (const ranked of denials) {
    const applies = ranked.action.when === undefined || ask(ranked.action.when, ranked);
    if (applies === true) return denied("denied", ranked.rule);
    if (applies !== false) return denied(applies, ranked.rule);
  }
  // "Else, in that order, the first `allow` or `require_approval` whose `when` is absent or true decides, and then all
  // of its constraints must hold"
  for (const ranked of others) {
    const applies = ranked.action.when === undefined || ask(ranked.action.when, ranked);
    if (applies === true) {
      const own = fulfil(ranked, tools, args, ask);
      const binding = actionsThatConcern(
        file.policies.filter(({ mode }) => mode !== "shadow"),
        call,
      );
      // "What binds a policy for all is what is said to all above."
      const granting = binding.filter(
        ({ action, policy }) =>
          action.effect !== "deny" && (isScoped(ranked.policy) || !isScoped(policy)),
      );
      if (isDenial(own)) return own;
      // "What is from above comes after what is the policy's own, and its conditions after its limits."
      const above = deniedAbove(ranked, granting, false) ?? deniedAbove(ranked, granting, true);
      return above ?? own;
    }
    if (applies !== false) return denied(applies, ranked.rule);
  }
  return denied("no-rule");

  /** "An included file is narrowed only: what it would deny of the call is denied, unless the policy says `widen`." */
  function deniedAbove(
    { policy }: RankedAction,
    grants: readonly RankedAction[],
    byConditions: boolean,
  ): Outcome | undefined {
    if (policy.widen === true) return undefined;
    const above = file.includes.get(policy.from) ?? [];
    return above.map((path) => deniedBy(path)).find((outcome) => outcome !== undefined);

    function deniedBy(path: string): Outcome | undefined {
      const files = within(path, file);
      const binding = grants.find((grant) => files.includes(grant.policy.from));
      if (binding === undefined) return undefined;
      const { when } = binding.action;
      if (byConditions && when !== undefined) {
        // What does not apply there passes nothing. More than one that may apply is an error.
        const applies = ask(when, binding);
        const code = applies === false ? "constraint" : applies;
        if (code !== true) return denied(code, `${binding.rule}/when`);
      }
      const entries = Object.entries(binding.action.constraints ?? {});
      const asked = entries.filter(([, value]) => isRequirements(value) === byConditions);
      const part = { ...binding.action, constraints: Object.fromEntries(asked) };
      const outcome = fulfil({ ...binding, action: part }, tools, args ?? {}, ask);
      return isDenial(outcome) ? outcome : deniedAbove(binding, grants, byConditions);
    }
  }
}

function isDenial({ effect }: Outcome): boolean {
  return effect === "deny";
}

type Answer = boolean | "condition-failed" | "fact-failed";

function answerOf(evaluate: () => unknown): Answer {
  try {
    const answer = evaluate();
    return typeof answer === "boolean" ? answer : "condition-failed";
  } catch (error) {
    return error instanceof MissingFact ? "fact-failed" : "condition-failed";
  }
}

/** "(a failed one denies: effect `deny`, code `constraint`, the first failing one in written order named)" */
function fulfil(
  ranked: RankedAction,
  tools: Tools | null,
  args: JsonObject,
  ask: (cel: string, ranked: RankedAction) => Answer,
): Outcome {
  const { action, rule } = ranked;
  for (const [key, value] of Object.entries(action.constraints ?? {})) {
    if (isRequirements(value)) {
      for (const [index, { that }] of [value].flat().entries()) {
        const holds = ask(that, ranked);
        const code = holds === false ? "constraint" : holds;
        if (code !== true) return denied(code, `${rule}/require#${index + 1}`);
      }
      continue;
    }
    const obligations = obligationsOf({ ...action, constraints: { [key]: value } }, tools);
    const failed = obligations.find((obligation) => !obligation.holds(args));
    if (failed !== undefined) return denied("constraint", `${rule}/${failed.key}`, failed.path);
  }
  return pass(ranked, args);
}

function noConditions(): never {
  throw new Error("nobody said how conditions are evaluated");
}

interface RankedAction {
  readonly action: Action;
  readonly policy: ComposedPolicy;
  /** "`policy/tool` for an action (`policy/tool#2` for the second action of that policy on that tool)" */
  readonly rule: string;
}

function denied(code: DenialCode, rule: string | null = null, path: string | null = null): Outcome {
  return { allowed: false, effect: "deny", code, rule, path };
}

/** "approval-required: effect require_approval, allowed false, rule of the action. allow: rule of the action, code null, path null." */
function pass({ action, rule }: RankedAction, args: JsonObject): Outcome {
  return action.effect === "allow"
    ? { allowed: true, effect: "allow", code: null, rule, path: null, args }
    : { allowed: false, effect: "require_approval", code: "approval-required", rule, path: null };
}

/** "with a tools module: the module's tools plus the built-ins. Without: the tools named in any policy, plus the built-ins." */
function isKnownTool(file: PolicyFile, tools: Tools | null, tool: string): boolean {
  const named = file.policies.flatMap((policy) => policy.actions.map((action) => action.tool));
  return BUILT_IN.includes(tool) || (tools === null ? named.includes(tool) : tools.has(tool));
}

function isKnownAssistant(policies: readonly Policy[], assistant: string | null): boolean {
  const scoped = policies.filter(isScoped);
  // "In a file without scoped policies the two-argument form is complete."
  if (scoped.length === 0) return true;
  // "A file with scoped policies wants to know who calls: a call without an assistant is denied (`unknown-assistant`)"
  // And "ids and names are non-empty strings": an empty one names nobody.
  if (assistant === null || assistant === "") return false;
  // "An assistant that no scoped policy names has the shared policies; where there are none, `unknown-assistant`."
  return scoped.some((policy) => names(policy, assistant)) || scoped.length < policies.length;
}

/**
 * "The actions that concern a call are those of its tool, in the enforced policies whose `assistant_id` names the
 * caller (scoped) or that have none (shared). Decision order: scoped before shared, each in file order."
 */
function actionsThatConcern(
  policies: readonly ComposedPolicy[],
  call: Call,
): readonly RankedAction[] {
  const scoped = policies.filter((policy) => names(policy, call.assistant));
  const shared = policies.filter((policy) => !isScoped(policy));
  return [...scoped, ...shared].flatMap((policy) =>
    policy.actions
      .filter((action) => action.tool === call.tool)
      .map((action, index) => ({
        action,
        policy,
        rule: `${policy.name}/${action.tool}${index === 0 ? "" : `#${index + 1}`}`,
      })),
  );
}

function isScoped(policy: Policy): boolean {
  return policy.assistant_id !== undefined;
}

/** "one id or a list" */
function names(policy: Policy, assistant: string | null): boolean {
  const { assistant_id: ids = [] } = policy;
  return assistant !== null && (typeof ids === "string" ? [ids] : ids).includes(assistant);
}

function copyOrNull(args: unknown): JsonObject | null {
  try {
    return readArguments(args);
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
