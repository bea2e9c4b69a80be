// Values as JSON sees them: one text for all that are equal.

/** The same text for values that are equal as JSON, and for no others. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    const sorted: Record<string, unknown> = Object.create(null);
    for (const [name, item] of Object.entries(part).sort(byName)) sorted[name] = item;
    return sorted;
  });
}

/** No two items that are equal as JSON. */
export function areUnique(items: readonly unknown[]): boolean {
  return new Set(items.map(canonical)).size === items.length;
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
