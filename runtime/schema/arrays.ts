// Checks of arrays that zod does not have: JSON Schema's `uniqueItems`, `contains`, and lengths of tuples.

import { areUnique } from "../canonical.js";
import { type Check, check } from "./check.js";
import { fits, type Schema } from "./schemas.js";

/** No two items that are equal as JSON. */
export const uniqueItems: Check = check(
  "Invalid input: items must differ from one another",
  (value) => Array.isArray(value) && areUnique(value),
);

/** In a tuple zod takes an item that is not there for one that is undefined. */
export const present: Check = check("Required", (value) => value !== undefined);

/** At least `least` items that the schema accepts, and at most `most`. */
export function contains(
  schema: Schema,
  least: number,
  most: number = Number.POSITIVE_INFINITY,
): Check {
  return check("Invalid input: too few or too many items of a certain kind", (value) => {
    const count = Array.isArray(value) ? value.filter((item) => fits(schema, item)).length : -1;
    return count >= least && count <= most;
  });
}

export function minItems(least: number): Check {
  return check(
    `Too small: expected array to have >=${least} items`,
    (value) => Array.isArray(value) && value.length >= least,
  );
}

export function maxItems(most: number): Check {
  return check(
    `Too big: expected array to have <=${most} items`,
    (value) => Array.isArray(value) && value.length <= most,
  );
}
