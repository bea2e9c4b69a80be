// lower: a checked policy file becomes what is generated from it. Nothing can fail any more.

import { grantsAmong, standingsByTool } from "../analysis/callers.js";
import { groupBy } from "../analysis/group-by.js";
import { camelCase, kebabCase, pascalCase } from "../code/identifiers.js";
import type { Condition } from "../conditions/expression.js";
import type { CheckedAction, CheckedPolicy, CheckedPolicyFile } from "../policy/checked-policy.js";
import type { Mode } from "../policy/policy.js";
import { ruleIds } from "../policy/rule-ids.js";
import type { Range, SourceFile } from "../source/source-file.js";
import { noDefinitions } from "../tools/argument-type.js";
import { builtinTools } from "../tools/builtin-tools.js";
import { argsNamesOf } from "./args-names.js";
import { close, closeObject } from "./close-object.js";
import { constrainedArguments } from "./constrained-arguments.js";
import { digestOfPolicy, digestOfSignature } from "./digest.js";
import { freshName } from "./fresh-name.js";
import type { ActionIr, GuardIr, PolicyIr, RequirementIr, ToolIr } from "./guard-ir.js";
import { inferParameters } from "./infer-parameters.js";
import { lowerFacts } from "./lower-facts.js";
import { narrowedArguments } from "./narrowed-arguments.js";

export function lower(checked: CheckedPolicyFile): GuardIr {
  const paths = new Map(checked.sources.map(({ file, path }) => [file, path]));
  const placeOf: PlaceOf = ({ file, range }) => ({
    file: paths.get(file) ?? "",
    line: file.position(range.start).line,
  });
  const policies = checked.policies.map((policy) => lowerPolicy(policy, placeOf));
  return {
    scoped: policies.filter(isEnforced).some(({ assistants }) => assistants.length > 0),
    exhaustive: checked.exhaustive,
    toolsLine: checked.file.position(checked.toolsRange.start).line,
    tools: lowerTools(checked, policies, paths.get(checked.file) ?? ""),
    policies,
    facts: lowerFacts(checked.facts, policies),
    log: checked.log.map(({ tool, path, mode }) => ({ tool, path, mode })),
  };
}

function isEnforced({ mode }: { readonly mode: Mode }): boolean {
  return mode === "enforce";
}

/** Where something is written: the file's absolute path, and the line in it. */
type PlaceOf = (written: { readonly file: SourceFile; readonly range: Range }) => {
  readonly file: string;
  readonly line: number;
};

function lowerPolicy(policy: CheckedPolicy, placeOf: PlaceOf): PolicyIr {
  const { name, description, mode } = policy;
  const rules = ruleIds(policy);
  const actions = policy.actions.flatMap((action, index) =>
    action.except === "all" ? [] : [lowerAction(action, rules[index] ?? "", placeOf)],
  );
  const assistants = policy.assistants.map(({ value }) => value);
  return {
    name: name.value,
    constant: camelCase(name.value),
    module: kebabCase(name.value),
    file: placeOf(policy).file,
    description,
    digest: digestOfPolicy(name.value, mode, assistants, actions),
    assistants,
    mode,
    widens: policy.widens?.value ?? null,
    actions,
  };
}

function lowerAction(action: CheckedAction, rule: string, placeOf: PlaceOf): ActionIr {
  return {
    rule,
    ...placeOf(action),
    tool: action.tool.value,
    effect: action.effect.value,
    reason: action.reason,
    except: action.except === "all" ? [] : (action.except ?? []),
    when: action.when,
    requirements: lowerRequirements(action, rule, placeOf),
    constraints: action.constraints.map((entry) => ({
      rule: `${entry.of ?? rule}/${entry.rule}`,
      ...placeOf(entry),
      path: entry.path,
      ends: entry.ends,
      constraint: entry.constraint,
      mayBeAbsent: entry.mayBeAbsent,
    })),
  };
}

/** Those from above come last, as the constraints from above do. */
function lowerRequirements(
  { requirements, constraints }: CheckedAction,
  rule: string,
  placeOf: PlaceOf,
): readonly RequirementIr[] {
  return requirements.map(({ condition, otherwise, of, ...entry }, index) => ({
    rule: of ?? `${rule}/require#${index + 1}`,
    ...placeOf(entry),
    text: otherwise ?? inWords(condition),
    condition,
    after:
      of === null
        ? constraints.filter((other) => other.of === null && other.range.start < entry.range.start)
            .length
        : constraints.length,
  }));
}

/** Facts are not for the model to know. */
function inWords({ text, facts }: Condition): string {
  return facts.length === 0
    ? `this must hold: ${text}`
    : "what the policy knows beside the arguments does not allow this call";
}

function lowerTools(
  checked: CheckedPolicyFile,
  policies: readonly PolicyIr[],
  root: string,
): readonly ToolIr[] {
  const mentioned = new Set(policies.flatMap(({ actions }) => actions.map(({ tool }) => tool)));
  const own = checked.tools ? [...checked.tools.keys()] : [...mentioned];
  const names = own.filter((name) => !builtinTools.has(name)).toSorted(byCodeUnits);
  // INVARIANT: types, handlers and definitions are made of what decides; a shadow policy changes none of them.
  const enforced = policies.filter(isEnforced);
  const standings = standingsByTool(checked.policies.filter(isEnforced));
  const argsNames = argsNamesOf(names);
  const taken = new Set(argsNames.values());
  const toolsLine = checked.file.position(checked.toolsRange.start).line;
  const actionsOf = groupBy(
    [...enforced, ...policies.filter((policy) => !isEnforced(policy))].flatMap(
      ({ actions }) => actions,
    ),
    ({ tool }) => tool,
  );
  return [...names, ...[...builtinTools].toSorted(byCodeUnits)].map((name) => {
    const signature = checked.tools?.get(name);
    const builtin = builtinTools.has(name);
    const actions = actionsOf.get(name) ?? [];
    const [first] = actions;
    const grants = grantsAmong(standings.get(name) ?? []);
    const parameters = builtin ? null : (signature?.parameters ?? inferParameters(name, enforced));
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
      ...(first === undefined
        ? { file: root, line: toolsLine }
        : { file: first.file, line: first.line }),
      constrained: constrainedArguments(actions),
    };
  });
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
