// What the analyses look at: the tools with their arguments, and the actions on each with who meets them.

import type { Condition } from "../conditions/expression.js";
import type { FoundArgument } from "../constraints/constraint.js";
import type { ToolIr } from "../ir/guard-ir.js";
import type {
  CheckedAction,
  CheckedConstraint,
  CheckedPolicyFile,
  CheckedRequirement,
} from "../policy/checked-policy.js";
import type { Effect, Mode } from "../policy/policy.js";
import { type Reach, reachOf } from "../policy/reach.js";
import { ruleIds } from "../policy/rule-ids.js";
import { unknown } from "../tools/algebra/kinds.js";
import type { ArgumentType } from "../tools/argument-type.js";
import { type Arguments, buildArguments, type Given } from "./build-arguments.js";
import { decidersAmong, type Standing, standingsByTool } from "./callers.js";
import type { Claim } from "./finding.js";

/** An action, who it is for, and the name of its policy. */
export type Stance = CheckedAction &
  Pick<Standing, "assistants" | "heldBy"> & {
    readonly policy: string;
    /** Its id. */
    readonly rule: string;
    /** True where the policy says, and why, that it may let more through than others do. */
    readonly widens: boolean;
  };

export interface SubjectTool extends Arguments {
  readonly name: string;
  /** False where nothing but the constraints themselves says what the arguments are. */
  readonly isDefined: boolean;
  readonly stances: readonly Stance[];
  /** Which of them may decide for whom; null stands for callers that no policy names. */
  readonly deciders: ReadonlyMap<string | null, readonly Stance[]>;
  /** How a caller that no policy names is called; null where nobody need say who calls. */
  readonly stranger: string | null;
  /** Which files include which. */
  readonly reach: Reach;
}

/** The policies of one mode: those that decide, or those that would. */
export function subjectsOf(
  checked: CheckedPolicyFile,
  tools: readonly ToolIr[],
  mode: Mode,
): readonly SubjectTool[] {
  const chosen = checked.policies.filter((policy) => policy.mode === mode);
  const policies = chosen.map((policy) => {
    const rules = ruleIds(policy);
    return {
      ...policy,
      actions: policy.actions.map((action, index) => ({
        ...action,
        policy: policy.name.value,
        rule: rules[index] ?? "",
        widens: policy.widens !== null,
      })),
    };
  });
  const stances = standingsByTool(policies);
  const reach = reachOf(checked.sources);
  const ids = new Set(
    checked.policies.flatMap(({ assistants }) => assistants.map(({ value }) => value)),
  );
  const stranger = ids.size === 0 ? null : unnamed(ids);
  return tools.flatMap(({ name, accepted, definitions }) => {
    const own = stances.get(name);
    if (own === undefined) return [];
    return [
      {
        name,
        parameters: accepted ?? { kind: "object", properties: new Map(), additional: null },
        definitions: new Map(definitions.map((each) => [each.name, each.accepted])),
        isDefined: checked.tools !== null && accepted !== null,
        stances: own,
        deciders: decidersAmong(own),
        stranger,
        reach,
      },
    ];
  });
}

function unnamed(ids: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const id = `asst_other${number === 1 ? "" : number}`;
    if (!ids.has(id)) return id;
  }
}

/** Somebody for whom the action decides, at least where its condition is true; undefined where there is none. */
export function callerOf(stance: Stance, { deciders, stranger }: SubjectTool) {
  const callers = [...deciders].filter(([, possible]) => possible.includes(stance));
  const [first] = callers.toSorted(([, a], [, b]) => a.length - b.length);
  return first === undefined ? undefined : (first[0] ?? stranger);
}

/** What must be true of a call for the action to let it through. */
export function conditionsOf(stance: Stance): readonly Condition[] {
  return writtenIn(stance).map(({ condition }) => condition);
}

/** A condition, the file where it stands, and whether an included one asks for it. */
export type Written = Pick<CheckedRequirement, "condition" | "file" | "of">;

export function writtenIn({ file, when, requirements }: Stance): readonly Written[] {
  return when === null ? requirements : [{ condition: when, file, of: null }, ...requirements];
}

/** True where the arguments alone decide, since none of the actions has a condition. */
export function isPlain({ stances }: Pick<SubjectTool, "stances">): boolean {
  return stances.every((stance) => conditionsOf(stance).length === 0);
}

/** The call with these values and the action that is to answer it; none where it cannot be made up, or another answers. */
export function claim(
  tool: SubjectTool,
  assistant: string | null | undefined,
  constraints: readonly CheckedConstraint[],
  given: readonly Given[],
  answer: Effect,
  by: Stance,
): readonly Claim[] {
  if (assistant === undefined || !decidersFor(assistant, tool).includes(by)) return [];
  const args = buildArguments(tool, constraints, given);
  if (args === null) return [];
  const rules = [by.rule, ...by.constraints.flatMap(({ of }) => of ?? [])];
  return [{ tool: tool.name, args, assistant, answer, by: rules }];
}

function decidersFor(assistant: string | null, { deciders }: SubjectTool): readonly Stance[] {
  return deciders.get(assistant) ?? deciders.get(null) ?? [];
}

/** What the argument is. Where no tools module says it, what all constraints on it have made of it. */
export function argumentOf(
  { argument, path }: CheckedConstraint,
  { parameters }: Arguments,
): Argument {
  const inferred = path.reduce<ArgumentType | undefined>(
    (type, step) => (type?.kind === "object" ? type.properties.get(step)?.type : undefined),
    parameters,
  );
  return argument ?? { type: inferred ?? unknown, optional: true };
}

type Argument = Pick<FoundArgument, "type" | "optional">;

export function isAt(path: readonly string[]) {
  return (entry: CheckedConstraint): boolean => entry.ends === null && isSame(entry.path, path);
}

/** True of what stands at one place: an action that several policies have taken over. */
export function isSameText(one: Stance, other: Stance): boolean {
  return one.file === other.file && one.range.start === other.range.start;
}

export function isSame(path: readonly string[], other: readonly string[]): boolean {
  return path.length === other.length && path.every((step, index) => step === other[index]);
}
