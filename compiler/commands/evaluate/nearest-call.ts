// The call nearest to a denied one that the guard lets through, where changing single arguments leads to one.

import type { Decision } from "@authensor/safeclaw-runtime";
import { readsOf } from "../../conditions/reads-of.js";
import { pairs } from "../../constraints/max-days.js";
import type { ConstraintIr, GuardIr, ToolIr } from "../../ir/guard-ir.js";
import { candidatesFor, type Known, type PolicyAction, propertyAt } from "./nearest-candidates.js";
import { valueAt, withValue } from "./value-at.js";

export interface NearestCall {
  readonly args: object;
  /** The arguments that differ, as dotted paths. */
  readonly changed: readonly string[];
}

/** A call on the way. */
interface Attempt extends NearestCall {
  /** How many nearer values there were for the arguments that differ. */
  readonly passedOver: number;
}

type Steps = readonly string[];

/** More calls are not tried for each number of changes. */
const mostTried = 400;

/**
 * Null where none was found. `decide` is the compiled guard, so that what is found does pass; of calls with as few
 * changes, the first is the nearest.
 */
export function nearestCall(
  ir: GuardIr,
  tool: string,
  known: Known,
  decide: (args: object) => Decision,
): NearestCall | null {
  const signature = ir.tools.find(({ name }) => name === tool);
  if (signature === undefined) return null;
  const actions = actionsFor(ir, tool, known.assistant);
  const fixed = askedByFacts(ir, tool);
  const candidates = candidatesFor(signature, actions, known);
  const isApproval = decide(known.args).effect === "require_approval";
  let attempts: readonly Attempt[] = [{ args: known.args, changed: [], passedOver: 0 }];
  while (attempts.length > 0) {
    const decided = attempts.map((attempt) => ({ attempt, decision: decide(attempt.args) }));
    const passing =
      decided.find(({ decision }) => decision.allowed) ??
      decided.find(({ decision }) => !isApproval && decision.effect === "require_approval");
    if (passing) return outermost(passing.attempt);
    const next = decided.flatMap(({ attempt, decision }) =>
      argumentsToChange(decision, actions, signature, attempt.args)
        // What was not enough the first time would not be the second time.
        .filter(
          ([first = "", ...rest]) => !fixed.has(first) && isUnchanged([first, ...rest], attempt),
        )
        .flatMap((steps) => attemptsAt(steps, attempt, candidates(steps, attempt.args))),
    );
    attempts = next.toSorted((a, b) => a.passedOver - b.passedOver).slice(0, mostTried);
  }
  return null;
}

/** What is within a changed argument is not named beside it. */
function outermost({ args, changed }: Attempt): NearestCall {
  const isWithin = (path: string) => changed.some((other) => path.startsWith(`${other}.`));
  return { args, changed: changed.filter((path) => !isWithin(path)) };
}

/** Those that have a say for this caller. */
function actionsFor(ir: GuardIr, tool: string, caller: string): readonly PolicyAction[] {
  const isCaller = (id: string) => id === caller;
  return ir.policies
    .filter(
      ({ mode, assistants }) =>
        mode !== "shadow" && (assistants.length === 0 || assistants.some(isCaller)),
    )
    .flatMap((policy) => policy.actions.map((action) => ({ ...action, policy: policy.name })))
    .filter((action) => action.tool === tool && !action.except.some(isCaller));
}

function isUnchanged(steps: Steps, { changed }: Attempt): boolean {
  return !changed.includes(steps.join("."));
}

function attemptsAt(
  steps: Steps,
  { args, changed, passedOver }: Attempt,
  values: readonly unknown[],
): readonly Attempt[] {
  return values.map((value, index) => ({
    args: withValue(args, steps, value),
    changed: [...changed, steps.join(".")],
    passedOver: passedOver + index,
  }));
}

/** Arguments by which facts are looked up: with other ones, the facts that were given would be others. */
function askedByFacts({ facts }: GuardIr, tool: string): ReadonlySet<string> {
  const needed = facts?.needed.get(tool) ?? [];
  const used = facts?.facts.filter(({ name }) => needed.includes(name)) ?? [];
  return new Set(used.flatMap(({ parameters }) => [...(parameters?.type.properties.keys() ?? [])]));
}

/** Those that have to do with the denial. */
function argumentsToChange(
  { code, rule, path }: Decision,
  actions: readonly PolicyAction[],
  { accepted }: ToolIr,
  args: object,
): readonly Steps[] {
  if (code === "invalid-arguments") {
    const known = (steps: Steps) => accepted !== null && propertyAt(accepted, steps) !== undefined;
    if (path === null) return Object.keys(args).flatMap((name) => (known([name]) ? [] : [[name]]));
    const steps = path.split(".");
    // In a list, or in what may be several things, the whole of it is what can be changed.
    const ends = steps.map((_, index) => steps.slice(0, steps.length - index));
    return ends.filter(known).slice(0, 1);
  }
  const deciding = actions.filter((action) =>
    [action, ...action.constraints, ...action.requirements].some(isRule),
  );
  const constraints = deciding.flatMap((action) => action.constraints.filter(isRule));
  const conditions = (code === "no-rule" ? actions : deciding).flatMap((action) => [
    ...action.requirements.filter(isRule).map(({ condition }) => condition),
    ...(action.when === null ? [] : [action.when]),
  ]);
  const all = [
    ...constraints.flatMap((constraint) => argumentsOf(constraint, args)),
    ...conditions.flatMap(({ expression }) => readsOf(expression, "args")),
  ];
  return [...new Map(all.map((steps) => [steps.join("."), steps])).values()];

  function isRule(part: { readonly rule: string }): boolean {
    return part.rule === rule;
  }
}

/** The ends of a range are arguments of their own. */
function argumentsOf({ path, ends, constraint }: ConstraintIr, args: object): readonly Steps[] {
  if (ends !== null) return ends.toReversed().map((end) => [end]);
  const holder: unknown = valueAt(args, path);
  if (constraint.kind !== "max_days" || typeof holder !== "object") return [path];
  const inner = pairs.flat().filter((name) => Object.hasOwn(Object(holder), name));
  return inner.toReversed().map((end) => [...path, end]);
}
