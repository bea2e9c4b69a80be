// lower: a checked policy file becomes what is generated from it. Nothing can fail any more.

import { grantsAmong, standingsByTool } from "../analysis/callers.js";
import { groupBy } from "../analysis/group-by.js";
import { camelCase, kebabCase, pascalCase } from "../code/identifiers.js";
import type { Condition } from "../conditions/expression.js";
import type { CheckedAction, CheckedPolicy, CheckedPolicyFile } from "../policy/checked-policy.js";
import type { SourceFile } from "../source/source-file.js";
import { noDefinitions } from "../tools/argument-type.js";
import { builtinTools } from "../tools/builtin-tools.js";
import { argsNamesOf } from "./args-names.js";
import { close, closeObject } from "./close-object.js";
import { constrainedArguments } from "./constrained-arguments.js";
import { digestOfPolicy, digestOfSignature } from "./digest.js";
import type { ActionIr, GuardIr, PolicyIr, ToolIr } from "./guard-ir.js";
import { inferParameters } from "./infer-parameters.js";
import { narrowedArguments } from "./narrowed-arguments.js";

export function lower(checked: CheckedPolicyFile): GuardIr {
  const policies = checked.policies.map((policy) => lowerPolicy(policy, checked.file));
  return {
    scoped: policies.some(({ assistants }) => assistants.length > 0),
    exhaustive: checked.exhaustive,
    toolsLine: checked.file.position(checked.toolsRange.start).line,
    tools: lowerTools(checked, policies),
    policies,
    log: checked.log.map(({ tool, path, mode }) => ({ tool, path, mode })),
  };
}

function lowerPolicy(policy: CheckedPolicy, file: SourceFile): PolicyIr {
  const { name, description } = policy;
  const seen = new Map<string, number>();
  const actions = policy.actions.map((action) => {
    const times = (seen.get(action.tool.value) ?? 0) + 1;
    seen.set(action.tool.value, times);
    const rule = `${name.value}/${action.tool.value}${times > 1 ? `#${times}` : ""}`;
    return lowerAction(action, rule, file);
  });
  const assistants = policy.assistants.map(({ value }) => value);
  return {
    name: name.value,
    constant: camelCase(name.value),
    module: kebabCase(name.value),
    description,
    digest: digestOfPolicy(name.value, assistants, actions),
    assistants,
    actions,
  };
}

function lowerAction(action: CheckedAction, rule: string, file: SourceFile): ActionIr {
  return {
    rule,
    line: file.position(action.range.start).line,
    tool: action.tool.value,
    effect: action.effect.value,
    reason: action.reason,
    when: action.when,
    requirements: action.requirements.map(({ condition, otherwise, range }, index) => ({
      rule: `${rule}/require#${index + 1}`,
      line: file.position(range.start).line,
      text: otherwise ?? inWords(condition),
      condition,
      after: action.constraints.filter((entry) => entry.range.start < range.start).length,
    })),
    constraints: action.constraints.map((entry) => ({
      rule: `${rule}/${entry.rule}`,
      line: file.position(entry.range.start).line,
      path: entry.path,
      ends: entry.ends,
      constraint: entry.constraint,
      mayBeAbsent: entry.mayBeAbsent,
    })),
  };
}

/** Facts are not for the model to know. */
function inWords({ text, facts }: Condition): string {
  return facts.length === 0
    ? `this must hold: ${text}`
    : "what the policy knows beside the arguments does not allow this call";
}

function lowerTools(checked: CheckedPolicyFile, policies: readonly PolicyIr[]): readonly ToolIr[] {
  const mentioned = new Set(policies.flatMap(({ actions }) => actions.map(({ tool }) => tool)));
  const own = checked.tools ? [...checked.tools.keys()] : [...mentioned];
  const names = own.filter((name) => !builtinTools.has(name)).toSorted(byCodeUnits);
  const standings = standingsByTool(checked.policies);
  const argsNames = argsNamesOf(names);
  const taken = new Set(argsNames.values());
  const toolsLine = checked.file.position(checked.toolsRange.start).line;
  const actionsOf = groupBy(
    policies.flatMap(({ actions }) => actions),
    ({ tool }) => tool,
  );
  return [...names, ...[...builtinTools].toSorted(byCodeUnits)].map((name) => {
    const signature = checked.tools?.get(name);
    const builtin = builtinTools.has(name);
    const actions = actionsOf.get(name) ?? [];
    const grants = grantsAmong(standings.get(name) ?? []);
    const parameters = builtin ? null : (signature?.parameters ?? inferParameters(name, policies));
    const definitions = signature?.definitions ?? noDefinitions;
    const argsName = argsNames.get(name) ?? "";
    return {
      name,
      argsName,
      description: signature?.description ?? null,
      parameters,
      accepted:
        parameters && checked.strictArguments ? closeObject(parameters, definitions) : parameters,
      definitions: [...definitions].map(([defined, type]) => ({
        name: defined,
        declared: freshName(`${argsName}${pascalCase(defined)}`, taken),
        type,
        accepted: checked.strictArguments ? close(type, definitions) : type,
      })),
      strict: signature?.strict ?? null,
      digest: signature === undefined ? "" : digestOfSignature(signature),
      origin: signature?.origin ?? null,
      callable: parameters !== null && grants.length > 0,
      narrowed: parameters === null ? [] : narrowedArguments(parameters, definitions, grants),
      line: actions[0]?.line ?? toolsLine,
      constrained: constrainedArguments(actions),
    };
  });
}

/** Where the name is taken, a number tells the two apart. */
function freshName(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${name}${number === 1 ? "" : number}`;
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
