// The keys that an entry of `constraints` may have, given a tool's arguments: all that interpret understands, listed.

import type { ConstraintKind, FoundArgument } from "../constraints/constraint.js";
import { constraintKinds } from "../constraints/index.js";
import { standsOn } from "../constraints/value-kinds.js";
import type { ArgumentType, ObjectType } from "../tools/argument-type.js";
import {
  findArguments,
  type Meaning,
  meanings,
  objectIn,
  shortForms,
  spellings,
  splitPath,
  usualKey,
} from "./interpret.js";

export interface ConstraintKey {
  readonly key: string;
  /** False for what nobody would be advised to write: another spelling, or a short form for a nested argument. */
  readonly usual: boolean;
  /** What a value that is no map means; null where it cannot stand. */
  readonly short: Meaning | null;
  /** The argument that a map speaks of; null where it cannot stand. */
  readonly long: FoundArgument | null;
}

/** All keys that can be written, in the order of the arguments. */
export function constraintKeys(parameters: ObjectType): readonly ConstraintKey[] {
  const keys = new Map<string, boolean>();
  const add = (key: string, usual: boolean) => keys.set(key, usual || keys.get(key) === true);
  for (const { path, type } of [...argumentsIn(parameters), ...specialArguments(parameters)]) {
    const name = path.join(".");
    add(name, true);
    for (const { kind, form } of shortForms.filter(({ kind }) => fits(kind, type))) {
      if (path.length === 1) add(usualKey(kind, form, name), true);
      for (const stem of stemsFor(name))
        add(
          form.replace("*", () => stem),
          false,
        );
    }
  }
  return [...keys]
    .filter(
      ([key]) => key !== "" && !(key.includes("__proto__") && splitPath(key).includes("__proto__")),
    )
    .map(([key, usual]) => ({ key, usual, ...meaningOf(key, parameters) }))
    .filter(({ short, long }) => short !== null || long !== null);
}

/** The kinds of constraint that can stand on an argument of this type. */
export function kindsOn(type: ArgumentType): readonly ConstraintKind[] {
  return constraintKinds.filter((kind) => fits(kind, type));
}

function fits(kind: ConstraintKind, type: ArgumentType): boolean {
  return standsOn(type, kind.on) && kind.misfit(type) === undefined;
}

function meaningOf(
  key: string,
  parameters: ObjectType,
): { readonly short: Meaning | null; readonly long: FoundArgument | null } {
  const [meaning, ...otherMeanings] = meanings(key, "string", parameters);
  const [argument, ...otherArguments] = findArguments(key, parameters);
  const isClear = meaning?.argument && otherMeanings.length === 0;
  const short = isClear && fits(meaning.kind, meaning.argument.type) ? meaning : null;
  const long = argument && otherArguments.length === 0 ? argument : null;
  return { short, long: long && kindsOn(long.type).length > 0 ? long : null };
}

/** What may stand in a short form for this name. */
function stemsFor(name: string): readonly string[] {
  const likely = new Set([...spellings(name), `${name}s`, `${name}es`]);
  return [...likely].filter((stem) => spellings(stem).includes(name));
}

/** Every argument, with those within it. */
function argumentsIn(
  object: ObjectType,
  before: readonly string[] = [],
): readonly Pick<FoundArgument, "path" | "type">[] {
  return [...object.properties].flatMap(([name, { type }]) => {
    const path = [...before, name];
    const inner = objectIn(type);
    return [{ path, type }, ...(inner === undefined ? [] : argumentsIn(inner, path))];
  });
}

function specialArguments(parameters: ObjectType): readonly FoundArgument[] {
  return constraintKinds.flatMap((kind) => kind.find(parameters));
}
