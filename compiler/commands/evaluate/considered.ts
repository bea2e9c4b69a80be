// Every action that concerns a call, in the order in which the guard asks them, with what each of its parts answers.

import type { Decision, Effect } from "@authensor/safeclaw-runtime";
import type {
  CompiledAction,
  CompiledCondition,
  CompiledConstraint,
  CompiledPolicy,
  CompiledRequirement,
} from "@authensor/safeclaw-runtime/policy";
import type { Condition } from "../../conditions/expression.js";
import { type ReadValue, readValues, type Surroundings } from "./condition-reads.js";
import { valueAt } from "./value-at.js";

/** What a part of a rule answers: `failed` where it has no answer, `unknown` where it lacks a fact, else `unasked`. */
export type Answer = "holds" | "fails" | "failed" | "unknown" | "unasked";

/** `decides`: its answer is the decision · `applies not`: its `when` does not hold · `unreached`: decided before. */
export type Part = "decides" | "applies not" | "unreached";

export interface ConsideredAction {
  readonly policy: string;
  readonly shadow: boolean;
  readonly rule: string;
  readonly line: number;
  readonly effect: Effect;
  readonly part: Part;
  readonly when: Answered | null;
  /** Empty where the action does not apply. */
  readonly constraints: readonly ConsideredConstraint[];
}

/** What a part of a rule says, and of this call. */
export interface Answered {
  readonly text: string;
  readonly answer: Answer;
  /** Why it has no answer, where it was asked. */
  readonly why: string | null;
  /** What a condition reads, and finds. */
  readonly read: readonly ReadValue[];
}

export interface ConsideredConstraint extends Answered {
  readonly rule: string;
  readonly line: number;
  /** Null for a condition. */
  readonly path: string | null;
  /** The argument as the constraint saw it, or both of a pair; undefined where it is absent, and for a condition. */
  readonly saw: unknown;
}

/** What a call is explained by. */
export interface Explaining {
  readonly policies: readonly CompiledPolicy[];
  /** As they are written, by the rule that they belong to. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** The arguments that are seen as one, by the rule on both. */
  readonly pairs: ReadonlyMap<string, readonly string[]>;
  /** Null where the arguments were not looked at, or could not be. */
  readonly surroundings: Surroundings | null;
}

export function considered(
  { policies, ...explaining }: Explaining,
  tool: string,
  assistantId: string | null,
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
    const answered = standing.map((each) => consider(each.action, each.policy, explaining));
    const { rule } = shadow ? (decision.shadow ?? { rule: null }) : decision;
    const decides = standing.findIndex(
      ({ action }, index) => isOf(rule, action) && answered[index]?.when?.answer !== "fails",
    );
    if (rule !== null && decides === -1) throw new Error(`nobody considered the rule ${rule}`);
    return answered.map((action, index) => placed(action, partOf(action, index, decides)));
  });
}

function partOf(action: Considering, index: number, decides: number): Part {
  if (index === decides) return "decides";
  return action.when?.answer === "fails" && (decides === -1 || index < decides)
    ? "applies not"
    : "unreached";
}

/** Where a decision came before an action, the facts that it lacks are not missed. */
function placed(action: Considering, part: Part): ConsideredAction {
  if (part !== "unreached") return { ...action, part };
  const { when, constraints } = action;
  return { ...action, when: when && unmissed(when), constraints: constraints.map(unmissed), part };
}

function unmissed<Part extends Answered>(part: Part): Part {
  return part.answer === "unknown" ? { ...part, answer: "unasked" } : part;
}

/** Whether a decision by this rule is one of the action: of itself, or of a constraint of it. */
function isOf(rule: string | null, action: CompiledAction): boolean {
  return [action, ...(action.constraints ?? [])].some((part) => part.rule === rule);
}

type Considering = Omit<ConsideredAction, "part">;

type Ask = (rule: string, condition: CompiledCondition) => Answered;

function consider(
  action: CompiledAction,
  policy: CompiledPolicy,
  { conditions, pairs, surroundings }: Omit<Explaining, "policies">,
): Considering {
  const { rule, line, effect, when, constraints = [] } = action;
  const ask: Ask = (asked, compiled) => {
    if (surroundings === null) return unasked(compiled.text);
    const written = conditions.get(asked);
    const read = written ? readValues(written, policy.name, surroundings) : [];
    return { text: compiled.text, ...answerOf(compiled, policy.name, surroundings), read };
  };
  const asked = when === undefined ? null : ask(rule, when);
  const applies = surroundings !== null && (asked === null || asked.answer !== "fails");
  return {
    policy: policy.name,
    shadow: policy.mode === "shadow",
    rule,
    line,
    effect,
    when: asked,
    constraints: applies ? constraints.map((each) => look(each, surroundings, pairs, ask)) : [],
  };
}

function unasked(text: string): Answered {
  return { text, answer: "unasked", why: null, read: [] };
}

function look(
  constraint: CompiledConstraint | CompiledRequirement,
  { args }: Surroundings,
  pairs: Explaining["pairs"],
  ask: Ask,
): ConsideredConstraint {
  const { rule, line, text } = constraint;
  if ("requires" in constraint) {
    return { rule, line, ...ask(rule, constraint.requires), path: null, saw: undefined };
  }
  const { path, holds } = constraint;
  const pair = pairs.get(rule);
  const saw = pair === undefined ? argumentAt(args, path) : argumentsOf(args, pair);
  return { rule, line, text, path, saw, ...yesOrNo(() => holds(args)), read: [] };
}

function answerOf(
  { facts: needed = [], holds }: CompiledCondition,
  policy: string,
  { args, facts, assistantId: id, now }: Surroundings,
): Pick<Answered, "answer" | "why"> {
  const isLacking = (name: string) => facts.get(name)?.failed !== null;
  if (needed.some(isLacking)) return { answer: "unknown", why: null };
  const values = Object.fromEntries(
    [...facts].flatMap(([name, fact]) => (fact.failed === null ? [[name, fact.value]] : [])),
  );
  return yesOrNo(() => holds({ args, facts: values, now, assistant: { id, policy } }));
}

function yesOrNo(ask: () => unknown): Pick<Answered, "answer" | "why"> {
  try {
    const answer = ask();
    if (typeof answer !== "boolean")
      return { answer: "failed", why: "it is neither true nor false" };
    return { answer: answer ? "holds" : "fails", why: null };
  } catch (error) {
    return { answer: "failed", why: wordsOf(error) };
  }
}

/** The runtime says of each condition that it cannot be decided. */
function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^this condition cannot be decided: /u, "");
}

/** Undefined where all of them are absent. */
function argumentsOf(args: object, names: readonly string[]): unknown {
  const there = names.filter((name) => Object.hasOwn(args, name));
  return there.length === 0
    ? undefined
    : Object.fromEntries(there.map((name) => [name, valueAt(args, [name])]));
}

/** A name may hold dots itself. */
function argumentAt(args: object, path: string): unknown {
  return valueAt(args, Object.hasOwn(args, path) ? [path] : path.split("."));
}
