// What an entry of `constraints` can mean: which kinds, on which arguments.

import pluralize from "pluralize";
import type {
  Constraint,
  ConstraintKind,
  FoundArgument,
  Reader,
  ShortForm,
  ValueForm,
} from "../constraints/constraint.js";
import { equals } from "../constraints/equals.js";
import { among } from "../constraints/in.js";
import { constraintKinds } from "../constraints/index.js";
import type { ValueSyntax } from "../syntax/syntax.js";
import type { ArgumentType, ObjectType } from "../tools/argument-type.js";

/** One way to read an entry. */
export interface Meaning {
  readonly kind: ConstraintKind;
  readonly takes: ValueForm;
  readonly read: Reader<Constraint>;
  readonly path: readonly string[];
  readonly argument: FoundArgument | null;
}

/** Kinds are spread over the registry; this is every short form of every kind, the most specific first. */
export const shortForms = constraintKinds
  .flatMap((kind) => kind.short.map((short) => ({ kind, ...short, ...around(short.form) })))
  .toSorted((a, b) => b.form.length - a.form.length);

/** What stands behind a key, as far as its meaning hangs on it. */
type Written = ValueSyntax["kind"];

/** Every meaning that a short form or a shorthand can have, given the tool's arguments. */
export function meanings(
  key: string,
  written: Written,
  parameters: ObjectType,
): readonly Meaning[] {
  const shorthand = shorthandKind(written);
  const own = findArguments(key, parameters).map((found) => meaning(shorthand, shorthand, found));
  const short = stems(key).flatMap(({ short, stem }) => {
    const named = spellings(stem).flatMap((name) => findArguments(name, parameters));
    const others = short.kind.find(parameters).filter(({ path }) => path.join(".") === stem);
    return [...named, ...others].map((found) => meaning(short.kind, short, found));
  });
  return [...own, ...short];
}

function meaning(
  kind: ConstraintKind,
  { takes, read }: Pick<ShortForm, "takes" | "read">,
  argument: FoundArgument,
): Meaning {
  return { kind, takes, read, path: argument.path, argument };
}

/** The one meaning of an entry where no tools module says which arguments there are. */
export function meaningWithoutTools(key: string, written: Written): Meaning {
  const [found] = stems(key);
  const kind = found?.short.kind ?? shorthandKind(written);
  const { takes, read } = found?.short ?? kind;
  const path = found === undefined ? splitPath(key) : [argumentIn(found.stem, kind)];
  return { kind, takes, read, path, argument: null };
}

function argumentIn(stem: string, kind: ConstraintKind): string {
  return listsValues(kind) ? pluralize.singular(stem) : stem;
}

/** Arguments of that name: at top level, or along a dotted path. */
export function findArguments(name: string, parameters: ObjectType): readonly FoundArgument[] {
  const direct = walk([name], parameters);
  const nested = name.includes(".") ? walk(splitPath(name), parameters) : undefined;
  return [direct, nested].filter((found) => found !== undefined);
}

/** The names that would have been understood, for suggestions. */
export function understoodKeys(parameters: ObjectType): readonly string[] {
  const names = [...parameters.properties.keys()];
  const forms = shortForms.flatMap(({ kind, form }) =>
    names.map((name) => usualKey(kind, form, name)),
  );
  return [...names, ...forms];
}

/** A short form as one would write it for an argument: `allowed_statuses`, `max_amount`. */
export function usualKey(kind: ConstraintKind, form: string, name: string): string {
  return form.replace("*", () => (listsValues(kind) ? pluralize.plural(name) : name));
}

function listsValues({ key }: ConstraintKind): boolean {
  return key === "in" || key === "not_in";
}

export function splitPath(name: string): readonly string[] {
  return name.split(".");
}

function shorthandKind(written: Written): ConstraintKind {
  return written === "list" ? among : equals;
}

interface Stem {
  readonly short: (typeof shortForms)[number];
  readonly stem: string;
}

function stems(key: string): readonly Stem[] {
  const known = stemsOfKeys.get(key);
  if (known !== undefined) return known;
  const all = shortForms.flatMap((short) => {
    const { before, after, form } = short;
    const fits = key.length >= form.length && key.startsWith(before) && key.endsWith(after);
    return fits ? [{ short, stem: key.slice(before.length, key.length - after.length) }] : [];
  });
  stemsOfKeys.set(key, all);
  return all;
}

/** Tools have arguments of the same names, and each is asked for under all its keys. */
const stemsOfKeys = new Map<string, readonly Stem[]>();

/** What stands before and after the argument. */
function around(form: string): { readonly before: string; readonly after: string } {
  const [before = "", after = ""] = form.split("*");
  return { before, after };
}

/** An argument may be named in the singular or the plural. */
export function spellings(stem: string): readonly string[] {
  const known = spelled.get(stem);
  if (known !== undefined) return known;
  const all = [...new Set([stem, pluralize.singular(stem), pluralize.plural(stem)])];
  spelled.set(stem, all);
  return all;
}

/** pluralize tries a hundred expressions on a word, and the same few words are asked for again and again. */
const spelled = new Map<string, readonly string[]>();

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
export function objectIn(type: ArgumentType): ObjectType | undefined {
  if (type.kind === "object") return type;
  if (type.kind !== "union") return undefined;
  const [only, ...others] = type.members.filter(({ kind }) => kind !== "null");
  return only?.kind === "object" && others.length === 0 ? only : undefined;
}
