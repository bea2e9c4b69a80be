// Values as JSON sees them: one text for all that are equal.

import { isObject } from "./predicates/argument.js";

/** The same text for values that are equal as JSON, and for no others. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (!isObject(part)) return part;
    const sorted: Record<string, unknown> = Object.create(null);
    for (const name of Object.keys(part).sort()) sorted[name] = part[name];
    return sorted;
  });
}

/** No two items that are equal as JSON. */
export function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(canonical)).size === items.length;
}
