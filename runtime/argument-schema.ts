// Turns a zod schema into the check that guards ask. Knows zod by its shape only, so the runtime depends on nothing.

import type { ArgumentSchema } from "./compiled-policy.js";
import { dotted } from "./malformed.js";
import { tellingIssue, type ZodIssue } from "./telling-issue.js";
import { withoutPrototypes } from "./without-prototypes.js";

/** The part of the `zod` module (from 4.6) that makes a schema fast. */
export interface ZodModule {
  compile(schema: never, options: { readonly strict: true }): unknown;
  validate(schema: never, value: unknown): boolean;
}

/** The part of a zod schema that checks without zod's module. */
export interface ZodSchema {
  /** Of an object. */
  readonly shape?: object;
  /** Of a union, its members. */
  readonly options?: readonly unknown[];
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?: { readonly issues: readonly ZodIssue[] } | undefined;
  };
}

/** How a schema is asked. */
export interface ArgumentSchemaOptions {
  /** True where an argument is called like something that every object inherits, e.g. `constructor`. */
  readonly inheritedNames?: boolean;
}

/** A schema that must not change what it checks: no transforms, defaults or coercion. Compiled when first asked. */
export function argumentSchema(
  z: ZodModule,
  schema: ZodSchema,
  { inheritedNames = false }: ArgumentSchemaOptions = {},
): ArgumentSchema {
  let compiled: unknown;
  // SECURITY: zod reads `args.constructor` whether it is the call's own or inherited.
  const view = inheritedNames ? withoutPrototypes : same;
  return Object.freeze({
    names: Object.freeze(namesOf(schema)),
    accepts(value: unknown): boolean {
      compiled ??= compile(z, schema);
      return compiled === uncompiled
        ? schema.safeParse(view(value)).success
        : // INVARIANT: this is what the same zod has just compiled.
          z.validate(compiled as never, view(value));
    },
    explain(value: unknown) {
      const issue = tellingIssue(schema.safeParse(view(value)).error?.issues ?? []);
      const path = issue === undefined || issue.path.length === 0 ? null : dotted(issue.path);
      return { path, message: issue?.message ?? "they do not fit the tool" };
    },
  });
}

function namesOf({ shape = {}, options = [] }: Partial<ZodSchema>): readonly string[] {
  const members = options.filter((member) => typeof member === "object" && member !== null);
  return [...Object.keys(shape), ...members.flatMap(namesOf)];
}

function same(value: unknown): unknown {
  return value;
}

const uncompiled = Symbol("a schema that zod does not compile");

function compile(z: ZodModule, schema: ZodSchema): unknown {
  try {
    // INVARIANT: the schema is of this zod, whose types are too deep to be repeated here.
    return z.compile(schema as never, { strict: true });
  } catch {
    // Some kinds of schema are never compiled, and where code generation is forbidden none is.
    return uncompiled;
  }
}
