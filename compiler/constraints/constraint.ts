// What every constraint kind says about itself. One file in this folder is one kind; index.ts lists them.

import type { Code } from "../code/code.js";
import type { ValueSyntax } from "../syntax/syntax.js";
import type {
  ArgumentType,
  ArrayType,
  Definitions,
  NumberType,
  ObjectType,
  StringType,
} from "../tools/argument-type.js";
import type { ValueKind } from "./value-kinds.js";

export type Scalar = string | number | boolean;

/** What came of reading a constraint's value: the value, or what is wrong with it and the way out. */
export type Read<Value> =
  | { readonly value: Value }
  | { readonly problem: string; readonly help: string };
export type Reader<Value> = (value: ValueSyntax) => Read<Value>;

/** A limit on a number, on a length, or on a point in time in nanoseconds, so that contradictions can be seen. */
export interface Limits {
  readonly of: "value" | "length" | "items" | "instant";
  readonly lower?: number | bigint;
  readonly upper?: number | bigint;
  /** True where its ends do not belong to it. */
  readonly open?: true;
}

/** What is written as a constraint's value, as far as an editor can tell; the reader is more exact. */
export type ValueForm =
  | "scalar"
  | "scalars"
  | "barred scalars"
  | "parts"
  | "number"
  | "positive number"
  | "count"
  | "days"
  | "true"
  | "pattern"
  | TextForm;

/** A text of this form, and perhaps a list of them. */
export interface TextForm {
  readonly pattern: RegExp;
  readonly many: boolean;
  /** What such a text is, e.g. `a domain`. */
  readonly called: string;
  readonly help: string;
}

/** The types that constraints narrow by themselves. */
export type NarrowableType = StringType | NumberType | ArrayType;

/** A constraint kind as its file defines it. */
export interface KindDefinition<Value> {
  /** The key of the long form, as in `amount: { max: 100 }`. */
  readonly key: string;
  /** What it says of an argument, for who writes one. */
  readonly about: string;
  readonly takes: ValueForm;
  /** Short forms, `*` standing for the argument, and how they differ from the long form, where they do. */
  readonly short: readonly {
    readonly form: string;
    readonly takes?: ValueForm;
    readonly read?: Reader<Value>;
    readonly predicate?: KindDefinition<Value>["predicate"];
  }[];
  /** The kinds of argument it can stand on. */
  readonly on: readonly ValueKind[];
  readonly read: Reader<Value>;
  /** What the argument must be, after its name: `must be at most 100`. */
  readonly text: (value: Value) => string;
  /** The meaning for single values, for the compiler's own reasoning. Tests hold it against the emitted predicate. */
  readonly holds?: (value: Value, argument: unknown) => boolean;
  /** A call of the runtime predicate; `path` is the argument's path as code. */
  readonly predicate: (path: Code, value: Value) => Code;
  /** The argument's type where no tools module says it; null leaves it open. */
  readonly infers: (value: Value) => ArgumentType | null;
  /** What it leaves of the strings, numbers or lists of a type; null where no type says which those are. */
  readonly narrow: (type: NarrowableType, value: Value) => ArgumentType | null;
  /** True where what `narrow` leaves, if it is not null, is exactly what passes. */
  readonly exact: boolean;
  /** The values that the constraint names; each must be one that the argument can have. */
  readonly names?: (value: Value) => readonly Scalar[];
  /** What must have the named values instead, where it is not the argument itself. */
  readonly namesOf?: (type: ArgumentType) => ArgumentType;
  /** The only values that pass, where they can be listed. */
  readonly values?: (value: Value) => readonly Scalar[];
  readonly limits?: (value: Value) => Limits;
  /** How many characters it may be asked of at once, where that is fewer than a call may hold. */
  readonly mostText?: (value: Value) => number | undefined;
  /** What else the argument's type must have; says what is missing. */
  readonly misfit?: (type: ArgumentType) => string | undefined;
  /** Arguments that a short form may also mean, by their path, beside one of that name. */
  readonly find?: (parameters: ObjectType) => readonly FoundArgument[];
  /** Shown in the documentation and run as tests: a value as YAML, and arguments that pass and that do not. */
  readonly examples: readonly Example[];
}

export interface Example {
  readonly yaml: string;
  readonly passes: readonly unknown[];
  readonly fails: readonly unknown[];
}

/** An argument that a constraint speaks of. */
export interface FoundArgument {
  readonly path: readonly string[];
  readonly type: ArgumentType;
  /** True where the tool's schema lets a call leave it out. */
  readonly optional: boolean;
  /** The two arguments of a pair that is seen as one. */
  readonly ends?: readonly [string, string];
}

/** A constraint with its value: what the rest of the compiler works with. */
export interface Constraint {
  readonly kind: string;
  /** The kinds of argument it can stand on. */
  readonly on: readonly ValueKind[];
  /** The value as plain data, for the digest. */
  readonly value: unknown;
  readonly text: string;
  readonly infers: ArgumentType | null;
  readonly narrow: (type: NarrowableType, definitions: Definitions) => ArgumentType | null;
  /** True where what `narrow` leaves, if it is not null, is exactly what passes. */
  readonly exact: boolean;
  readonly names: readonly Scalar[];
  /** What must have the named values, given the argument's type. */
  readonly namesOf: (type: ArgumentType) => ArgumentType;
  readonly values: readonly Scalar[] | null;
  readonly limits: Limits | null;
  /** How many characters it may be asked of at once; null where that is all that a call may hold. */
  readonly mostText: number | null;
  /** What is asked of each item, where it is about the items of a list. */
  readonly item: Constraint | null;
  /** Null where the compiler cannot tell. */
  readonly holds: ((argument: unknown) => boolean) | null;
  readonly predicate: (path: Code) => Code;
}

/** A constraint kind as the registry holds it: the type of its value is its own affair. */
export interface ConstraintKind {
  readonly key: string;
  readonly about: string;
  readonly takes: ValueForm;
  readonly short: readonly ShortForm[];
  readonly on: readonly ValueKind[];
  readonly read: Reader<Constraint>;
  readonly misfit: (type: ArgumentType) => string | undefined;
  readonly find: (parameters: ObjectType) => readonly FoundArgument[];
  readonly examples: readonly Example[];
}

/** Another way to write a kind, `*` standing for the argument. */
export interface ShortForm {
  readonly form: string;
  readonly takes: ValueForm;
  readonly read: Reader<Constraint>;
}

/** Checks a kind's parts against each other, and closes over the type of its value. */
export function defineKind<Value>(kind: KindDefinition<Value>): ConstraintKind {
  const bound =
    ({ read, predicate }: Pick<KindDefinition<Value>, "read" | "predicate">): Reader<Constraint> =>
    (syntax) => {
      const result = read(syntax);
      return "value" in result ? { value: bind({ ...kind, predicate }, result.value) } : result;
    };
  return {
    key: kind.key,
    about: kind.about,
    takes: kind.takes,
    short: kind.short.map((short) => ({
      form: short.form,
      takes: short.takes ?? kind.takes,
      read: bound({ ...kind, ...short }),
    })),
    on: kind.on,
    read: bound(kind),
    misfit: kind.misfit ?? (() => undefined),
    find: kind.find ?? (() => []),
    examples: kind.examples,
  };
}

function bind<Value>(kind: KindDefinition<Value>, value: Value): Constraint {
  return {
    kind: kind.key,
    on: kind.on,
    value,
    text: kind.text(value),
    infers: kind.infers(value),
    narrow: (type) => kind.narrow(type, value),
    exact: kind.exact,
    names: kind.names?.(value) ?? [],
    namesOf: kind.namesOf ?? ((type) => type),
    values: kind.values?.(value) ?? null,
    limits: kind.limits?.(value) ?? null,
    mostText: kind.mostText?.(value) ?? null,
    item: null,
    holds: kind.holds?.bind(null, value) ?? null,
    predicate: (path) => kind.predicate(path, value),
  };
}
