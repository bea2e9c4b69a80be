// Which policy line speaks of which argument of a tool.

import type { ActionIr, ConstrainedArgument, ConstraintIr } from "./guard-ir.js";

/** By dotted path. An argument that holds a constrained one is concerned as well, if nothing is said of itself. */
export function constrainedArguments(
  actions: readonly ActionIr[],
): ReadonlyMap<string, ConstrainedArgument> {
  const [first] = actions;
  const own = actions
    .flatMap(({ constraints }) => constraints)
    .map((entry) => (entry.file === first?.file ? entry : { ...entry, line: first?.line ?? 1 }))
    .flatMap((entry) => pathsOf(entry).map((path) => [path, concern(entry)] as const));
  const around = own.flatMap(([path, { line }]) =>
    path.slice(1).map((_, index) => [path.slice(0, index + 1), { line, demand: null }] as const),
  );
  // The first entry of a path is to stay, and a map keeps the last.
  const all = [...own, ...around].toReversed();
  return new Map(all.map(([path, argument]) => [path.join("."), argument]));
}

/** A constraint on a pair of arguments that is seen as one concerns both. */
function pathsOf({ path, ends }: ConstraintIr): readonly (readonly string[])[] {
  return ends === null ? [path] : ends.map((end) => [end]);
}

function concern({ line, constraint }: ConstraintIr): ConstrainedArgument {
  const [kind, ...others] = constraint.on;
  const isForOne = kind !== undefined && others.length === 0;
  return { line, demand: isForOne ? { constraint: constraint.kind, kind } : null };
}
