// How deep arguments and items are nested in code, which Prettier's layout of a chain of calls depends on.

interface Nested {
  readonly nesting?: number;
}

/** What brackets around these pieces nest. */
export function nestingIn(pieces: readonly Nested[]): number {
  return pieces.length === 0 ? 0 : 1 + deepest(pieces);
}

export function deepest(pieces: readonly Nested[]): number {
  return Math.max(0, ...pieces.map(({ nesting = 0 }) => nesting));
}
