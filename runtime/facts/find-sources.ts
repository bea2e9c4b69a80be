// The functions that look facts up, found when SafeClaw is set up rather than at the first call that needs one.

import type { CompiledFact } from "../compiled-policy.js";
import type { Sources } from "./fact-desk.js";

/** Throws where there is none for a fact that policies need. `given` are a module's exports, or an object of functions. */
export function findSources(facts: readonly CompiledFact[], given: unknown): Sources {
  const needed = facts.filter((fact) => fact.arguments !== null);
  const found = needed.flatMap(({ name }) => {
    const source = sourceOf(name, given);
    return source === null ? [] : [[name, source] as const];
  });
  if (found.length === needed.length) return new Map(found);
  const missing = needed.map(({ name }) => name).filter((name) => sourceOf(name, given) === null);
  const [names, them] =
    missing.length === 1 ? ["the fact", "its function"] : ["the facts", "their functions"];
  throw new TypeError(
    `SafeClaw needs ${names} ${missing.map((name) => `\`${name}\``).join(", ")}: pass ${them}, as in \`import * as facts from "./facts.js"\` and \`new SafeClaw(policies, { audit, facts })\`.`,
  );
}

function sourceOf(name: string, given: unknown): ((...args: unknown[]) => unknown) | null {
  // SECURITY: what every object inherits is no fact.
  if (typeof given !== "object" || given === null || !isOwn(name, given)) return null;
  const source: unknown = Reflect.get(given, name);
  return typeof source === "function" ? (...args) => Reflect.apply(source, given, args) : null;
}

/** An object of functions may be an instance of a class. */
function isOwn(name: string, given: object): boolean {
  return Object.hasOwn(given, name) || !(name in Object.prototype);
}
