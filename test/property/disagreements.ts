// Compares a decision of a compiled guard with what the reference interpreter says of the same call.

import type { Decision } from "../../runtime/decision.js";
import type { Outcome } from "../oracle/policy-file.js";

/** What is wrong with the decision; null where nothing is. `offending` are the arguments that do not fit the tool. */
export function disagreement(
  decision: Decision,
  outcome: Outcome,
  input: unknown,
  offending: readonly string[],
): string | null {
  for (const key of ["allowed", "effect", "code", "rule"] as const) {
    if (decision[key] !== outcome[key]) return `${key} differs`;
  }
  if (!isPathOf(decision.path, outcome, offending)) return "path differs";
  if (typeof decision.reason !== "string" || decision.reason === "") return "no reason";
  if ((decision.line === null) !== (decision.rule === null)) return "rule and line go together";
  if ((decision.policy === null) !== (decision.rule === null)) return "rule and policy go together";
  const shadow = JSON.stringify(outcome.shadow ?? null);
  if (JSON.stringify(decision.shadow) !== shadow) return "shadow differs";
  if (!decision.allowed) return decision.args === undefined ? null : "arguments with a denial";
  return isOwnCopy(decision.args, outcome.args, input) ? null : "args are no frozen copy";
}

/** "path of the first offending argument if known": which of several comes first is nobody's business. */
function isPathOf(path: string | null, outcome: Outcome, offending: readonly string[]): boolean {
  switch (outcome.code) {
    case "malformed-arguments":
      return true;
    case "invalid-arguments":
      return path === null || offending.some((one) => one === path || one.startsWith(`${path}.`));
    default:
      return path === outcome.path;
  }
}

/** Whether the copy is data like the expected, frozen all the way down, and shares nothing with the input. */
function isOwnCopy(copy: unknown, expected: unknown, input: unknown): boolean {
  if (!isObject(copy) || !isObject(expected)) return copy === expected;
  if (copy === input || !Object.isFrozen(copy)) return false;
  if (Array.isArray(copy) !== Array.isArray(expected)) return false;
  const keys = Reflect.ownKeys(copy);
  if (keys.length !== Reflect.ownKeys(expected).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(expected, key) &&
      isOwnCopy(
        Reflect.get(copy, key),
        Reflect.get(expected, key),
        isObject(input) ? Reflect.get(input, key) : undefined,
      ),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
