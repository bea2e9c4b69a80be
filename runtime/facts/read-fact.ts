// What a fact's function returned, or a caller gave, as frozen plain data of the type that conditions were compiled for.

import type { CompiledFact } from "../compiled-policy.js";
import { copyObject } from "../copy-value.js";
import { Malformed, scalarFault } from "../malformed.js";

/** What is known of a fact: its value, or in a few words why there is none. */
export type KnownFact =
  | { readonly failed: null; readonly value: unknown }
  | { readonly failed: string };

/** The most that a fact may hold, about as much as arguments may. */
const mostText = 1024 * 1024;

/** Never throws, whatever the value is. */
export function readFact({ result }: CompiledFact, told: unknown): KnownFact {
  try {
    const value = copyOf(told);
    if (value instanceof Malformed) return failedFact(faultOf(value));
    // INVARIANT: only `true` passes.
    if (result.accepts(value) === true) return Object.freeze({ failed: null, value });
    const { path, message } = result.explain(value);
    return failedFact(path === null ? message : `${shownPath(path, result.names)}: ${message}`);
  } catch {
    return failedFact("an object that cannot be read");
  }
}

/** SECURITY: the record says it, and a name that the type does not have is part of the value: the key of a map, for one. */
function shownPath(path: string, names: readonly string[] = []): string {
  const own = names.find((name) => path === name || path.startsWith(`${name}.`));
  if (own === undefined) return "…";
  return path === own ? own : `${own}.…`;
}

export function failedFact(failed: string): KnownFact {
  return Object.freeze({ failed });
}

function copyOf(told: unknown): unknown {
  if (typeof told === "string" && told.length > mostText) return tooLong;
  if (typeof told !== "object" || told === null) {
    const fault = told === undefined ? "nothing" : scalarFault(told);
    return fault === null ? told : new Malformed(fault);
  }
  // A row of a database has more than a policy reads; what that is does not matter.
  const budget = { left: mostText, lenient: true };
  const copy = copyObject(told, 1, budget);
  return budget.left < 0 ? tooLong : copy;
}

const tooLong = new Malformed("longer than 1 MiB");

function faultOf({ what, path }: Malformed): string {
  return path === null ? what : `${path}: ${what}`;
}
