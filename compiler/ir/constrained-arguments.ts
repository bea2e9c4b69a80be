// Which policy line speaks of which argument of a tool.

import { constraintKinds } from "../constraints/index.js";
import type { ObjectType } from "../tools/argument-type.js";
import type { ActionIr, ConstrainedArgument, ConstraintIr } from "./guard-ir.js";

/** By dotted path. An argument that holds a constrained one is concerned as well, if nothing is said of itself. */
export function constrainedArguments(
  actions: readonly ActionIr[],
  parameters: ObjectType | null,
): ReadonlyMap<string, ConstrainedArgument> {
  const own = actions
    .flatMap(({ constraints }) => constraints)
    .flatMap((entry) => pathsOf(entry, parameters).map((path) => ({ ...entry, path })));
  const around = own.flatMap(({ path, line }) =>
    path.slice(1).map((_, index) => [path.slice(0, index + 1), { line, demand: null }] as const),
  );
  const all = [...own.map(({ path, ...entry }) => [path, concern(entry)] as const), ...around];
  // The first entry of a path is to stay, and a map keeps the last.
  return new Map(all.toReversed().map(([path, argument]) => [path.join("."), argument]));
}

function concern({ line, constraint }: Omit<ConstraintIr, "path">): ConstrainedArgument {
  const kinds = kindOf(constraint.kind)?.on ?? [];
  const [kind, ...others] = kinds;
  const isForOne = kind !== undefined && others.length === 0;
  return { line, demand: isForOne ? { constraint: constraint.kind, kind } : null };
}

/** A constraint on a pair of arguments that is seen as one concerns both. */
function pathsOf(
  { path, constraint }: ConstraintIr,
  parameters: ObjectType | null,
): readonly (readonly string[])[] {
  const [first = ""] = path;
  if (parameters === null || parameters.properties.has(first)) return [path];
  const found = kindOf(constraint.kind)?.find(parameters) ?? [];
  const pair = found.find((each) => each.path.join(".") === path.join("."));
  return pair?.ends?.map((end) => [end]) ?? [path];
}

function kindOf(key: string): (typeof constraintKinds)[number] | undefined {
  return constraintKinds.find((kind) => kind.key === key);
}
