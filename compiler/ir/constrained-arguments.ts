// Which policy line speaks of which argument of a tool.

import { readsOf } from "../conditions/reads-of.js";
import type { ActionIr, ConstrainedArgument, ConstraintIr } from "./guard-ir.js";

/** By dotted path. An argument that holds a constrained one is concerned as well, if nothing is said of itself. */
export function constrainedArguments(
  actions: readonly ActionIr[],
): ReadonlyMap<string, ConstrainedArgument> {
  const [first] = actions;
  const here = <Entry extends { readonly file: string; readonly line: number }>(entry: Entry) =>
    entry.file === first?.file ? entry : { ...entry, line: first?.line ?? 1 };
  const limited = actions
    .flatMap(({ constraints }) => constraints.map(here))
    .flatMap((entry) => pathsOf(entry).map((path) => [path, concern(entry)] as const));
  const asked = actions
    .flatMap((action) => conditionsOf(action).map(here))
    .flatMap(({ condition, line }) =>
      readsOf(condition.expression, "args").map((path) => [path, { line, demand: null }] as const),
    )
    .filter(([path]) => path.length > 0);
  const own = [...limited, ...asked];
  const around = own.flatMap(([path, { line }]) =>
    path.slice(1).map((_, index) => [path.slice(0, index + 1), { line, demand: null }] as const),
  );
  // The first entry of a path is to stay, and a map keeps the last.
  const all = [...own, ...around].toReversed();
  return new Map(all.map(([path, argument]) => [path.join("."), argument]));
}

function conditionsOf({ when, requirements, ...action }: ActionIr) {
  return [...(when === null ? [] : [{ ...action, condition: when }]), ...requirements];
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
