// Refuses compiled tables that say less, or other, than their author meant, and freezes those that are sound.

import type {
  CompiledAction,
  CompiledCondition,
  CompiledConstraint,
  CompiledFact,
  CompiledPolicy,
  CompiledRequirement,
  CompiledTool,
} from "./compiled-policy.js";
import type { CompiledLog } from "./redaction/log-rules.js";

/** What the compiler writes down of a policy file. */
export interface Tables {
  readonly tools: readonly CompiledTool[];
  /** In file order. */
  readonly policies: readonly CompiledPolicy[];
  /** What the audit keeps of arguments, where the policy says so. */
  readonly log?: readonly CompiledLog[];
  /** The look-ups that conditions may read. */
  readonly facts?: readonly CompiledFact[];
  /** How long the look-ups of one decision may take together. */
  readonly factDeadlineMs?: number;
}

const effects: ReadonlySet<unknown> = new Set(["allow", "deny", "require_approval"]);

// SECURITY: a table made for a later runtime may hold more. Deciding without it would allow what it forbids.
const keysOfTables = new Set(["tools", "policies", "log", "facts", "factDeadlineMs"]);
const keysOfPolicy = new Set(["name", "digest", "assistants", "mode", "actions"]);
const keysOfAction = new Set([
  "rule",
  "line",
  "tool",
  "effect",
  "reason",
  "except",
  "when",
  "constraints",
]);
const keysOfConstraint = new Set(["rule", "line", "path", "text", "holds"]);
const keysOfRequirement = new Set(["rule", "line", "text", "requires"]);
const keysOfCondition = new Set(["text", "facts", "holds"]);
const keysOfFact = new Set(["name", "arguments", "result", "perRun", "log"]);
const keysOfLog = new Set(["tool", "path", "mode"]);
const modes: ReadonlySet<unknown> = new Set(["full", "hash", "mask", "drop"]);

/** Throws at start-up, where a person sees it, rather than deciding on tables that are not understood. */
export function checkTables(tables: Tables): void {
  checkKeys(tables, keysOfTables, "the policy file");
  const { tools, policies, log = [], facts = [] } = tables;
  const known = new Map(tools.map((tool) => [tool.name, checkedTool(tool)]));
  check(known.size === tools.length, "two tools bear the same name");
  const factNames = new Set(facts.map(checkedFact));
  check(factNames.size === facts.length, "two facts bear the same name");
  check(tables.factDeadlineMs === undefined || tables.factDeadlineMs > 0, "the deadline of facts");
  for (const policy of policies) {
    checkKeys(policy, keysOfPolicy, "a policy");
    const { name, digest, assistants, mode, actions } = policy;
    check(isText(name) && isText(digest), "a policy has no name or no digest");
    // SECURITY: a policy whose assistants were lost would be everybody's.
    check(Array.isArray(assistants) && assistants.every(isText), `the assistants of ${name}`);
    check(mode === undefined || mode === "shadow", `the mode of ${name}`);
    check(Array.isArray(actions), `the actions of ${name}`);
    for (const action of actions) {
      const tool = known.get(action.tool);
      check(tool !== undefined, `${action.rule} is about an unknown tool`);
      checkAction(action, tool, factNames);
    }
    freeze(policy, assistants, actions);
  }
  check(Array.isArray(log), "what is logged");
  for (const entry of log) checkLog(entry, known);
  freeze(tools, policies, log, facts);
}

// SECURITY: what is not understood here would be recorded in full.
function checkLog(entry: CompiledLog, tools: ReadonlyMap<string, CompiledTool>): void {
  const { tool, path, mode } = entry;
  checkKeys(entry, keysOfLog, `the log of ${tool}`);
  const isPath =
    Array.isArray(path) && path.length > 0 && path.every((step) => step === null || isText(step));
  check(tools.has(tool) && isPath && modes.has(mode), `the log of ${tool}`);
  freeze(entry, path);
}

function checkedTool(tool: CompiledTool): CompiledTool {
  const schema: unknown = tool.arguments;
  const hasSchema =
    typeof tool.arguments?.accepts === "function" && typeof tool.arguments.explain === "function";
  check(isText(tool.name) && (schema === null || hasSchema), `the tool ${tool.name}`);
  freeze(tool, tool.arguments);
  return tool;
}

function checkedFact(fact: CompiledFact): string {
  checkKeys(fact, keysOfFact, `the fact ${fact.name}`);
  const { name, arguments: names, result, perRun, log } = fact;
  const isSound =
    isText(name) &&
    (names === null || (Array.isArray(names) && names.every(isText))) &&
    typeof result?.accepts === "function" &&
    (perRun === undefined || perRun === true) &&
    (log === undefined || log === "full");
  check(isSound, `the fact ${name}`);
  freeze(fact, result, names);
  return name;
}

function checkAction(action: CompiledAction, tool: CompiledTool, facts: ReadonlySet<string>): void {
  checkKeys(action, keysOfAction, action.rule);
  check(isText(action.rule), "an action has no rule");
  check(effects.has(action.effect), `the effect of ${action.rule}`);
  const { when, constraints = [], except = [] } = action;
  check(Array.isArray(except) && except.every(isText), `whom ${action.rule} is not for`);
  check(Array.isArray(constraints), `the constraints of ${action.rule}`);
  // SECURITY: neither could ever be checked: a denial has no obligations, and the arguments of a built-in tool are not ours.
  const mayBeConstrained = action.effect !== "deny" && tool.arguments !== null;
  check(constraints.length === 0 || mayBeConstrained, `the constraints of ${action.rule}`);
  check(when === undefined || tool.arguments !== null, `the condition of ${action.rule}`);
  if (when !== undefined) checkCondition(when, facts, action.rule);
  for (const constraint of constraints) {
    if ("requires" in constraint) checkRequirement(constraint, facts);
    else checkConstraint(constraint);
  }
  freeze(action, except, constraints);
}

function checkConstraint(constraint: CompiledConstraint): void {
  checkKeys(constraint, keysOfConstraint, constraint.rule);
  const { rule, text, holds } = constraint;
  check(isText(rule) && isText(text) && typeof holds === "function", `the constraint ${rule}`);
  Object.freeze(constraint);
}

function checkRequirement(requirement: CompiledRequirement, facts: ReadonlySet<string>): void {
  checkKeys(requirement, keysOfRequirement, requirement.rule);
  const { rule, text, requires } = requirement;
  check(isText(rule) && isText(text), `the requirement ${rule}`);
  checkCondition(requires, facts, rule);
  Object.freeze(requirement);
}

function checkCondition(
  condition: CompiledCondition,
  known: ReadonlySet<string>,
  rule: string,
): void {
  checkKeys(condition, keysOfCondition, `the condition of ${rule}`);
  const { text, facts = [], holds } = condition;
  check(isText(text) && typeof holds === "function", `the condition of ${rule}`);
  const isKnown = (name: string) => known.has(name);
  check(Array.isArray(facts) && facts.every(isKnown), `the facts of ${rule}`);
  freeze(condition, facts);
}

function checkKeys(table: object, keys: ReadonlySet<string>, what: string): void {
  const extra = Object.keys(table).find((key) => !keys.has(key));
  check(extra === undefined, `${what} says \`${extra}\`, which this runtime does not know`);
}

function check(sound: boolean, what: string): asserts sound {
  if (!sound) {
    throw new TypeError(
      `safeclaw: these compiled policies cannot be used: ${what}. Compile them again with the safeclaw that fits this runtime.`,
    );
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function freeze(...tables: readonly (object | null)[]): void {
  for (const table of tables) Object.freeze(table);
}
