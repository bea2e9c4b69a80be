// Turns a zod schema into the check that guards ask. Knows zod by its shape only, so the runtime depends on nothing.

import type { ArgumentSchema } from "./compiled-policy.js";
import { dotted } from "./malformed.js";

/** The part of the `zod` module (from 4.6) that makes a schema fast. */
export interface ZodModule {
  compile(schema: never, options: { readonly strict: true }): unknown;
  validate(schema: never, value: unknown): boolean;
}

/** The part of a zod schema that checks without zod's module. */
export interface ZodSchema {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?:
      | {
          readonly issues: readonly {
            readonly path: readonly PropertyKey[];
            readonly message: string;
          }[];
        }
      | undefined;
  };
}

/** A schema that must not change what it checks: no transforms, defaults or coercion. Compiled when first asked. */
export function argumentSchema(z: ZodModule, schema: ZodSchema): ArgumentSchema {
  let validate: ((value: object) => boolean) | undefined;
  return Object.freeze({
    accepts(value: object): boolean {
      validate ??= compile(z, schema);
      return validate(value);
    },
    explain(value: object) {
      const issue = schema.safeParse(value).error?.issues[0];
      const path = issue === undefined || issue.path.length === 0 ? null : dotted(issue.path);
      return { path, message: issue?.message ?? "they do not fit the tool" };
    },
  });
}

function compile(z: ZodModule, schema: ZodSchema): (value: object) => boolean {
  try {
    // INVARIANT: `z.compile` gives a schema of the kind it takes, and both are the application's own zod.
    const compiled = z.compile(schema as never, { strict: true }) as never;
    return (value) => z.validate(compiled, value);
  } catch {
    // Code generation is forbidden here, or the schema is of a kind that zod does not compile.
    return (value) => schema.safeParse(value).success;
  }
}
