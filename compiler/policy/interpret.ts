// What an entry of `constraints` can mean: which kinds, on which arguments.

import pluralize from "pluralize";
import type {
  Constraint,
  ConstraintKind,
  FoundArgument,
  Reader,
} from "../constraints/constraint.js";
import { equals } from "../constraints/equals.js";
import { among } from "../constraints/in.js";
import { constraintKinds } from "../constraints/index.js";
import type { ArgumentType, ObjectType } from "../tools/argument-type.js";
import type { ConstraintEntry } from "./policy.js";

/** One way to read an entry. */
export interface Meaning {
  readonly kind: ConstraintKind;
  readonly read: Reader<Constraint>;
  readonly path: readonly string[];
  readonly argument: FoundArgument | null;
}

/** Kinds are spread over the registry; this is every short form of every kind, the most specific first. */
const shortForms = constraintKinds
  .flatMap((kind) => kind.short.map(({ form, read }) => ({ kind, form, read })))
  .toSorted((a, b) => b.form.length - a.form.length);

/** Every meaning that a short form or a shorthand can have, given the tool's arguments. */
export function meanings(entry: ConstraintEntry, parameters: ObjectType): readonly Meaning[] {
  const shorthand = shorthandKind(entry);
  const own = findArguments(entry.key.text, parameters).map((argument) => ({
    kind: shorthand,
    read: shorthand.read,
    path: argument.path,
    argument,
  }));
  const short = stems(entry.key.text).flatMap(({ kind, read, stem }) => {
    const named = spellings(stem).flatMap((name) => findArguments(name, parameters));
    const found = [...named, ...kind.find(stem, parameters)];
    return found.map((argument) => ({ kind, read, path: argument.path, argument }));
  });
  return [...own, ...short];
}

/** The one meaning of an entry where no tools module says which arguments there are. */
export function meaningWithoutTools(entry: ConstraintEntry): Meaning {
  const [short] = stems(entry.key.text);
  if (short === undefined) {
    const kind = shorthandKind(entry);
    return { kind, read: kind.read, path: splitPath(entry.key.text), argument: null };
  }
  const listsValues = short.kind.key === "in" || short.kind.key === "not_in";
  const name = listsValues ? pluralize.singular(short.stem) : short.stem;
  return { kind: short.kind, read: short.read, path: [name], argument: null };
}

/** Arguments of that name: at top level, or along a dotted path. */
export function findArguments(name: string, parameters: ObjectType): readonly FoundArgument[] {
  const steps = splitPath(name);
  const direct = walk([name], parameters);
  const nested = steps.length > 1 ? walk(steps, parameters) : undefined;
  return [direct, nested].filter((found) => found !== undefined);
}

/** The names that would have been understood, for suggestions. */
export function understoodKeys(parameters: ObjectType): readonly string[] {
  const names = [...parameters.properties.keys()];
  const forms = shortForms.flatMap(({ kind, form }) => {
    const plural = kind.key === "in" || kind.key === "not_in";
    return names.map((name) => form.replace("*", plural ? pluralize.plural(name) : name));
  });
  return [...names, ...forms];
}

export function splitPath(name: string): readonly string[] {
  return name.split(".");
}

function shorthandKind(entry: ConstraintEntry): ConstraintKind {
  return entry.value.kind === "list" ? among : equals;
}

function stems(key: string): { kind: ConstraintKind; read: Reader<Constraint>; stem: string }[] {
  return shortForms.flatMap(({ kind, form, read }) => {
    const [before = "", after = ""] = form.split("*");
    const fits = key.startsWith(before) && key.endsWith(after) && key.length > form.length - 1;
    return fits ? [{ kind, read, stem: key.slice(before.length, key.length - after.length) }] : [];
  });
}

/** An argument may be named in the singular or the plural. */
function spellings(stem: string): readonly string[] {
  return [...new Set([stem, pluralize.singular(stem), pluralize.plural(stem)])];
}

function walk(path: readonly string[], parameters: ObjectType): FoundArgument | undefined {
  let type: ArgumentType = parameters;
  let optional = false;
  for (const step of path) {
    const object = objectIn(type);
    const property = object?.properties.get(step);
    if (object === undefined || property === undefined) return undefined;
    optional ||= !property.required || object !== type;
    type = property.type;
  }
  return { path, type, optional };
}

/** The object that a type is, null aside. */
function objectIn(type: ArgumentType): ObjectType | undefined {
  if (type.kind === "object") return type;
  if (type.kind !== "union") return undefined;
  const [only, ...others] = type.members.filter(({ kind }) => kind !== "null");
  return only?.kind === "object" && others.length === 0 ? only : undefined;
}
