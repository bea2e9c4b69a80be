// Works out, before the first call, how one caller's calls of one tool are decided.

import { allow, deny, noRule, type Origin } from "./answers.js";
import type {
  ArgumentSchema,
  CompiledAction,
  CompiledCondition,
  CompiledConstraint,
  CompiledRequirement,
  CompiledTool,
  Predicate,
} from "./compiled-policy.js";
import type { Decision, Denied } from "./decision.js";

/** The answer where a tool's name is enough. */
export interface ByName {
  readonly byName: Decision<never>;
  readonly grants: readonly Grant[];
}

/** What is asked of a call where the name is not enough. */
export interface ByArguments {
  readonly byName: null;
  /** Whether there is any condition to ask. */
  readonly asks: boolean;
  readonly schema: ArgumentSchema;
  /** In decision order, up to the first that denies every call. */
  readonly denials: readonly Denial[];
  /** In decision order, up to the first that applies to every call. */
  readonly grants: readonly Grant[];
}

/** One caller's policy for one tool. */
export type Plan = ByName | ByArguments;

/** A `deny`. */
export interface Denial {
  readonly when: Question | null;
  readonly denial: Denied;
}

/** Where an action stands, which always has a rule. */
type ActionOrigin = Origin & Pick<CompiledAction, "rule">;

/** An `allow` or a `require_approval`. */
export interface Grant {
  readonly when: Question | null;
  /** In written order. */
  readonly obligations: readonly Obligation[];
  readonly origin: ActionOrigin;
  readonly reason: string;
  /** The answer of an action that asks for a person's approval; null where the call may simply run. */
  readonly approval: Denied | null;
}

/** A constraint on the arguments alone, or a condition. */
export type Obligation =
  | { readonly holds: Predicate; readonly question: null; readonly denial: Denied }
  | { readonly holds: null; readonly question: Question; readonly denial: Denied };

/** A condition, and the answers where it has none. */
export interface Question {
  readonly condition: CompiledCondition;
  /** The name of the policy that asks. */
  readonly policy: string;
  readonly failed: Denied;
  readonly factFailed: Denied;
}

/** An action, and the policy that answers for it. */
export interface Rule {
  readonly action: CompiledAction;
  readonly policy: { readonly name: string; readonly digest: string };
}

/** The plan of these actions, which are all that concern the tool, in decision order. */
export function planOf(tool: CompiledTool, rules: readonly Rule[]): Plan {
  const [denials, others] = [rules.filter(isDenial), rules.filter((rule) => !isDenial(rule))];
  const [first] = denials;
  if (first !== undefined && first.action.when === undefined) {
    return { byName: denialOf(first).denial, grants: [] };
  }
  const grants = upToCertain(others).map(grantOf);
  const [grant] = grants;
  if (tool.arguments === null) {
    return { byName: grant === undefined ? noRule : answerByName(grant), grants };
  }
  if (rules.length === 0) {
    return { byName: noRule, grants };
  }
  const asked = upToCertain(denials).map(denialOf);
  const asks = asked.length > 0 || grants.some(isQuestioning);
  return { byName: null, asks, schema: tool.arguments, denials: asked, grants };
}

function isQuestioning({ when, obligations }: Grant): boolean {
  return when !== null || obligations.some(({ question }) => question !== null);
}

/** What applies to every call hides what comes after it. */
function upToCertain(rules: readonly Rule[]): readonly Rule[] {
  const certain = rules.findIndex(({ action }) => action.when === undefined);
  return certain === -1 ? rules : rules.slice(0, certain + 1);
}

function isDenial({ action }: Rule): boolean {
  return action.effect === "deny";
}

function denialOf(rule: Rule): Denial {
  const reason = rule.action.reason ?? "this tool may not be used here";
  return { when: whenOf(rule), denial: deny("denied", reason, null, originOf(rule)) };
}

function grantOf(rule: Rule): Grant {
  const { action } = rule;
  const origin = originOf(rule);
  const awaited = action.reason ?? "a person must approve this call";
  return {
    when: whenOf(rule),
    obligations: (action.constraints ?? []).map((constraint) => obligationOf(constraint, rule)),
    origin,
    reason: action.reason ?? "allowed",
    approval: action.effect === "allow" ? null : deny("approval-required", awaited, null, origin),
  };
}

function obligationOf(constraint: CompiledConstraint | CompiledRequirement, of: Rule): Obligation {
  const { rule, line, text } = constraint;
  const origin = { rule, line, policy: of.policy.digest };
  if ("requires" in constraint) {
    const denial = deny("constraint", text, null, origin);
    return { holds: null, question: questionOf(constraint.requires, of, origin), denial };
  }
  const { path, holds } = constraint;
  const denial = deny("constraint", inWords(of.action, text), path, origin);
  return { holds, question: null, denial };
}

function whenOf(rule: Rule): Question | null {
  const { when } = rule.action;
  return when === undefined ? null : questionOf(when, rule, originOf(rule));
}

function questionOf(condition: CompiledCondition, { policy }: Rule, origin: Origin): Question {
  return {
    condition,
    policy: policy.name,
    failed: deny("condition-failed", "a condition of the policy has no answer", null, origin),
    factFailed: deny("fact-failed", "what the policy must know is not known", null, origin),
  };
}

function originOf({ action, policy }: Rule): ActionOrigin {
  return { rule: action.rule, line: action.line, policy: policy.digest };
}

function answerByName({ approval, reason, origin }: Grant): Decision<never> {
  // Frozen, because it is the same answer each time.
  return approval ?? Object.freeze(allow(noArguments, reason, origin));
}

const noArguments: object = Object.freeze({});

/** What the argument must be, after the author's words about the limit. Words for an approver are not for the model. */
function inWords({ reason, effect }: CompiledAction, text: string): string {
  return reason === undefined || effect !== "allow" ? text : `${reason} (${text})`;
}
