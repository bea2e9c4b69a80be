// Every action that concerns a call, in the order in which the guard asks them, with what each of its parts answers.

import type { Decision, Effect } from "@authensor/safeclaw-runtime";
import type {
  CompiledAction,
  CompiledCondition,
  CompiledConstraint,
  CompiledPolicy,
  CompiledRequirement,
  ConditionInput,
} from "@authensor/safeclaw-runtime/policy";
import { valueAt } from "./compared-values.js";

/** What a part of a rule answers; `unknown` where it lacks a fact, `failed` where it has no answer. */
export type Answer = "holds" | "fails" | "unknown" | "failed";

/** `decides`: its answer is the decision · `applies not`: its `when` does not hold · `unreached`: decided before. */
export type Part = "decides" | "applies not" | "unreached";

export interface ConsideredAction {
  readonly policy: string;
  readonly shadow: boolean;
  readonly rule: string;
  readonly line: number;
  readonly effect: Effect;
  readonly part: Part;
  readonly when: { readonly text: string; readonly answer: Answer } | null;
  /** Empty where the action does not apply. */
  readonly constraints: readonly ConsideredConstraint[];
}

export interface ConsideredConstraint {
  readonly rule: string;
  readonly line: number;
  readonly text: string;
  /** Null for a condition. */
  readonly path: string | null;
  /** The argument as the constraint saw it; undefined where it is absent, and for a condition. */
  readonly saw: unknown;
  readonly answer: Answer;
}

/** What the conditions of one call may read, the policy that asks aside. */
export interface Surroundings extends Omit<ConditionInput, "assistant"> {
  readonly assistantId: string;
}

/** `surroundings` is null where the arguments were not looked at, or could not be. */
export function considered(
  policies: readonly CompiledPolicy[],
  tool: string,
  assistantId: string | null,
  surroundings: Surroundings | null,
  decision: Decision,
): readonly ConsideredAction[] {
  const isCaller = (id: string) => id === assistantId;
  const isFor = ({ assistants }: CompiledPolicy) => assistants.some(isCaller);
  const scoped = policies.filter(isFor);
  const shared = policies.filter(({ assistants }) => assistants.length === 0);
  const concerned = [...scoped, ...shared].flatMap((policy) =>
    policy.actions
      .filter(({ except = [], ...action }) => action.tool === tool && !except.some(isCaller))
      .map((action) => ({ action, policy })),
  );
  const denials = concerned.filter(({ action }) => action.effect === "deny");
  const inOrder = [...denials, ...concerned.filter(({ action }) => action.effect !== "deny")];
  return [false, true].flatMap((shadow) => {
    const standing = inOrder.filter(({ policy }) => (policy.mode === "shadow") === shadow);
    const answered = standing.map((each) => consider(each.action, each.policy, surroundings));
    const { rule } = shadow ? (decision.shadow ?? { rule: null }) : decision;
    const decides = standing.findIndex(
      ({ action }, index) => isOf(rule, action) && answered[index]?.when?.answer !== "fails",
    );
    if (rule !== null && decides === -1) throw new Error(`nobody considered the rule ${rule}`);
    return answered.map((action, index) => ({ ...action, part: partOf(action, index, decides) }));
  });
}

function partOf(action: Considering, index: number, decides: number): Part {
  if (index === decides) return "decides";
  return action.when?.answer === "fails" && (decides === -1 || index < decides)
    ? "applies not"
    : "unreached";
}

/** Whether a decision by this rule is one of the action: of itself, or of a constraint of it. */
function isOf(rule: string | null, action: CompiledAction): boolean {
  return [action, ...(action.constraints ?? [])].some((part) => part.rule === rule);
}

type Considering = Omit<ConsideredAction, "part">;

function consider(
  action: CompiledAction,
  policy: CompiledPolicy,
  surroundings: Surroundings | null,
): Considering {
  const { rule, line, effect, when, constraints = [] } = action;
  const ask = (condition: CompiledCondition) => answerOf(condition, policy.name, surroundings);
  const asked = when === undefined ? null : { text: when.text, answer: ask(when) };
  const applies = surroundings !== null && (asked === null || asked.answer !== "fails");
  return {
    policy: policy.name,
    shadow: policy.mode === "shadow",
    rule,
    line,
    effect,
    when: asked,
    constraints: applies ? constraints.map((each) => look(each, surroundings, ask)) : [],
  };
}

function look(
  constraint: CompiledConstraint | CompiledRequirement,
  { args }: Surroundings,
  ask: (condition: CompiledCondition) => Answer,
): ConsideredConstraint {
  const { rule, line, text } = constraint;
  if ("requires" in constraint) {
    const { requires } = constraint;
    return { rule, line, text: requires.text, path: null, saw: undefined, answer: ask(requires) };
  }
  const { path, holds } = constraint;
  return {
    rule,
    line,
    text,
    path,
    saw: argumentAt(args, path),
    answer: yesOrNo(() => holds(args)),
  };
}

function answerOf(
  { facts = [], holds }: CompiledCondition,
  policy: string,
  surroundings: Surroundings | null,
): Answer {
  if (surroundings === null) return "unknown";
  const { assistantId: id, ...known } = surroundings;
  if (!facts.every((name) => Object.hasOwn(known.facts, name))) return "unknown";
  return yesOrNo(() => holds({ ...known, assistant: { id, policy } }));
}

function yesOrNo(ask: () => unknown): Answer {
  try {
    const answer = ask();
    if (typeof answer !== "boolean") return "failed";
    return answer ? "holds" : "fails";
  } catch {
    return "failed";
  }
}

/** A name may hold dots itself. */
function argumentAt(args: object, path: string): unknown {
  return valueAt(args, Object.hasOwn(args, path) ? [path] : path.split("."));
}
