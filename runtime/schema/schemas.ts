// Checks by other schemas: JSON Schema's `allOf`, `anyOf`, `oneOf`, `not` and `if`.

import { withoutPrototypes } from "../without-prototypes.js";
import { type Check, check } from "./check.js";

/** The part of a zod schema that a check asks. */
export interface Schema {
  safeParse(value: unknown): { readonly success: boolean };
}

/** Whether the schema accepts the value. */
export function fits(schema: Schema, value: unknown): boolean {
  // SECURITY: zod hands its checks copies that inherit, and reads `value.constructor` whether it is the value's own or not.
  return schema.safeParse(withoutPrototypes(value)).success;
}

/** What all of the schemas accept. */
export function allOf(schemas: readonly Schema[]): Check {
  return check("Invalid input: must fit each of several schemas", (value) =>
    schemas.every((schema) => fits(schema, value)),
  );
}

/** What at least one of the schemas accepts. */
export function anyOf(schemas: readonly Schema[]): Check {
  return check("Invalid input: must fit one of several schemas", (value) =>
    schemas.some((schema) => fits(schema, value)),
  );
}

/** What exactly one of the schemas accepts. */
export function oneOf(schemas: readonly Schema[]): Check {
  return check(
    "Invalid input: must fit exactly one of several schemas",
    (value) => schemas.filter((schema) => fits(schema, value)).length === 1,
  );
}

/** What the schema does not accept. */
export function not(schema: Schema): Check {
  return check(
    "Invalid input: must not fit a schema that is ruled out",
    (value) => !fits(schema, value),
  );
}

/** What `then` accepts, where `condition` accepts it, and what `otherwise` accepts, where not; null accepts anything. */
export function ifThenElse(
  condition: Schema,
  then: Schema | null,
  otherwise: Schema | null,
): Check {
  return check("Invalid input: must fit the schema that its other parts ask for", (value) => {
    const wanted = fits(condition, value) ? then : otherwise;
    return wanted === null || fits(wanted, value);
  });
}
