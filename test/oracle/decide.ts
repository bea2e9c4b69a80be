// The reference interpreter: DESIGN's rules of deciding in the order of its sentences, for obviousness and not for speed.

import type { DenialCode } from "../../runtime/decision.js";
import { obligationsOf } from "./obligations.js";
import { offendingArguments } from "./offending-arguments.js";
import type {
  Action,
  Call,
  JsonObject,
  Outcome,
  Policy,
  PolicyFile,
  Tools,
} from "./policy-file.js";
import { readArguments } from "./read-arguments.js";
import { Malformed } from "./well-formed.js";

/** "Built-in tools are known names that need no definition and get no handler." */
const BUILT_IN = ["code_interpreter", "file_search"];

/** What must come of a call. `tools` is what the tools module says, or null where the file names none. */
export function decide(file: PolicyFile, tools: Tools | null, call: Call): Outcome {
  // "Codes come in this order: `unknown-tool`, `unknown-assistant`, `denied` and `no-rule` where the name alone decides
  // (before any parsing), `malformed-arguments`, `invalid-arguments`, then the actions."
  if (!isKnownTool(file, tools, call.tool)) return denied("unknown-tool");
  if (!isKnownAssistant(file, call.assistant)) return denied("unknown-assistant");

  // "In that order, the first `deny` decides: denied. So a shared `deny` beats every allow."
  const concerned = actionsThatConcern(file, call);
  const deny = concerned.find(({ action }) => action.effect === "deny");
  if (deny !== undefined) return denied("denied", deny.rule);
  // "Else, in that order, the first `allow` or `require_approval` decides … Nothing decided: denied (`no-rule`)."
  const decider = concerned[0];
  if (decider === undefined) return denied("no-rule");

  // "Built-ins are decided by name alone: arguments are neither parsed nor checked; an allowed built-in has args = {}."
  if (BUILT_IN.includes(call.tool)) return pass(decider, {});

  const args = copyOrNull(call.args);
  if (args === null) return denied("malformed-arguments");
  const [offending] = offendingArguments(file, tools, call.tool, args);
  if (offending !== undefined) return denied("invalid-arguments", null, offending);

  // "and then all of its constraints must hold (a failed one denies: effect `deny`, code `constraint`,
  // the first failing one in written order named)"
  const failed = obligationsOf(decider.action, tools).find((obligation) => !obligation.holds(args));
  if (failed !== undefined)
    return denied("constraint", `${decider.rule}/${failed.key}`, failed.path);
  return pass(decider, args);
}

interface RankedAction {
  readonly action: Action;
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

function isKnownAssistant(file: PolicyFile, assistant: string | null): boolean {
  const scoped = file.policies.filter(isScoped);
  // "In a file without scoped policies the two-argument form is complete."
  if (scoped.length === 0) return true;
  // "A file with scoped policies wants to know who calls: a call without an assistant is denied (`unknown-assistant`)"
  // And "ids and names are non-empty strings": an empty one names nobody.
  if (assistant === null || assistant === "") return false;
  // "An assistant that no scoped policy names has the shared policies; where there are none, `unknown-assistant`."
  return scoped.some((policy) => names(policy, assistant)) || scoped.length < file.policies.length;
}

/**
 * "The actions that concern a call are those of its tool, in the enforced policies whose `assistant_id` names the
 * caller (scoped) or that have none (shared). Decision order: scoped before shared, each in file order."
 */
function actionsThatConcern(file: PolicyFile, call: Call): readonly RankedAction[] {
  const scoped = file.policies.filter((policy) => names(policy, call.assistant));
  const shared = file.policies.filter((policy) => !isScoped(policy));
  return [...scoped, ...shared].flatMap((policy) =>
    policy.actions
      .filter((action) => action.tool === call.tool)
      .map((action, index) => ({
        action,
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
